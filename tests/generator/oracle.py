"""Judges the relations of a report from what is printed alone: the ceiling of any checker."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.generator.report import Bond, Printed, Report

Range = tuple[Decimal, Decimal]
_BANDS = (("优", 90), ("良", 80), ("中", 60), ("差", 0))


def grade_of(score: Decimal) -> str:
    """The grade of a score out of 100."""
    return next(name for name, low in _BANDS if score >= low)


def holds(bond: Bond, figures: Sequence[Printed]) -> bool:
    """True when some honest values behind the printed figures satisfy the relation."""
    with localcontext() as context:
        context.prec = 40
        result = figures[bond.result]
        operands = [figures[i] for i in bond.operands]
        if bond.kind == "grade":
            return grade_of(result.base) == bond.word
        if bond.kind == "order":
            return _ordered(bond.word, result, operands[0])
        if bond.kind == "at_most":
            return result.base - result.half <= operands[0].base + operands[0].half
        low, high = _COMPUTE[bond.kind]([_range(f) for f in operands], bond.signs)
        # Points are exact, but a product is rounded to the two places of a score sheet.
        slack = Decimal("0.005") if bond.kind == "product" else result.half
        return low - slack <= result.base <= high + slack


def broken(report: Report, figure: int | None = None) -> list[Bond]:
    """The relations (of one figure, or all) that the printed digits contradict."""
    bonds = report.bonds if figure is None else report.bonds_of(figure)
    return [bond for bond in bonds if not holds(bond, report.figures)]


def _range(figure: Printed) -> Range:
    return figure.base - figure.half, figure.base + figure.half


def _ordered(word: str, left: Printed, right: Printed) -> bool:
    gap = left.base - right.base
    slack = left.half + right.half
    return {">": gap > -slack, "<": gap < slack, "=": abs(gap) <= slack}[word]


def _sum(ranges: list[Range], signs: Sequence[int]) -> Range:
    low = high = Decimal(0)
    for (left, right), sign in zip(ranges, signs or [1] * len(ranges), strict=True):
        low, high = (low + left, high + right) if sign > 0 else (low - right, high - left)
    return low, high


def _corners(ranges: list[Range], law: Callable[..., Decimal]) -> Range:
    (a, b), (c, d) = ranges
    values = [law(x, y) for x in (a, b) for y in (c, d)]
    return min(values), max(values)


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return part / whole * 100 if whole else Decimal("1e30")


_COMPUTE: dict[str, Callable[[list[Range], Sequence[int]], Range]] = {
    "sum": _sum,
    "equal": lambda ranges, _signs: ranges[0],
    "share": lambda ranges, _signs: _corners(ranges, _percent),
    "growth": lambda ranges, _signs: _corners(ranges, lambda now, then: _percent(now - then, then)),
    "step": lambda ranges, _signs: _corners(ranges, lambda now, change: _percent(change, now - change)),
    "product": lambda ranges, _signs: _corners(
        ranges, lambda points, rate: points * min(rate, Decimal(100)) / 100
    ),
}
