"""Targets that will not be reached, without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.sheets import chance, meets, remark_on_rows, sheets
from quanheng.facts.measures import measure
from quanheng.model.finding import LIKELY, MISSING, Finding
from quanheng.model.indicator_sheet import MONITORING, SheetRow
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "monitoring/reason"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a sheet."""
    for sheet in sheets(facts, MONITORING):
        bare = [row for row in sheet.rows if _falls_short(row) and not _told(row)]
        if bare:
            yield remark_on_rows(_PAGE, (MISSING, LIKELY), bare, "expected")


def _falls_short(row: SheetRow) -> bool:
    """True when the sheet itself expects less than the target, or is not sure of it."""
    expected = measure(row.text("expected"))
    less = row.target is not None and expected is not None and meets(expected, row.target) is False
    return less or chance(row) in ("perhaps", "never")


def _told(row: SheetRow) -> bool:
    return any(row.text(role) for role in ("reason", "note", "measures"))
