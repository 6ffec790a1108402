"""The comparison of the figures of two drafts as text, plain dicts and an Excel list for printing."""

from __future__ import annotations

from dataclasses import asdict
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from quanheng.report import width
from quanheng.report.figure_changes import (
    ADDED,
    FIXED,
    GONE,
    OPEN,
    OTHER,
    STATES,
    WRITTEN,
    Compared,
    FigureChange,
)

_HEADS = ("序号", "情况", "项目", "原稿", "原稿位置", "新稿", "新稿位置", "原因", "处数")
_WIDTHS = (6, 8, 34, 18, 24, 18, 24, 44, 6)
_FILLS = {
    FIXED: "C6EFCE",
    OTHER: "FFC7CE",
    WRITTEN: "DDEBF7",
    GONE: "FFEB9C",
    OPEN: "FFEB9C",
    ADDED: "F2F2F2",
}
_LEAD = 44


def text(compared: Compared) -> str:
    """A group for each state, one figure a line, and a line of counts."""
    lines: list[str] = []
    for state in STATES:
        chosen = [one for one in compared.changes if one.state == state]
        if chosen:
            lines.append(f"{state} {sum(one.times for one in chosen)}")
            lines += [line for one in chosen for line in _line(one)]
    return "\n".join([*lines, counts(compared)]) + "\n"


def counts(compared: Compared) -> str:
    """How many figures the old draft has, and what became of them."""
    of = {s: sum(one.times for one in compared.changes if one.state == s) for s in STATES}
    told = "  ".join(f"{state} {count}" for state, count in of.items())
    return f"原稿 {compared.total} 个数：相同 {compared.same}  {told}"


def _line(one: FigureChange) -> list[str]:
    times = f"（共{one.times}处）" if one.times > 1 else ""
    sides = [
        f"{written} [{place}]"
        for written, place in ((one.old, one.old_place), (one.new, one.new_place))
        if written
    ]
    return width.hang(
        f"  {width.pad(width.one_line(one.name), _LEAD)}", f"{' → '.join(sides)}　{one.why}{times}"
    )


def tree(compared: Compared) -> dict[str, Any]:
    """The comparison as plain dicts, schema 1."""
    return {
        "schema": 1,
        "figures": {"old": compared.total, "same": compared.same, "added": compared.added},
        "changes": [asdict(one) for one in compared.changes],
    }


def encode(compared: Compared, old: str, new: str) -> bytes:
    """An Excel list of the changes, landscape A4, with the counts and the names of both files above it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "数字对照"
    sheet.append([f"数字对照：{old} → {new}"])
    sheet.append([counts(compared)])
    sheet.append(list(_HEADS))
    for number, one in enumerate(compared.changes, 1):
        sheet.append(
            [number, one.state, one.name, one.old, one.old_place, one.new, one.new_place, one.why, one.times]
        )
    _look(sheet, [_FILLS[one.state] for one in compared.changes])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _look(sheet: Any, fills: list[str]) -> None:
    side = Side(style="thin", color="BFBFBF")
    for at, size in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = size
    sheet["A1"].font = Font(bold=True, size=14)
    for row in sheet.iter_rows(min_row=3):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cell.border = Border(side, side, side, side)
            cell.data_type = "n" if isinstance(cell.value, int) else "s"
    for row in sheet.iter_rows(min_row=4):
        lines = width.sheet_lines((str(cell.value or "") for cell in row), _WIDTHS)
        sheet.row_dimensions[row[0].row].height = width.SHEET_LINE * lines
    for cell in sheet[3]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="D9E1F2")
    for row, fill in enumerate(fills, 4):
        sheet.cell(row, 2).fill = PatternFill("solid", fgColor=fill)
    sheet.freeze_panes = "A4"
    sheet.auto_filter.ref = f"A3:I{sheet.max_row}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "3:3"
