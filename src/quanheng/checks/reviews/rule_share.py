"""A reason that costs another share of the points than the rule book says."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quanheng.checks.deductions import deductions, rules_of
from quanheng.checks.sheets import called, in_force, remark, shown, spot
from quanheng.model.finding import NOTE, SUSPECT, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "reviews/rule-share"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One note for each reason that is followed alike, but not as the rules in use have it."""
    found = in_force("review-deductions", facts)
    for name, group in deductions(facts, found).items() if found else ():
        share = next((Decimal(r["share"]) for r in rules_of(found) if r["name"] == name and r["share"]), None)
        low, high = max(span.low for _, span in group), min(span.high for _, span in group)
        if found is None or share is None or low > high or low <= share <= high:
            continue
        marks = [spot(row, "review_score") for row, _ in group]
        yield remark(
            _PAGE, (NOTE, SUSPECT), marks, f"{shown((low + high) / 2)}%", f"{shown(share)}%", name=name,
            norm=called(found),
        )  # fmt: skip
