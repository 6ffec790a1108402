"""One page: its lines and tables from top to bottom, with what could not be read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from quanheng.model.document import TableCell
from quanheng.read.pdf_bands import divided_rows, is_framed_list
from quanheng.read.pdf_characters import NO_UNICODE, CharacterReader, page_rotation
from quanheng.read.pdf_columns import aligned
from quanheng.read.pdf_grid import grids
from quanheng.read.pdf_layer import BLANK, OVERLAID, UNUSABLE, layer
from quanheng.read.pdf_lines import Line, cell_parts, joined_text, least_sure, lines, unsure_of
from quanheng.read.pdf_rules import rules
from quanheng.read.pdf_turn import Turn

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

    from quanheng.read.pdf_characters import Glyph
    from quanheng.read.pdf_columns import Aligned
    from quanheng.read.pdf_grid import Grid
    from quanheng.read.pdf_lines import Parts
    from quanheng.read.pdf_rules import Rule
    from quanheng.read.pdf_turn import Box

_FEWEST_ROWS = 3
_ROOM = 1.8
DOUBTFUL = 0.5
"""Confidence of a text with a glyph whose character the file does not tell."""


@dataclass(slots=True, eq=False)
class TablePart:
    """The rows of a table that stand on one page; `xs` are the edges of its columns.

    `opened` and `cut` are those of Grid; `whites` the free spaces between the columns where no rule parts them;
    `full` the columns of the last row whose text ends without room for another character.
    """

    height: int
    xs: list[float]
    cells: list[TableCell]
    box: Box
    opened: bool = False
    cut: bool = False
    whites: list[tuple[float, float]] = field(default_factory=list)
    full: frozenset[int] = frozenset()

    @property
    def top(self) -> float:
        """Its upper edge in points."""
        return self.box[1]


@dataclass(slots=True)
class PageContent:
    """A page as it is read: `lines` and `tables` in points of the turned page, `shown` is how a viewer turns it.

    `layer` is one of the names of pdf_layer; `confidence` (0..1) holds for all of a page that was guessed at.
    """

    number: int
    turn: Turn
    shown: Turn
    lines: list[Line] = field(default_factory=list)
    tables: list[TablePart] = field(default_factory=list)
    layer: str = BLANK
    confidence: float | None = None
    overlay: str = ""
    characters: int = 0
    image: float = 0.0
    crowded: bool = False
    damaged: bool = False

    def box(self, box: Box) -> Box:
        """A box as a viewer shows the page."""
        return self.turn.to(self.shown, box)

    def items(self) -> list[Line | TablePart]:
        """Lines and tables from top to bottom."""
        return sorted([*self.lines, *self.tables], key=lambda item: (item.top, item.box[0]))


def damaged_page(number: int) -> PageContent:
    """Stands for a page that cannot be opened."""
    sheet = Turn(0, 0, 0, 595, 842)
    return PageContent(number, sheet, sheet, damaged=True)


def page_content(page: PdfPage, number: int) -> PageContent:
    """Read one page; `number` counts from 1."""
    plane = page.get_cropbox()
    reader = CharacterReader(page, plane)
    try:
        turn = Turn(reader.quarters, *plane)
        found = reader.characters(turn)
    finally:
        reader.close()
    drawn = rules(page, turn)
    content = PageContent(number, turn, Turn(page_rotation(page), *plane))
    content.overlay, content.image, content.crowded = found.overlay, drawn.image, drawn.crowded
    content.characters = len(found.glyphs)
    content.layer = layer(page, found.glyphs, found.unknown, drawn.image)
    if content.layer in UNUSABLE:
        return content
    content.confidence = DOUBTFUL if content.layer == OVERLAID else None
    fill(content, found.glyphs, grids(drawn), drawn.horizontal)
    return content


def fill(content: PageContent, glyphs: list[Glyph], made: list[Grid], across: list[Rule]) -> None:
    """Put the glyphs of a page into the cells of its grids, the rest into lines and tables without uprights.

    `across` are its horizontal rules. All is in points of the turned page.
    """
    made = [
        grid
        for grid in made
        if (not grid.tiled or _is_written(grid, glyphs)) and not is_framed_list(grid, glyphs)
    ]
    owned, free = _shared_out(made, glyphs)
    for grid, owners in zip(made, owned, strict=True):
        if any(owners):
            content.tables.append(_part(*divided_rows(grid, owners), content))
    content.lines, unruled = aligned(lines(free), across)
    for line in content.lines:
        line.page = content.number
        line.glyphs = []  # a thousand pages of them would not be small
    content.tables += [_aligned_part(table, content) for table in unruled]


def _is_written(grid: Grid, glyphs: list[Glyph]) -> bool:
    """Filled areas are a table only where several rows have words in several cells, not behind a title."""
    hit = {grid.at((g.left + g.right) / 2, (g.top + g.bottom) / 2) for g in glyphs} - {None}
    rows = Counter(grid.slots[number].row for number in hit if number is not None)
    return sum(count > 1 for count in rows.values()) >= _FEWEST_ROWS


def _shared_out(made: list[Grid], glyphs: list[Glyph]) -> tuple[list[list[list[Glyph]]], list[Glyph]]:
    """Glyphs by table and cell, and those outside all tables; the centre decides."""
    owned: list[list[list[Glyph]]] = [[[] for _ in grid.slots] for grid in made]
    if not made:
        return owned, glyphs
    free: list[Glyph] = []
    left = top = right = bottom = 0.0
    bucket = free
    nested = any(_meet(a.box, b.box) for a, b in combinations(made, 2))
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        # Most glyphs stand in the cell of the one before; a cell may hold another table.
        if nested or not (left <= x < right and top <= y < bottom):
            bucket, left, top, right, bottom = free, 0.0, 0.0, 0.0, 0.0
            for grid, owners in zip(made, owned, strict=True):
                number = grid.at(x, y)
                if number is not None:
                    bucket = owners[number]
                    left, top, right, bottom = grid.slot_box(grid.slots[number])
                    break
        bucket.append(glyph)
    return owned, free


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _part(grid: Grid, owners: list[list[Glyph]], content: PageContent) -> TablePart:
    cells = []
    full = set()
    for slot, glyphs in zip(grid.slots, owners, strict=True):
        box = grid.slot_box(slot)
        parts = cell_parts(glyphs, box[2] - box[0])
        if parts and slot.row + slot.rows == len(grid.ys) - 1 and _is_full(parts[-1][1], box):
            full.add(slot.column)
        cells.append(
            _cell(TableCell(slot.row, slot.column, "", slot.rows, slot.columns), parts, box, content)
        )
    part = TablePart(len(grid.ys) - 1, grid.xs, cells, grid.box, grid.opened, grid.cut)
    part.full = frozenset(full)
    return part


def _is_full(last: Line, box: Box) -> bool:
    return last.right > box[2] - _ROOM * last.size


def _cell(cell: TableCell, parts: Parts, box: Box, content: PageContent) -> TableCell:
    """The cell with its text, place and legibility."""
    cell.text, cell.unsure = joined_text(parts), unsure_of(parts)
    cell.page, cell.box = content.number, content.box(box)
    cell.confidence = content.confidence or least_sure(parts)
    if NO_UNICODE in cell.text:
        cell.confidence = DOUBTFUL
    return cell


def _aligned_part(table: Aligned, content: PageContent) -> TablePart:
    cells = [
        _cell(TableCell(entry.row, entry.column, "", 1, entry.columns), entry.parts, entry.box, content)
        for entry in table.entries
    ]
    return TablePart(table.height, table.xs, cells, table.box, whites=table.whites)
