"""How numbers are printed, in one place: plain digits in prose and JSON, grouped ones in lists."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from quanheng.model.quantity import plain, trimmed

# A quotient has as many digits as the context allows; nobody reads more than these.
_LONGEST, _KEPT = 6, Decimal("0.0001")
_CENT = Decimal("0.01")


def digits(value: Decimal | None) -> str | None:
    """The decimal as JSON text with its printed digits; a long quotient is rounded to four places."""
    return None if value is None else plain(_shortened(value, ROUND_HALF_UP))


def exact(value: Decimal) -> str:
    """Every digit of the decimal."""
    return plain(value)


def lower(value: Decimal | None) -> str | None:
    """A lower bound as JSON text, never rounded upwards."""
    return None if value is None else plain(_shortened(value, ROUND_FLOOR))


def upper(value: Decimal | None) -> str | None:
    """An upper bound as JSON text, never rounded downwards."""
    return None if value is None else plain(_shortened(value, ROUND_CEILING))


def grouped(value: Decimal) -> str:
    """Digits with thousands separators, for screens and tables: 1234.5 gives 1,234.5."""
    return format(value, ",f")


def points(value: Decimal) -> str:
    """A score or weight: at most two decimals, trailing zeros dropped: 91.25, 88, 9.5."""
    return trimmed(value.quantize(_CENT, ROUND_HALF_UP))


def span(low: Decimal | None, high: Decimal | None, name: str = "") -> str:
    """The values between two ends, rounded outwards, with their unit: 84.8112%至84.8118%; one value where they meet."""
    if low is None or high is None:
        return ""
    ends = (lower(low), upper(high))
    return f"{ends[0]}{name}" if low == high else f"{ends[0]}{name}至{ends[1]}{name}"


def day(when: date) -> str:
    """A date in prose: 2024年12月31日."""
    return f"{when.year}年{when.month}月{when.day}日"


def seconds(spent: dict[str, float]) -> str:
    """The time used by all steps, in seconds with one place: "1.8"."""
    return f"{sum(spent.values()):.1f}"


def _shortened(value: Decimal, rounding: str) -> Decimal:
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_LONGEST:
        return value.quantize(_KEPT, rounding)
    return value
