"""Results that run ahead of the money, or stay behind it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quanheng.checks.sheets import called, in_force, rate_of, remark, sheets, shown
from quanheng.facts.measures import measure
from quanheng.model.finding import DOUBT, LIKELY, NOTE, SUSPECT, Finding
from quanheng.model.indicator_sheet import MONITORING, UP, IndicatorSheet, Written
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "monitoring/ahead-of-spending"
_ALL = 100


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a sheet: the mean completion of what is counted against the rate of execution."""
    found = in_force("goal-gap-line", facts)
    for sheet in sheets(facts, MONITORING) if found else ():
        made, done = rate_of(sheet), _completions(sheet)
        if found is None or made is None or not done:
            continue
        rate, spoken = made
        mean = sum((share for _, share in done), Decimal(0)) / len(done)
        if abs(mean - rate) <= found.number:
            continue
        unpaid = not rate and any(share >= _ALL for _, share in done)
        weight = (DOUBT, LIKELY) if found.binding_evidence or unpaid else (NOTE, SUSPECT)
        marks = [(w.text, w.place) for w in (*spoken, *(w for w, _ in done))]
        yield remark(
            _PAGE, weight, marks, f"{shown(rate)}%", count=str(len(done)), mean=f"{shown(mean)}%",
            line=shown(found.number), norm=called(found), gap=shown(abs(mean - rate)),
            word="快于" if mean > rate else "慢于",
        )  # fmt: skip


def _completions(sheet: IndicatorSheet) -> list[tuple[Written, Decimal]]:
    """What was counted up to now as a percentage of the year's target, at most 100; rates do not add up."""
    made = []
    for row in sheet.rows:
        target, done = row.target, measure(row.text("done"))
        if target is None or done is None or target.unit in ("%", "") or target.sign not in ("", UP):
            continue
        share = done.share_of(target)
        if share is not None:
            made.append((row.cells["done"], min(share * 100, Decimal(_ALL))))
    return made
