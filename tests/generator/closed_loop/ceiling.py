"""Which changed numbers nothing that is printed contradicts: by plain arithmetic, without the checker.

Three kinds. Last places: rounding moves a sum of printed figures by as much, in a table half a unit for each row.
Rates: the operands are printed with two decimals, so that a percentage of small amounts is open by more than its
last digit. Two scales: goals are declared with 100 points and evaluated with 90 beside the execution rate's ten;
of a short list of weights no one can tell which way was meant.
"""

from __future__ import annotations

import re
from decimal import Decimal

from quanheng.model.workbook import DepartmentYear
from tests.generator.closed_loop.slips import Slip

LAST_PLACES, RATE, TWO_SCALES = "last places", "rate", "two scales"
_PLACES = 2  # units of the last digit: four figures of a sum, each half a unit off
_AMOUNT = re.compile(r"(?<![\d.])\d+\.\d\d(?=万元)")
_PERCENT = re.compile(r"(?<![\d.])\d+\.\d\d(?=%)")
_SHORT, _WHOLES = 3, (90, 100)


def unprovable(record: DepartmentYear, made: Slip) -> str:
    """The kind of the reason, "" where something printed contradicts the number."""
    was, now = Decimal(made.was), Decimal(made.now)
    places = max(_PLACES, made.rows // 2)
    if abs(now - was) <= places * Decimal(1).scaleb(-_decimals(made.was)) and "." in made.was:
        return LAST_PLACES
    if made.kind in ("amount", "percent") and _moves_no_rate(made, was, now):
        return RATE
    return TWO_SCALES if made.kind == "score" and _two_scales(record, was, now) else ""


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])


def _moves_no_rate(made: Slip, was: Decimal, now: Decimal) -> bool:
    """True where the percentage, or the one behind the amount, stays within what the rounding of operands leaves open."""
    amounts = [Decimal(one) for one in _AMOUNT.findall(made.around)]
    small = min((one for one in amounts if one), default=Decimal(0))
    behind = _PERCENT.search(made.around, made.around.find(f"{made.was}万元"))
    if not small or not was or (behind is None and made.kind == "amount"):
        return False
    open_by = max(Decimal("0.02"), Decimal(1) / small)
    moved = (
        abs(now - was)
        if behind is None or made.kind == "percent"
        else Decimal(behind[0]) * abs(now - was) / was
    )
    return moved <= open_by


def _two_scales(record: DepartmentYear, was: Decimal, now: Decimal) -> bool:
    lists: dict[str, list[Decimal]] = {}
    for one in record.indicators:
        lists.setdefault(one.project, []).append(one.weight or Decimal(0))
    return any(
        len(weights) <= _SHORT and was in weights and sum(weights) - was + now in _WHOLES
        for weights in lists.values()
    )
