"""Both directions left standing."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import DOUBT, LIKELY, NOTE, PROVED, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"figure": (DOUBT, PROVED), "word": (NOTE, LIKELY)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """Both directions left standing."""
    yield from weigh(facts, "wording/open-direction", "open_direction", _WEIGHTS)
