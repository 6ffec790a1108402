"""The document's own text as the HTML report draws it: paragraphs, tables, outline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quanheng.model.document import Block, Document, Table, TableCell
from quanheng.model.place import Cell
from quanheng.model.review import Reviewed
from quanheng.report.marking import Marking, Piece

_NUMERIC = re.compile(r"\s*[-+(（]?[\d,，]+(?:\.\d+)?\s*(?:%|％|个百分点|[万亿]?元|分)?[)）]?\s*\Z")
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells at their top left corners."""

    number: int
    rows: list[list[GridCell]]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its spans; `look` are its classes: number, words, long, hid."""

    pieces: list[Piece]
    rows: int = 1
    columns: int = 1
    look: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the text: `level` 0 is a paragraph, `page` is given where a new page begins."""

    kind: str
    level: int
    anchor: str
    pieces: list[Piece]
    grid: Grid | None
    page: int | None


@dataclass(frozen=True, slots=True)
class Chapter:
    """An entry of the outline with the number of findings under it."""

    anchor: str
    title: str
    level: int
    count: int


def parts(index: int, reviewed: Reviewed, marking: Marking) -> list[Part]:
    """The blocks in reading order without the empty ones; anchors begin with the document's `index`."""
    levels = {heading.block: heading.level for heading in reviewed.facts.headings}
    title = _title(reviewed.document)
    made: list[Part] = []
    page: int | None = None
    for block in reviewed.document.blocks:
        if block.table is None and not block.text.strip():
            continue
        level = levels.get(block.index, block.level if block.kind == "heading" else 0)
        titled = block.index == title and block.index not in levels
        turned = block.page if block.page is not None and block.page != page else None
        page = block.page if block.page is not None else page
        made.append(
            Part(
                kind="title" if titled else block.kind,
                level=0 if titled else min(level, 4),
                anchor=f"d{index}b{block.index}",
                pieces=[] if block.table else marking.pieces(block.text, block.index),
                grid=_grid(block, block.table, marking) if block.table else None,
                page=turned,
            )
        )
    return made


def _title(document: Document) -> int:
    """The index of the first block when it is short enough for a title, else -1."""
    first = next((b for b in document.blocks if b.text.strip() or b.table), None)
    return first.index if first and not first.table and len(first.text) <= _LONGEST_TITLE else -1


def _grid(block: Block, table: Table, marking: Marking) -> Grid:
    """Each cell at its corner; a place that no cell covers is drawn empty."""
    grid, rows = table.grid(), []
    for row, line in enumerate(grid):
        cells = []
        for column, cell in enumerate(line):
            if cell is None:
                cells.append(GridCell([]))
            elif (cell.row, cell.column) == (row, column):
                spot = Cell(table.number, row, column)
                cells.append(
                    GridCell(
                        marking.pieces(cell.text, block.index, spot),
                        min(cell.rows, table.height - row),
                        min(cell.columns, table.width - column),
                        _look(cell),
                    )
                )
        rows.append(cells)
    return Grid(table.number + 1, rows)


def _look(cell: TableCell) -> str:
    """Numbers stand right; a cell of words stays wide enough to be read, the table scrolls instead."""
    length = len(cell.text)
    words = "words long" if length > 20 else "words" if length > 4 else ""
    kind = "number" if _NUMERIC.match(cell.text) else words
    return f"{kind} hid".strip() if cell.hidden else kind


def chapters(index: int, reviewed: Reviewed) -> list[Chapter]:
    """The headings of the two highest levels, each with the findings up to the next one."""
    shown = sorted({heading.level for heading in reviewed.facts.headings})[:2]
    headings = sorted((h for h in reviewed.facts.headings if h.level in shown), key=lambda h: h.block)
    starts = [heading.block for heading in headings] + [1 << 30]
    blocks = [f.marks[0].place.block for f in reviewed.findings if f.marks]
    return [
        Chapter(
            f"d{index}b{heading.block}",
            f"{heading.number} {heading.title}".strip(),
            shown.index(heading.level) + 1,
            sum(start <= block < end for block in blocks),
        )
        for heading, start, end in zip(headings, starts, starts[1:], strict=False)
    ]
