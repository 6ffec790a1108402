"""Rules to grids: which lines belong to one table, and which grid places are merged into a cell."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quanheng.read.pdf_rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quanheng.read.pdf_rules import Rules
    from quanheng.read.pdf_turn import Box

_NEAR = 3.0
"""Lines nearer than this (about 1 mm) are one line."""
_OPEN_SIDE = 12.0
"""Rules that run this far past the last upright show a table without a rule at its side."""
_OPEN_END = 3.5
"""The same for uprights past the last rule; what is left of a cut row may be its padding alone."""
_DRAWN = 0.6
_NARROWEST = 4.6
"""No text fits between lines nearer than this: they are a double line."""
_FEWEST_TILES = 6
_TILED = 0.85
"""Share of a table that its filled cells cover where they, and no lines, make it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a grid: its corner, and how many rows and columns it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(slots=True)
class Grid:
    """A ruled table: edges of columns and rows in points, and its cells in reading order.

    `opened` and `cut` are true when no rule closes its head or foot: the page begins or ends inside a row.
    `tiled`: its cells are filled areas, not places between rules.
    """

    xs: list[float]
    ys: list[float]
    slots: list[Slot]
    owner: list[list[int]] = field(default_factory=list)
    opened: bool = False
    cut: bool = False
    tiled: bool = False

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def at(self, x: float, y: float) -> int | None:
        """The number of the cell that holds a point, None outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owner[row][column]
        return None

    def slot_box(self, slot: Slot) -> Box:
        """Left, top, right, bottom of a cell."""
        return (
            self.xs[slot.column],
            self.ys[slot.row],
            self.xs[slot.column + slot.columns],
            self.ys[slot.row + slot.rows],
        )


def grids(rules: Rules) -> list[Grid]:
    """The tables of a page with two cells and more, the smaller first (it may lie inside a larger)."""
    across, down = joined(rules.horizontal), joined(rules.vertical)
    made = [_grid(h, v) for h, v in _groups(across, down)]
    whole = [grid for grid in made if grid is not None and len(grid.slots) > 1]
    if len(rules.tiles) >= _FEWEST_TILES:
        whole += _tiled(rules.tiles, whole)
    return sorted(whole, key=_area)


def _area(grid: Grid) -> float:
    return (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0])


def _tiled(tiles: list[Box], known: list[Grid]) -> list[Grid]:
    """Tables whose cells are filled areas with a little distance, outside those that rules make."""
    middles = [((x + r) / 2, (t + b) / 2) for x, t, r, b in tiles]
    cells = [
        (x, t, r, b)
        for (x, t, r, b), middle in zip(tiles, middles, strict=True)
        if all(grid.at(*middle) is None for grid in known)
        and sum(x < a < r and t < c < b for a, c in middles) <= 2
    ]
    if len(cells) < _FEWEST_TILES:
        return []
    across = joined([Rule(at, x, r) for x, t, r, b in cells for at in (t, b)])
    down = joined([Rule(at, t, b) for x, t, r, b in cells for at in (x, r)])
    found = []
    for h, v in _groups(across, down):
        grid = _grid(h, v)
        if grid is None or len(grid.xs) < 3 or len(grid.ys) < 3:
            continue
        filled = sum(
            (r - x) * (b - t) for x, t, r, b in cells if grid.at((x + r) / 2, (t + b) / 2) is not None
        )
        if filled > _TILED * _area(grid):
            grid.tiled = True
            found.append(grid)
    return found


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of one line put together; double lines become one."""
    found: list[Rule] = []
    for level in _levels(sorted(rules, key=lambda rule: rule.at)):
        level.sort(key=lambda rule: rule.start)
        at = sum(rule.at for rule in level) / len(level)
        start, end = level[0].start, level[0].end
        for rule in level[1:]:
            if rule.start > end + _NEAR:
                found.append(Rule(at, start, end))
                start = rule.start
            end = max(end, rule.end) if rule.start <= end + _NEAR else rule.end
        found.append(Rule(at, start, end))
    return found


def _levels(rules: Sequence[Rule]) -> list[list[Rule]]:
    levels: list[list[Rule]] = []
    for rule in rules:
        if levels and rule.at - levels[-1][0].at < _NEAR:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return levels


