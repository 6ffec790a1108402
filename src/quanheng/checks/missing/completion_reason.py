"""A result far from its budget with no reason given."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import MISSING, SUSPECT, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"": (MISSING, SUSPECT)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """A result far from its budget with no reason given."""
    yield from weigh(facts, "missing/completion-reason", "unexplained_completion", _WEIGHTS)
