"""Workbooks, new and old: the table holds what the user sees, at the address where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO

import openpyxl
import pytest
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

from quanheng.model.document import Document, Table
from quanheng.model.place import Cell
from quanheng.read import Unreadable, read

_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"
Package = Callable[[Mapping[str, str | bytes]], bytes]


def saved(book: openpyxl.Workbook) -> Document:
    stream = BytesIO()
    book.save(stream)
    return read(stream.getvalue(), "a.xlsx")


def sheet_of(book: openpyxl.Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    sheet.title = "表一"
    return sheet


def only_table(document: Document) -> Table:
    found = [table for _, table in document.tables()]
    assert len(found) == 1
    return found[0]


def by_place(table: Table) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for cell in table.cells}


def raw(package: Package, rows: str, more: str = "") -> bytes:
    """A workbook of one sheet from raw XML."""
    return package({
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets><sheet name="表" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_P}"><Relationship Id="a" Type="{_R}/worksheet" '
        'Target="worksheets/s.xml"/></Relationships>',
        "xl/worksheets/s.xml": f'<worksheet xmlns="{_S}"><sheetData>{rows}</sheetData>{more}</worksheet>',
    })  # fmt: skip


def test_numbers_read_as_they_are_shown() -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    shown: list[tuple[float | str | date, str, str]] = [
        (0.9663, "0.00%", "96.63%"), (1234567.891, "#,##0.00", "1,234,567.89"), (17.4, "0.00", "17.40"),
        (34, 'General"万元"', "34万元"), (0.1 + 0.2, "General", "0.3"), (date(2024, 12, 31), "yyyy/m/d", "2024/12/31"),
        (-5, '0.00;[Red]"-"0.00', "-5.00"), ("财政拨款", "General", "财政拨款"), (True, "General", "TRUE"),
    ]  # fmt: skip
    for row, (value, form, _) in enumerate(shown, 1):
        sheet.cell(row, 1, value).number_format = form
    document = saved(book)
    assert [cell.text for cell in only_table(document).cells] == [text for *_, text in shown]
    assert document.format == "xlsx"


def test_a_place_in_the_table_is_the_address_in_the_sheet() -> None:
    book = openpyxl.Workbook()
    sheet_of(book)["C4"] = 12.5
    document = saved(book)
    assert next((b.kind, b.level, b.text) for b in document.blocks) == ("heading", 1, "表一")
    assert by_place(only_table(document)) == {(3, 2): "12.5"}


def test_merged_ranges_span() -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    sheet["A1"], sheet["D1"], sheet["D3"] = "项目", "金额", "末"
    sheet.merge_cells("A1:C2")
    cell = only_table(saved(book)).cells[0]
    assert (cell.rows, cell.columns) == (2, 3)


def test_hidden_rows_columns_and_sheets_are_marked() -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    for row in range(1, 4):
        for column in range(1, 4):
            sheet.cell(row, column, "x")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    other = book.create_sheet("暗表")
    other["A1"] = "y"
    other.sheet_state = "veryHidden"
    first, second = (table for _, table in saved(book).tables())
    assert {(c.row, c.column) for c in first.cells if c.hidden} == {(1, 0), (1, 1), (1, 2), (0, 2), (2, 2)}
    assert all(cell.hidden for cell in second.cells)


def test_a_formula_that_was_never_computed_is_said_to_be_unread() -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    sheet["A1"], sheet["B2"] = 1, "=A1*2"
    document = saved(book)
    assert [note.place.cell for note in document.unread] == [Cell(0, 1, 1)]
    assert "公式" in document.unread[0].reason


def test_a_formula_shows_its_saved_result(package: Package) -> None:
    rows = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>甲</v></c><c r="C1" t="str"><f>""</f><v></v></c></row>'
    document = read(raw(package, rows), "a.xlsx")
    assert by_place(only_table(document)) == {(0, 0): "2", (0, 1): "甲"}
    assert document.unread == []


def test_cells_may_leave_their_address_out(package: Package) -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    assert by_place(only_table(read(raw(package, rows), "a.xlsx"))) == {(0, 0): "1", (0, 1): "2", (1, 0): "3"}


def test_rich_text_drops_the_phonetic_guide(package: Package) -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><r><t>收</t></r><r><t>入_x000D_</t></r><rPh><t>shou</t></rPh></is></c><c r="B1"><v>1</v></c></row>'
    assert by_place(only_table(read(raw(package, rows), "a.xlsx"))) == {(0, 0): "收入", (0, 1): "1"}


def test_values_keep_the_digits_of_the_file(package: Package) -> None:
    """A float would turn the first into ...68 and the second into an exponent."""
    rows = '<row r="1"><c r="A1"><v>123456789012345</v></c><c r="B1"><v>4408.6600000000008</v></c></row>'
    found = by_place(only_table(read(raw(package, rows), "a.xlsx")))
    assert found == {(0, 0): "123456789012345", (0, 1): "4408.66"}


def test_a_cell_at_the_end_of_the_sheet_does_not_blow_the_grid_up(package: Package) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>9</v></c></row>'
    document = read(raw(package, rows), "a.xlsx")
    assert by_place(only_table(document)) == {(0, 0): "1"}
    assert "远离" in document.unread[0].reason


def test_an_uncomputed_cell_at_the_end_of_the_sheet_does_neither(package: Package) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><f>A1</f></c></row>'
    far = '<row r="1048576"><c r="XFD1048576"><f>A1</f></c></row>'
    assert only_table(read(raw(package, rows + far), "a.xlsx")).width == 1


def test_an_absurd_exponent_is_shown_as_written(package: Package) -> None:
    rows = '<row r="1"><c r="A1"><v>1E+999999</v></c></row>'
    assert by_place(only_table(read(raw(package, rows), "a.xlsx"))) == {(0, 0): "1E+999999"}


def old_workbook() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表一")
    percent = xlwt.easyxf(num_format_str="0.00%")
    sheet.write(0, 0, 0.9663, percent)
    sheet.write(0, 1, 17.4, xlwt.easyxf(num_format_str="#,##0.00"))
    sheet.write_merge(1, 2, 0, 1, "合并")
    sheet.write(3, 0, "藏")
    sheet.row(3).hidden = True
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_an_old_workbook_reads_alike() -> None:
    document = read(old_workbook(), "a.xls")
    table = only_table(document)
    assert document.format == "xls"
    assert [(c.row, c.column, c.rows, c.columns, c.text, c.hidden) for c in table.cells] == [
        (0, 0, 1, 1, "96.63%", False), (0, 1, 1, 1, "17.40", False), (1, 0, 2, 2, "合并", False),
        (3, 0, 1, 1, "藏", True),
    ]  # fmt: skip


def test_the_content_and_not_the_ending_decides() -> None:
    assert read(old_workbook(), "a.xlsx").format == "xls"
    assert read(old_workbook(), "a.doc").format == "xls"


def test_a_broken_old_workbook_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        read(old_workbook()[:1500], "a.xls")
