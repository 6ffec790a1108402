"""Slips of the pen in one operand that explain what a sum or a difference misses by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from quanheng.checks.judgement import Judgement
from quanheng.checks.slips import UNIT, repairs_of
from quanheng.model.figure import Figure
from quanheng.model.finding import Repair
from quanheng.model.quantity import COUNT, MONEY, SCORE, Interval, Unit, unit
from quanheng.model.relation import Operand

TELLING = 3  # a slip of fewer digits explains too much to be evidence


def repairs_in(
    operands: tuple[Operand, ...], residual: Decimal, worst: Decimal
) -> list[tuple[Figure, Decimal, str, str]]:
    """Single slips that explain the residual: the total's first, then each part's."""
    found: list[tuple[Figure, Decimal, str, str]] = []
    for operand in operands:
        figure = operand.figure
        counted = figure.unit.dimension in (MONEY, COUNT, SCORE) or not figure.unit.name
        if not counted and figure is not operands[0].figure:
            continue
        move = residual if operand is operands[0] else -residual * operand.sign
        needed = figure.base + move
        target = Interval(needed - worst, needed + worst)
        found.extend(
            (figure, value, text, slip)
            for value, text, slip in repairs_of(figure, target)
            if slip != UNIT or unit_matters(figure, text, worst)
        )
    return found


def unit_matters(figure: Figure, text: str, worst: Decimal) -> bool:
    """A unit that makes a term vanish within rounding explains nothing."""
    return abs(figure.value.scaleb(_unit_of(text).power)) > worst


def _unit_of(text: str) -> Unit:
    return unit(text.lstrip("-0123456789."))


def take_unit_slip(made: Judgement, found: list[tuple[Figure, Decimal, str, str]]) -> bool:
    """A figure that fits when 元 is read as 万元: reported as a unit, not as a sum."""
    slips = [f for f in found if f[3] == UNIT]
    if not slips:
        return False
    figure, value, text, slip = max(slips, key=lambda s: _unit_of(s[2]).power)
    made.kind, made.stated, made.expected, made.expected_text = "unit", figure, value, text
    made.repairs, made.difference = [Repair(text, slip)], ""
    return True


def mended_operands(operands: Sequence[Operand], made: Judgement) -> list[Operand]:
    """The operands with the right unit of the figure that the judgement reports, so that amounts are told in one unit."""
    return [
        o._replace(figure=replace(o.figure, unit=_unit_of(made.expected_text)))
        if o.figure is made.stated
        else o
        for o in operands
    ]
