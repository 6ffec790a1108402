"""A unit with no number in front of it."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import DOUBT, ERROR, LIKELY, PROVED, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"sure": (ERROR, PROVED), "open": (DOUBT, LIKELY)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """A unit with no number in front of it."""
    yield from weigh(facts, "wording/missing-figure", "missing_figure", _WEIGHTS)
