"""Names in an order, against the figures that the text has for them."""

from __future__ import annotations

import pytest

from tests.facts.reading import alarms, claimed

RATES = "甲项目支出1302.00万元，执行进度70.00%；乙项目支出893.00万元，执行进度38.00%；丙项目支出512.00万元，执行进度80.00%。"


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (RATES + "按执行进度由高到低排列，依次是{}。", "丙项目、甲项目、乙项目", "丙项目、乙项目、甲项目"),
        (RATES + "按执行进度从低到高排序，分别为{}。", "乙项目、甲项目、丙项目", "甲项目、乙项目、丙项目"),
        (
            "新发放额由高到低依次为{}。",
            "农商银行8,930万元、邮储银行5,210万元、建设银行2,860万元",
            "农商银行8,930万元、建设银行2,860万元、邮储银行5,210万元",
        ),
    ],
)
def test_an_order_is_that_of_the_figures(text: str, right: str, wrong: str) -> None:
    assert alarms(text.format(right)) == []
    assert [severity for severity, _ in alarms(text.format(wrong))] == ["doubt"]


@pytest.mark.parametrize(
    "text",
    [
        RATES + "按执行进度由高到低排列，依次是丁项目、乙项目、甲项目。",  # one of them has no figure
        RATES + "按得分由高到低排列，依次是乙项目、甲项目、丙项目。",  # by something else
        RATES + "甲项目执行进度72.00%。按执行进度由高到低排列，依次是乙项目、甲项目、丙项目。",  # two for one
        "由高到低依次为农商银行8,930万元、邮储银行21户、建设银行2,860万元。",
    ],
)
def test_names_without_one_figure_each_are_left_alone(text: str) -> None:
    assert claimed("order", text, template="ranking") == []
