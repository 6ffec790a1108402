"""Dates that the calendar does not have, and dates cut short."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import DOUBT, ERROR, LIKELY, NOTE, PROVED, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"sure": (ERROR, PROVED), "open": (DOUBT, LIKELY), "slip": (DOUBT, PROVED), "form": (NOTE, PROVED)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """Dates that the calendar does not have, and dates cut short."""
    yield from weigh(facts, "wording/malformed-date", "malformed_date", _WEIGHTS)
