"""A change and a reason that points the other way."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import DOUBT, ERROR, LIKELY, PROVED, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"own": (ERROR, PROVED), "other": (DOUBT, LIKELY)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """Proved where the reason speaks of the item itself, else only asked."""
    for finding in weigh(facts, "years/opposite-reason", "opposite_reason", _WEIGHTS):
        finding.expected, finding.repairs = None, []
        finding.values["which"] = "" if finding.severity == ERROR else "，请核对"
        yield finding
