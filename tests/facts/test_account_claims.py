"""Declared identities met with the cells of account tables."""

from __future__ import annotations

import pytest

from quanheng.facts.account_claims import table_sets
from quanheng.facts.account_tables import AccountTable
from quanheng.model.relation import Claim
from tests.facts.reading import Rows, facts_in_table, facts_of, operands

HEAD: Rows = [["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]]
TITLE = ("2023年度部门决算", "支出决算表", "单位：万元")


def met(identity: str, rows: Rows, *texts: str) -> list[Claim]:
    facts = facts_in_table(rows, *(texts or TITLE))
    return [c for c in facts.claims if c.notes.get("identity") == identity]


def shown(identity: str, rows: Rows, *texts: str) -> list[str]:
    return [operands(c.operands) for c in met(identity, rows, *texts)]


def test_a_row_is_the_sum_of_its_columns_and_a_blank_is_no_part_of_it() -> None:
    rows: Rows = [
        *HEAD,
        ["", "合计", "30.00", "10.00", "20.00"],
        ["201", "一般公共服务支出", "30.00", "30.00", ""],
    ]
    assert shown("R09", rows) == ["total 30.00, part 10.00, part 20.00", "total 30.00, part 30.00"]


def test_a_dash_is_no_figure() -> None:
    rows: Rows = [*HEAD, ["201", "一般公共服务支出", "30.00", "30.00", "—"]]
    assert shown("R09", rows) == ["total 30.00, part 30.00"]


def test_a_total_left_blank_is_taken_as_nothing_where_its_parts_are_there() -> None:
    rows: Rows = [*HEAD, ["201", "一般公共服务支出", "", "30.00", "5.00"]]
    assert shown("R09", rows) == ["total 空, part 30.00, part 5.00"]


def test_a_column_of_the_countys_own_leaves_the_sum_open_and_may_be_part_of_it() -> None:
    rows: Rows = [[*HEAD[0], "偿还支出"], ["201", "一般公共服务支出", "40.00", "30.00", "5.00", "5.00"]]
    (claim,) = met("R09", rows)
    assert not claim.closed
    assert [operands(other) for other in claim.alternatives] == [
        "total 40.00, part 30.00, part 5.00, part 5.00"
    ]


def test_columns_of_another_year_are_no_part_of_the_row() -> None:
    rows: Rows = [
        ["科目编码", "科目名称", "2023年预算数", None, None, "上年预算数"],
        ["", "", "合计", "基本支出", "项目支出", "合计"],
        ["201", "一般公共服务支出", "30.00", "10.00", "20.00", "44.00"],
    ]
    (claim,) = met("BR04", rows, "2023年部门预算", "部门支出总表", "单位：万元")
    assert claim.closed
    assert operands(claim.operands) == "total 30.00, part 10.00, part 20.00"


def test_negative_amounts_stand_in_brackets_or_behind_a_stroke() -> None:
    rows: Rows = [*HEAD, ["201", "一般公共服务支出", "-3.50", "（5.50）", "2.00"]]
    (claim,) = met("R09", rows)
    assert [str(o.figure.value) for o in claim.operands] == ["-3.50", "-5.50", "2.00"]


def test_units_by_rows_have_no_one_amount_for_a_subject() -> None:
    rows: Rows = [
        *HEAD,
        ["201", "一般公共服务支出", "30.00", "10.00", "20.00"],
        ["201", "一般公共服务支出", "7.00", "3.00", "4.00"],
    ]
    assert shown("R09", rows) == []
    assert shown("levels", rows) == []


def test_the_tables_of_a_unit_are_not_met_with_those_of_the_department() -> None:
    kinds = ["T01", "T03", None, "T01", "T03"]
    sets = table_sets([AccountTable(kind, []) for kind in kinds])
    assert [list(found) for found in sets] == [["T01", "T03"], ["T01", "T03"]]


def test_amounts_of_a_table_without_a_unit_are_met_among_themselves_only() -> None:
    rows: Rows = [*HEAD, ["201", "一般公共服务支出", "30.00", "10.00", "20.00"]]
    (claim,) = met("R09", rows, "2023年度部门决算", "支出决算表")
    assert {o.figure.unit_source for o in claim.operands} == {"assumed"}


APART = """2023年度部门决算
收入支出决算总表
单位：万元

| 项目 | 决算数 | 项目 | 决算数 |
| --- | --- | --- | --- |
| 一、一般公共预算财政拨款收入 | 90.00 | 一、一般公共服务支出 | 70.00 |
| 本年收入合计 | 90.00 | 二、教育支出 | {education} |
| 总计 | 90.00 | 本年支出合计 | 90.00 |

支出决算表
单位：万元

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
| --- | --- | --- | --- | --- |
|  | 合计 | 900000.00 | 600000.00 | 300000.00 |
| 201 | 一般公共服务支出 | 700000.00 | 500000.00 | 200000.00 |
| 205 | 教育支出 | 200000.00 | 100000.00 | 100000.00 |
"""


@pytest.mark.parametrize(("education", "times"), [("20.00", 1), ("21.00", 3)])
def test_two_tables_that_are_a_unit_apart_throughout_are_met_once(education: str, times: int) -> None:
    facts = facts_of(*APART.format(education=education).split("\n"))
    between = [c for c in facts.claims if c.notes.get("identity") in ("R14", "R15")]
    assert len(between) == times
