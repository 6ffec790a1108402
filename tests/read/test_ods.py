"""OpenDocument sheets: what the cells show, at the addresses where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from quanheng.model.document import Document
from quanheng.read import Unreadable, read

Package = Callable[[Mapping[str, str | bytes]], bytes]
_URN = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_SPACES = " ".join(f'xmlns:{name}="{_URN.format(name)}"' for name in ("office", "table", "text", "style"))
MIME = "application/vnd.oasis.opendocument.spreadsheet"


@pytest.fixture
def sheet(package: Package) -> Callable[..., Document]:
    def make(rows: str, columns: str = "", attributes: str = "", styles: str = "") -> Document:
        content = (
            f"<office:document-content {_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f'<office:body><office:spreadsheet><table:table table:name="表1" {attributes}>{columns}{rows}'
            "</table:table></office:spreadsheet></office:body></office:document-content>"
        )
        return read(package({"mimetype": MIME, "content.xml": content}), "a.ods")

    return make


Make = Callable[..., Document]


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def shown(document: Document) -> dict[tuple[int, int], str]:
    (table,) = [table for _, table in document.tables()]
    return {(cell.row, cell.column): cell.text for cell in table.cells}


def test_a_cell_gives_the_digits_that_it_shows(sheet: Make) -> None:
    found = sheet(
        row(cell("完成率"), cell("96.63%", 'office:value-type="percentage" office:value="0.96631"'))
    )
    assert found.blocks[0].text == "表1"
    assert shown(found) == {(0, 0): "完成率", (0, 1): "96.63%"}


def test_a_value_without_its_text_is_given_as_it_is(sheet: Make) -> None:
    percent = '<table:table-cell office:value-type="percentage" office:value="0.9663"/>'
    number = '<table:table-cell office:value-type="float" office:value="1200.5"/>'
    assert shown(sheet(row(percent, number))) == {(0, 0): "96.63%", (0, 1): "1200.5"}


def test_repeated_cells_and_rows_keep_the_addresses(sheet: Make) -> None:
    empty = '<table:table-cell table:number-columns-repeated="3"/>'
    twice = cell("0.00", 'table:number-columns-repeated="2"')
    rows = row(empty, twice) + row(empty, attributes='table:number-rows-repeated="2"')
    rows += row(cell("合计"), attributes='table:number-rows-repeated="2"')
    assert shown(sheet(rows)) == {(0, 3): "0.00", (0, 4): "0.00", (3, 0): "合计", (4, 0): "合计"}


def test_the_empty_rest_of_the_grid_costs_nothing(sheet: Make) -> None:
    rest = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = row(cell("甲"), rest) + row(rest, attributes='table:number-rows-repeated="1048575"')
    assert shown(sheet(rows)) == {(0, 0): "甲"}


def test_a_text_repeated_over_the_whole_grid_is_refused(sheet: Make) -> None:
    everywhere = row(
        cell("甲", 'table:number-columns-repeated="16384"'), attributes='table:number-rows-repeated="1048576"'
    )
    with pytest.raises(Unreadable, match="万个"):
        sheet(everywhere)


def test_merged_cells_reach_over_their_places(sheet: Make) -> None:
    wide = cell("收入", 'table:number-columns-spanned="2" table:number-rows-spanned="2"')
    covered = "<table:covered-table-cell/>"
    rows = row(wide, covered, cell("a")) + row(covered, covered, cell("b"))
    (table,) = [table for _, table in sheet(rows).tables()]
    assert (table.cells[0].rows, table.cells[0].columns) == (2, 2)


def test_hidden_rows_columns_and_sheets_are_marked(sheet: Make) -> None:
    rows = row(cell("a"), cell("b")) + row(cell("c"), attributes='table:visibility="collapse"')
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    (table,) = [table for _, table in sheet(rows, columns).tables()]
    assert [(cell.text, cell.hidden) for cell in table.cells] == [("a", False), ("b", True), ("c", True)]
    style = '<style:style style:name="s"><style:table-properties table:display="false"/></style:style>'
    (table,) = [t for _, t in sheet(row(cell("a")), attributes='table:style-name="s"', styles=style).tables()]
    assert table.cells[0].hidden


def test_rows_in_groups_and_heads_come_in_order(sheet: Make) -> None:
    rows = f"<table:table-header-rows>{row(cell('头'))}</table:table-header-rows>"
    rows += f"<table:table-row-group>{row(cell('一'))}</table:table-row-group>{row(cell('二'))}"
    assert list(shown(sheet(rows)).values()) == ["头", "一", "二"]


def test_lines_spaces_and_notes_of_a_cell(sheet: Make) -> None:
    note = '<annotation xmlns="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><text:p>批注</text:p></annotation>'
    lines = f"<table:table-cell>{note}<text:p>其中：<text:s text:c='2'/>甲</text:p><text:p>乙<text:span>丙</text:span></text:p></table:table-cell>"
    assert shown(sheet(row(lines, cell("1")))) == {(0, 0): "其中：  甲\n乙丙", (0, 1): "1"}


def test_a_formula_without_a_result_is_told(sheet: Make) -> None:
    assert (
        "没有保存计算结果"
        in sheet(row(cell("a"), '<table:table-cell table:formula="of:=1"/>')).unread[0].reason
    )


def test_a_locked_file_and_one_without_sheets(package: Package) -> None:
    parts = {"mimetype": MIME, "content.xml": "<a/>", "META-INF/manifest.xml": "<m><encryption-data/></m>"}
    with pytest.raises(Unreadable, match="密码"):
        read(package(parts), "a.ods")
    with pytest.raises(Unreadable, match="没有工作表"):
        read(package({"mimetype": MIME, "content.xml": "<a/>"}), "a.ods")
