"""Scores of the review above those of the self-evaluation."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.sheets import remark, rows, spot
from quanheng.model.finding import DOUBT, LIKELY, Finding
from quanheng.model.indicator_sheet import REVIEW
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "reviews/above-self"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a row without a note."""
    for _, row in rows(facts, REVIEW):
        own, reviewed = row.number("self_score"), row.number("review_score")
        if own is not None and reviewed is not None and reviewed > own and not row.text("note"):
            marks = [spot(row, "review_score"), spot(row, "self_score")]
            yield remark(
                _PAGE,
                (DOUBT, LIKELY),
                marks,
                row.text("review_score"),
                name=row.label,
                own=row.text("self_score"),
            )
