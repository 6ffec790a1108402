"""Cost targets above the budget of the project."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanheng.checks.sheets import in_yuan, is_cost, remark, rows, spot
from quanheng.model.finding import DOUBT, LIKELY, Finding
from quanheng.model.indicator_sheet import GOALS, UP
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "goals/cost-above-budget"
_SINGLE = re.compile(r"均|每|单|标准")


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a row whose cost is that of the whole project."""
    for sheet, row in rows(facts, GOALS):
        line, target = sheet.budget, row.target
        budget = line.base("initial") if line else None
        if line is None or target is None or not budget or target.sign == UP or not is_cost(row):
            continue
        cost = in_yuan(target)
        if cost is not None and cost > budget and not _SINGLE.search(row.name):
            money = line.cells["initial"]
            marks = [spot(row, "target"), (money.text, money.place)]
            stated = row.text("target") + ("" if target.unit in row.text("target") else target.unit)
            yield remark(
                _PAGE, (DOUBT, LIKELY), marks, stated, name=row.label, budget=money.text, line=line.label
            )
