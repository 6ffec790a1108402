"""What a rate of execution is of, where several budgets or several amounts stand before it."""

from __future__ import annotations

import re
from decimal import Decimal

from quanheng.facts.leads import LEVEL, basis_of
from quanheng.facts.mentions import Mention
from quanheng.model.relation import Operand

_DONE = re.compile(r"执行|支出|完成|使用|拨付|到位")
_PLAN = re.compile(r"预算|计划|安排|批复|下达|任务|目标")
Reading = tuple[Operand, ...]


def done(mention: Mention) -> bool:
    """1—8月执行6528万元，预计全年执行9408万元，预计执行率98%: what was spent is no budget of what will be."""
    return bool(_DONE.search(mention.gap)) and not _PLAN.search(mention.gap)


def of_the_year(rate: Mention, found: list[Mention]) -> list[Mention]:
    """全年预算860万元，年初预算800万元，执行率95%: of the budget as it was in the end, where no word says otherwise."""
    if basis_of(rate.lead.phrase or ""):
        return found
    return sorted(found, key=lambda m: m.figure.basis != "adjusted" or m.sentence != rate.sentence)


def nearest(rate: Mention, readings: list[Reading], actual: Mention) -> list[Reading]:
    """支出892.28万元，其中……项目支出180.20万元，预算执行率95.39%: of the whole where that comes nearer than its last part."""
    wholes = [p for p in actual.parents[-1:] if p.attr == LEVEL and p.figure.unit is actual.figure.unit]
    above = [
        (r[0], Operand("part", p.figure), r[2])
        for p in wholes
        for r in readings
        if r[2].figure is not p.figure
    ]
    return sorted([*readings, *above], key=lambda r: abs(_made(r) - rate.figure.value)) if above else readings


def _made(reading: Reading) -> Decimal:
    part, whole = (o.figure.base for o in reading[1:])
    return 100 * part / whole if whole else Decimal(0)
