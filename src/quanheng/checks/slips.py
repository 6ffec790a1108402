"""Single slips of the hand: which correction of one printed figure makes a relation hold."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from quanheng.model.figure import Figure
from quanheng.model.quantity import MONEY, Interval, plain, unit

DIGIT, SWAP, DOUBLED, LOST, POINT, UNIT, SIGN = (
    "错一位数字",
    "相邻数字颠倒",
    "多写数字",
    "漏写数字",
    "小数点错位",
    "单位写错",
    "正负号写错",
)
_MOST = 8  # repairs shown of one figure
_UNITS = ("元", "万元", "亿元")


def slip_between(wrong: str, right: str) -> str | None:
    """The single slip that turns the digits `right` into `wrong`, or None.

    Works on printed digits without commas; the point counts as a character.
    """
    if wrong == right:
        return None
    if len(wrong) == len(right):
        differ = [i for i, (a, b) in enumerate(zip(wrong, right, strict=True)) if a != b]
        if len(differ) == 1 and "." not in (wrong[differ[0]], right[differ[0]]):
            return DIGIT
        if (
            len(differ) == 2
            and differ[1] == differ[0] + 1
            and wrong[differ[0]] == right[differ[1]]
            and wrong[differ[1]] == right[differ[0]]
        ):
            return POINT if "." in wrong[differ[0] : differ[1] + 1] else SWAP
    if len(wrong) == len(right) + 1 and any(wrong[:i] + wrong[i + 1 :] == right for i in range(len(wrong))):
        return DOUBLED
    if len(wrong) + 1 == len(right) and any(right[:i] + right[i + 1 :] == wrong for i in range(len(right))):
        return LOST
    return _point(wrong, right)


def _point(wrong: str, right: str) -> str | None:
    a, b = wrong.replace(".", "").strip("0"), right.replace(".", "").strip("0")
    return POINT if a == b and a else None


@lru_cache(maxsize=512)
def _variants(number: str) -> tuple[tuple[Decimal, str], ...]:
    """Every number that is one slip away from the printed one, each once, the likelier slip first."""
    made: dict[Decimal, str] = {}
    for text, slip in (*_changed(number), *_resized(number), *_shifted(number)):
        if text and text[-1] != "." and text[0] != "." and text.count(".") < 2 and text != number:
            value = Decimal(text)
            if not (len(text) > 1 and text[0] == "0" and text[1] != "."):
                made.setdefault(value, slip)
    return tuple(made.items())


def _changed(number: str) -> Iterator[tuple[str, str]]:
    for at, digit in enumerate(number):
        if digit != ".":
            yield from (
                (number[:at] + other + number[at + 1 :], DIGIT) for other in "0123456789" if other != digit
            )
        if at + 1 < len(number) and number[at + 1] != digit:
            swapped = number[:at] + number[at + 1] + digit + number[at + 2 :]
            yield swapped, POINT if "." in (digit, number[at + 1]) else SWAP
        if number[at + 1 : at + 2] == "." and number[at + 2 : at + 3] not in ("", digit):
            yield number[:at] + number[at + 2] + "." + digit + number[at + 3 :], SWAP


def _resized(number: str) -> Iterator[tuple[str, str]]:
    yield from ((number[:at] + number[at + 1 :], DOUBLED) for at in range(len(number)) if number[at] != ".")
    for at in range(len(number) + 1):
        yield from ((number[:at] + digit + number[at:], LOST) for digit in "0123456789")


def _shifted(number: str) -> Iterator[tuple[str, str]]:
    digits = number.replace(".", "")
    for places in range(len(digits)):
        yield (digits[:-places] + "." + digits[-places:] if places else digits), POINT
    yield "0." + digits, POINT
    yield from ((digits + zeros, POINT) for zeros in ("0", "00"))


def repairs_of(figure: Figure, target: Interval) -> list[tuple[Decimal, str, str]]:
    """Corrections of `figure` that bring it into `target` (base units): (value, printed, slip), nearest first."""
    power = figure.unit.power
    low, high = target.low.scaleb(-power), target.high.scaleb(-power)
    number = "".join(c for c in figure.text if c.isdigit() or c == ".").rstrip(".")
    sign = -1 if high < 0 else 1
    if (sign < 0) != (figure.value < 0):
        number = ""  # another digit and another sign are two slips
    finest = -max(figure.decimals, figure.fine)
    fit = [
        (value * sign, slip)
        for value, slip in (_variants(number) if number else ())
        if low <= value * sign <= high and (slip != LOST or int(value.as_tuple().exponent) >= finest)
    ]
    centre = (low + high) / 2
    fit.sort(key=lambda found: abs(found[0] - centre))
    found = [(value, plain(value) + figure.unit.name, slip) for value, slip in fit[:_MOST]]
    if -figure.base in target and figure.value:
        found.append((-figure.value, plain(-figure.value) + figure.unit.name, SIGN))
    found.extend(_units(figure, target))
    return found


def _units(figure: Figure, target: Interval) -> list[tuple[Decimal, str, str]]:
    """万元 for 元 and the like."""
    if figure.unit.dimension != MONEY or not figure.value or figure.unit_source != "written":
        return []
    made = []
    for name in _UNITS:
        other = unit(name)
        if other.power == figure.unit.power:
            continue
        half = figure.half().scaleb(other.power - figure.unit.power)
        value = figure.value.scaleb(other.power)
        if Interval(value - half, value + half).meets(target):
            made.append(
                (figure.value.scaleb(other.power - figure.unit.power), plain(figure.value) + name, UNIT)
            )
    return made
