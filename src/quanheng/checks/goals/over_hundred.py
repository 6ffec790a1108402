"""Rates of a whole above 100 per cent."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.sheets import remark, rows, spot
from quanheng.lexicon.sheets import sheet_words
from quanheng.model.finding import DOUBT, LIKELY, Finding
from quanheng.model.indicator_sheet import DOWN, GOALS
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "goals/over-hundred"
_ALL = 100


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a row whose name is a rate that cannot be above 100 per cent."""
    for _, row in rows(facts, GOALS):
        target = row.target
        if target is None or target.unit != "%" or target.sign == DOWN or target.value <= _ALL:
            continue
        if sheet_words()["rate_of_all"].search(row.name) and not row.name.endswith("完成率"):
            yield remark(_PAGE, (DOUBT, LIKELY), [spot(row, "target")], row.text("target"), name=row.label)
