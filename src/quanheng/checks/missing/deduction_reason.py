"""Points taken off with no reason in the column for it."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import MISSING, PROVED, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"": (MISSING, PROVED)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """Points taken off with no reason in the column for it."""
    yield from weigh(facts, "missing/deduction-reason", "unexplained_deduction", _WEIGHTS)
