"""Numbers that do not say whether they are a floor or a ceiling."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.sheets import remark_on_rows, sheets
from quanheng.model.finding import NOTE, SUSPECT, Finding
from quanheng.model.indicator_sheet import GOALS, SheetRow
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "goals/sign-missing"
_ALL = 100


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One note a sheet, where the other rows have their sign."""
    for sheet in sheets(facts, GOALS):
        numbers = [row for row in sheet.rows if row.target is not None]
        bare = [row for row in numbers if row.target is not None and not row.target.sign and not _whole(row)]
        if bare and len(bare) * 2 < len(numbers):
            yield remark_on_rows(_PAGE, (NOTE, SUSPECT), bare, "target")


def _whole(row: SheetRow) -> bool:
    """100% leaves nothing above it: its direction is plain."""
    return row.target is not None and row.target.unit == "%" and row.target.value == _ALL
