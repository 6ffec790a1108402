"""Single slips of the hand: which correction of one printed figure makes a relation hold."""

from __future__ import annotations

from decimal import Decimal

from quanheng.model.figure import Figure
from quanheng.model.quantity import MONEY, Interval, plain, round_to, unit

DIGIT, SWAP, DOUBLED, LOST, POINT, UNIT, SIGN = (
    "错一位数字",
    "相邻数字颠倒",
    "多写数字",
    "漏写数字",
    "小数点错位",
    "单位写错",
    "正负号写错",
)
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


def _candidates(target: Interval, figure: Figure, decimals: int) -> list[Decimal]:
    """Printed values of that many decimals inside the interval (base units), a few at most."""
    power = figure.unit.power
    low, high = target.low.scaleb(-power), target.high.scaleb(-power)
    step = Decimal((0, (1,), -decimals))
    centre = round_to((low + high) / 2, decimals)
    near = (centre + step * n for n in (0, 1, -1, 2, -2, 3, -3, 4, -4))
    return [v for v in near if low <= v <= high] or ([centre] if low <= centre <= high else [])


def repairs_of(figure: Figure, target: Interval) -> list[tuple[Decimal, str, str]]:
    """Corrections of `figure` that bring it into `target` (base units): (value, printed, slip), nearest first."""
    digits = figure.text.replace(",", "")
    number = "".join(c for c in digits if c.isdigit() or c == ".")
    found: list[tuple[Decimal, str, str]] = []
    for decimals in {figure.decimals, max(figure.fine, figure.decimals), 2 if figure.decimals else 0}:
        for value in _candidates(target, figure, decimals):
            slip = slip_between(number, plain(abs(value)))
            if slip and not any(abs(v) == abs(value) for v, _, _ in found):
                found.append((value, plain(value) + figure.unit.name, slip))
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
