"""A document under construction: keeps block indexes and table numbers right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanheng.model.document import Block, Document, Table, TableCell, Unread
from quanheng.model.place import Cell, Place
from quanheng.read.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_PLACES = 5_000_000
"""A table with more grid places than this is refused: it would not fit in memory as a grid."""
MOST_CELLS = 600_000
"""A document with more cells that hold something is refused: their figures would not fit in memory."""


class Draft:
    """Collects blocks in reading order."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.unread: list[Unread] = []
        self._tables = 0
        self._cells = 0

    def add(self, kind: str, text: str, level: int = 0, deleted: str = "") -> Block:
        """Append a block of text and return it."""
        block = Block(len(self.blocks), kind, text, level, deleted=deleted)
        self.blocks.append(block)
        return block

    def add_table(self, height: int, width: int, cells: list[TableCell]) -> Block:
        """Append a table block; its own text is empty, the words are in the cells."""
        if height * width > MOST_PLACES:
            raise Unreadable("表格太大，读不下。", "请删去空白的行和列，或拆成几个文件后再试。")
        self._cells += len(cells)
        if self._cells > MOST_CELLS:
            raise too_many_cells()
        block = self.add("table", "")
        block.table = Table(self._tables, height, width, cells)
        self._tables += 1
        return block

    def add_rows(self, rows: Sequence[Sequence[str]]) -> Block:
        """Append a table without merged cells; short rows stay short, texts are stripped."""
        cells = [TableCell(r, c, text.strip()) for r, row in enumerate(rows) for c, text in enumerate(row)]
        return self.add_table(len(rows), max(map(len, rows), default=0), cells)

    def not_read(self, reason: str, block: int = 0, cell: Cell | None = None) -> None:
        """Note a part that could not be read, with the reason in Chinese."""
        self.unread.append(Unread(Place(block, 0, 0, cell=cell), reason))

    def document(self, name: str, form: str) -> Document:
        """The finished document, without its hash."""
        return Document(name, form, self.blocks, unread=self.unread)


def too_many_cells() -> Unreadable:
    """The refusal of a document with more than MOST_CELLS cells."""
    return Unreadable(f"表格的单元格超过 {MOST_CELLS // 10000} 万个，读不下。", "请拆成几个文件后再试。")
