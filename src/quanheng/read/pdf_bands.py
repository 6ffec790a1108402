"""Ruled tables with only part of their rules: rows that no line parts, rows in a frame without uprights."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from quanheng.read.pdf_columns import aligned
from quanheng.read.pdf_grid import Grid, Slot
from quanheng.read.pdf_lines import lines
from quanheng.read.pdf_rules import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanheng.read.pdf_characters import Glyph
    from quanheng.read.pdf_lines import Line

_FEWEST_ROWS = 3
_LEVEL = 0.35
_WHOLE = re.compile(r"[-+－]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?|[-—–－/]+")
Owners = list[list["Glyph"]]


def is_framed_list(grid: Grid, glyphs: Sequence[Glyph]) -> bool:
    """A frame with rules between the rows but none between the columns, which its text shows."""
    if len(grid.xs) != 2 or len(grid.ys) <= _FEWEST_ROWS:
        return False
    inside = [g for g in glyphs if grid.at((g.left + g.right) / 2, (g.top + g.bottom) / 2) is not None]
    across = [Rule(y, grid.xs[0], grid.xs[-1]) for y in grid.ys]
    rest, found = aligned(lines(inside), across)
    return len(found) == 1 and len(rest) < found[0].height


def divided_rows(grid: Grid, owners: Owners) -> tuple[Grid, Owners]:
    """The grid with rows that hold columns of figures, one below the other, cut at each of them."""
    bands = {
        row: levels
        for row in range(len(grid.ys) - 1)
        if len(levels := _levels(grid, owners, row)) >= _FEWEST_ROWS
    }
    return _cut(grid, owners, bands) if bands else (grid, owners)


def _levels(grid: Grid, owners: Owners, row: int) -> list[float]:
    """Middles of the lines of a row of cells that stand level with each other, none when they do not."""
    numbers = sorted(set(grid.owner[row]))
    # A merged cell that reaches into other rows would be cut too.
    if len(numbers) < 2 or any(grid.slots[n].rows > 1 for n in numbers):
        return []
    if max(len({g.top for g in owners[n]}) for n in numbers) < _FEWEST_ROWS:
        return []
    stacks = [lines(owners[n]) for n in numbers]
    levels: list[float] = []
    for made in sorted((made for stack in stacks for made in stack), key=_middle):
        if not levels or _middle(made) - levels[-1] > _LEVEL * made.size:
            levels.append(_middle(made))
    steps = [b - a for a, b in pairwise(levels)]
    if len(levels) < _FEWEST_ROWS or len(levels) != max(map(len, stacks)) or min(steps) < 0.5 * median(steps):
        return []
    return levels if _are_figures(stacks, len(levels)) else []


def _are_figures(stacks: list[list[Line]], levels: int) -> bool:
    """Several cells hold figures, whole ones and on most levels; a broken figure or a wrapped name has not."""
    whole = [stack for stack in stacks if stack and all(_WHOLE.fullmatch(made.text) for made in stack)]
    told = {round(_middle(made)) for stack in whole for made in stack}
    return max(map(len, whole), default=0) > 1 and len(told) * 4 >= levels * 3


def _middle(made: Line) -> float:
    return (made.top + made.bottom) / 2


def _cut(grid: Grid, owners: Owners, bands: dict[int, list[float]]) -> tuple[Grid, Owners]:
    ys: list[float] = []
    first: list[int] = []  # the new number of each old row
    for row, y in enumerate(grid.ys[:-1]):
        first.append(len(ys))
        levels = bands.get(row, [])
        ys += [y, *((a + b) / 2 for a, b in pairwise(levels))]
    first.append(len(ys))
    ys.append(grid.ys[-1])
    made = Grid(grid.xs, ys, [], [[-1] * (len(grid.xs) - 1) for _ in ys[1:]], grid.opened, grid.cut)
    shared: Owners = []
    for slot, glyphs in zip(grid.slots, owners, strict=True):
        start, end = first[slot.row], first[slot.row + slot.rows]
        rows = range(start, end) if slot.row in bands and slot.rows == 1 else range(start, start + 1)
        height = 1 if len(rows) > 1 else end - start
        for row in rows:
            made.slots.append(Slot(row, slot.column, height, slot.columns))
            shared.append(
                [g for g in glyphs if len(rows) == 1 or ys[row] <= (g.top + g.bottom) / 2 < ys[row + 1]]
            )
    order = sorted(range(len(made.slots)), key=lambda n: (made.slots[n].row, made.slots[n].column))
    made.slots, shared = [made.slots[n] for n in order], [shared[n] for n in order]
    for number, slot in enumerate(made.slots):
        for row in range(slot.row, slot.row + slot.rows):
            made.owner[row][slot.column : slot.column + slot.columns] = [number] * slot.columns
    return made, shared
