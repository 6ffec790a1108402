"""Numbers that cannot be read, or only by guessing."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import DOUBT, ERROR, LIKELY, NOTE, PROVED, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"sure": (ERROR, PROVED), "open": (DOUBT, LIKELY), "form": (NOTE, LIKELY)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """Numbers that cannot be read, or only by guessing."""
    yield from weigh(facts, "wording/malformed-number", "malformed_number", _WEIGHTS)
