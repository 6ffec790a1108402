"""The verdict ladder for sums and balances.

Tolerance comes from the figures: a sum may miss by three standard deviations of the rounding of
its operands; beyond that but within the worst case it is a doubt; beyond the worst case it fails.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from quanheng.checks.called import name_of
from quanheng.checks.judgement import Judgement, agree, in_unit, in_units_of, off, rounding, undecided
from quanheng.checks.operand_slips import TELLING, mended_operands, repairs_in, take_unit_slip
from quanheng.checks.rounding_room import calculation_in_words, rounding_limits
from quanheng.checks.slips import DIGIT, SWAP
from quanheng.model.figure import EXACT, Figure
from quanheng.model.finding import Repair
from quanheng.model.quantity import COUNT, MONEY, Interval, plain
from quanheng.model.relation import Claim, Operand

_FISCAL = re.compile(r"费|支出|资金|补助|工资|奖金|补贴|报酬|收入|拨款|运转")
_MEASURES = frozenset("亩 公顷 米 公里 千米 平方米 平方公里 立方米 吨 公斤 千克".split())
_STRONG = 5  # digits: a slip of so many that makes a sum right is no chance, whatever is added
_PAIRED = 4  # a total and three parts: two steps off would need every part at its worst
_MOST_TERMS = 8  # a repair of one of many terms is found too easily to mean anything


def _terms(total: Operand, parts: Sequence[Operand]) -> str:
    words = ""
    for at, part in enumerate(parts):
        sign = "-" if part.sign < 0 else "+" if at else ""
        digits = in_units_of(total.figure, part.figure)
        if sign and digits.startswith("-"):  # 24.41-106.00, 24.41-(-106.00)
            sign, digits = ("", digits) if sign == "+" else (sign, f"({digits})")
        words += f"{sign}{digits}"
    return words


def _within(residual: Decimal, operands: Sequence[Operand], limit: Decimal, worst: Decimal) -> bool:
    """Inside the limit, which three terms or fewer reach before the worst case.

    The total is printed on the grid of its last digit: it moves by a whole step once the parts are half a step off,
    so that of four parts a miss of two steps is less rare than three deviations.
    """
    if abs(residual) <= min(limit, worst):
        return True
    halves = [o.figure.half(None) for o in operands]
    if len(set(halves)) > 1 or len(operands) <= _PAIRED:
        return False
    parts = (sum((h * h for h in halves[1:]), Decimal(0)) / 3).sqrt() * 3
    return abs(residual) - halves[0] < parts


def judge_sum(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """total = sum of signed parts."""
    total, parts = operands[0], list(operands[1:])
    if not parts:
        return undecided("没有列出分项")
    if any(o.figure.hedge != EXACT for o in operands):
        return undecided("有约数，不作判断")
    expected, calculation = _added(operands)
    residual = sum((o.figure.base * o.sign for o in parts), Decimal(0)) - total.figure.base
    if not residual:
        return agree(calculation)
    limit, worst = rounding_limits(operands, literal=False)
    if "identity" in claim.notes:  # of hundreds of sums in a set of tables some come near the worst case
        limit = worst
    if _within(residual, operands, limit, worst):
        return _near(claim, total.figure, expected, calculation)
    if claim.kind == "balance" and len(parts) == 1:  # 收入总计 and 支出总计: the other side, by its name
        calculation = f"{name_of(parts[0].figure)}{parts[0].figure.text}"
    return _failed(claim, operands, residual, worst, calculation)


def _added(operands: Sequence[Operand]) -> tuple[Decimal, str]:
    """The sum of the parts in the total's unit, and the calculation."""
    total, parts = operands[0], operands[1:]
    value = in_unit(sum((o.figure.base * o.sign for o in parts), Decimal(0)), total.figure)
    return value, calculation_in_words(_terms(total, parts), value, total.figure)


