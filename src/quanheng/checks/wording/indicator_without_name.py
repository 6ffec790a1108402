"""Points given for an indicator that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import DOUBT, ERROR, LIKELY, PROVED, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"none": (ERROR, PROVED), "unnamed": (DOUBT, LIKELY)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """Points given for an indicator that does not exist."""
    yield from weigh(facts, "wording/indicator-without-name", "points_without_indicator", _WEIGHTS)
