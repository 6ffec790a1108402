"""Tables by classification: codes of 类, 款 and 项, and columns that divide a total."""

from __future__ import annotations

import pytest

from tests.facts.reading import Rows, facts_in_table, told

TITLE = "2023年度部门决算"
HEAD: list[str | None] = ["科目编码", "科目名称", "决算数（万元）"]
TREE: Rows = [
    ["205", "教育支出", "30.00"],
    ["20502", "普通教育", "25.00"],
    ["2050201", "学前教育", "10.00"],
    ["2050202", "小学教育", "15.00"],
    ["20503", "职业教育", "5.00"],
    ["210", "卫生健康支出", "12.00"],
]
SUMS = ["total 30.00, part 25.00, part 5.00", "total 25.00, part 10.00, part 15.00"]


def claims(rows: Rows, template: str) -> list[str]:
    return told(facts_in_table(rows, TITLE), "sum", template)


def test_a_code_is_the_sum_of_the_codes_one_step_longer() -> None:
    assert claims([HEAD, *TREE], "code-tree") == SUMS


@pytest.mark.parametrize("first", [True, False])
def test_the_total_row_is_the_sum_of_the_shortest_codes(first: bool) -> None:
    total: Rows = [["", "合计", "42.00"]]
    rows = [HEAD, *total, *TREE] if first else [HEAD, *TREE, *total]
    assert claims(rows, "code-total") == ["total 42.00, part 30.00, part 12.00"]


def test_codes_in_three_cells_are_one() -> None:
    rows: Rows = [
        ["编码类", "编码款", "编码项", "科目名称", "决算数（万元）"],
        ["205", "", "", "教育支出", "30.00"],
        ["205", "02", "", "普通教育", "25.00"],
        ["205", "02", "01", "学前教育", "25.00"],
        ["205", "03", "", "职业教育", "5.00"],
    ]
    assert claims(rows, "code-tree") == ["total 30.00, part 25.00, part 5.00", "total 25.00, part 25.00"]


def test_codes_that_occur_twice_are_no_tree() -> None:
    assert claims([HEAD, *TREE, TREE[1]], "code-tree") == []


def test_one_code_alone_is_no_tree() -> None:
    assert claims([HEAD, TREE[0], ["", "合计", "30.00"]], "code-total") == []


def test_a_code_is_no_figure() -> None:
    assert {f.text for f in facts_in_table([HEAD, *TREE], TITLE).figures} == {
        "30.00",
        "25.00",
        "10.00",
        "15.00",
        "5.00",
        "12.00",
    }


def test_rows_with_codes_are_not_added_as_plain_rows() -> None:
    assert claims([HEAD, *TREE, ["", "合计", "42.00"]], "table-last-total") == []


def test_columns_of_a_known_division_make_their_total() -> None:
    rows: Rows = [
        ["科目名称", "合计", "基本支出", "项目支出"],
        ["教育支出", "30.00", "18.00", "12.00"],
    ]
    facts = facts_in_table(rows, TITLE, "单位：万元")
    assert told(facts, "sum", "columns") == ["total 30.00, part 18.00, part 12.00"]


def test_other_columns_do_not() -> None:
    rows: Rows = [["科目名称", "合计", "基本支出", "会议费"], ["教育支出", "30.00", "18.00", "12.00"]]
    assert told(facts_in_table(rows, TITLE, "单位：万元"), "sum", "columns") == []


def test_a_second_total_ends_the_columns_of_the_first() -> None:
    rows: Rows = [
        ["科目名称", "合计", "基本支出", "项目支出", "合计", "基本支出", "项目支出"],
        ["教育支出", "30.00", "18.00", "12.00", "20.00", "8.00", "12.00"],
    ]
    assert told(facts_in_table(rows, TITLE, "单位：万元"), "sum", "columns") == [
        "total 30.00, part 18.00, part 12.00", "total 20.00, part 8.00, part 12.00",
    ]  # fmt: skip


def test_codes_side_by_side_are_one_tree_where_a_class_runs_on_in_the_next_block() -> None:
    rows: Rows = [
        ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"],
        ["302", "商品和服务支出", "30.00", "30207", "邮电费", "5.00"],
        ["30201", "办公费", "15.00", "30211", "差旅费", "10.00"],
    ]
    assert told(facts_in_table(rows, TITLE, "单位：万元"), "sum", "code-tree") == [
        "total 30.00, part 5.00, part 15.00, part 10.00"
    ]


def test_a_code_above_that_is_left_blank_is_taken_as_nothing() -> None:
    rows: Rows = [
        HEAD,
        ["205", "教育支出", ""],
        ["20502", "普通教育", "25.00"],
        ["20503", "职业教育", "5.00"],
    ]
    assert claims(rows, "code-tree") == ["total 空, part 25.00, part 5.00"]


def test_a_part_of_a_code_that_lost_its_nought_is_read() -> None:
    rows: Rows = [
        ["类", "款", "科目名称", "决算数（万元）"],
        ["301", "", "工资福利支出", "9.00"],
        ["301", "1", "基本工资", "6.00"],
        ["301", "02", "津贴补贴", "3.00"],
    ]
    assert claims(rows, "code-tree") == ["total 9.00, part 6.00, part 3.00"]


def test_two_totals_of_several_tables_on_one_sheet_are_no_totals_of_these_codes() -> None:
    head: list[str | None] = [*HEAD, "科目编码", "科目名称", "决算数（万元）"]
    codes: Rows = [
        ["301", "工资", "30.00", "302", "商品", "12.00"],
        ["30101", "基本工资", "30.00", "30201", "办公费", "12.00"],
    ]
    first: Rows = [["", "合计", "99.00", "", "", ""]]
    last: Rows = [["", "总计", "42.00", "", "", ""]]
    assert claims([head, *first, *codes, *last], "code-total") == []
    assert claims([head, *codes, *last], "code-total") != []
