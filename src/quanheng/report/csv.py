"""The list of problems for Excel: UTF-8 with byte order mark, columns of the office's 问题清单."""

from __future__ import annotations

import csv
import io
import re

from quanheng.model.finding import Finding, Mark
from quanheng.model.review import Review
from quanheng.report import messages, width, words
from quanheng.report.places import Locator, in_order, locators, stated_marks

COLUMNS = (
    *("编号", "等级", "类别", "位置", "原文摘录", "问题", "算式", "依据", "建议"),
    *("单位答复", "复核意见", "状态", "文件"),
)
# Excel takes such a cell for a formula; a document from outside must not run one.
_FORMULA = re.compile(r"[=@\t\r]|[+-](?!\d)")


def encode(review: Review) -> bytes:
    """One row a finding; the three columns for the answer are left empty, 文件 comes last."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    number = 0
    for reviewed, locator in zip(review.documents, locators(review), strict=True):
        for finding in in_order(reviewed.findings):
            number += 1
            row = [f"{number:04d}", *cells(finding, locator), reviewed.path or reviewed.document.name]
            writer.writerow([_harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig", "replace")


def cells(finding: Finding, locator: Locator) -> list[str]:
    """The columns of one finding from 等级 to 状态, the last three empty."""
    marks = stated_marks(finding)
    remedy = messages.suggestion(finding) or "".join(messages.paragraphs(messages.remedy(finding.rule)))
    return [
        words.NAMES[words.severity(finding)],
        f"{messages.code(finding.rule)} {messages.title(finding.rule)}",
        "；".join(dict.fromkeys(locator.of(mark) for mark in (*marks, *_elsewhere(finding)))) or "全文",
        "；".join(dict.fromkeys(mark.text for mark in marks)),
        messages.message(finding),
        finding.calculation,
        "；".join(f"{basis.document}{basis.article}" for basis in messages.bases(finding.rule)),
        remedy,
        *("", "", ""),
    ]


def _elsewhere(finding: Finding) -> list[Mark]:
    """The marks that stand in other documents of the case."""
    return [mark for mark in finding.marks if mark.document]


def _harmless(cell: str) -> str:
    clean = width.one_line(cell)
    return "'" + clean if _FORMULA.match(clean) else clean
