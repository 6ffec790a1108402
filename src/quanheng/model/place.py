"""Where something stands in a document: tuples, since there are more of these than of anything else."""

from __future__ import annotations

from typing import NamedTuple


class Cell(NamedTuple):
    """A table cell: number of the table in the document, row and column, all from 0."""

    table: int
    row: int
    column: int


class Place(NamedTuple):
    """A span of characters: `start`:`end` in the text of block `block`, or of its cell `cell`.

    `section` is the path of heading numbers ("二(一)2"); `page` counts from 1 where the format
    has pages; `box` is x0, y0, x1, y1 in points from the top left of the page.
    """

    block: int
    start: int
    end: int
    section: str = ""
    page: int | None = None
    cell: Cell | None = None
    box: tuple[float, float, float, float] | None = None
    document: int = 0
