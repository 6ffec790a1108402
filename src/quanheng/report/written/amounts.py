"""The one place where a written document turns values into words and digits.

Money is given in 万元 and printed with two places; a share, a rate or an amount that is not nothing never
prints as nothing: it gets more places. Each share is rounded by itself.
"""

from __future__ import annotations

from decimal import Decimal

from quanheng.model.quantity import plain, round_to, trimmed

UNIT = "万元"
_PLACES, _MOST = 2, 6
_HUNDRED = Decimal(100)


def number(value: Decimal, places: int = _PLACES) -> str:
    """Digits with `places` decimals, more where it would else print as zero."""
    return plain(_printed(value, places))


def alike(one: Decimal, other: Decimal) -> bool:
    """True when two amounts print the same digits: words that compare them must fit the digits beside them."""
    return _printed(one, _PLACES) == _printed(other, _PLACES)


def _printed(value: Decimal, places: int) -> Decimal:
    while value and not round_to(value, places) and places < _MOST:
        places += 1
    return round_to(value, places)


def money(value: Decimal) -> str:
    """An amount with its unit: 1234.5678 gives 1234.57万元."""
    return number(value) + UNIT


def percent(value: Decimal) -> str:
    """A percentage with its sign: 96.63%."""
    return number(value) + "%"


def ratio(part: Decimal, whole: Decimal) -> str | None:
    """What part of the whole, in per cent; None of nothing."""
    return percent(part / whole * _HUNDRED) if whole else None


def points(value: Decimal) -> str:
    """A score: two places at most, trailing zeros dropped."""
    return trimmed(round_to(value, _PLACES))


def whole(value: Decimal) -> bool:
    """True when two places leave nothing out."""
    return round_to(value, _PLACES) == value


def step(now: Decimal, then: Decimal) -> tuple[str, str | None]:
    """How much more or less than then, and its rate (None where then was nothing); both without a sign."""
    gap = abs(now - then)
    return money(gap), (percent(gap / abs(then) * _HUNDRED) if then else None)
