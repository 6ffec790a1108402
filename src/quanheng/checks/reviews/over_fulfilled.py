"""Results far above the target that the reviewer passes over."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.sheets import called, in_force, remark, rows, shown, spot
from quanheng.facts.measures import measure
from quanheng.model.finding import NOTE, SUSPECT, Finding
from quanheng.model.indicator_sheet import REVIEW
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "reviews/over-fulfilled"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One note a row with a blank note."""
    found = in_force("over-fulfilment-line", facts)
    for _, row in rows(facts, REVIEW) if found else ():
        result = measure(row.text("review_result"))
        share = result.share_of(row.target) if result and row.target else None
        if found is None or share is None or share * 100 <= found.number or row.text("note"):
            continue
        marks = [spot(row, "review_result"), spot(row, "target")]
        yield remark(
            _PAGE, (NOTE, SUSPECT), marks, row.text("review_result"), name=row.label, share=f"{shown(share * 100)}%",
            line=shown(found.number), norm=called(found),
        )  # fmt: skip
