"""Numbering that mixes styles, repeats or jumps."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import NOTE, SUSPECT, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"mixed": (NOTE, SUSPECT), "repeat": (NOTE, SUSPECT), "gap": (NOTE, SUSPECT)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """Numbering that mixes styles, repeats or jumps."""
    yield from weigh(facts, "wording/numbering", "numbering", _WEIGHTS)
