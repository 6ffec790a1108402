"""A person named with the aid or pay received."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import DOUBT, LIKELY, NOTE, SUSPECT, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"named": (DOUBT, LIKELY), "masked": (NOTE, SUSPECT)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """A person named with the aid or pay received."""
    yield from weigh(facts, "privacy/named-recipient", "named_recipient", _WEIGHTS)
