"""A picture of a page to its lines and tables, by the same grid, alignment and flow as a page of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanheng.read.pdf_layer import TEXT
from quanheng.read.pdf_page import PageContent, fill
from quanheng.read.scan_glyphs import glyphs_of, in_print
from quanheng.read.scan_picture import Tilt
from quanheng.read.scan_second import second_look
from quanheng.read.scan_upright import upright

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quanheng.read.pdf_characters import Glyph
    from quanheng.read.pdf_grid import Grid
    from quanheng.read.pdf_turn import Turn
    from quanheng.read.scan_engine import Engine
    from quanheng.read.scan_picture import Picture

_ILLEGIBLE = 0.5
_WALL = frozenset("[]|｜丨")
_NEAR_WALL = 0.3
"""Share of the height of a sign by which its middle may lie beside the wall that it is."""


def picture_page(picture: Picture, number: int, shown: Turn, engine: Engine) -> PageContent:
    """Read one page; `number` counts from 1, `shown` is the page as its picture stands."""
    seen = upright(picture, engine)
    turn = Tilt(
        (shown.quarters + seen.quarters) % 4, shown.left, shown.bottom, shown.right, shown.top, seen.angle
    )
    content = PageContent(number, turn, shown, layer=TEXT)
    glyphs = [
        glyph
        for area, reading in zip(seen.areas, seen.readings, strict=True)
        if reading.average > _ILLEGIBLE and in_print(seen.dark, area)
        for glyph in glyphs_of(area, reading, seen.dark, seen.picture.scale)
    ]
    glyphs = second_look(seen, glyphs, engine)
    glyphs = [glyph for glyph in glyphs if not _is_wall(glyph, seen.grids)]
    content.characters = len(glyphs)
    fill(content, glyphs, seen.grids, seen.rules.horizontal)
    return content


def _is_wall(glyph: Glyph, grids: Iterable[Grid]) -> bool:
    """A wall of a table that was read as a bracket: it stands on the edge of a column."""
    if glyph.text not in _WALL:
        return False
    middle, level = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
    near = _NEAR_WALL * (glyph.bottom - glyph.top)
    inside = [grid for grid in grids if grid.box[1] <= level <= grid.box[3]]
    return any(abs(middle - x) < near for grid in inside for x in grid.xs)
