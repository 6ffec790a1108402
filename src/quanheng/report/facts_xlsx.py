"""Every figure of a document with its meaning and place, for Excel."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook

from quanheng.model.review import Reviewed
from quanheng.report.fact_sheets import FactSheet, fact_sheets
from quanheng.report.xlsx import table

HEADS = (
    "序",
    "原文",
    "含义",
    "上级",
    "性质",
    "年度",
    "口径",
    "资金",
    "值",
    "单位",
    "折算",
    "位置",
    "用于核对",
)
_VALUE = HEADS.index("值") + 1
_EXCEL_HOLDS = 9
_WIDTHS = (6, 16, 30, 24, 9, 9, 11, 14, 16, 8, 30, 24, 46)


def encode(reviewed: Reviewed) -> bytes:
    """The workbook: one sheet, one row a figure; the values are numbers, with the digits as written."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "取数表"
    found = fact_sheets(reviewed)
    table(sheet, HEADS, [_row(number, one) for number, one in enumerate(found, 1)], _WIDTHS)
    for number, figure in enumerate(reviewed.facts.figures, 2):
        cell: Any = sheet.cell(number, _VALUE)
        if figure.upper is None and figure.decimals <= _EXCEL_HOLDS:
            cell.value, cell.data_type = figure.value, "n"
            cell.number_format = "#,##0" + ("." + "0" * figure.decimals if figure.decimals else "")
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _row(number: int, found: FactSheet) -> tuple[str, ...]:
    uses = (
        "；".join(" ".join(filter(None, (use.verdict, use.title or use.why))) for use in found.uses[:6])
        or found.alone
        or "没有可比的数"
    )
    return (
        str(number),
        found.text,
        found.meaning or "未识别",
        found.path,
        found.kind,
        found.year,
        found.basis,
        found.fund,
        found.value,
        found.unit,
        found.normal,
        found.where,
        uses,
    )
