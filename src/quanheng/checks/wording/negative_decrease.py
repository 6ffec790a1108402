"""A decrease by a negative amount."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import DOUBT, PROVED, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"": (DOUBT, PROVED)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """A decrease by a negative amount."""
    yield from weigh(facts, "wording/negative-decrease", "negative_decrease", _WEIGHTS)
