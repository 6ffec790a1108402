"""Routine management and inputs as indicators."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.sheets import called, in_force, remark, rows
from quanheng.lexicon.sheets import sheet_words
from quanheng.model.finding import NOTE, SUSPECT, Finding
from quanheng.model.indicator_sheet import GOALS, SheetRow
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "goals/routine"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One note a row."""
    found = in_force("indicator-setting", facts)
    for _, row in rows(facts, GOALS) if found else ():
        if found is not None and sheet_words()["routine"].search(row.name) and not _apart(row):
            yield remark(_PAGE, (NOTE, SUSPECT), [(row.name, row.place)], row.name, norm=called(found))


def _apart(row: SheetRow) -> bool:
    """预算执行率 as a group of its own: the ten points that the rules give it beside the 90 of the indicators."""
    return "预算执行" in row.name and "执行" in row.group
