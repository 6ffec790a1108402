"""A number said again under another name confirms both places."""

from __future__ import annotations

import pytest

from tests.facts.reading import claimed, facts_in_table, facts_of, told

TITLE = "2023年度部门决算"


def echoes(*lines: str) -> list[str]:
    return claimed("restated", *lines, template="echo")


def test_an_amount_of_four_digits_in_two_paragraphs() -> None:
    assert echoes("拨付甲方款项12.34万元。", "另有费用12.34万元。") == ["stated 12.34万元, first 12.34万元"]


def test_the_units_may_differ() -> None:
    assert echoes("拨付甲方款项123,400元。", "另有费用12.34万元。") == ["stated 12.34万元, first 123,400元"]


def test_an_amount_in_yuan_is_known_by_its_rounded_form() -> None:
    assert echoes("拨付甲方款项123,412.56元。", "另有费用12.34万元。") == [
        "stated 12.34万元, first 123,412.56元"
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("拨付甲方款项12.30万元。", "另有费用12.30万元。"),
        ("拨付甲方款项12.34万元，另有费用12.34万元。", ""),
        ("拨付甲方款项12.34万元。", "另有费用12.35万元。"),
        ("拨付甲方款项12.34万元。", "甲方占比12.34%。"),
        ("2022年拨付甲方款项12.34万元。", "2023年另有费用12.34万元。"),
        ("甲方款项增加12.34万元。", "另有费用12.34万元。"),
        ("总收入12.34万元。", "总支出12.34万元。"),
        ("甲方款项约12.34万元。", "另有费用12.34万元。"),
        ("共1234人。", "另有1234人。"),
        ("甲方预算12.34万元。", "另有费用决算12.34万元。"),
    ],
)
def test_short_numbers_and_other_years_kinds_or_sides_are_no_echo(first: str, second: str) -> None:
    assert echoes(first, second) == []


def test_against_a_table_three_digits_tell() -> None:
    rows = [["项目", "决算数（万元）"], ["甲款", "12.3"], ["乙款", "4"]]
    facts = facts_in_table(rows, TITLE, "其中拨付给某单位12.3万元。")
    assert told(facts, "text_table", "echo") == ["stated 12.3, first 12.3万元"]


def test_cells_of_one_table_say_nothing_of_each_other() -> None:
    rows = [["项目", "决算数（万元）"], ["甲款", "1234.5"], ["乙款", "1234.5"]]
    assert told(facts_in_table(rows, TITLE), "text_table", "echo") == []
    assert told(facts_in_table(rows, TITLE), "restated", "echo") == []


def test_what_is_known_to_be_restated_is_no_echo_as_well() -> None:
    facts = facts_of(TITLE, "总支出1234.50万元。", "全年总支出1234.50万元。")
    assert told(facts, "restated", "unique") == ["stated 1234.50万元, first 1234.50万元"]
    assert told(facts, "restated", "echo") == []


def test_every_later_place_is_held_against_an_earlier_one() -> None:
    names = ("设备", "维修", "宣传", "租赁", "监测", "检验", "测绘")
    assert (
        echoes(*(f"拨付{name}款12.34万元。" for name in names)) == ["stated 12.34万元, first 12.34万元"] * 6
    )
