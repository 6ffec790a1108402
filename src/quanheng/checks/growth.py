"""The verdict ladder for growth: a rate of increase or decrease with two of this year, last year and the change."""

from __future__ import annotations

from decimal import Decimal

from quanheng.checks.judgement import Judgement, in_units_of, off, undecided
from quanheng.checks.rates import (
    divided,
    judge_rate,
    operand_repairs,
    ratio,
    scaled,
    zero_base,
)
from quanheng.checks.whole_numbers import feasible_prior
from quanheng.model.figure import EXACT, Figure
from quanheng.model.finding import Repair
from quanheng.model.quantity import Interval, half_ulp, plain, round_to, rounds_to
from quanheng.model.relation import OFF, Claim, Operand

_HUNDRED = Decimal(100)


def judge_growth(_claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """rate = 100 * change / prior, where two of current, prior and change are printed."""
    known = {o.role: o.figure for o in operands}
    rate = known["rate"]
    if len(known) < 3:
        return feasible_prior(known)
    if any(o.figure.hedge != EXACT for o in operands):
        return undecided("有约数，不作判断")
    sign = rate.polarity or 1
    top, bottom, words = _growth_parts(known)
    if bottom.low <= 0 <= bottom.high:
        return _over_nothing(known, rate)
    value = _HUNDRED * (top.low + top.high) / (bottom.low + bottom.high)
    if rate.polarity == 0:
        value = abs(value)
    if value * sign < 0 and rate.value > 0 and not rounds_to(abs(value), Decimal(0), rate.decimals):
        return _wrong_way(known, rate, abs(value), words)
    bounds, literal = ratio(top, bottom), ratio(*_growth_parts(known, literal=True)[:2])
    if bounds is None or literal is None:
        return undecided("基数可能为0")
    made = judge_rate(rate, abs(value), (_absolute(bounds), _absolute(literal)), words, "growth")
    made.others = [f for r, f in known.items() if r != "rate"]
    if made.kind == "truncation":
        return made
    _note_wrong_base(made, known, rate)
    if made.verdict == OFF and rate.value:
        made.repairs += _repairs(known, rate, sign)
    return made


def _repairs(known: dict[str, Figure], rate: Figure, sign: int) -> list[Repair]:
    """Slips of the figures that the rate is of."""
    current, prior, delta = known.get("current"), known.get("prior"), known.get("delta")
    found: list[Repair] = []
    half, grown = half_ulp(rate.decimals), _HUNDRED + sign * rate.value
    factor = Interval(grown - half, grown + half)
    if current is not None and prior is not None and factor.low > 0:
        found += operand_repairs(current, scaled(prior.interval(), factor))
        found += operand_repairs(prior, divided(current.interval(), factor))
    if current is not None and delta is not None:
        found += _delta_repairs(current, delta, rate, sign)
    return found


def _delta_repairs(current: Figure, delta: Figure, rate: Figure, sign: int) -> list[Repair]:
    """delta = current * r / (100 + s r), and current = delta * (100 + s r) / r."""
    own = Interval(rate.value - half_ulp(rate.decimals), rate.value + half_ulp(rate.decimals))
    if own.low <= 0 or _HUNDRED + sign * own.low <= 0 or _HUNDRED + sign * own.high <= 0:
        return []
    ends = sorted(r / (_HUNDRED + sign * r) for r in (own.low, own.high))
    now, moved = current.interval(), delta.interval()
    wanted = Interval(min(now.low * ends[0], now.high * ends[0]), max(now.low * ends[1], now.high * ends[1]))
    found = operand_repairs(delta, wanted)
    if ends[0] > 0:
        found += operand_repairs(current, Interval(moved.low / ends[1], moved.high / ends[0]))
    return found


def _over_nothing(known: dict[str, Figure], rate: Figure) -> Judgement:
    """Growth whose base is or may be zero."""
    prior, current, delta = known.get("prior"), known.get("current"), known.get("delta")
    if rate.value and current is not None and current.base:
        if prior is not None and not prior.value:
            return zero_base(rate, prior, current)
        if prior is None and delta is not None and current.base == delta.base:
            return zero_base(rate, delta, current)
    return undecided("基数为0，无法计算增减率")


def _note_wrong_base(made: Judgement, known: dict[str, Figure], rate: Figure) -> None:
    """Say when the percentage comes out by dividing by this year's figure."""
    current, delta = known.get("current"), known.get("delta")
    if made.verdict != OFF or current is None or not current.base or delta is None:
        return
    if rounds_to(_HUNDRED * abs(delta.base / current.base), abs(rate.value), rate.decimals):
        made.why = "像是误以本年数为基数"


def _absolute(bounds: Interval) -> Interval:
    ends = sorted((abs(bounds.low), abs(bounds.high)))
    return Interval(Decimal(0) if bounds.low < 0 < bounds.high else ends[0], ends[1])


def _growth_parts(known: dict[str, Figure], literal: bool = False) -> tuple[Interval, Interval, str]:
    """Interval of the change, interval of the base, and the formula."""
    current, prior, delta = known.get("current"), known.get("prior"), known.get("delta")
    if current is not None and prior is not None:
        now, then = current.interval(literal), prior.interval(literal)
        words = f"({in_units_of(prior, current)}-{in_units_of(current, prior)})÷{in_units_of(current, prior)}"
        return Interval(now.low - then.high, now.high - then.low), then, words
    assert delta is not None
    moved = delta.interval(literal)
    if delta.polarity < 0:
        moved = Interval(-moved.high, -moved.low)
    if prior is not None:
        return moved, prior.interval(literal), f"{in_units_of(prior, delta)}÷{in_units_of(delta, prior)}"
    assert current is not None
    now = current.interval(literal)
    then = Interval(now.low - moved.high, now.high - moved.low)
    before = plain((current.base - delta.base * (delta.polarity or 1)).scaleb(-current.unit.power))
    return moved, then, f"{in_units_of(current, delta)}÷{before}"


def _wrong_way(known: dict[str, Figure], rate: Figure, value: Decimal, words: str) -> Judgement:
    made = off(
        "direction",
        rate,
        round_to(value, rate.decimals),
        f"{words}={plain(round_to(value, max(2, rate.decimals)))}%",
    )
    made.expected_text = (
        ("增长" if rate.polarity < 0 else "下降") + plain(round_to(value, rate.decimals)) + "%"
    )
    made.others = [f for r, f in known.items() if r != "rate"]
    return made
