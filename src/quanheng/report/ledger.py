"""A ledger as an Excel workbook: to be filled in, handed on, or sealed as the complete rows of a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from quanheng.ledgers.cells import number_of, shown
from quanheng.ledgers.outgoing import columns, head, public, seal
from quanheng.ledgers.rows import Row
from quanheng.ledgers.schema import CHOICE, COUNT, MONEY, YEAR, Column, Schema
from quanheng.report import width

_FIRST = 4
_SPARE = 500  # rows below the last with drop-downs, to be filled in
_WIDEST = 40
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_THIN = Side(style="thin", color="B0B0B0")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def workbook(
    schema: Schema,
    rows: Sequence[Row],
    year: int | None = None,
    *,
    complete: bool = False,
    private: bool = False,
) -> bytes:
    """One sheet: title, what a row is, heads with units, rows. `complete` seals it with the hash of its rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = schema.title[:31]
    kept = list(rows) if private else [public(schema, row) for row in rows]
    out = columns(schema, private)
    when = f"（{year}年）" if year else ""
    sheet.append([f"{schema.title}台账{when}"])
    sealed = f"　{seal(year, kept).words()}" if complete and year else ""
    sheet.append([f"{schema.about}{sealed}"])
    sheet.append([head(column) for column in out])
    for one in kept:
        sheet.append([_value(one, column) for column in out])
    _look(sheet, out, len(kept))
    _choices(sheet, out, len(kept))
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _value(row: Row, column: Column) -> str | int | Decimal | None:
    value = row.data.get(column.name)
    if value is None:
        return row.raw.get(column.name)
    if isinstance(value, str):
        return _ILLEGAL.sub("", value)
    if column.type == YEAR:
        return value
    # a spreadsheet keeps fifteen digits; a longer amount stays a text, which is read back exactly
    text = shown(value, column)
    unit = column.unit if column.type == MONEY else ""
    return number_of(value, column, unit) if len(text.strip("-").replace(".", "")) <= 15 else text


def _look(sheet: Worksheet, out: Sequence[Column], count: int) -> None:
    last = len(out)
    for line, size in ((1, 14), (2, 9)):
        sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=last)
        sheet.cell(line, 1).font = Font(name="宋体", size=size, bold=line == 1)
        sheet.cell(line, 1).alignment = Alignment(
            horizontal="center" if line == 1 else "left", vertical="center", wrap_text=True
        )
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 26, 30
    for at, column in enumerate(out, 1):
        top = sheet.cell(_FIRST - 1, at)
        top.font = Font(name="宋体", bold=True)
        top.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        top.fill = PatternFill("solid", fgColor="FFF2CC" if column.required else "E7E6E6")
        top.border = _FRAME
        texts = [str(sheet.cell(row, at).value or "") for row in range(_FIRST - 1, min(_FIRST + count, 200))]
        sheet.column_dimensions[get_column_letter(at)].width = min(
            max(map(width.columns, texts)) + 3, _WIDEST
        )
        _cells(sheet, at, column, count)
    sheet.freeze_panes = f"B{_FIRST}"
    sheet.auto_filter.ref = f"A{_FIRST - 1}:{get_column_letter(last)}{_FIRST - 1 + max(count, 1)}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_FIRST - 1}:{_FIRST - 1}"


def _cells(sheet: Worksheet, at: int, column: Column, count: int) -> None:
    """Texts are kept as texts, so that no long code becomes a number; numbers show all their digits."""
    form = "0" if column.type in (COUNT, YEAR) else "#,##0.00####" if column.type == MONEY else "0.######"
    form = form if column.numeric else "@"
    for row in range(_FIRST, _FIRST + (count or _SPARE)):
        sheet.cell(row, at).number_format = form
        if count:
            sheet.cell(row, at).border = _FRAME


def _choices(sheet: Worksheet, out: Sequence[Column], count: int) -> None:
    for at, column in enumerate(out, 1):
        listed = ",".join(column.choices)
        if column.type != CHOICE or len(listed) > 250:
            continue
        rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=not column.required)
        rule.error = f"可选：{'、'.join(column.choices)}"
        sheet.add_data_validation(rule)
        letter = get_column_letter(at)
        rule.add(f"{letter}{_FIRST}:{letter}{_FIRST + count + _SPARE}")
