"""A deviation that no reading of target and results gives."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quanheng.checks.sheets import remark, rows, shown, spot
from quanheng.facts.measures import measure
from quanheng.model.finding import DOUBT, SUSPECT, Finding
from quanheng.model.indicator_sheet import REVIEW, SheetRow
from quanheng.model.quantity import rounds_to
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "reviews/deviation"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a row: relative or absolute, from the target or from the self-evaluation, either way round."""
    for _, row in rows(facts, REVIEW):
        stated = measure(row.text("deviation"))
        values = _readings(row)
        if stated is None or not values:
            continue
        places = row.text("deviation").rstrip("%‰").partition(".")[2]
        if not any(rounds_to(abs(value), abs(stated.value), len(places)) for value in values):
            marks = [spot(row, "deviation"), spot(row, "target"), spot(row, "review_result")]
            expected = shown(values[0]) + "%"
            yield remark(_PAGE, (DOUBT, SUSPECT), marks, row.text("deviation"), expected, name=row.label)


def _readings(row: SheetRow) -> list[Decimal]:
    """What the deviation may be, the usual reading first: of the result reviewed from the target, in per cent."""
    result, own = measure(row.text("review_result")), measure(row.text("self_result"))
    made: list[Decimal] = []
    for base in (row.target, own):
        if result is None or base is None or (result.unit and base.unit and result.unit != base.unit):
            continue
        gap = result.value - base.value
        made += [gap * 100 / base.value, result.value * 100 / base.value, gap] if base.value else [gap]
    return made
