"""Numbers that do not say whether they are a floor or a ceiling."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.sheets import remark_on_rows, sheets
from quanheng.model.finding import NOTE, SUSPECT, Finding
from quanheng.model.indicator_sheet import GOALS, Measure
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "goals/sign-missing"
_ALL = 100


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One note a sheet, where most of the other rows with a number have their sign."""
    for sheet in sheets(facts, GOALS):
        numbers = [(row, row.target) for row in sheet.rows if row.target is not None]
        bare = [row for row, target in numbers if not target.sign and not _plain(target)]
        others, signed = len(numbers) - len(bare), sum(bool(target.sign) for _, target in numbers)
        if bare and len(bare) < others < signed * 2:
            yield remark_on_rows(_PAGE, (NOTE, SUSPECT), bare, "target")


def _plain(target: Measure) -> bool:
    """100% leaves nothing above it, 0起 nothing below: the direction is plain."""
    return not target.value or (target.unit == "%" and target.value == _ALL)
