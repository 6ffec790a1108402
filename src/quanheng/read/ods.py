"""OpenDocument spreadsheets (.ods), straight from their XML.

A cell of this format carries the text that it shows beside its value, so reading it needs neither a
converter nor number formats, and keeps what a conversion loses: hidden rows, spans, the printed digits.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from quanheng.read.draft import Draft
from quanheng.read.package import Package
from quanheng.read.sheet import Sheet, add_sheet
from quanheng.read.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from quanheng.model.document import Document

_URN = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
OFFICE, TABLE, TEXT, STYLE = (f"{{{_URN.format(n)}}}" for n in ("office", "table", "text", "style"))
_GROUPS = {TABLE + n for n in ("table-header-rows", "table-rows", "table-row-group")}
_COLUMN_GROUPS = {TABLE + n for n in ("table-header-columns", "table-columns", "table-column-group")}
_CELLS = {TABLE + "table-cell", TABLE + "covered-table-cell"}
# Sheets end in one row or cell repeated to the last place of the grid: only what holds text is laid out.
_MOST_ROWS, _MOST_COLUMNS = 1 << 20, 1 << 14


def read(data: bytes, name: str) -> Document:
    """Return the document: for each sheet a heading and a table of what its cells show.

    Raises Unreadable for locked files and files without a sheet.
    """
    package = Package(data)
    refuse_locked(package)
    content = package.xml("content.xml")
    body = content.find(f"{OFFICE}body/{OFFICE}spreadsheet") if content is not None else None
    if content is None or body is None:
        raise Unreadable("文件里没有工作表。", "请用表格软件打开，另存为 .xlsx 后再试。")
    hidden = set(_hidden_styles(content))
    draft = Draft()
    for node in body.iterfind(TABLE + "table"):
        sheet = Sheet(node.get(TABLE + "name", ""), node.get(TABLE + "style-name") in hidden)
        _fill(sheet, node)
        add_sheet(draft, sheet)
    return draft.document(name, "xlsx")


def refuse_locked(package: Package) -> None:
    """Raise Unreadable when the parts of the package are encrypted."""
    if b"encryption-data" in (package.part("META-INF/manifest.xml") or b""):
        raise Unreadable("文件设有打开密码。", "请取消密码，另存一份后再试。")


def _hidden_styles(content: etree._Element) -> Iterator[str]:
    for style in content.iterfind(f"{OFFICE}automatic-styles/{STYLE}style"):
        shown = style.find(STYLE + "table-properties")
        if shown is not None and shown.get(TABLE + "display") == "false":
            yield style.get(STYLE + "name", "")


def _fill(sheet: Sheet, table: etree._Element) -> None:
    at = 0
    for column in _inside(table, {TABLE + "table-column"}, _COLUMN_GROUPS):
        count = _repeated(column, "columns", _MOST_COLUMNS - at)
        if column.get(TABLE + "visibility", "visible") != "visible":
            sheet.hidden_columns.update(range(at, at + count))
        at += count
    at = 0
    for row in _inside(table, {TABLE + "table-row"}, _GROUPS):
        count = _repeated(row, "rows", _MOST_ROWS - at)
        cells = list(_cells(row))
        for number in range(at, at + (count if any(text for _, _, text in cells) else min(count, 1))):
            _put(sheet, number, cells)
        if row.get(TABLE + "visibility", "visible") != "visible":
            sheet.hidden_rows.update(range(at, at + count))
        at += count


def _inside(node: etree._Element, wanted: set[str], groups: set[str]) -> Iterator[etree._Element]:
    for child in node:
        if child.tag in wanted:
            yield child
        elif child.tag in groups:
            yield from _inside(child, wanted, groups)


def _cells(row: etree._Element) -> Iterator[tuple[etree._Element, range, str]]:
    """The cells of a row that hold something, with the columns at which they stand."""
    at = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        count = _repeated(cell, "columns", _MOST_COLUMNS - at)
        text = "" if cell.tag == TABLE + "covered-table-cell" else _shown(cell)
        if text or cell.get(TABLE + "formula"):
            yield cell, range(at, at + count), text
        at += count


def _put(sheet: Sheet, row: int, cells: list[tuple[etree._Element, range, str]]) -> None:
    for cell, columns, text in cells:
        down, across = (int(cell.get(f"{TABLE}number-{n}-spanned", "1")) for n in ("rows", "columns"))
        for column in columns:
            sheet.put(row, column, text)
            if not text:
                sheet.without_value.append((row, column))
            if down > 1 or across > 1:
                sheet.merged.append((row, column, row + down - 1, column + across - 1))


def _repeated(node: etree._Element, what: str, most: int) -> int:
    return max(0, min(int(node.get(f"{TABLE}number-{what}-repeated", "1")), most))


def _shown(cell: etree._Element) -> str:
    """The text of the cell, or its value where the program that wrote it left the text out."""
    lines = ["".join(_pieces(line)) for line in cell.iterfind(TEXT + "p")]
    return "\n".join(lines) if lines else _value(cell)


def _pieces(node: etree._Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if child.tag == TEXT + "s":
            yield " " * min(int(child.get(TEXT + "c", "1")), 100)
        elif child.tag == TEXT + "tab":
            yield "\t"
        elif child.tag == TEXT + "line-break":
            yield "\n"
        elif child.tag in (TEXT + "a", TEXT + "span"):
            yield from _pieces(child)
        yield child.tail or ""


def _value(cell: etree._Element) -> str:
    value = cell.get(OFFICE + "value")
    if value is None:
        return next((v for n in ("string", "date", "time") if (v := cell.get(f"{OFFICE}{n}-value"))), "")
    if cell.get(OFFICE + "value-type") != "percentage":
        return value
    try:
        return f"{Decimal(value).scaleb(2):f}%"
    except InvalidOperation:
        return value
