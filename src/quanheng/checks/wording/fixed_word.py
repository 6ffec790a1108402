"""Slips in the fixed words of the field."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import LIKELY, NOTE, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"": (NOTE, LIKELY)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """Slips in the fixed words of the field."""
    yield from weigh(facts, "wording/fixed-word", "fixed_word", _WEIGHTS)
