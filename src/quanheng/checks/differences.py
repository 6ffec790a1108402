"""The verdict on a difference: its size, its direction, its unit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from quanheng.checks.judgement import Judgement, agree, in_unit, in_units_of, off, rounding, undecided
from quanheng.checks.operand_slips import TELLING, mended_operands, take_unit_slip, unit_matters
from quanheng.checks.rounding_room import calculation_in_words, rounding_limits
from quanheng.checks.slips import UNIT, repairs_of
from quanheng.model.figure import EXACT, Figure
from quanheng.model.finding import Repair
from quanheng.model.quantity import Interval, plain
from quanheng.model.relation import Claim, Operand


def judge_difference(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """delta = current - prior, with the direction of the word."""
    delta, current, prior = operands
    if any(o.figure.hedge != EXACT for o in operands):
        return undecided("有约数，不作判断")
    sign = delta.figure.polarity or (1 if current.figure.base >= prior.figure.base else -1)
    change = current.figure.base - prior.figure.base
    if delta.figure.value < 0:
        sign = 1
    residual = change * sign - delta.figure.base
    wanted = in_unit(change * sign, delta.figure)
    calculation = _subtracted(operands)
    if claim.template == "points-as-percent":
        return _in_points(operands, calculation)
    if not residual:
        return agree(calculation)
    limit, worst = rounding_limits(operands, literal=False)
    if (
        abs(residual) <= limit and abs(residual) < worst
    ):  # half an ulp is rounded up: the worst case of two cannot occur
        return rounding(calculation)
    if abs(-change * sign - delta.figure.base) <= limit:
        made = off("direction", delta.figure, delta.figure.value, calculation)
        made.expected_text = ("减少" if change < 0 else "增加") + delta.figure.text
        made.others = [current.figure, prior.figure]
        if claim.closed:
            return made
        digits = sum(c.isdigit() for c in delta.figure.text)
        if -change * sign != delta.figure.base or digits < TELLING:
            return undecided("所指的数不止一种读法")
        made.ask()
        return made
    if not claim.closed:
        return undecided("所指的数不止一种读法")
    value = wanted if delta.figure.value < 0 else abs(wanted)
    made = off("difference", delta.figure, value, calculation)
    half = in_unit(worst, delta.figure)
    made.bounds = Interval(value - half, value + half)
    return _off_difference(made, operands, residual, worst)


def _in_points(operands: Sequence[Operand], calculation: str) -> Judgement:
    """What lies between two percentages is in points: asked about as a unit."""
    delta, *others = (o.figure for o in operands)
    made = off("unit", delta, delta.value, calculation.removesuffix("%") + "个百分点")
    made.expected_text, made.others = plain(delta.value) + "个百分点", others
    made.ask()
    return made


def _subtracted(operands: Sequence[Operand]) -> str:
    """The calculation, in the unit of the change."""
    delta, current, prior = (o.figure for o in operands)
    terms = f"{in_units_of(delta, current)}-{in_units_of(delta, prior)}"
    return calculation_in_words(terms, in_unit(current.base - prior.base, delta), delta)


def _off_difference(
    made: Judgement, operands: tuple[Operand, ...], residual: Decimal, worst: Decimal
) -> Judgement:
    """What a difference that fails carries: the other operands, the slips of each, the weaker certainty of short digits."""
    delta = operands[0].figure
    sign = delta.polarity or 1
    made.others = [o.figure for o in operands[1:]]
    _, literal = rounding_limits(operands, literal=True)
    slips: list[tuple[Figure, Decimal, str, str]] = []
    for figure, move in (
        (delta, residual),
        (operands[1].figure, -residual * sign),
        (operands[2].figure, residual * sign),
    ):
        needed = figure.base + move
        slips.extend(
            (figure, v, t, s)
            for v, t, s in repairs_of(figure, Interval(needed - worst, needed + worst))
            if s != UNIT or unit_matters(figure, t, worst)
        )
    if abs(residual) <= literal:
        made.ask()
    elif take_unit_slip(made, slips):
        made.calculation = _subtracted(mended_operands(operands, made))
        return made
    made.repairs = [Repair(t, s) for _, _, t, s in slips]
    return made
