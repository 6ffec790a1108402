"""Amounts of scoring rules: units made alike, delays in days, where a number lies in a range."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from quanheng.model.quantity import COUNT, MONEY, unit
from quanheng.model.rule import (
    NONE,
    OVER,
    RATA,
    RESULT,
    WHOLE,
    Amount,
    Condition,
    Each,
    Range,
    Reached,
    Worth,
)

ZERO, HUNDRED = Decimal(0), Decimal(100)
DAYS = {"天": 1, "日": 1, "周": 7, "工作日": 1, "个工作日": 1}
MONTHS = {"个月": 1, "月": 1, "季度": 3, "年": 12}
PERIODS = {"月": 12, "季度": 4, "周": 52, "半年": 2}
_GENERAL = {"", "个", "家", "项", "次", "户", "人", "名"}


def aligned(amount: Amount, like: Amount) -> Decimal | None:
    """The value in the unit of `like`; None where the two do not measure the same."""
    if amount.unit == like.unit:
        return amount.value
    one, other = unit(amount.unit), unit(like.unit)
    if one.dimension == other.dimension == MONEY:
        return amount.value.scaleb(one.power - other.power)
    general = amount.unit in _GENERAL or like.unit in _GENERAL
    counts = all(u.dimension == COUNT or not u.name for u in (one, other))
    if counts and general and "%" not in (amount.unit, like.unit):
        return amount.value.scaleb(one.power - other.power)
    if not amount.unit and like.unit and like.unit != "%":
        return amount.value
    return None


def delay_days(amount: Amount) -> tuple[Decimal, Decimal] | None:
    """A delay in days, least and most: a month has 28 to 31."""
    if amount.unit in DAYS:
        days = amount.value * DAYS[amount.unit]
        return days, days
    if amount.unit in MONTHS:
        months = amount.value * MONTHS[amount.unit]
        return (months * 28, months * 31) if months else (ZERO, ZERO)
    return None


def exact(value: Decimal) -> Worth:
    """Points that leave nothing open."""
    return Worth(value, value)


def hull(worths: list[Worth]) -> Worth:
    """From the least to the most of several."""
    return Worth(min(w.low for w in worths), max(w.high for w in worths))


def times(each: Each, way: Decimal, step: Decimal | None = None) -> Worth:
    """Points for that much of the way: begun steps counted in every manner the rule leaves open."""
    steps = way / (step or each.step.value)
    floor, ceiling = steps.to_integral_value(ROUND_FLOOR), steps.to_integral_value(ROUND_CEILING)
    low, high = {WHOLE: (ceiling, ceiling), NONE: (floor, floor), RATA: (steps, steps)}.get(
        each.parts, (floor, ceiling)
    )
    if each.once and high > 1:
        low = min(low, Decimal(1))
    return Worth(low * each.points, high * each.points)


def inside(span: Range, value: Decimal) -> bool | str:
    """True, False, or "maybe" on an end that the words leave open."""
    for end, closed, sign in ((span.low, span.low_in, 1), (span.high, span.high_in, -1)):
        if end is None:
            continue
        gap = (value - end.value) * sign
        if gap < 0 or (gap == 0 and closed is False):
            return False
        if gap == 0 and closed is None:
            return "maybe"
    return True


def late_inside(span: Range, late: tuple[Decimal, Decimal]) -> bool | None:
    """A delay in a range of days or months; None where the length of the months decides."""
    low = delay_days(span.low) if span.low else (ZERO, ZERO)
    high = delay_days(span.high) if span.high else None
    if low is None or (span.high and high is None):
        return None
    months = span.low is not None and span.low.unit in MONTHS
    above = (
        late[0] > low[1]
        or (months and late[0] >= low[0] and late[1] > low[1])
        or (span.low_in is not False and late[0] == low[1])
    )
    beneath = late[1] <= low[0]
    if high is None:
        return True if above else False if beneath else None
    within = late[1] <= high[0] or late == high
    beyond = late[0] > high[1] or (late[0] > high[0] and late[1] > high[1])
    if beneath and span.low_in is False:
        return False
    return True if above and within else False if beyond else None


def level_of(condition: Condition | None, way: str) -> Amount | None:
    """The amount where full points end: 120 of 120个得3分, 95 of 95%以上."""
    if isinstance(condition, Reached):
        return condition.amount
    if isinstance(condition, Range) and condition.of == RESULT:
        return condition.high if way == OVER else condition.low
    return None


def ends_of(condition: Condition | None) -> list[Amount]:
    """The amounts that a condition names."""
    if isinstance(condition, Reached):
        return [condition.amount]
    return (
        [e for e in (condition.low, condition.high) if e is not None] if isinstance(condition, Range) else []
    )


def within(inner: Condition | None, outer: Condition | None) -> bool:
    """True when the inner range lies in the outer one and is not the same."""
    if outer is None and inner is not None:
        return True
    if not isinstance(outer, Range) or inner == outer or not isinstance(inner, Range | Reached):
        return False
    if isinstance(inner, Reached):
        return inside(outer, inner.amount.value) is not False
    if inner.of != outer.of:
        return False
    low = outer.low is None or (inner.low is not None and inner.low.value >= outer.low.value)
    high = outer.high is None or (inner.high is not None and inner.high.value <= outer.high.value)
    return low and high
