"""A note that says how much is taken off, and a score that takes off another amount."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.deductions import said_deduction
from quanheng.checks.sheets import remark, rows, shown, spot
from quanheng.model.finding import DOUBT, ERROR, LIKELY, PROVED, Finding
from quanheng.model.indicator_sheet import REVIEW
from quanheng.model.quantity import rounds_to
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "reviews/said-and-scored"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a row whose note names one amount and no rule behind it."""
    for _, row in rows(facts, REVIEW):
        said, score = said_deduction(row.text("note")), row.cells.get("review_score")
        points, own = row.number("points"), row.number("self_score")
        if said is None or points is None or score is None or score.figure is None:
            continue
        wanted = said.leaves(points, points if own is None else own)
        if any(rounds_to(value, score.figure.value, score.figure.decimals) for value in wanted):
            continue
        strong = (ERROR, PROVED) if said.sure else (DOUBT, LIKELY)
        marks = [spot(row, "review_score"), spot(row, "note"), spot(row, "points")]
        yield remark(
            _PAGE, strong, marks, row.text("review_score"), shown(wanted[0]), name=row.label, said=said.text,
            points=shown(points), own=row.text("self_score"),
        )  # fmt: skip
