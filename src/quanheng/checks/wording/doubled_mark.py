"""Punctuation doubled or empty brackets."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import NOTE, PROVED, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"": (NOTE, PROVED)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """Punctuation doubled or empty brackets."""
    yield from weigh(facts, "wording/doubled-mark", "doubled_mark", _WEIGHTS)
