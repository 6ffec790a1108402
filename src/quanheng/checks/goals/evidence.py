"""Indicators whose source of data is not named."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.sheets import remark_on_rows, sheets
from quanheng.model.finding import LIKELY, MISSING, Finding
from quanheng.model.indicator_sheet import GOALS
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "goals/evidence"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a sheet that has a column for it."""
    for sheet in sheets(facts, GOALS):
        blank = [row for row in sheet.rows if row.text("evidence") in ("", "无", "/", "-", "—")]
        if "evidence" in sheet.columns and blank:
            yield remark_on_rows(_PAGE, (MISSING, LIKELY), blank)
