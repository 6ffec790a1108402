"""Plain lists for Excel: a head, rows, widths; numbers stay numbers, words can be no formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any, TypeAlias

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

Value: TypeAlias = "str | int | Decimal | None"
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_NONE = "—"


@dataclass(frozen=True)
class Sheet:
    """One sheet: `columns` are heads with widths in characters; None in a row is shown as —."""

    title: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Value]]
    note: str = ""


def book(sheets: Sequence[Sheet]) -> bytes:
    """The workbook, A4 across with the head repeated."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for sheet in sheets:
        _write(made.create_sheet(sheet.title[:31]), sheet)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _write(page: Worksheet, sheet: Sheet) -> None:
    line = Side("thin", "BFBFBF")
    border = Border(line, line, line, line)
    for number, cells in enumerate(([head for head, _ in sheet.columns], *sheet.rows), 1):
        for column, value in enumerate(cells, 1):
            _cell(page.cell(number, column), value, number == 1, border)
    for column, (_, wide) in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(column)].width = wide
    if sheet.note:
        below: Any = page.cell(len(sheet.rows) + 3, 1)
        below.value, below.data_type, below.font = _plain(sheet.note), "s", Font("宋体", 10, italic=True)
    page.freeze_panes = "B2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer: Any = page.oddFooter
    footer.center.text = "第 &P 页 共 &N 页"


def _cell(cell: Any, value: Value, head: bool, border: Border) -> None:
    shown = _NONE if value is None else value
    if isinstance(shown, str):
        cell.value, cell.data_type, cell.number_format = _plain(shown), "s", "@"
        cell.alignment = Alignment("center" if head or shown == _NONE else "left", "top", wrap_text=True)
    else:
        cell.value, cell.alignment = shown, Alignment("right", "top")
        cell.number_format = "#,##0" if isinstance(shown, int) else "#,##0.00##"
    cell.border, cell.font = border, Font("宋体", 10, bold=head)
    if head:
        cell.fill = PatternFill("solid", "EEF2F5")


def _plain(text: str) -> str:
    return _ILLEGAL.sub("?", text)
