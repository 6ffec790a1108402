"""Subjects listed in the text with nothing in their row."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import finding_of
from quanheng.model.finding import DOUBT, LIKELY, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a subject."""
    for statement in facts.statements:
        if statement.kind == "listed_subject":
            finding = finding_of(statement, "text_vs_table/listed-subject", (DOUBT, LIKELY))
            finding.expected, finding.repairs = None, []
            yield finding
