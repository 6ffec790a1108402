"""Targets dated in another year than the sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanheng.checks.sheets import remark, rows, spot
from quanheng.facts.measures import is_date
from quanheng.model.finding import DOUBT, LIKELY, NOTE, SUSPECT, Finding
from quanheng.model.indicator_sheet import GOALS
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "goals/outside-year"
_YEAR = re.compile(r"(20\d\d)年")


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a row: a past year is a doubt, a later one may be a project of several years."""
    for _, row in rows(facts, GOALS):
        found = _YEAR.findall(row.text("target"))
        if facts.year is None or not found or not is_date(row.text("target")):
            continue
        last = max(map(int, found))
        if last != facts.year:
            weight = (DOUBT, LIKELY) if last < facts.year else (NOTE, SUSPECT)
            marks = [spot(row, "target")]
            yield remark(_PAGE, weight, marks, row.text("target"), name=row.label, year=str(facts.year))
