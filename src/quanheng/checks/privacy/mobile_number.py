"""A mobile number in a text to be disclosed."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import DOUBT, LIKELY, NOTE, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"person": (DOUBT, LIKELY), "office": (NOTE, LIKELY)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """A mobile number in a text to be disclosed."""
    yield from weigh(facts, "privacy/mobile-number", "mobile_number", _WEIGHTS)
