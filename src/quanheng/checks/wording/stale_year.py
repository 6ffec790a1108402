"""A title or heading with the year of an earlier draft."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import DOUBT, LIKELY, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"title": (DOUBT, LIKELY), "heading": (DOUBT, LIKELY), "date": (DOUBT, LIKELY)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """A title, a heading or the day on which things are held, with the year of an earlier draft."""
    yield from weigh(facts, "wording/stale-year", "stale_year", _WEIGHTS)