def _near(claim: Claim, total: Figure, expected: Decimal, calculation: str) -> Judgement:
    """Within rounding; of increases, where a whole last place is missing, the parts are shown all the same."""
    made = rounding(calculation)
    if claim.kind == "contribution" and total.fine <= 0 and expected != total.value:
        shown = off("contribution", total, expected, calculation)
        made.kind, made.severity, made.stated, made.expected = "contribution", "note", total, expected
        made.expected_text, made.difference = plain(expected) + total.unit.name, shown.difference
    return made


def _failed(
    claim: Claim, operands: tuple[Operand, ...], residual: Decimal, worst: Decimal, calculation: str
) -> Judgement:
    total = operands[0].figure
    made = off(claim.kind, total, in_unit(total.base + residual, total), calculation)
    made.others = [o.figure for o in operands[1:]]
    made.bounds = Interval(
        in_unit(total.base + residual - worst, total), in_unit(total.base + residual + worst, total)
    )
    _, literal = rounding_limits(operands, literal=True)
    found = repairs_in(operands, residual, worst)
    if abs(residual) <= literal:
        made.ask()
    elif take_unit_slip(made, found):
        made.calculation = _added(mended_operands(operands, made))[1]
        if not claim.closed:
            made.ask()
        return made
    elif not claim.closed:
        telling = [
            f for f in found if f[0].unit.dimension == MONEY or sum(c.isdigit() for c in f[0].text) >= TELLING
        ]
        strong = any(
            sum(c.isdigit() for c in f[0].text) >= _STRONG and f[3] in (SWAP, DIGIT) for f in telling
        )
        sure = bool(telling) and len(operands) <= _MOST_TERMS + 1 and (_fiscal(operands) or strong)
        if not sure and claim.kind != "score_sum" and not claim.notes.get("asks"):
            return _open(claim, operands, residual)
        made.ask()
    made.repairs = [Repair(text, slip) for _, _, text, slip in found]
    return made


def _fiscal(operands: Sequence[Operand]) -> bool:
    """Amounts of public money, which add up; investment and sales under one heading do not."""
    plain = operands[0].figure.unit.dimension != MONEY
    return (
        plain
        or bool(operands[0].figure.item)
        or all(o.figure.item or _FISCAL.search(o.figure.surface) for o in operands[1:])
    )


def _open(claim: Claim, operands: tuple[Operand, ...], residual: Decimal) -> Judgement:
    """A list not known to be complete: its parts may be less than the total, never more."""
    total = operands[0].figure
    fiscal = _fiscal(operands)
    if residual > 0 and len(operands) > 2 and _adds_up(claim, total) and claim.kind == "sum" and fiscal:
        return _asked(claim, operands, residual)
    if claim.notes.get("exhaustive") and residual < 0 and total.unit.dimension in (MONEY, COUNT):
        return _asked(claim, operands, residual, "所列分项不足合计，可能漏列")
    less = "“其中”未必列全，分项之和小于合计"
    made = undecided(less if residual < 0 else "各项可能有重叠，分项之和大于合计")
    made.difference = plain(in_unit(residual, total))
    return made


def _asked(claim: Claim, operands: tuple[Operand, ...], residual: Decimal, why: str = "") -> Judgement:
    """A failure that is only asked about."""
    total = operands[0].figure
    made = off(claim.kind, total, in_unit(total.base + residual, total), "")
    made.calculation = calculation_in_words(
        _terms(operands[0], operands[1:]), in_unit(total.base + residual, total), total
    )
    made.ask()
    made.why = why
    made.others = [o.figure for o in operands[1:]]
    _, worst = rounding_limits(operands, literal=False)
    made.repairs = [Repair(text, slip) for _, _, text, slip in repairs_in(operands, residual, worst)]
    return made


def _adds_up(claim: Claim, total: Figure) -> bool:
    """Amounts, areas, lengths, weights, and counts of kinds that exclude each other: never more than the whole."""
    counted = claim.notes.get("disjoint") or claim.notes.get("exhaustive")
    measured = total.unit.name.lstrip("万亿") in _MEASURES
    return total.unit.dimension == MONEY or (total.unit.dimension == COUNT and bool(counted or measured))
