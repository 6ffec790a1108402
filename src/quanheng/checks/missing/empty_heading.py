"""A heading with nothing under it."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import LIKELY, MISSING, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"": (MISSING, LIKELY)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """A heading with nothing under it."""
    yield from weigh(facts, "missing/empty-heading", "empty_heading", _WEIGHTS)
