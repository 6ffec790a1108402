"""Numbers without a unit."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.sheets import remark_on_rows, sheets
from quanheng.model.finding import NOTE, SUSPECT, Finding
from quanheng.model.indicator_sheet import GOALS
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "goals/unit-missing"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One note a sheet; a date, and a scale from 0 to 1, need no unit."""
    for sheet in sheets(facts, GOALS):
        bare = [row for row in sheet.rows if row.target is not None and not row.target.unit]
        if bare:
            yield remark_on_rows(_PAGE, (NOTE, SUSPECT), bare, "target")
