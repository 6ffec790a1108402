"""A grade without a score."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import LIKELY, MISSING, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"": (MISSING, LIKELY)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """A grade without a score."""
    yield from weigh(facts, "missing/score-for-grade", "unscored_grade", _WEIGHTS)
