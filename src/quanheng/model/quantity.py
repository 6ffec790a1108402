"""Exact quantities: a decimal, its unit and the digits that were printed.

No float occurs anywhere. `Interval` follows XBRL Calculations 1.1: a printed figure stands
for every value that rounds to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import NamedTuple

MONEY, COUNT, PERCENT, POINTS, SCORE, OTHER = "money", "count", "percent", "pp", "score", "other"

_SCALED = {
    "元": (MONEY, 0),
    "万元": (MONEY, 4),
    "亿元": (MONEY, 8),
    "千元": (MONEY, 3),
    "百万元": (MONEY, 6),
    "圆": (MONEY, 0),
    "万": (MONEY, 4),
    "亿": (MONEY, 8),
    "%": (PERCENT, 0),
    "个百分点": (POINTS, 0),
    "百分点": (POINTS, 0),
    "分": (SCORE, 0),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its printed name, dimension, power of ten over the base unit (元, 个, %, 分)."""

    name: str
    dimension: str
    power: int


_KNOWN: dict[str, Unit] = {name: Unit(name, dim, power) for name, (dim, power) in _SCALED.items()}
NO_UNIT = Unit("", OTHER, 0)


def unit(name: str) -> Unit:
    """Return the unit of that printed name; an unknown one is a measure word that counts."""
    found = _KNOWN.get(name)
    if found is None:
        power = 4 if len(name) > 1 and name[0] == "万" else 8 if len(name) > 1 and name[0] == "亿" else 0
        dimension = OTHER if "/" in name or name == "‰" else COUNT
        found = _KNOWN[name] = Unit(name, dimension, power) if name else NO_UNIT
    return found


_PEOPLE = {unit("人"), unit("名"), unit("位")}


def counts_alike(one: Unit, other: Unit) -> bool:
    """True for one unit, and for the words that count people."""
    return one == other or {one, other} <= _PEOPLE


class Interval(NamedTuple):
    """A closed interval of decimals, `low <= high`."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """True when the two share at least one value."""
        return self.low <= other.high and other.low <= self.high

    def __contains__(self, value: Decimal) -> bool:  # type: ignore[override]  # of values, not of its two ends
        return self.low <= value <= self.high


def half_ulp(decimals: int) -> Decimal:
    """Half of the last printed place: 2 decimals give 0.005."""
    return Decimal((0, (5,), -decimals - 1))


def round_to(value: Decimal, decimals: int) -> Decimal:
    """Round half up (四舍五入), the rule of fiscal practice."""
    return value.quantize(Decimal((0, (1,), -decimals)), ROUND_HALF_UP)


def rounds_to(value: Decimal, printed: Decimal, decimals: int) -> bool:
    """True when `printed` is `value` rounded half up or half even (GB/T 8170)."""
    step = Decimal((0, (1,), -decimals))
    return printed in (value.quantize(step, ROUND_HALF_UP), value.quantize(step, ROUND_HALF_EVEN))


def truncates_to(value: Decimal, printed: Decimal, decimals: int) -> bool:
    """True when `printed` is `value` with its further digits cut off."""
    return value.quantize(Decimal((0, (1,), -decimals)), ROUND_DOWN) == printed


def part_late(one: Decimal, other: Decimal) -> bool:
    """Whether two values of one size have their first three digits in common: 4602.31 and 4601."""
    size = one.adjusted()
    first, second = (abs(value).scaleb(2 - size) // 1 for value in (one, other))
    return size == other.adjusted() and first == second


def plain(value: Decimal) -> str:
    """Print a decimal without an exponent, digits kept: 9.66 stays "9.66", 1E+1 becomes "10"."""
    return format(value, "f")


def trimmed(value: Decimal) -> str:
    """Print a decimal without an exponent and without zeros behind its last digit: 9.50 becomes "9.5"."""
    text = plain(value)
    return text.rstrip("0").rstrip(".") if "." in text else text
