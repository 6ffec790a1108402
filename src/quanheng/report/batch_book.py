"""The summary workbook of a batch, 汇总.xlsx: overview, alarms, documents, rules, what failed, what came twice.

The same summary gives the same bytes: nothing in it tells when or by whom it was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from quanheng.model.batch import BatchSummary, Row
from quanheng.report import messages, width, words

DAY = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_ROWS = 1_000_000
_ILLEGAL = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_COUNTS = ("error", "doubt", "note", "missing")
_REASONS = {"failed": "读不出", "stopped": "已隔离", "unopened": "打不开"}
_ALARMS = {
    "kind": "类型未识别", "year": "年度未识别", "organisation": "单位未识别", "figures": "取数太少",
    "cells": "表格未取数", "unread": "有未读部分", "layout": "版式可疑", "risen": "错误突增", "format": "格式读不出",
}  # fmt: skip


def alarm_name(kind: str) -> str:
    """What an alarm is called."""
    return _ALARMS[kind]


def encode(made: BatchSummary) -> bytes:
    """The workbook."""
    from xlsxwriter import Workbook  # noqa: PLC0415  (an extra)

    target = BytesIO()
    with Workbook(
        target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"title": "权衡批量核对汇总", "created": DAY})
        sheets = Sheets(book)
        sheets.add("总览", ("项目", "数量"), _overview(made), (36, 16))
        sheets.add("提醒", ("提醒", "说明", "份数", "文件"), _alarms(made), (14, 60, 8, 90))
        sheets.add("文件", _HEADS, map(_document, made.documents), (40, 26, 8, 16, 8, *[7] * 9))
        sheets.add("规则", _RULES, _rules(made), (34, 10, 40, 8, 8, 8, 8, 10))
        sheets.add("未能核对", ("文件", "情况", "原因", "办法"), _failed(made), (60, 10, 50, 50))
        sheets.add("重复文件", ("内容标识", "同样内容的文件"), _repeated(made), (20, 120))
    return target.getvalue()


_RULES = ("规则", "编号", "名称", "错误", "疑点", "提示", "缺少", "涉及份数")
_HEADS = ("文件", "单位", "年度", "类型", "格式", "错误", "疑点", "提示", "缺少", "相符", "尾差", "不符", "未能核对", "取数")  # fmt: skip


class Sheets:
    """Sheets of one look: bold heads that repeat in print, filter, lines around."""

    def __init__(self, book: Any) -> None:
        self._book = book
        font = {"font_name": "宋体", "font_size": 10, "border": 1, "border_color": "#BFBFBF", "valign": "top"}
        self._cell = book.add_format(font | {"text_wrap": True})
        self._head = book.add_format(font | {"bold": True, "align": "center", "bg_color": "#E3E6EA"})

    def add(
        self, name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[int]
    ) -> None:
        """A sheet with a row of heads and the rows under it."""
        sheet = self._book.add_worksheet(name)
        for column, (head, wide) in enumerate(zip(heads, widths, strict=True)):
            sheet.write_string(0, column, head, self._head)
            sheet.set_column(column, column, wide)
        last = 0
        for last, row in enumerate(rows, 1):
            if last > _ROWS:
                sheet.write_string(last, 0, "此处只列得下一百万行，全部见 tables 文件夹", self._cell)
                break
            for column, value in enumerate(row):
                self._write(sheet, last, column, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(heads) - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C第 &P 页 共 &N 页")

    def _write(self, sheet: Any, row: int, column: int, value: Any) -> None:
        if value is None or value == "":
            sheet.write_blank(row, column, None, self._cell)
        elif isinstance(value, int):
            sheet.write_number(row, column, value, self._cell)
        else:
            text = _ILLEGAL.sub("?", width.one_line(str(value)))
            sheet.write_string(
                row, column, text[:32000] + ("……（全部见 run.json）" if len(text) > 32000 else ""), self._cell
            )


def _overview(made: BatchSummary) -> Iterable[tuple[str, Any]]:
    yield "文件（路径）", len(made.files)
    yield "已核对（内容相同的只核对一次）", len(made.documents)
    yield "未能核对的文件", len(made.failed)
    yield "内容重复的文件", sum(len(same) - 1 for same in made.repeated.values())
    for kind in _COUNTS:
        yield f"{words.NAMES[kind]}（条）", made.counted(kind)
        yield f"有{words.NAMES[kind]}的（份）", sum(bool(row[kind]) for row in made.documents)
    yield "相符的关系", made.counted("agree") + made.counted("rounding")
    yield "不符的关系", made.counted("off")
    yield "未能核对的关系", made.counted("undecided")
    yield "取数", made.counted("figures")
    yield "程序", f"quanheng {made.version}"
    yield "规则集", made.norms


def _alarms(made: BatchSummary) -> Iterable[tuple[Any, ...]]:
    for alarm in made.alarms:
        yield alarm_name(alarm.kind), alarm.message, len(alarm.documents), "；".join(alarm.documents)


def _document(row: Row) -> tuple[Any, ...]:
    return (
        row["path"], row["organisation"], row["fiscal_year"], words.KINDS.get(row["kind"], row["kind"]),
        row["format"], *(row[kind] for kind in _COUNTS),
        row["agree"], row["rounding"], row["off"], row["undecided"], row["figures"],
    )  # fmt: skip


def _rules(made: BatchSummary) -> Iterable[tuple[Any, ...]]:
    for rule, counts in made.rules.items():
        yield (
            rule,
            messages.code(rule),
            counts["title"],
            *(counts.get(kind, 0) for kind in _COUNTS),
            counts["documents"],
        )


def _failed(made: BatchSummary) -> Iterable[tuple[Any, ...]]:
    for row in made.failed:
        yield row["path"], _REASONS.get(row["reason"], row["reason"]), row["message"], row["hint"]


def _repeated(made: BatchSummary) -> Iterable[tuple[Any, ...]]:
    for digest, same in made.repeated.items():
        yield digest[:16], "；".join(same)
