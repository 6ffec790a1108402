"""Which boxes of which pages a mark covers, in points from the top left of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanheng.report import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanheng.model.document import Block, Document, Strip, TableCell
    from quanheng.model.finding import Mark
    from quanheng.model.place import Place
    from quanheng.read.pdf_spots import Spots

Box = tuple[float, float, float, float]


def boxes(document: Document, mark: Mark, spots: Spots | None) -> list[tuple[int, Box]]:
    """Page and box of each line of a mark; [] for a place that the page does not show.

    `spots` knows the single characters; without it, or where a page is a picture, the width of a line
    is shared out between its characters.
    """
    place = mark.place
    if not 0 <= place.block < len(document.blocks):
        return []
    block = document.blocks[place.block]
    if place.cell is not None:
        return list(_of_cell(block, place, spots))
    found = [
        (strip.page, box)
        for strip in block.strips
        if place.start < strip.end and strip.start < max(place.end, place.start + 1)
        for box in _part(spots, strip, block.text, place)
    ]  # fmt: skip
    return found or ([(block.page, block.box)] if block.page and block.box else [])


def _of_cell(block: Block, place: Place, spots: Spots | None) -> Iterator[tuple[int, Box]]:
    cell = _cell(block, place)
    if cell is None or not cell.page or not cell.box:
        return
    exact: list[Box] = []
    if spots is not None and place.end > place.start:
        words = cell.text[place.start : place.end]
        exact = spots.find(cell.page, cell.box, words, cell.text[: place.start].count(words))
    for box in exact or [cell.box]:
        yield cell.page, box


def _cell(block: Block, place: Place) -> TableCell | None:
    at = place.cell
    cells = block.table.cells if block.table is not None and at is not None else []
    return next((c for c in cells if at and (c.row, c.column) == (at.row, at.column)), None)


def _part(spots: Spots | None, strip: Strip, text: str, place: Place) -> list[Box]:
    """The boxes of a place in one of its lines."""
    line = text[strip.start : strip.end].rstrip("\n")
    start, end = (
        max(place.start - strip.start, 0),
        min(max(place.end, place.start + 1), strip.end) - strip.start,
    )
    before, words = line[:start], line[start:end]
    if spots is not None and words.strip():
        exact = spots.find(strip.page, strip.box, words, before.count(words))
        if exact:
            return exact
    left, top, right, bottom = strip.box
    share = (right - left) / (width.columns(line) or 1)
    first = left + share * width.columns(before)
    return [(first, top, first + share * width.columns(words), bottom)]
