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
    from quanheng.read.pdf_turn import Turn
    from quanheng.read.scan_engine import Engine
    from quanheng.read.scan_picture import Picture

_ILLEGIBLE = 0.5


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
    content.characters = len(glyphs)
    fill(content, glyphs, seen.grids, seen.rules.horizontal)
    return content
