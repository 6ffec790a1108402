"""A share of a whole that the words abbreviate."""

from __future__ import annotations

import pytest

from tests.facts.reading import alarms, claimed


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("设计灌溉面积6.4万亩，有效灌溉面积5.6万亩，占设计面积的{}。", "87.5%", "85.7%"),
        ("参保居民总人数4500人，已缴费4050人，占参保人数的{}。", "90.0%", "99.0%"),
        ("卫生专业技术人员694人，其中执业医师96人，占专业人员的{}。", "13.83%", "18.33%"),
        ("抽查问卷有效份数320份，表示满意的304份，占有效份数的{}。", "95.0%", "59.0%"),
        ("公路列养总里程428.5公里，优良路372.8公里，占列养里程的{}。", "87.00%", "78.00%"),
        ("实际使用建筑面积8640平方米，出租2160平方米，占使用面积的{}。", "25.00%", "52.00%"),
    ],
)
def test_the_whole_is_the_only_figure_whose_name_holds_the_words(text: str, right: str, wrong: str) -> None:
    assert not alarms(text.format(right))
    assert [stated for _, stated in alarms(text.format(wrong))] == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "设计灌溉面积6.4万亩，设计排涝面积8.2万亩，有效灌溉面积5.6万亩，占设计面积的85.7%。",  # two of them
        "设计灌溉流量6.4立方米，有效灌溉面积5.6万亩，占设计面积的85.7%。",
        "全县面积6.4万亩，有效灌溉面积5.6万亩，占耕地面积的85.7%。",
    ],
)
def test_no_or_several_such_figures_leave_the_share_open(text: str) -> None:
    assert claimed("share", text, template="share-abbreviated") == []
