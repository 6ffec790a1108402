"""Which measure of which ledger a name in a document or a workbook can mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from quanheng.facts.restated import name_key
from quanheng.ledgers.listing import Register
from quanheng.ledgers.measures.record import Measure
from quanheng.model.quantity import COUNT, MONEY, Unit, unit

Kept = TypeVar("Kept", bound=Register)
_ALIKE = frozenset("家个户项件次处份名人批宗台场期")


def measures_by_name(shelf: Iterable[Kept], year: int) -> dict[str, list[tuple[Kept, Measure]]]:
    """By the core of their names, the measures that prove indicators, of ledgers of that year or of none."""
    made: dict[str, list[tuple[Kept, Measure]]] = {}
    for register in shelf:
        if register.year not in (None, year):
            continue
        for measure in register.schema.measures.values():
            if measure.indicator:
                for name in dict.fromkeys(map(name_key, measure.names)):
                    made.setdefault(name, []).append((register, measure))
    return made


def measures_in(measure: Measure, given: Unit) -> bool:
    """One dimension, and of counts one thing counted: 家 and 个 are alike, 人次 and 场次 are not."""
    own = unit(measure.unit)
    if own.dimension != given.dimension:
        return False
    if own.dimension == COUNT:
        bare = own.name.lstrip("万亿"), given.name.lstrip("万亿")
        return bare[0] == bare[1] or set(bare) <= _ALIKE
    return own.name == given.name or own.dimension == MONEY
