"""How many places a document gives to a unit: 17.4 among two-decimal figures is 17.40."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable

from quanheng.model.figure import Figure
from quanheng.model.quantity import MONEY, PERCENT

_FULL, _ENOUGH = 2, 3


def set_habits(figures: Iterable[Figure], apart: Container[int] = ()) -> None:
    """Set `fine` of money and percentages to the commonest number of places of their unit.

    The published tables `apart` (their numbers in the document) have habits of their own: an export
    prints six places where the text prints two.
    """
    kept = [f for f in figures if f.unit.dimension in (MONEY, PERCENT)]
    published = [f for f in kept if f.place.cell is not None and f.place.cell.table in apart]
    others = [f for f in kept if f.place.cell is None or f.place.cell.table not in apart]
    for same in (others, published):
        _set(same)


def _set(kept: list[Figure]) -> None:
    places: dict[str, Counter[int]] = defaultdict(Counter)
    for figure in kept:
        if figure.value or figure.decimals:
            places[figure.unit.name][figure.decimals] += 1
    _mark_budgets(kept)
    habit = {name: max(counted, key=lambda n: (counted[n], n)) for name, counted in places.items()}
    for figure in kept:
        figure.fine = habit.get(figure.unit.name, figure.decimals)


def _mark_budgets(figures: list[Figure]) -> None:
    """Budgets that are all round are round by decision: three or more, none with a second decimal."""
    budgets = [
        f for f in figures if f.basis == "initial" and f.kind == "level" and f.unit.name == "万元" and f.value
    ]
    others = [f.decimals for f in figures if f.basis != "initial" and f.unit.name == "万元" and f.value]
    full = sum(decimals >= _FULL for decimals in others)
    if (
        len({f.value for f in budgets}) >= _ENOUGH
        and full * 2 > len(others)
        and all(f.decimals < _FULL for f in budgets)
    ):
        for figure in budgets:
            figure.exact = True
