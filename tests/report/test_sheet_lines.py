"""Rows of our lists are as tall as their text in the program that breaks lines at the fewest places."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from quanheng.report import width
from quanheng.report.xlsx import table

FORMULA = "3616.71÷4264.41=84.81%"


@pytest.mark.parametrize(
    ("text", "wide", "lines"),
    [
        ("", 10, 1),
        ("部门整体", 9, 1),
        ("部门整体支", 9, 2),
        (f"项目支出占比写884.81%，{FORMULA}，应为84.81%。", 34, 3),  # the formula takes a line of its own
        ("1" * 20, 11, 2),
        ("支出" + "1" * 20 + "元", 11, 4),
    ],
)
def test_lines_of_a_cell(text: str, wide: int, lines: int) -> None:
    assert width.sheet_lines([text], [wide]) == lines


def test_a_row_is_as_tall_as_its_deepest_cell() -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    widths = (12, 34)
    table(
        sheet,
        ("对象", "事实"),
        [("甲", f"项目支出占比写884.81%，{FORMULA}，应为84.81%。"), ("甲", "乙")],
        widths,
    )
    kept = BytesIO()
    made.save(kept)
    read = openpyxl.load_workbook(kept).active
    assert read is not None
    heights = [read.row_dimensions[row].height or 0 for row in (2, 3)]
    assert heights[0] - heights[1] == 2 * width.SHEET_LINE
    assert [read.column_dimensions[get_column_letter(at)].width for at in (1, 2)] == list(widths)
