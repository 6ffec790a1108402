"""Excel 97-2003 workbooks (.xls, .et)."""

from __future__ import annotations

from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

import xlrd

from quanheng.read.draft import Draft
from quanheng.read.number_format import display
from quanheng.read.sheet import Sheet, add_sheet
from quanheng.read.unreadable import Unreadable

if TYPE_CHECKING:
    from quanheng.model.document import Document


def read(data: bytes, name: str) -> Document:
    """Return the document: for each sheet a heading and a table of what its cells show."""
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=StringIO())
    except xlrd.XLRDError as fault:
        if "encrypted" in str(fault).lower():
            raise Unreadable("文件设有打开密码。", "请取消密码，另存一份后再试。") from fault
        raise
    draft = Draft()
    for page in book.sheets():
        sheet = Sheet(page.name, page.visibility != 0)
        _fill(sheet, book, page)
        add_sheet(draft, sheet)
    return draft.document(name, "xls")


def _fill(sheet: Sheet, book: xlrd.Book, page: xlrd.sheet.Sheet) -> None:
    sheet.hidden_rows = {r for r, info in page.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = {c for c, info in page.colinfo_map.items() if info.hidden}
    sheet.merged = [(top, left, below - 1, after - 1) for top, below, left, after in page.merged_cells]
    for row in range(page.nrows):
        for column, cell in enumerate(page.row(row)):
            sheet.put(row, column, _shown(book, cell))


def _shown(book: xlrd.Book, cell: xlrd.sheet.Cell) -> str:
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    if cell.ctype not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return str(cell.value).replace("\r\n", "\n")
    number = Decimal(repr(cell.value))
    style = book.xf_list[cell.xf_index]
    return display(number, book.format_map[style.format_key].format_str, book.datemode == 1)
