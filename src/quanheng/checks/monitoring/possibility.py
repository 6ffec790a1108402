"""A chance that contradicts the result expected for the year."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.sheets import chance, meets, remark, rows, spot
from quanheng.facts.measures import measure
from quanheng.model.finding import DOUBT, LIKELY, Finding
from quanheng.model.indicator_sheet import MONITORING
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "monitoring/possibility"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a row."""
    for _, row in rows(facts, MONITORING):
        expected, said = measure(row.text("expected")), chance(row)
        reached = meets(expected, row.target) if expected and row.target else None
        if (reached is False and said == "sure") or (reached and said == "never"):
            marks = [spot(row, "expected"), spot(row, "target"), spot(row, "possibility")]
            yield remark(
                _PAGE, (DOUBT, LIKELY), marks, row.text("expected"), name=row.label, target=row.text("target"),
                chance="确定能" if said == "sure" else "完全不可能", word="达到" if reached else "达不到",
            )  # fmt: skip
