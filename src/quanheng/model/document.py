"""A document as the readers see it: blocks in reading order, knowing nothing of budgets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from quanheng.model.place import Place

LEGIBLE = 0.9995
"""Characters that recognition is less sure of (0..1) carry no accusation: they are to be looked at."""

Unsure = tuple[int, int, float]
"""Start and end of characters that were read below LEGIBLE, and the least of their confidences."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Characters `start`:`end` of a block that stand in one line: its page (from 1) and box in points."""

    start: int
    end: int
    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page that was recognised, as it looks: a JPEG, and the size of the page in points."""

    jpeg: bytes
    width: float
    height: float


def confidence_of(whole: float | None, unsure: tuple[Unsure, ...], start: int, end: int) -> float | None:
    """The least confidence of the characters `start`:`end`; None where nothing was recognised from a picture."""
    if whole is None:
        return None
    if not unsure:
        return whole
    return min((c for first, last, c in unsure if first < end and start < last), default=1.0)


@dataclass(slots=True)
class TableCell:
    """One cell, given once at its top left corner; it covers `rows` x `columns` grid places.

    `confidence` (0..1) is that of its least legible character, None for a text that was not recognised
    from a picture; `unsure` tells which characters are below LEGIBLE, empty where all are alike.
    """

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    hidden: bool = False
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    confidence: float | None = None
    unsure: tuple[Unsure, ...] = ()


@dataclass(slots=True)
class Table:
    """A grid of `height` x `width` places; `number` counts the tables of the document from 0."""

    number: int
    height: int
    width: int
    cells: list[TableCell]

    def grid(self) -> list[list[TableCell | None]]:
        """The grid with a merged cell repeated over every place that it covers."""
        rows: list[list[TableCell | None]] = [[None] * self.width for _ in range(self.height)]
        for cell in self.cells:
            if cell.rows == cell.columns == 1:
                if cell.row < self.height and cell.column < self.width:
                    rows[cell.row][cell.column] = cell
                continue
            for row in range(cell.row, min(cell.row + cell.rows, self.height)):
                for column in range(cell.column, min(cell.column + cell.columns, self.width)):
                    rows[row][column] = cell
        return rows


@dataclass(slots=True)
class Block:
    """A paragraph, heading, table or piece of page furniture.

    `kind` is one of paragraph, heading, table, header, footer, footnote, textbox. `text` is
    exactly what the file holds (numbering restored, tracked deletions left out); a wrapped
    paragraph keeps its line breaks. `level` is the outline level of a heading where the file
    gives one (1 is the highest), else 0. `deleted` holds text struck out by tracked changes.
    `confidence` and `unsure` are those of TableCell; `strips` are its lines where the format has places.
    """

    index: int
    kind: str
    text: str
    level: int = 0
    page: int | None = None
    table: Table | None = None
    box: tuple[float, float, float, float] | None = None
    confidence: float | None = None
    deleted: str = ""
    unsure: tuple[Unsure, ...] = ()
    strips: tuple[Strip, ...] = ()


@dataclass(slots=True)
class Unread:
    """A part that could not be read, with the reason in Chinese."""

    place: Place
    reason: str


@dataclass(slots=True)
class Document:
    """What a reader returns. `format` is docx, xlsx, xls, html, text (markdown too), pdf, doc or scan.

    `images` holds the pages that were recognised from pictures, by their number from 1.
    """

    name: str
    format: str
    blocks: list[Block]
    sha256: str = ""
    pages: int | None = None
    unread: list[Unread] = field(default_factory=list)
    images: dict[int, PageImage] = field(default_factory=dict)

    def tables(self) -> Iterator[tuple[Block, Table]]:
        """The table blocks in reading order."""
        for block in self.blocks:
            if block.table is not None:
                yield block, block.table
