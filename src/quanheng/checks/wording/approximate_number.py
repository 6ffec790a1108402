"""Exact numbers called approximate, or approximate twice."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import LIKELY, NOTE, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"exact": (NOTE, LIKELY), "twice": (NOTE, LIKELY)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """Exact numbers called approximate, or approximate twice."""
    yield from weigh(facts, "wording/approximate-number", "approximate_number", _WEIGHTS)
