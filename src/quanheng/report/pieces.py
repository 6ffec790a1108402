"""The text of one document as pieces of HTML, for a face that shows it in a page of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quanheng.model.review import Reviewed
from quanheng.report import paper
from quanheng.report.marked import marked
from quanheng.report.pages import template

# In these formats a line end is where the page was full, not where the writer began a new line.
_WRAPPED = frozenset({"pdf", "scan", "text"})
_ENOUGH = 4000
"""Characters after which a document without pages begins a new leaf."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A stretch of the text: `page` where the file has pages; `size` is the number of characters and cells."""

    number: int
    page: int | None
    size: int
    html: str


def wrapped(reviewed: Reviewed) -> bool:
    """Whether line ends in the text are only where the page was full."""
    return reviewed.document.format in _WRAPPED


def leaves(reviewed: Reviewed) -> list[Leaf]:
    """The whole text in reading order, a leaf for each page; its marks are those of document 0."""
    draw = template("paper.html").module.leaf  # type: ignore[attr-defined]  # a macro of the template
    made = []
    page = None
    for number, parts in enumerate(_cut(paper.parts(0, reviewed, marked(0, reviewed))), 1):
        page = next((part.page for part in parts if part.page), page)
        drawn = str(draw(parts, 0, wrapped(reviewed), ids=True))
        made.append(Leaf(number, page, sum(_size(part) for part in parts), drawn))
    return made


def _cut(parts: list[paper.Part]) -> Iterator[list[paper.Part]]:
    leaf: list[paper.Part] = []
    size = 0
    for part in parts:
        if leaf and (part.page or size > _ENOUGH):
            yield leaf
            leaf, size = [], 0
        leaf.append(part)
        size += _size(part)
    if leaf:
        yield leaf


def _size(part: paper.Part) -> int:
    own = sum(len(piece.text) for piece in part.pieces)
    cells = [cell for row in part.grid.rows for cell in row] if part.grid else []
    return own + sum(4 + sum(len(piece.text) for piece in cell.pieces) for cell in cells)
