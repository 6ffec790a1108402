"""Usual words list a cost that the accounts of the three public expenses put at nothing."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import finding_of
from quanheng.model.finding import LIKELY, NOTE, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """Every amount of the term in the document is 0, and there is at least one."""
    for statement in facts.statements:
        if statement.kind != "cost_list":
            continue
        spent = [f for f in facts.figures if f.item.startswith(statement.value) and f.kind == "level"]
        spent = [f for f in spent if f.unit.dimension == "money"]
        if spent and not any(f.value for f in spent):
            finding = finding_of(statement, "wording/unused-cost", (NOTE, LIKELY))
            finding.expected, finding.repairs = None, []
            finding.figures = [f.id for f in spent]
            yield finding
