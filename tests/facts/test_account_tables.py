"""Published account tables: which one a table is, and its cells by subject and column."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from quanheng.facts.account_tables import AccountTable, account_tables
from quanheng.facts.grid_reader import read_grid
from quanheng.facts.surroundings import Surroundings
from quanheng.model.document import Block, Document
from tests.facts.reading import Rows, tabled

BY_NATURE: Rows = [
    ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
    ["合计", None, "30.00", "10.00", "20.00"],
    ["201", "一般公共服务支出", "30.00", "10.00", "20.00"],
]
TWO_HALVES: Rows = [
    ["收入", None, "支出", None],
    ["项目", "决算数", "项目", "决算数"],
    ["一、一般公共预算财政拨款收入", "80.00", "一、一般公共服务支出", "70.00"],
    ["二、政府性基金预算财政拨款收入", "", "二、社会保障和就业支出", "15.00"],
    ["本年收入合计", "80.00", "本年支出合计", "85.00"],
    ["年初结转和结余", "9.00", "年末结转和结余", "4.00"],
    ["总计", "89.00", "总计", "89.00"],
]
PUBLIC_DOWN: Rows = [
    ["项目", "预算数", "决算数"],
    ["合计", "6.00", "5.00"],
    ["1.因公出国（境）费", "", ""],
    ["2.公务接待费", "2.00", "1.50"],
    ["3.公务用车购置及运行维护费", "4.00", "3.50"],
]


def read_tables(document: Document, kind: str = "unknown") -> list[AccountTable]:
    grids = [
        read_grid(
            block, [b.text for b in document.blocks[: block.index] if b.table is None], Surroundings(2023, "")
        )
        for block, _ in document.tables()
    ]
    return account_tables(document, grids, kind, 2023)


def one(rows: Sequence[Sequence[str | None]], *texts: str, kind: str = "unknown") -> AccountTable:
    (table,) = read_tables(tabled(rows, *texts), kind)
    return table


def value(table: AccountTable, row: str, column: str = "amount") -> str | None:
    entry = table.cell(row, column)
    return entry.figure.text if entry else None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("支出决算表", "T03"),
        ("2023年度部门支出决算表", "T03"),
        ("一般公共预算财政拨款支出决算表", "T05"),
        ("2024年部门支出预算总表", "B03"),
        ("支出总表（按功能分类）", "B03"),
        ("一般公共预算支出表", "B05"),
        ("政府性基金预算支出表", "B08"),
        ("国有资本经营预算财政拨款支出决算表", "T08"),
        ("项目支出绩效目标表", None),
        ("一般公共预算财政拨款支出决算明细表", None),
    ],
)
def test_the_title_names_the_table(title: str, kind: str | None) -> None:
    side = "budget" if "决算" not in title else "final_accounts"
    assert one(BY_NATURE, title, "单位：万元", kind=side).kind == kind


def test_a_title_alone_does_not_make_a_table() -> None:
    assert one([["序号", "单位名称"], ["1", "甲站"]], "支出决算表").kind is None


def test_the_title_may_stand_in_the_table() -> None:
    inside: Rows = [["2023年度支出决算表", None, None, None, None], ["", "", "", "", "单位：元"], *BY_NATURE]
    table = one(inside)
    assert (table.kind, table.year, table.unit.name) == ("T03", 2023, "元")
    assert value(table, "201", "project") == "20.00"


def test_cells_are_found_by_code_and_column() -> None:
    table = one(BY_NATURE, "支出决算表", "单位：万元")
    assert list(table.codes()) == ["201"]
    assert [value(table, "total", c) for c in ("total", "basic", "project")] == ["30.00", "10.00", "20.00"]
    assert not table.empty


def test_each_half_has_its_own_rows() -> None:
    table = one(TWO_HALVES, "收入支出决算总表")
    assert table.kind == "T01"
    found = {row: value(table, row) for row in ("income.general", "201", "208", "income.total")}
    assert found == {"income.general": "80.00", "201": "70.00", "208": "15.00", "income.total": "89.00"}
    assert value(table, "expenditure.grand") == "89.00"
    assert value(table, "carryover.opening") == "9.00"
    assert value(table, "carryover.closing") == "4.00"


def test_running_numbers_of_rows_and_columns_are_no_amounts() -> None:
    rows: Rows = [
        ["收入", None, None, "支出", None, None],
        ["项目", "行次", "金额", "项目", "行次", "金额"],
        ["栏次", "", "1", "栏次", "", "2"],
        ["一、财政拨款收入", "1", "80.00", "一、教育支出", "31", "70.00"],
        ["本年收入合计", "27", "80.00", "本年支出合计", "57", "70.00"],
    ]
    table = one(rows, "收入支出决算总表")
    assert {k: e.figure.text for k, e in table.cells.items()} == {
        ("income.fiscal", "amount"): "80.00",
        ("205", "amount"): "70.00",
        ("income.current_year", "amount"): "80.00",
        ("expenditure.total", "amount"): "70.00",
    }


def test_the_three_public_expenses_are_one_row_whichever_way_they_lie() -> None:
    table = one(PUBLIC_DOWN, "财政拨款“三公”经费支出决算表")
    assert table.kind == "T09"
    assert {column: e.figure.text for column, e in table.row("all").items()} == {
        "budget_total": "6.00", "final_total": "5.00", "budget_receptions": "2.00",
        "final_receptions": "1.50", "budget_vehicles": "4.00", "final_vehicles": "3.50",
    }  # fmt: skip


def test_a_table_without_amounts_is_empty_and_keeps_its_note() -> None:
    rows: Rows = [*BY_NATURE[:1], ["合计", None, "", "", ""]]
    document = tabled(rows, "政府性基金预算支出表")
    document.blocks.append(Block(2, "paragraph", "注：本单位没有政府性基金预算安排的支出，故本表为空表。"))
    (table,) = read_tables(document, "budget")
    assert (table.kind, table.empty, table.note[:5]) == ("B08", True, "注：本单位")


def test_a_table_goes_on_over_the_page() -> None:
    rest: Rows = [BY_NATURE[0], ["205", "教育支出", "3.00", "3.00", ""]]
    first, second = tabled(BY_NATURE, "支出决算表"), tabled(rest)
    block = second.blocks[0]
    assert block.table is not None
    block.index, block.table.number = 2, 1
    (table,) = read_tables(Document("x.docx", "docx", [*first.blocks, block]))
    assert list(table.codes()) == ["201", "205"]
    assert len(table.grids) == 2
