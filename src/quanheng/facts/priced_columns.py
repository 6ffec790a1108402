"""Amounts that say no unit beside a count and a price that does: 24公里 | 22.00万元/公里 | 528.00 are 万元."""

from __future__ import annotations

from collections.abc import Sequence

from quanheng.facts.grids import Entry, Row
from quanheng.model.quantity import COUNT, OTHER, unit

_FEWEST = 3  # rows in which count and price make the amount


def name_amounts(rows: Sequence[Row]) -> None:
    """Give the amounts of a column the money of the prices, where most rows are the product of both."""
    columns = sorted({e.column for row in rows for e in row.entries})
    for amounts in columns:
        found = [triple for row in rows if (triple := _triple(row, amounts)) is not None]
        held = [t for t in found if t[0].figure.value == t[1].figure.value * t[2].figure.value]
        monies = {price.figure.unit.name.partition("/")[0] for _, _, price in found}
        if len(held) >= _FEWEST and 2 * len(held) > len(found) and len(monies) == 1:
            money = unit(monies.pop())
            for entry in (e for row in rows for e in row.entries if e.column == amounts):
                if not entry.figure.unit.name:
                    entry.figure.unit = money


def _triple(row: Row, column: int) -> tuple[Entry, Entry, Entry] | None:
    """The bare amount of a row with the one count and the one price in front of it."""
    amount = next((e for e in row.entries if e.column == column and not e.figure.unit.name), None)
    before = [e for e in row.entries if e.column < column]
    counts = [e for e in before if e.figure.unit.dimension == COUNT and not e.figure.unit.power]
    prices = [e for e in before if e.figure.unit.dimension == OTHER and "元/" in e.figure.unit.name]
    if amount is None or len(counts) != 1 or len(prices) != 1:
        return None
    return amount, counts[0], prices[0]
