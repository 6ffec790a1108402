"""Two counts in one cell and the percentage that they make in another: 应管23,150人，已管21,924人 | 94.70%.

What most rows of the table hold, all hold, as with columns (`column_habits`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from quanheng.facts.grids import Entry, Grid, Row
from quanheng.facts.paragraphs import normalise
from quanheng.facts.tokens import number
from quanheng.model.document import TableCell
from quanheng.model.figure import Figure
from quanheng.model.place import Cell, Place
from quanheng.model.quantity import PERCENT, rounds_to, unit
from quanheng.model.relation import Claim, Operand

_COUNTED = re.compile(r"(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<unit>[\u4e00-\u9fff])(?=[，、；。（）]|$)")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FEWEST, _SURE = 3, 4  # rows that hold
_HUNDRED = Decimal(100)

_Pair = tuple[Figure, Figure]


def cell_pair_claims(grid: Grid) -> Iterator[Claim]:
    """The percentage of each row as the one count of its cell in the other."""
    read = [(rate, pair) for row in grid.rows for rate, pair in _rates(grid, row)]
    for columns in dict.fromkeys((rate.column, _column(pair)) for rate, pair in read):
        lines = [line for line in read if (line[0].column, _column(line[1])) == columns]
        turned = [(rate, (whole, part)) for rate, (part, whole) in lines]
        best = max((lines, turned), key=lambda found: sum(_holds(*line) for line in found))
        held = [line for line in best if _holds(*line)]
        broken = [line for line in best if not _holds(*line)]
        if len(held) >= max(_FEWEST, 3 * len(broken)):
            for rate, (part, whole) in (*held, *broken):
                operands = (Operand("rate", rate.figure), Operand("part", part), Operand("whole", whole))
                sure = len(held) >= _SURE
                yield Claim("completion", "cell-pair", operands, rate.figure.place, closed=sure)


def _holds(rate: Entry, pair: _Pair) -> bool:
    part, whole = pair
    return rounds_to(_HUNDRED * part.value / whole.value, rate.figure.value, rate.figure.decimals)


def _column(pair: _Pair) -> int:
    cell = pair[0].place.cell
    return cell.column if cell else -1


def _rates(grid: Grid, row: Row) -> Iterator[tuple[Entry, _Pair]]:
    """The last percentage of a row with each cell of two counts in front of it."""
    rate = next((e for e in reversed(row.entries) if e.figure.unit.dimension == PERCENT), None)
    for cell in grid.table.cells if rate is not None else ():
        if rate is not None and cell.row == row.at and cell.column < rate.column:
            pair = _pair(cell, rate)
            if pair is not None:
                yield rate, pair


def _pair(cell: TableCell, near: Entry) -> _Pair | None:
    """Two numbers of one measure and no third."""
    text = normalise(cell.text, of_cell=True)[0]
    found = list(_COUNTED.finditer(text))
    if len(found) != 2 or len(_NUMBER.findall(text)) != 2 or found[0]["unit"] != found[1]["unit"]:
        return None
    first, second = (_figure(cell, one, near) for one in found)
    return (first, second) if first.value and second.value else None


def _figure(cell: TableCell, found: re.Match[str], near: Entry) -> Figure:
    value, decimals = number(found["digits"])
    at = near.figure.place
    start = max(cell.text.find(found["digits"]), 0)
    place = Place(
        at.block,
        start,
        start + len(found[0]),
        at.section,
        at.page,
        Cell(at.cell.table if at.cell else 0, cell.row, cell.column),
    )
    return Figure(-1, found[0], value, unit(found["unit"]), decimals, place, surface=near.figure.surface)
