"""Purposes and reasons that belong to another subject."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import finding_of
from quanheng.model.finding import DOUBT, LIKELY, SUSPECT, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PARTS = {"copied_purpose": ("用途", LIKELY), "copied_reason": ("原因", SUSPECT)}
# of a reason only the name is told: what it says of the change may well be true of both
_TOLD = {
    "copied_purpose": "写成{words}，那是“{other}”的用途",
    "copied_reason": "里写的是{words}，那是另一个科目“{other}”",
}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """Never an error: the writer may know better."""
    for statement in facts.statements:
        if statement.kind in _PARTS:
            part, certainty = _PARTS[statement.kind]
            finding = finding_of(statement, "wording/copied-words", (DOUBT, certainty))
            finding.expected, finding.repairs = None, []
            finding.values |= {"part": part, "told": _TOLD[statement.kind].format_map(statement.notes)}
            yield finding
