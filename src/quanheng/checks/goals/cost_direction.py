"""Cost indicators that want to be high."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.sheets import is_cost, remark, rows, spot
from quanheng.lexicon.sheets import sheet_words
from quanheng.model.finding import DOUBT, LIKELY, Finding
from quanheng.model.indicator_sheet import GOALS, UP
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "goals/cost-direction"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a row; what is saved or brought in may well have a floor."""
    for _, row in rows(facts, GOALS):
        if row.target is None or row.target.sign != UP or not is_cost(row):
            continue
        if not sheet_words()["falling"].search(row.name):
            yield remark(_PAGE, (DOUBT, LIKELY), [spot(row, "target")], row.text("target"), name=row.label)
