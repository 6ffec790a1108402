"""Targets lower than what was reached the year before."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.sheets import meets, remark, rows, spot
from quanheng.facts.measures import measure
from quanheng.model.finding import DOUBT, SUSPECT, Finding
from quanheng.model.indicator_sheet import GOALS
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "goals/below-last-result"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a row of a sheet that gives last year's result."""
    for _, row in rows(facts, GOALS):
        last = measure(row.text("last_result"), unit=row.target.unit if row.target else "")
        if last is None or row.target is None or not row.target.sign or last.value == row.target.value:
            continue
        if meets(last, row.target):
            marks = [spot(row, "target"), spot(row, "last_result")]
            yield remark(
                _PAGE, (DOUBT, SUSPECT), marks, f"{row.target.sign}{row.text('target').lstrip(row.target.sign)}",
                name=row.label, last=row.text("last_result"),
            )  # fmt: skip
