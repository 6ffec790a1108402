"""A resident identity number in a text to be disclosed."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import DOUBT, ERROR, PROVED, SUSPECT, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"sure": (ERROR, PROVED), "old": (DOUBT, SUSPECT)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """A resident identity number in a text to be disclosed."""
    yield from weigh(facts, "privacy/identity-number", "id_number", _WEIGHTS)
