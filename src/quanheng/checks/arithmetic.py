"""The verdict ladder for sums, differences and balances.

Tolerance comes from the figures: a sum may miss by three standard deviations of the rounding of
its operands; beyond that but within the worst case it is a doubt; beyond the worst case it fails.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from quanheng.checks.judgement import Judgement, agree, in_unit, in_units_of, off, rounding, undecided
from quanheng.checks.slips import DIGIT, SWAP, UNIT, repairs_of
from quanheng.model.figure import EXACT, Figure
from quanheng.model.finding import Repair
from quanheng.model.quantity import COUNT, MONEY, SCORE, Interval, Unit, plain, unit
from quanheng.model.relation import Claim, Operand

_FISCAL = re.compile(r"费|支出|资金|补助|工资|奖金|补贴|报酬|收入|拨款|运转")
_MEASURES = frozenset("亩 公顷 米 公里 千米 平方米 平方公里 立方米 吨 公斤 千克".split())
_TELLING = 3  # a slip of fewer digits explains too much to be evidence
_STRONG = 5  # digits: a slip of so many that makes a sum right is no chance, whatever is added
_PAIRED = 4  # a total and three parts: two steps off would need every part at its worst
_MOST_TERMS = 8  # a repair of one of many terms is found too easily to mean anything


def _terms(total: Operand, parts: Sequence[Operand]) -> str:
    words = ""
    for at, part in enumerate(parts):
        sign = "-" if part.sign < 0 else "+" if at else ""
        words += f"{sign}{in_units_of(total.figure, part.figure)}"
    return words


def _limits(operands: Sequence[Operand], literal: bool) -> tuple[Decimal, Decimal]:
    """Three deviations of the rounding error of the relation, and its worst case, in base units."""
    halves = [o.figure.half(o.figure.decimals if literal else None) for o in operands]
    worst = sum(halves, Decimal(0))
    spread = (sum((h * h for h in halves), Decimal(0)) / 3).sqrt() * 3
    return max(spread, *halves), worst


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
    limit, worst = _limits(operands, literal=False)
    if "identity" in claim.notes:  # of hundreds of sums in a set of tables some come near the worst case
        limit = worst
    if _within(residual, operands, limit, worst):
        return _near(claim, total.figure, expected, calculation)
    return _failed(claim, operands, residual, worst, calculation)


def _added(operands: Sequence[Operand]) -> tuple[Decimal, str]:
    """The sum of the parts in the total's unit, and the calculation."""
    total, parts = operands[0], operands[1:]
    value = in_unit(sum((o.figure.base * o.sign for o in parts), Decimal(0)), total.figure)
    return value, _plain_sum(_terms(total, parts), value, total.figure)


def _near(claim: Claim, total: Figure, expected: Decimal, calculation: str) -> Judgement:
    """Within rounding; of increases, where a whole last place is missing, the parts are shown all the same."""
    made = rounding(calculation)
    if claim.kind == "contribution" and total.fine <= 0 and expected != total.value:
        shown = off("contribution", total, expected, calculation)
        made.kind, made.severity, made.stated, made.expected = "contribution", "note", total, expected
        made.expected_text, made.difference = plain(expected) + total.unit.name, shown.difference
    return made


def _plain_sum(terms: str, value: Decimal, figure: Figure) -> str:
    if "+" not in terms and "-" not in terms[1:]:
        mark = "=" if value == figure.value else "≠"
        return f"{terms}{mark}{plain(figure.value)}"
    digits = plain(value)
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
        whole, _, cents = digits.partition(".")
        digits = f"{whole}.{cents.ljust(min(2, figure.decimals), '0')}" if cents or figure.decimals else whole
    return f"{terms}={digits}{figure.unit.name}"


def _failed(
    claim: Claim, operands: tuple[Operand, ...], residual: Decimal, worst: Decimal, calculation: str
) -> Judgement:
    total = operands[0].figure
    made = off(claim.kind, total, in_unit(total.base + residual, total), calculation)
    made.others = [o.figure for o in operands[1:]]
    made.bounds = Interval(
        in_unit(total.base + residual - worst, total), in_unit(total.base + residual + worst, total)
    )
    _, literal = _limits(operands, literal=True)
    found = _repairs(operands, residual, worst)
    if abs(residual) <= literal:
        made.ask()
    elif _unit_slip(made, found):
        made.calculation = _added(_mended(operands, made))[1]
        if not claim.closed:
            made.ask()
        return made
    elif not claim.closed:
        telling = [
            f
            for f in found
            if f[0].unit.dimension == MONEY or sum(c.isdigit() for c in f[0].text) >= _TELLING
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
    made.calculation = _plain_sum(
        _terms(operands[0], operands[1:]), in_unit(total.base + residual, total), total
    )
    made.ask()
    made.why = why
    made.others = [o.figure for o in operands[1:]]
    _, worst = _limits(operands, literal=False)
    made.repairs = [Repair(text, slip) for _, _, text, slip in _repairs(operands, residual, worst)]
    return made


def _adds_up(claim: Claim, total: Figure) -> bool:
    """Amounts, areas, lengths, weights, and counts of kinds that exclude each other: never more than the whole."""
    counted = claim.notes.get("disjoint") or claim.notes.get("exhaustive")
    measured = total.unit.name.lstrip("万亿") in _MEASURES
    return total.unit.dimension == MONEY or (total.unit.dimension == COUNT and bool(counted or measured))


def _repairs(
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
            if slip != UNIT or _matters(figure, text, worst)
        )
    return found


def _matters(figure: Figure, text: str, worst: Decimal) -> bool:
    """A unit that makes a term vanish within rounding explains nothing."""
    return abs(figure.value.scaleb(_unit_of(text).power)) > worst


def _unit_of(text: str) -> Unit:
    return unit(text.lstrip("-0123456789."))


def _unit_slip(made: Judgement, found: list[tuple[Figure, Decimal, str, str]]) -> bool:
    """A figure that fits when 元 is read as 万元: reported as a unit, not as a sum."""
    slips = [f for f in found if f[3] == UNIT]
    if not slips:
        return False
    figure, value, text, slip = max(slips, key=lambda s: _unit_of(s[2]).power)
    made.kind, made.stated, made.expected, made.expected_text = "unit", figure, value, text
    made.repairs, made.difference = [Repair(text, slip)], ""
    return True


def _mended(operands: Sequence[Operand], made: Judgement) -> list[Operand]:
    """The operands with the right unit of the figure that the judgement reports, so that amounts are told in one unit."""
    return [
        o._replace(figure=replace(o.figure, unit=_unit_of(made.expected_text)))
        if o.figure is made.stated
        else o
        for o in operands
    ]


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
    limit, worst = _limits(operands, literal=False)
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
        if -change * sign != delta.figure.base or digits < _TELLING:
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
    return _plain_sum(terms, in_unit(current.base - prior.base, delta), delta)


def _off_difference(
    made: Judgement, operands: tuple[Operand, ...], residual: Decimal, worst: Decimal
) -> Judgement:
    """What a difference that fails carries: the other operands, the slips of each, the weaker certainty of short digits."""
    delta = operands[0].figure
    sign = delta.polarity or 1
    made.others = [o.figure for o in operands[1:]]
    _, literal = _limits(operands, literal=True)
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
            if s != UNIT or _matters(figure, t, worst)
        )
    if abs(residual) <= literal:
        made.ask()
    elif _unit_slip(made, slips):
        made.calculation = _subtracted(_mended(operands, made))
        return made
    made.repairs = [Repair(t, s) for _, _, t, s in slips]
    return made
