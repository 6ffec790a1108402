"""From a place in a document back to the line of the plain text that it was read from."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.model.document import Block, Document
from quanheng.model.place import Place

_Key = tuple[int, int, int]  # block, row and column of the cell; -1 outside tables
_OUTSIDE = ("header", "footer")


class Lines:
    """The lines of a text, counted from 1, and where each block and cell begins."""

    def __init__(self, text: str, document: Document) -> None:
        self._lines = text.split("\n")
        self._starts = self._find(document)

    def text(self, number: int) -> str:
        """That line without its blanks, "" beyond the end."""
        return self._lines[number - 1].strip() if 0 < number <= len(self._lines) else ""

    def of(self, place: Place) -> int:
        """The line where the figure or relation begins."""
        first, inner = self._starts.get(_key(place), (1, ""))
        return first + inner[: place.start].count("\n")

    def near(self, place: Place, line: int, most: int) -> bool:
        """True when the place, its paragraph or its row is at most so many lines from that line."""
        keys = [_key(place)]
        if place.cell is not None:
            keys = [key for key in self._starts if key[:2] == (place.block, place.cell.row)]
        spans = [self._starts[key] for key in keys if key in self._starts]
        first = min((start for start, _ in spans), default=0)
        last = max((start + text.count("\n") for start, text in spans), default=0)
        return first - most <= line <= last + most

    def _find(self, document: Document) -> dict[_Key, tuple[int, str]]:
        """Blocks stand in reading order, so each is looked for behind the one before."""
        starts: dict[_Key, tuple[int, str]] = {}
        line, column = 0, 0
        for block in document.blocks:
            for key, text in _pieces(block):
                first = text.strip().split("\n")[0].strip()
                at = self._search(first, line, column) if first else None
                if at is not None and block.kind not in _OUTSIDE:
                    line, column = at[0], at[1] + len(first)
                starts[key] = ((at[0] if at else line) + 1, text)
        return starts

    def _search(self, piece: str, line: int, column: int) -> tuple[int, int] | None:
        for number in range(line, len(self._lines)):
            found = self._lines[number].find(piece, column if number == line else 0)
            if found >= 0:
                return number, found
        return None


def _key(place: Place) -> _Key:
    cell = place.cell
    return (place.block, cell.row, cell.column) if cell else (place.block, -1, -1)


def _pieces(block: Block) -> Iterator[tuple[_Key, str]]:
    if block.table is None:
        yield (block.index, -1, -1), block.text
        return
    for cell in sorted(block.table.cells, key=lambda c: (c.row, c.column)):
        yield (block.index, cell.row, cell.column), cell.text
