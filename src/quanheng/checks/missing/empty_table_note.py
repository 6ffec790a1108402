"""Empty tables without a word on them."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import MISSING, SUSPECT, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a table."""
    yield from weigh(facts, "missing/empty-table-note", "unexplained_table", {"": (MISSING, SUSPECT)})
