"""More done by now than is expected for the whole year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanheng.checks.sheets import remark, rows, sheets, spot
from quanheng.facts.measures import measure
from quanheng.model.finding import DOUBT, LIKELY, Finding
from quanheng.model.indicator_sheet import MONITORING, UP, SheetRow
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "monitoring/expected-below-done"


_FEWER = re.compile(r"减少|核减|调减|缩减|并校|合并|撤|退出|退回|迁出|下降|流失")


def _told(row: SheetRow) -> bool:
    """Whether the row says itself that there will be fewer: 秋季招生预计减少21人."""
    return _FEWER.search(row.text("reason")) is not None


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a row of counted results, and one a line of money."""
    for _, row in rows(facts, MONITORING):
        done, expected = measure(row.text("done")), measure(row.text("expected"))
        counted = done and expected and done.unit == expected.unit and done.unit not in ("%", "")
        upward = row.target is None or row.target.sign in ("", UP)
        if done and expected and counted and upward and expected.value < done.value and not _told(row):
            marks = [spot(row, "expected"), spot(row, "done")]
            yield remark(
                _PAGE, (DOUBT, LIKELY), marks, row.text("expected"), name=row.label, done=row.text("done")
            )
    for line in (line for sheet in sheets(facts, MONITORING) for line in sheet.funds):
        spent, planned = line.base("done"), line.base("expected")
        if spent is not None and planned is not None and planned < spent:
            cells = [line.cells["expected"], line.cells["done"]]
            marks = [(w.text, w.place) for w in cells]
            yield remark(_PAGE, (DOUBT, LIKELY), marks, cells[0].text, name=line.label, done=cells[1].text)