def _groups(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that touch each other, table by table."""
    parent = list(range(len(across) + len(down)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    levels = [rule.at for rule in across]  # sorted by `joined`
    for number, upright in enumerate(down, len(across)):
        first = bisect_right(levels, upright.start - _NEAR)
        for index in range(first, bisect_right(levels, upright.end + _NEAR)):
            rule = across[index]
            if rule.start - _NEAR <= upright.at <= rule.end + _NEAR:
                parent[root(number)] = root(index)
    members: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for index, rule in enumerate(across):
        members[root(index)][0].append(rule)
    for number, rule in enumerate(down, len(across)):
        members[root(number)][1].append(rule)
    return [pair for pair in members.values() if pair[0] and pair[1] and len(pair[0]) + len(pair[1]) > 2]


def _edges(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] >= _NARROWEST:
            found.append(value)
    return found


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    xs, ys = _edges(rule.at for rule in down), _edges(rule.at for rule in across)
    # The usual end of a rule, so that a single stroke that is too long opens no column or row.
    left, right = _usual_ends(across)
    top, bottom = _usual_ends(down)
    xs = [left, *xs] if left < xs[0] - _OPEN_SIDE else xs
    xs = [*xs, right] if right > xs[-1] + _OPEN_SIDE else xs
    opened, cut = top < ys[0] - _OPEN_END, bottom > ys[-1] + _OPEN_END
    ys = [*([top] if opened else []), *ys, *([bottom] if cut else [])]
    if len(xs) < 2 or len(ys) < 2:
        return None
    below = _drawn(across, ys, xs)
    beside = _drawn(down, xs, ys)
    grid = _with_slots(xs, ys, below, beside)
    grid.opened, grid.cut = opened, cut
    return grid


def _usual_ends(rules: list[Rule]) -> tuple[float, float]:
    middle = len(rules) // 2
    return sorted(rule.start for rule in rules)[middle], sorted(rule.end for rule in rules)[middle]


def _drawn(rules: Iterable[Rule], levels: list[float], edges: list[float]) -> list[list[bool]]:
    """[level][span]: whether enough of the line at that level is drawn between two edges."""
    cover = [[0.0] * (len(edges) - 1) for _ in levels]
    for rule in rules:
        level = max(bisect_right(levels, rule.at + 0.01) - 1, 0)
        row = cover[level]
        first = max(bisect_right(edges, rule.start) - 1, 0)
        for span in range(first, len(edges) - 1):
            if edges[span] >= rule.end:
                break
            row[span] += max(min(rule.end, edges[span + 1]) - max(rule.start, edges[span]), 0.0)
    widths = [b - a for a, b in itertools.pairwise(edges)]
    return [[part >= _DRAWN * width for part, width in zip(row, widths, strict=True)] for row in cover]


def _with_slots(xs: list[float], ys: list[float], below: list[list[bool]], beside: list[list[bool]]) -> Grid:
    """Grow each cell to the right and down as far as no line stops it."""
    height, width = len(ys) - 1, len(xs) - 1
    grid = Grid(xs, ys, [], [[-1] * width for _ in range(height)])
    for row in range(height):
        for column in range(width):
            if grid.owner[row][column] >= 0:
                continue
            last = column
            while last + 1 < width and not beside[last + 1][row] and grid.owner[row][last + 1] < 0:
                last += 1
            end = row
            while end + 1 < height and _goes_on(below, beside, end + 1, (column, last)):
                end += 1
            number = len(grid.slots)
            grid.slots.append(Slot(row, column, end - row + 1, last - column + 1))
            for inner in range(row, end + 1):
                grid.owner[inner][column : last + 1] = [number] * (last - column + 1)
    return grid


def _goes_on(below: list[list[bool]], beside: list[list[bool]], row: int, span: tuple[int, int]) -> bool:
    """True when no line parts the columns of `span` from the row above, nor from each other in it."""
    first, last = span
    return not any(below[row][first : last + 1]) and not any(
        beside[edge][row] for edge in range(first + 1, last + 1)
    )
