"""Monitoring of the money alone, or of the goals alone."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.sheets import remark, sheets
from quanheng.model.finding import LIKELY, MISSING, Finding
from quanheng.model.indicator_sheet import MONITORING
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "monitoring/one-sided"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a sheet whose document says nothing of the other side."""
    spent = any("执行" in figure.surface + "".join(figure.path) + figure.basis for figure in facts.figures)
    for sheet in sheets(facts, MONITORING):
        reached = any(row.text("done") or row.text("expected") for row in sheet.rows)
        money = spent or any(set(line.cells) & {"done", "rate"} for line in sheet.funds)
        if not (reached and money):
            what = "预算执行数" if reached else "目标完成情况"
            yield remark(_PAGE, (MISSING, LIKELY), [(what, sheet.place)], what)
