"""Weights of a goal declaration that make neither total of the norm."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quanheng.checks.sheets import called, in_force, remark, sheets, shown
from quanheng.model.finding import DOUBT, LIKELY, Finding
from quanheng.model.indicator_sheet import GOALS
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "goals/weight-sum"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a sheet; a sheet with a blank weight is left alone."""
    found = in_force("goal-weight-totals", facts)
    for sheet in sheets(facts, GOALS) if found else ():
        weights = [
            w for row in sheet.rows if (w := row.cells.get("points")) is not None and w.figure is not None
        ]
        if found is None or len(weights) < len(sheet.rows) or len(weights) < 2:
            continue
        total = sum((w.figure.value for w in weights if w.figure), Decimal(0))
        if total not in {Decimal(word) for word in found.words}:
            yield remark(
                _PAGE, (DOUBT, LIKELY), [(w.text, w.place) for w in weights], f"{shown(total)}分",
                wanted="或".join(found.words), norm=called(found),
            )  # fmt: skip
