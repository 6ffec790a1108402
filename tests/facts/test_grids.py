"""Numbers of tables: row label, column header, unit, year, basis."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.facts import extract
from quanheng.facts.grid_reader import read_grid
from quanheng.facts.grids import Grid
from quanheng.facts.surroundings import Surroundings
from quanheng.model.document import Block, Document, Table, TableCell
from quanheng.model.figure import Figure
from quanheng.read import read
from tests.facts.reading import Rows, facts_in_table, printed, tabled

TITLE = "2023年度部门决算"


def figure(rows: Rows, text: str, *texts: str) -> Figure:
    return printed(facts_in_table(rows, TITLE, *texts), text)


@pytest.mark.parametrize(
    ("header", "kind", "basis", "unit"),
    [
        ("年初预算数", "level", "initial", "万元"),
        ("全年预算数", "level", "adjusted", "万元"),
        ("调整后预算", "level", "adjusted", "万元"),
        ("决算数", "level", "final", "万元"),
        ("全年执行数", "level", "final", "万元"),
        ("增减额", "delta", "", "万元"),
        ("增减率", "growth", "", "%"),
        ("执行率", "ratio", "", "%"),
        ("占比", "ratio", "", "%"),
        ("分值", "rule", "", "分"),
        ("自评得分", "score", "", "分"),
        ("年度指标值", "target", "target", ""),
        ("实际完成值", "level", "", ""),
    ],
)
def test_the_header_says_what_a_number_is(header: str, kind: str, basis: str, unit: str) -> None:
    found = figure([["项目", header], ["会议费", "5.25"]], "5.25", "单位：万元")
    assert (found.kind, found.basis, found.unit.name) == (kind, basis, unit)
    assert found.path == (header,)


@pytest.mark.parametrize(
    ("header", "texts", "unit"),
    [
        ("决算数（万元）", [], "万元"),
        ("决算数（元）", ["单位：万元"], "元"),
        ("决算数", ["单位：元"], "元"),
        ("决算数", ["金额单位：人民币元"], "元"),
        ("决算数", ["单位：亿元", "各项收支"], "亿元"),
        ("决算数", [], ""),
    ],
)
def test_the_unit_stands_in_the_head_or_above_the_table(header: str, texts: list[str], unit: str) -> None:
    found = figure([["项目", header], ["会议费", "5.25"]], "5.25", *texts)
    assert (found.unit.name, found.unit_source) == (unit, "table")


def test_the_unit_may_stand_in_a_cell_of_the_table() -> None:
    rows: Rows = [["单位：千元", ""], ["项目", "决算数"], ["会议费", "5.25"]]
    assert figure(rows, "5.25").unit.name == "千元"


def test_a_unit_in_another_column_of_the_head_holds_for_all() -> None:
    rows: Rows = [["项目", "预算数（元）", "决算数"], ["会议费", "6.25", "5.25"]]
    assert figure(rows, "5.25").unit.name == "元"


def test_a_unit_printed_in_the_cell_is_its_own() -> None:
    assert figure([["项目", "决算数（万元）"], ["会议费", "5.25元"]], "5.25元").unit.name == "元"


@pytest.mark.parametrize(
    ("header", "texts", "year"),
    [
        ("2022年决算数", [], 2022),
        ("上年决算数", [], 2022),
        ("本年决算数", [], 2023),
        ("决算数", ["2021年收支表"], 2021),
        ("上年决算数", ["2021年收支表"], 2020),
    ],
)
def test_the_year_of_a_column(header: str, texts: list[str], year: int) -> None:
    rows: Rows = [["项目", header], ["会议费", "5.25"]]
    assert figure(rows, "5.25", *texts, "单位：万元").year == year


@pytest.mark.parametrize(
    ("label", "header", "item"),
    [
        ("会议费", "决算数", "meeting"),
        ("1、基本支出", "决算数", "expenditure.basic"),
        ("合计", "本年收入合计", "income.current_year"),
        ("合计", "决算数", ""),
        ("支出", "决算数", "expenditure.total"),
        ("某项补助", "决算数", ""),
        ("会议费", "增减额", ""),
    ],
)
def test_the_item_is_that_of_the_row_and_of_the_column_in_a_total(label: str, header: str, item: str) -> None:
    rows: Rows = [["科目", header, "年初预算数"], [label, "5.25", "6.25"]]
    assert figure(rows, "5.25").item == item


def test_the_fund_of_a_row() -> None:
    assert figure([["项目", "决算数"], ["政府性基金预算支出", "5.25"]], "5.25").fund == "fund"


@given(
    st.decimals(min_value=-(10**7), max_value=10**7, places=2, allow_nan=False, allow_infinity=False),
    st.booleans(),
)
def test_a_number_of_a_cell_is_read_back(value: Decimal, grouped: bool) -> None:
    text = f"{value:,f}" if grouped else f"{value:f}"
    found = facts_in_table([["项目", "决算数（万元）"], ["会议费", text]], TITLE).figures
    assert [(f.value, f.decimals, f.place.cell.row if f.place.cell else 0) for f in found] == [(value, 2, 1)]


def test_two_rows_of_heads_are_read_together() -> None:
    rows: Rows = [
        ["项目", "预算数", None, "合计"],
        ["科目", "一般公共预算", "政府性基金预算", "合计"],
        ["会议费", "5.25", "6.25", "11.50"],
    ]
    assert figure(rows, "6.25").path == ("预算数政府性基金预算",)
    assert figure(rows, "6.25").fund == "fund"


def test_a_second_head_begins_a_new_table() -> None:
    rows: Rows = [["项目", "年初预算数"], ["会议费", "5.25"], ["科目", "决算数"], ["会议费", "4.25"]]
    assert [figure(rows, t).basis for t in ("5.25", "4.25")] == ["initial", "final"]


def test_a_row_that_lost_its_first_cell_is_shifted_to_its_headers() -> None:
    rows: Rows = [["类", "项目", "决算数", "完成率"], ["会议费", "4.25", "80%", ""]]
    assert figure(rows, "4.25").path == ("决算数",)


def test_a_percentage_far_from_its_header_is_left_where_it_is() -> None:
    rows: Rows = [
        ["类", "项目", "科目", "决算数", "合计", "完成率"],
        ["会议费", "80%", "4.25", "5.25", "", ""],
    ]
    assert figure(rows, "80%").path == ("项目",)


@pytest.mark.parametrize("text", ["12.", "1 2", ".5"])
def test_a_row_with_a_number_cut_in_two_is_doubtful(text: str) -> None:
    rows: Rows = [["项目", "年初预算数", "决算数"], ["会议费", text, "4.25"]]
    assert figure(rows, "4.25").confidence == 0.5


def test_hidden_cells_are_not_read() -> None:
    cells = [
        TableCell(0, 0, "项目"), TableCell(0, 1, "决算数"), TableCell(0, 2, "年初预算数"),
        TableCell(1, 0, "会议费"), TableCell(1, 1, "4.25"), TableCell(1, 2, "5.25", hidden=True),
    ]  # fmt: skip
    document = Document("x", "docx", [Block(0, "table", "", table=Table(0, 2, 3, cells))])
    assert [(f.text, f.confidence) for f in extract(document).figures] == [("4.25", None)]


def test_a_number_in_the_first_column_is_a_label() -> None:
    assert [f.text for f in facts_in_table([["序号", "决算数"], ["1", "4.25"]], TITLE).figures] == ["4.25"]


def test_a_merged_cell_is_read_once() -> None:
    rows: Rows = [["项目", "年初预算数", "决算数"], ["会议费", "4.25", None]]
    assert [f.text for f in facts_in_table(rows, TITLE).figures] == ["4.25"]


def test_a_doubtful_number_of_a_scan_leaves_the_others_of_its_table_alone() -> None:
    cells = [
        TableCell(0, 0, "项目"), TableCell(0, 1, "决算数"), TableCell(0, 2, "年初预算数"),
        TableCell(1, 0, "会议费"), TableCell(1, 1, "4.25", confidence=0.7), TableCell(1, 2, "5.25"),
    ]  # fmt: skip
    document = Document("x", "docx", [Block(0, "table", "", table=Table(0, 2, 3, cells))])
    assert [(f.text, f.confidence) for f in extract(document).figures] == [("4.25", 0.7), ("5.25", None)]


def test_a_table_without_labels_begins_with_its_total() -> None:
    rows = [["合计", "因公出国（境）费", "公务接待费"], ["34.72", "4.72", "30.00"]]
    cells = [TableCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    block = Block(0, "table", "", table=Table(0, 2, 3, cells))
    assert [str(f.value) for f in extract(Document("a", "docx", [block])).figures] == [
        "34.72",
        "4.72",
        "30.00",
    ]


WIDE: list[str | None] = ["预算数", None, None, None, None, None, "决算数", None, None, None, None, None]
UNDER: list[str | None] = [
    "合计",
    "因公出国（境）费",
    "公务用车购置及运行维护费",
    None,
    None,
    "公务接待费",
] * 2
LOWEST: list[str | None] = ["", "", "小计", "公务用车购置费", "公务用车运行维护费", ""] * 2
AMOUNTS: list[str | None] = [*"33.62 0.00 29.72 0.00 29.72 3.90 25.36 0.00 22.27 0.00 22.27 3.09".split()]


def blank(row: list[str | None]) -> list[str | None]:
    """The row as it is pasted: of a wide cell only the first is left, the others are empty."""
    return [text or "" for text in row]


def grid_of(rows: Rows) -> Grid:
    ((block, _),) = tabled(rows).tables()
    return read_grid(block, [], Surroundings(2023, ""))


def test_a_wide_head_that_was_pasted_goes_on_over_its_blanks() -> None:
    kept = grid_of([WIDE, UNDER, LOWEST, AMOUNTS])
    grid = grid_of([blank(WIDE), blank(UNDER), LOWEST, AMOUNTS])
    assert grid.columns[5] == ("预算数", "公务接待费")
    assert grid.columns[10] == ("决算数", "公务用车购置及运行维护费", "公务用车运行维护费")
    assert grid.columns == kept.columns


def test_a_blank_beside_a_head_without_heads_below_is_nobodys() -> None:
    grid = grid_of([["项目", "决算数", "", "备注"], ["甲", "", "乙", ""], ["办公费", "1.00", "2.00", ""]])
    assert "决算数" not in grid.columns.get(2, ())


def test_heads_that_lost_their_wide_cells_go_no_further_than_the_head_above() -> None:
    """运行费 does not reach over the columns of 接待费."""
    rows = (
        "三公经费表\n合计\t\t公务用车费\t\t公务接待费\t\n\t\t购置费\t运行费\t\t\n"
        "预算数\t决算数\t预算数\t决算数\t预算数\t决算数\n5.55\t4.48\t0\t0\t5.55\t4.48\n"
    )
    (grid,) = (
        read_grid(b, [], Surroundings(2023, "final")) for b, _ in read(rows.encode(), "a.txt").tables()
    )
    assert "运行费" not in "".join(grid.columns[5])
