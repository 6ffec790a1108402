"""Sums over rows or columns that a workbook hides: the missing part may stand there, so nobody is accused of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal

from quanheng.facts.grids import Grid
from quanheng.model.document import Table
from quanheng.model.place import Cell
from quanheng.model.relation import Claim

_SUMS = ("sum", "subset", "score_sum", "balance")
_Places = AbstractSet[tuple[int, int]]


def seen_claims(grids: Sequence[Grid], claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims without the sums that do not come out where numbers of their rows or columns are hidden.

    A blank that a relation takes as nothing is no blank where the cell is hidden.
    """
    unseen = {grid.table.number: places for grid in grids if (places := _hidden(grid.table))}
    for claim in claims:
        if not unseen or not _lacks(claim, unseen):
            yield claim


def _hidden(table: Table) -> _Places:
    return {(c.row, c.column) for c in table.cells if c.hidden and any(map(str.isdigit, c.text))}


def _lacks(claim: Claim, unseen: Mapping[int, _Places]) -> bool:
    cells = [o.figure.place.cell for o in claim.operands if o.figure.place.cell]
    if any((c.row, c.column) in unseen.get(c.table, ()) for c in cells):
        return True
    if claim.kind not in _SUMS or _comes_out(claim):
        return False
    by_table: dict[int, list[Cell]] = {}
    for cell in cells:
        by_table.setdefault(cell.table, []).append(cell)
    return any(_beside(made, unseen.get(table, set())) for table, made in by_table.items())


def _comes_out(claim: Claim) -> bool:
    total, *parts = (o.figure.base * o.sign for o in claim.operands)
    return sum(parts, Decimal(0)) == total


def _beside(cells: Sequence[Cell], unseen: _Places) -> bool:
    """True where a hidden number stands in the column of what is added up downwards, or in the row of what runs across."""
    rows, columns = {c.row for c in cells}, {c.column for c in cells}
    down = len(rows) > 1 and any(column in columns for _, column in unseen)
    return down or (len(columns) > 1 and any(row in rows for row, _ in unseen))
