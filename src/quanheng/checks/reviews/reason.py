"""Deductions of the review without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.sheets import remark_on_rows, sheets
from quanheng.model.finding import LIKELY, MISSING, Finding
from quanheng.model.indicator_sheet import REVIEW, SheetRow
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "reviews/reason"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a sheet: the rows that lose points against the self-evaluation, or have none, with a blank note."""
    for sheet in sheets(facts, REVIEW):
        bare = [
            row for row in sheet.rows if _lowered(row) and not row.text("note") and not row.text("reason")
        ]
        if bare:
            zero = sum(row.number("review_score") == 0 for row in bare)
            extra = f"，其中{zero}项为0分" if zero else ""
            yield remark_on_rows(_PAGE, (MISSING, LIKELY), bare, "review_score", zero=extra)


def _lowered(row: SheetRow) -> bool:
    own, reviewed = row.number("self_score"), row.number("review_score")
    return reviewed is not None and (reviewed < own if own is not None else not reviewed)
