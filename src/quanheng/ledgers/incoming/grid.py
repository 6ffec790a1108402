"""A table as it came: cells with their merges, lines above it, from a clipboard or a file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain

from quanheng.model.document import Document, Table
from quanheng.read import Unreadable, read
from quanheng.read.stored import StoredSheet, stored

_PERCENT = "%"
_SPANS = re.compile(r"""(?:row|col)span\s*=\s*["']?\s*(?:[2-9]|1\d)""", re.IGNORECASE)
"""HTML in which a cell covers others; without one the plain text says everything."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows; `exact` is the number behind it where the file keeps one.

    `below`, `right`: the place is covered by a merged cell that begins further up, or further left.
    """

    text: str = ""
    exact: Decimal | None = None
    below: bool = False
    right: bool = False
    hidden: bool = False

    @property
    def words(self) -> str:
        """The text to be typed: the exact number where rounding or a format hides digits of it."""
        if self.exact is None or not _is_plain_number(self.text):
            return self.text
        number = self.exact * 100 if self.text.endswith(_PERCENT) else self.exact
        return format(number, "f") + (_PERCENT if self.text.endswith(_PERCENT) else "")


def _is_plain_number(text: str) -> bool:
    """Digits, separators and a sign only: neither a date nor an amount with its unit."""
    kept = text.strip().strip("¥￥%()-").replace(",", "").replace(".", "", 1)
    return kept.isdigit() and not (text.count("-") > 1)


@dataclass(slots=True)
class Grid:
    """A table: rows of cells, all of one width; `first` is the number of its first row in the source, from 1.

    `above` are the lines over it in the file (titles, units); `name` is the sheet's, "" for a clipboard.
    `remarks` say in Chinese what the source leaves in doubt.
    """

    rows: list[list[Cell]]
    name: str = ""
    above: list[str] = field(default_factory=list)
    first: int = 1
    block: int = 0
    table: int = 0
    remarks: list[str] = field(default_factory=list)


def pasted(text: str, html: str = "") -> Grid:
    """The table on a clipboard: values from the plain text, merged cells from the HTML where the shapes agree."""
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=False))
    while lines and not any(lines[-1]):
        lines.pop()
    width = max(map(len, lines), default=0)
    cells = {
        value: Cell(value) for value in {"", *chain.from_iterable(lines)}
    }  # equal ones stand for each other
    grid = Grid([[cells[value] for value in [*row, *[""] * (width - len(row))]] for row in lines])
    if _SPANS.search(html):
        _merge(grid, html)
    return grid


def _merge(grid: Grid, html: str) -> None:
    table = next(iter(_tables(html)), None)
    width = len(grid.rows[0]) if grid.rows else 0
    if table is None or (table.height, table.width) != (len(grid.rows), width):
        merged = table is not None and any(cell.rows > 1 or cell.columns > 1 for cell in table.cells)
        if merged:
            grid.remarks.append("粘贴的文字与网页格式行列数不同，合并单元格没有还原")
        return
    for cell in table.cells:
        text = grid.rows[cell.row][cell.column].text
        for row in range(cell.row, min(cell.row + cell.rows, table.height)):
            for column in range(cell.column, min(cell.column + cell.columns, width)):
                if (row, column) != (cell.row, cell.column):
                    grid.rows[row][column] = Cell(text, below=row > cell.row, right=column > cell.column)


def _tables(html: str) -> Iterator[Table]:
    try:
        document = read(html.encode("utf-8", "replace"), "剪贴板.html")
    except Unreadable:
        return
    for _, table in document.tables():
        yield table


def grids(data: bytes, name: str) -> list[Grid]:
    """Every table of a file (xlsx, xls, HTML that calls itself xls, docx, csv); raises Unreadable."""
    return grids_of(read(data, name), data)


def grids_of(document: Document, data: bytes) -> list[Grid]:
    """Every table of a document that was read from these bytes."""
    exact = {sheet.name: sheet for sheet in stored(data).sheets} if document.format == "xlsx" else {}
    return list(_grids(document, exact))


def _grids(document: Document, exact: dict[str, StoredSheet]) -> Iterator[Grid]:
    above: list[str] = []
    sheet = ""
    for block in document.blocks:
        if block.kind == "heading" and document.format in ("xlsx", "xls", "ods"):
            sheet, above = block.text, []
        elif block.table is None:
            above.append(block.text)
        else:
            rows = _rows(block.table, exact.get(sheet))
            yield Grid(rows, sheet, above, block=block.index, table=block.table.number)
            above = []


def _rows(table: Table, sheet: StoredSheet | None) -> list[list[Cell]]:
    """The cells of a table; row and column of a sheet's table are those of the sheet."""
    made: list[list[Cell]] = []
    for at, row in enumerate(table.grid()):
        line: list[Cell] = []
        for column, cell in enumerate(row):
            if cell is None:
                line.append(Cell())
                continue
            kept = sheet.cells.get((at + 1, column + 1)) if sheet is not None else None
            number = kept.value if kept is not None and isinstance(kept.value, Decimal) else None
            line.append(Cell(cell.text, number, at > cell.row, column > cell.column, cell.hidden))
        made.append(line)
    return made


def texts(row: Sequence[Cell]) -> list[str]:
    """What the cells of a row say, a merged one once."""
    return [words for cell in row if not cell.right and (words := cell.text.strip())]
