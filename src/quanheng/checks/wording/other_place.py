"""The name of another county where the own one must stand."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import DOUBT, LIKELY, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"": (DOUBT, LIKELY)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """The name of another county where the own one must stand."""
    yield from weigh(facts, "wording/other-place", "other_place", _WEIGHTS)
