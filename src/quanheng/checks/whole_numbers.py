"""Whole numbers behind a rate: some whole base, target or total must give the printed percentage (GRIM)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from quanheng.checks.judgement import Judgement, agree, off, undecided
from quanheng.model.figure import EXACT, Figure
from quanheng.model.quantity import COUNT, half_ulp, plain, round_to, truncates_to
from quanheng.model.relation import Operand

_HUNDRED = Decimal(100)


def feasible_share(operands: Sequence[Operand]) -> Judgement:
    """56家，占45%: some whole number of all must give the rate; none asks nothing, as the part is only guessed."""
    rate, part = operands[0].figure, operands[1].figure
    if (
        part.unit.dimension != COUNT
        or not countable(part)
        or rate.hedge != EXACT
        or not half_ulp(rate.decimals) < rate.value <= _HUNDRED
    ):
        return undecided("找不到分母")
    ends = sorted(
        _HUNDRED * part.value / (rate.value + h) for h in (-half_ulp(rate.decimals), half_ulp(rate.decimals))
    )
    made = whole_number(rate, part, ends, growth=False)
    return made if made.verdict == "agree" else undecided("找不到分母")


def feasible_prior(known: dict[str, Figure]) -> Judgement:
    """8家，增长200%: some whole number of last year must give the rate."""
    rate, current = known["rate"], known.get("current")
    if (
        current is None
        or current.unit.dimension != COUNT
        or not countable(current)
        or rate.hedge != EXACT
        or not rate.polarity
    ):
        return undecided("基数未写明")
    half = half_ulp(rate.decimals)
    factors = [1 + rate.polarity * (rate.value + h) / _HUNDRED for h in (-half, half)]
    if min(factors) <= 0:
        return undecided("基数未写明")
    return whole_number(rate, current, sorted(current.value / f for f in factors), growth=True)


def countable(figure: Figure) -> bool:
    """True for a printed whole count of things, greater than zero."""
    return (
        figure.value == figure.value.to_integral_value()
        and figure.value > 0
        and not figure.unit.power
        and figure.hedge == EXACT
    )


def whole_number(rate: Figure, count: Figure, ends: Sequence[Decimal], growth: bool) -> Judgement:
    """Agree when a whole number lies between `ends`; else off, with the nearest whole numbers in the calculation."""
    low, high = ends[0], ends[-1]
    first = low.to_integral_value(ROUND_CEILING)
    if first <= high and first > 0:
        return agree()
    below, above = high.to_integral_value(ROUND_FLOOR), first
    near = [n for n in (below, above) if n > 0]
    values = [_HUNDRED * (count.value - n) / n if growth else _HUNDRED * count.value / n for n in near]
    texts = [
        f"{plain(n)}时为{plain(round_to(abs(v), max(rate.decimals, 1)))}%"
        for n, v in zip(near, values, strict=True)
    ]
    best = min(values, key=lambda v: abs(abs(v) - rate.value), default=None)
    made = off("grim", rate, None if best is None else round_to(abs(best), rate.decimals), "")
    made.calculation = f"{'上年' if growth else '目标'}数须为整数，" + "，".join(texts)
    made.others = [count]
    if best is not None and truncates_to(abs(best), rate.value, rate.decimals):
        made.kind, made.severity = "truncation", "note"
    return made
