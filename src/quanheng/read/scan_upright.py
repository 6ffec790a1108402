"""A page set upright and level, its rules and words found and read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from quanheng.read.pdf_grid import grids
from quanheng.read.pdf_rules import Rules
from quanheng.read.scan_picture import crop, skew
from quanheng.read.scan_rules import drawn_rules, ink

if TYPE_CHECKING:
    from quanheng.read.pdf_grid import Grid
    from quanheng.read.scan_engine import Engine, Reading
    from quanheng.read.scan_picture import Area, Picture, Pixels

_UNLIKELY = 0.8
"""Mean confidence of a page below which it may stand upside down."""
_TALL = 1.5
_INSET = 1.2
_NARROWEST = 3.0


@dataclass(slots=True)
class Seen:
    """A page set upright: its ink, rules and grids (points), the boxes of its words (pixels) and what they say."""

    picture: Picture
    dark: Pixels
    rules: Rules
    grids: list[Grid]
    areas: list[Area]
    readings: list[Reading]
    quarters: int
    angle: float

    @property
    def average(self) -> float:
        """The mean confidence, longer pieces counting for more."""
        weights = [len(reading.text) for reading in self.readings]
        return float(np.average([r.average for r in self.readings], weights=weights)) if sum(weights) else 0.0


def upright(picture: Picture, engine: Engine) -> Seen:
    """The page as it reads best of the four ways to turn it."""
    seen = _look(picture, 0, engine)
    if _stands_on_its_side(seen.areas):
        seen = _look(picture, 1, engine)
    if seen.readings and seen.average < _UNLIKELY:
        seen = max(seen, _look(picture, seen.quarters + 2, engine), key=lambda one: one.average)
    return seen


def _stands_on_its_side(areas: list[Area]) -> bool:
    sizes = [(right - left, bottom - top) for left, top, right, bottom in areas]
    tall = sum(height for width, height in sizes if height > _TALL * width)
    wide = sum(width for width, height in sizes if width > _TALL * height)
    return tall > 2 * wide


def _look(picture: Picture, quarters: int, engine: Engine) -> Seen:
    """The page turned by quarters, set level, its words found and read."""
    turned = picture.turned(quarters)
    angle = skew(turned.grey)
    level = turned.rotated(angle)
    areas = engine.find(level.grey)
    if _stands_on_its_side(areas) and not quarters:
        return Seen(level, level.grey, Rules(), [], areas, [], 0, angle)
    dark = ink(level)
    rules = drawn_rules(dark, level, areas)
    made = grids(rules)
    areas = [part for area in areas for part in _parted(area, made, level)]
    readings = engine.read([crop(level.grey, area) for area in areas])
    return Seen(level, dark, rules, made, areas, readings, quarters % 4, angle)


def _parted(area: Area, made: list[Grid], page: Picture) -> list[Area]:
    """The parts of a piece of text in the cells of a table: where two cells stand close they are found as one."""
    scale = page.scale
    left, top, right, bottom = (side / scale for side in area)
    y = (top + bottom) / 2
    for grid in made:
        if not (grid.ys[0] <= y <= grid.ys[-1] and left < grid.xs[-1] and right > grid.xs[0]):
            continue
        walls = [x for x in _walls(grid, y) if left + _INSET < x < right - _INSET]
        top, bottom = _within_row(grid, (left, top, right, bottom))
        cuts = [left, *walls, right]
        parts = []
        for n, (a, b) in enumerate(pairwise(cuts)):
            start, end = a + (_INSET if n else 0), b - (_INSET if n < len(walls) else 0)
            if end - start > _NARROWEST:
                parts.append((start * scale, top * scale, end * scale, bottom * scale))
        return parts
    return [area]


def _walls(grid: Grid, y: float) -> list[float]:
    """The uprights of the grid that stand at a height, its sides too."""
    row = next(n for n in range(len(grid.ys) - 1) if y <= grid.ys[n + 1])
    owner = grid.owner[row]
    inner = [grid.xs[n] for n in range(1, len(grid.xs) - 1) if owner[n - 1] != owner[n]]
    return [grid.xs[0], *inner, grid.xs[-1]]


def _within_row(grid: Grid, box: Area) -> tuple[float, float]:
    """Upper and lower edge of the box, kept off the rules of the cell that holds its middle."""
    left, top, right, bottom = box
    slot = grid.at((left + right) / 2, (top + bottom) / 2)
    if slot is None:
        return top, bottom
    _, head, _, foot = grid.slot_box(grid.slots[slot])
    return max(top, head + 0.6), min(bottom, foot - 0.6)
