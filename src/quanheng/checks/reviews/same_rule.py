"""One reason for a deduction, but different shares of the points."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.deductions import deductions
from quanheng.checks.sheets import called, in_force, remark, rows, sheets, shown, spot
from quanheng.model.finding import DOUBT, LIKELY, Finding
from quanheng.model.indicator_sheet import REVIEW
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "reviews/same-rule"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding for each reason, over all sheets of the document."""
    found = in_force("review-deductions", facts)
    named = {sheet.name for sheet in sheets(facts, REVIEW)}
    units = {id(row): sheet.name for sheet, row in rows(facts, REVIEW)} if len(named) > 1 else {}
    for name, group in deductions(facts, found).items() if found else ():
        spans = [span for _, span in group]
        low, high = max(span.low for span in spans), min(span.high for span in spans)
        if found is None or low <= high:
            continue
        words = "、".join(
            f"{units.get(id(row), '')}“{row.label}”扣{shown((span.low + span.high) / 2)}%"
            for row, span in group
        )
        marks = [spot(row, "review_score") for row, _ in group]
        yield remark(
            _PAGE, (DOUBT, LIKELY), marks, words, name=name, count=str(len(group)), norm=called(found)
        )
