"""The tables of a document as an Excel workbook, one sheet each, amounts as numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from quanheng.report.written.blocks import Grid, Paper

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_THIN = Side(style="thin", color="000000")
_EDGE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_GREY = PatternFill("solid", fgColor="F2F2F2")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST = 31
_CHARACTERS = 130  # the width of all columns together
_NUMBER = re.compile(r"-?\d+(?:\.(\d+))?\Z")


def encode(paper: Paper) -> bytes:
    """The Excel file; the text of the document is not in it."""
    book = Workbook()
    del book[book.sheetnames[0]]
    for grid in paper.grids():
        _sheet(book.create_sheet(_name(grid.title, book.sheetnames)), grid)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _name(title: str, taken: list[str]) -> str:
    """A sheet's name: as much of the title as Excel allows, numbered where two are alike."""
    short = _FORBIDDEN.sub("", title)[:_LONGEST]
    names = (short, *(f"{short[: _LONGEST - 3]}{n}" for n in range(2, 1000)))
    return next(name for name in names if name not in taken)


def _sheet(sheet: Worksheet, grid: Grid) -> None:
    width = len(grid.widths)
    above = [(grid.title, "center", Font(size=16, bold=True))]
    above += [
        (text, "right", Font(size=10))
        for text in (grid.code, "　　".join(t for t in (grid.owner, grid.unit) if t))
        if text
    ]
    for row, (text, side, font) in enumerate(above, 1):
        _line(sheet, row, width, text, side).font = font
    first = len(above) + 1
    _cells(sheet, grid, first)
    for row, note in enumerate(grid.notes, first + len(grid.rows)):
        _line(sheet, row, width, note, "left").font = Font(size=10)
    for column, share in enumerate(grid.widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = max(
            8, _CHARACTERS * share / sum(grid.widths)
        )
    sheet.page_setup.orientation = "landscape" if grid.wide else "portrait"
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = 9, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"1:{first + grid.head - 1}" if grid.head else None
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("第 &P 页 共 &N 页"))


def _line(sheet: Worksheet, row: int, width: int, text: str, side: str):  # type: ignore[no-untyped-def]
    cell = sheet.cell(row, 1, text)
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=side == "left")
    if width > 1:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
    return cell


def _cells(sheet: Worksheet, grid: Grid, first: int) -> None:
    covered: set[tuple[int, int]] = set()
    for row, boxes in enumerate(grid.rows, first):
        column = 1
        for box in boxes:
            while (row, column) in covered:
                column += 1
            cell = sheet.cell(row, column, box.text)
            found = _NUMBER.match(box.text) if box.number else None
            if found:
                cell.value = Decimal(box.text)
                cell.number_format = "0." + "0" * len(found[1]) if found[1] else "0"
            elif not box.text:
                cell.value = None
            cell.alignment = Alignment(horizontal=box.align, vertical="center", wrap_text=True)
            if box.head:
                cell.fill = _GREY
            area = {(row + down, column + right) for down in range(box.rows) for right in range(box.columns)}
            covered |= area
            if len(area) > 1:
                sheet.merge_cells(
                    start_row=row,
                    start_column=column,
                    end_row=row + box.rows - 1,
                    end_column=column + box.columns - 1,
                )
    for row, column in covered:
        sheet.cell(row, column).border = _EDGE
