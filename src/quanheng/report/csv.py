"""The list of problems for Excel: UTF-8 with byte order mark, columns of the office's 问题清单."""

from __future__ import annotations

import csv
import io
import re

from quanheng.model.review import Review
from quanheng.report import width
from quanheng.report.papers.problem_paper import COLUMNS as _TOLD
from quanheng.report.papers.problems import problems

COLUMNS = (*_TOLD, "单位答复", "复核意见", "状态", "文件")
# Excel takes such a cell for a formula; a document from outside must not run one.
_FORMULA = re.compile(r"[=@\t\r]|[+-](?!\d)")


def encode(review: Review) -> bytes:
    """One row a finding; the three columns for the answer are left empty, 文件 comes last."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in problems(review):
        writer.writerow([_harmless(cell) for cell in (*one.row, "", "", "", one.path)])
    return out.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: str) -> str:
    clean = width.one_line(cell)
    return "'" + clean if _FORMULA.match(clean) else clean
