"""More spent, or expected to be, than the budget of the year."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.sheets import remark, sheets
from quanheng.model.finding import DOUBT, LIKELY, Finding
from quanheng.model.indicator_sheet import MONITORING
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "monitoring/over-budget"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a line of money."""
    for line in (line for sheet in sheets(facts, MONITORING) for line in sheet.funds):
        plan = line.cells.get("adjusted") or line.cells.get("initial")
        if plan is None or plan.figure is None:
            continue
        for role, word in (("done", "已执行"), ("expected", "全年预计执行")):
            money = line.cells.get(role)
            if money is not None and money.figure is not None and money.figure.base > plan.figure.base:
                marks = [(money.text, money.place), (plan.text, plan.place)]
                yield remark(
                    _PAGE, (DOUBT, LIKELY), marks, money.text, name=line.label, word=word, budget=plan.text
                )
                break
