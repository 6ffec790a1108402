"""汇总.xlsx: departments, kinds of problems, and what could not be read, each on a sheet set up for printing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook

from quanheng.report.papers.summary import CATEGORIES, DEPARTMENTS, UNREAD, Summary
from quanheng.report.xlsx import table

_WIDTHS = {
    "部门": (5, 24, 6, 6, 8, 11, 8, 6, 6, 6, 6, 6, 7, 7, 6, 26, 14),
    "问题类别": (8, 40, 15, 15, 15, 15, 15, 15),
    "未能核对": (6, 44, 50, 50),
}


def workbook(summary: Summary) -> bytes:
    """The bytes of the workbook; numbers are numbers, so that offices can add them up."""
    book = Workbook()
    crossed, counts = summary.crossed
    first = book.active
    assert first is not None
    sheets: Sequence[tuple[str, Sequence[str], Sequence[Mapping[str, str]]]] = (
        ("部门", DEPARTMENTS, summary.departments),
        ("问题类别", CATEGORIES, summary.categories),
        ("部门与类别", crossed, counts),
        ("未能核对", UNREAD, summary.unread),
    )
    for number, (name, heads, rows) in enumerate(sheets):
        sheet = first if not number else book.create_sheet()
        sheet.title = f"汇总_{name}"
        table(
            sheet, heads, [[row[head] for head in heads] for row in rows], _widths(name, heads), figures=True
        )
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _widths(name: str, heads: Sequence[str]) -> Sequence[int]:
    """The widths of a sheet; the kinds of mistakes, of which there are few or many, share what is left."""
    return _WIDTHS.get(name) or (28, 7, *[max(110 // max(len(heads) - 2, 1), 7)] * (len(heads) - 2))
