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


ROW = "项目支出1000.00万元。具体为：（1）就业300.00万元，占项目支出的30.00%；（2）康复250.00万元，占25.00%；（3）托养200.00万元，占{}。"


def test_a_share_without_a_whole_is_of_the_one_that_began_the_row() -> None:
    assert not alarms(ROW.format("20.00%"))
    assert [stated for _, stated in alarms(ROW.format("25.00%"))] == ["25.00%"]


def test_a_row_in_which_no_other_share_fits_says_nothing() -> None:
    text = "项目支出1000.00万元。就业300.00万元，占项目支出的30.00%；社会投资200.00万元，占40.00%；自筹100.00万元，占33.00%。"
    assert claimed("share", text, template="share-inherited") == []


def test_two_items_together_have_no_share_of_the_last() -> None:
    text = "本年支出合计1000.00万元。其中：基本支出900.00万元，占90.00%；项目支出100.00万元，占10.00%。药品和材料两项占总支出的32.06%。"
    assert not alarms(text)


def test_a_point_that_slipped_is_no_other_reading() -> None:
    text = (
        "累计支付3,981.72万元。从构成看，修缮1,624.30万元，占40.79%；管网1,285.16万元，占32.28%；"
        "消防{}万元，占10.22%；绿化665.41万元，占16.71%。"
    )
    assert not alarms(text.format("406.85"))
    assert "10.22%" in [stated for _, stated in alarms(text.format("4,068.50"))]
