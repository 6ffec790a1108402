"""Crosses, prompts and headings of a template left in the text."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import DOUBT, ERROR, LIKELY, NOTE, PROVED, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {
    "figure": (ERROR, PROVED),
    "name": (DOUBT, PROVED),
    "word": (DOUBT, PROVED),
    "form": (NOTE, LIKELY),
}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """Crosses, prompts and headings of a template left in the text."""
    yield from weigh(facts, "wording/placeholder", "placeholder", _WEIGHTS)
