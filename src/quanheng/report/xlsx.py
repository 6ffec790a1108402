"""The list of problems for Excel: the office's columns with drop-downs, and the eight columns of P0, P1, P2, 通过."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from quanheng.model.finding import DOUBT, ERROR, MISSING, NOTE
from quanheng.model.relation import AGREE
from quanheng.model.review import Review
from quanheng.report import width
from quanheng.report.papers.letter import ANSWERS
from quanheng.report.papers.problem_paper import COLUMNS
from quanheng.report.papers.problems import GRADED, Problem, graded, grades, problems
from quanheng.report.papers.verdicts import STATES

LISTED = (*COLUMNS, "单位答复", "复核意见", "复核人", "复核时间", "状态", "文件", "标识")
_WIDTHS = (6, 6, 13, 12, 11, 26, 16, 13, 16, 11, 11, 7, 9, 5, 10, 10)
_GRADED_WIDTHS = (6, 16, 18, 16, 18, 34, 22, 24)
"""In characters; on A4 across about 150 of them stand side by side."""
_TALLEST = 400.0
_FILLS = {ERROR: "FFC7CE", DOUBT: "FFEB9C", MISSING: "FFEB9C", NOTE: "DDEBF7", AGREE: "C6EFCE"}
_NEW = "新"
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_ILLEGAL = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")


def encode(review: Review) -> bytes:
    """The workbook of a review."""
    return workbook(review, problems(review))


def workbook(review: Review, found: Sequence[Problem]) -> bytes:
    """Two sheets, 问题清单 and 分级清单; each is set up for printing."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "问题清单"
    rows = [(*one.row, "", "", "", "", _NEW, one.path, one.tag) for one in found]
    table(sheet, LISTED, rows, _WIDTHS)
    sheet.print_area = f"A1:{get_column_letter(len(LISTED) - 1)}{len(rows) + 1}"  # without our marks
    _colours(sheet, [_FILLS[one.severity] for one in found], column=2)
    _choices(sheet, len(found))
    other = book.create_sheet("分级清单")
    lines = graded(review, found)
    table(other, GRADED, lines, _GRADED_WIDTHS)
    colours = {grade: _FILLS[kind] for kind, grade in reversed(list(grades(review).items()))}
    _colours(other, [colours[line[0]] for line in lines], column=1)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def table(
    sheet: Worksheet,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    *,
    figures: bool = False,
) -> None:
    """Text cells with lines around, the head repeated when printed; nothing can be taken for a formula.

    With `figures` a text that is a plain number becomes one.
    """
    line = Side("thin", "BFBFBF")
    border, top = Border(line, line, line, line), Alignment("left", "top", wrap_text=True)
    middle = Alignment("center", "center", wrap_text=True)
    for number, cells in enumerate((heads, *rows), 1):
        # programs do not agree on the height of wrapped text, and print cut lines where none is given
        deep = width.SHEET_LINE * width.sheet_lines(map(_harmless, cells), widths)
        sheet.row_dimensions[number].height = min(deep + (8 if number == 1 else 3), _TALLEST)
        for column, text in enumerate(cells, 1):
            cell: Any = sheet.cell(number, column)
            if figures and number > 1 and _PLAIN.fullmatch(text):
                cell.value = Decimal(text)
            else:
                cell.value, cell.data_type = _harmless(text), "s"
                cell.number_format = "@"
            cell.alignment = middle if number == 1 else top
            cell.border, cell.font = border, Font("宋体", 10, bold=number == 1)
    for column, wide in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = wide
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3)
    header: Any = sheet.oddHeader
    header.center.text, header.center.size = sheet.title, 14
    footer: Any = sheet.oddFooter
    footer.center.text = "第 &P 页 共 &N 页"
    footer.left.text = "经办人：          复核人：          负责人："


def _harmless(text: str) -> str:
    """One line that every XML file can hold."""
    return _ILLEGAL.sub("?", width.one_line(text))


def _colours(sheet: Worksheet, fills: Sequence[str], column: int) -> None:
    """The cell with the grade in the light colours that users know; the word stands beside the colour."""
    for number, fill in enumerate(fills, 2):
        cell: Any = sheet.cell(number, column)
        cell.fill = PatternFill("solid", fill)


def _choices(sheet: Worksheet, rows: int) -> None:
    """Drop-downs for answer and verdict; more words may follow, so another entry is not refused."""
    for name, choices in (("单位答复", ANSWERS), ("复核意见", STATES)):
        letter = get_column_letter(LISTED.index(name) + 1)
        list_ = DataValidation(
            "list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=False
        )
        sheet.add_data_validation(list_)
        list_.add(f"{letter}2:{letter}{max(rows, 1) + 1}")
