"""Targets without a result at the time of monitoring."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.sheets import remark_on_rows, sheets
from quanheng.model.finding import LIKELY, MISSING, Finding
from quanheng.model.indicator_sheet import MONITORING
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "monitoring/blank-result"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a sheet of which other rows have their results."""
    for sheet in sheets(facts, MONITORING):
        told = ("done", "reason")  # 年底开展调查: why there is no result yet is an answer too
        blank = [row for row in sheet.rows if row.text("target") and not any(map(row.text, told))]
        if "done" in sheet.columns and blank and len(blank) < len(sheet.rows):
            yield remark_on_rows(_PAGE, (MISSING, LIKELY), blank, "target")
