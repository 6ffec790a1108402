"""Columns of changes against the two columns that they compare: budgets, years, what was adjusted."""

from __future__ import annotations

import pytest

from tests.facts.reading import Rows, facts_in_table, table_alarms, told

ONE = ["项目", "年初预算数（万元）", "{}", "调整后预算数（万元）", "决算数（万元）"]


def changes(*rows: list[str]) -> list[str]:
    return told(facts_in_table(rows, "2023年度部门决算"), "difference", "table-difference")


@pytest.mark.parametrize("head", ["调整数", "追加", "追加数", "调增数", "预算调整数"])
def test_the_one_adjustment_lies_between_the_two_budgets(head: str) -> None:
    rows = [[cell.format(head) for cell in ONE], ["甲", "100.00", "20.00", "120.00", "118.00"]]
    assert changes(*rows) == ["delta 20.00, current 120.00, prior 100.00"]


@pytest.mark.parametrize(("up", "down"), [("追加", "调减"), ("调增数", "调减数"), ("追加数", "调减数")])
def test_one_of_two_adjustments_is_not_all_that_lies_between(up: str, down: str) -> None:
    head = ["项目", "年初预算数（万元）", up, down, "调整后预算数（万元）"]
    assert changes(head, ["甲", "100.00", "30.00", "10.00", "120.00"]) == []
    assert len(changes(head, ["甲", "100.00", "30.00", "0.00", "130.00"])) == 1


def test_what_they_come_to_is() -> None:
    head = ["项目", "年初预算数（万元）", "追加", "调减", "预算调整数", "调整后预算数（万元）"]
    assert changes(head, ["甲", "100.00", "30.00", "10.00", "20.00", "120.00"]) == [
        "delta 20.00, current 120.00, prior 100.00"
    ]


def test_what_was_carried_over_lies_between_the_budgets_as_well() -> None:
    head = ["项目", "上年结转（万元）", "年初预算数（万元）", "追加数", "全年预算数（万元）"]
    assert changes(head, ["甲", "5.00", "100.00", "10.00", "115.00"]) == []


@pytest.mark.parametrize("head", ["差异率", "差异（%）", "差额比例（%）"])
def test_a_percentage_between_two_amounts_is_no_difference_of_them(head: str) -> None:
    rows: Rows = [
        ["项目", "预算数", "决算数", head],
        ["甲", "100.00", "90.00", "10.00%"],
        ["乙", "50.00", "55.00", "10.00%"],
    ]
    facts = facts_in_table(rows, "2023年度部门决算")
    assert told(facts, "difference", "table-difference") == []
    assert table_alarms(rows) == []


THREE_YEARS = ["项目", "2021年决算", "2022年决算", "2023年决算", "较2021年增减"]


def test_the_year_that_the_head_names_is_compared() -> None:
    assert changes(THREE_YEARS, ["甲", "100.00", "90.00", "95.00", "-5.00"]) == [
        "delta -5.00, current 95.00, prior 100.00"
    ]
    two = ["项目", "2022年决算", "2023年决算", "较2021年增减"]
    assert changes(two, ["甲", "90.00", "95.00", "-5.00"]) == []
