"""Where the places of a workbook's document are: sheet part, row and column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanheng.read.draft import Draft
from quanheng.read.sheet import add_sheet
from quanheng.read.xlsx import book, is_ours

if TYPE_CHECKING:
    from quanheng.model.document import Block
    from quanheng.model.finding import Mark
    from quanheng.read.package import Package
    from quanheng.read.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Address:
    """A cell: the part and name of its sheet, row and column from 0."""

    part: str
    sheet: str
    row: int
    column: int

    @property
    def reference(self) -> str:
        """As B3."""
        return reference(self.row, self.column)

    @property
    def link(self) -> str:
        """As '收入表'!B3."""
        return f"'{self.sheet.replace(chr(39), chr(39) * 2)}'!{self.reference}"


@dataclass(slots=True)
class _Span:
    blocks: list[Block]
    part: str
    name: str
    texts: dict[tuple[int, int], str]


class Addresses:
    """The workbook walked as the reader walks it, so that every block knows its sheet."""

    def __init__(self, package: Package) -> None:
        draft = Draft()
        self._spans: list[_Span] = []
        self.lists: list[tuple[str, Sheet]] = []
        """Our own lists of an earlier annotation with their parts."""
        for part, sheet in book(package):
            if is_ours(sheet):
                self.lists.append((part, sheet))
                continue
            texts, first = dict(sheet.texts), len(draft.blocks)
            add_sheet(draft, sheet)
            self._spans.append(_Span(draft.blocks[first:], part, sheet.name, texts))

    def sheets(self) -> list[tuple[str, str]]:
        """Part and name of every sheet but our own list."""
        return [(span.part, span.name) for span in self._spans]

    def of(self, mark: Mark) -> Address | None:
        """The cell of a mark, None for one that stands in no sheet of this file."""
        if mark.document:
            return None
        for span in self._spans:
            if span.blocks and span.blocks[0].index <= mark.place.block <= span.blocks[-1].index:
                cell = mark.place.cell
                row, column = (cell.row, cell.column) if cell else _line(span, mark)
                return Address(span.part, span.name, row, column)
        return None


def _line(span: _Span, mark: Mark) -> tuple[int, int]:
    """The cell of a line of text: the one that holds the marked words, else the beginning of the sheet.

    A line that became a paragraph has lost its address; of several cells with the same words
    that one is taken whose text is part of the paragraph, or has the paragraph in it.
    """
    block = next(b for b in span.blocks if b.index == mark.place.block)
    whole = "".join(block.text.split())
    best: tuple[int, int] = (0, 0)
    most = 0
    for place, text in sorted(span.texts.items()):
        flat = "".join(text.split())
        within = len(flat) if flat and flat in whole else len(whole) if whole in flat else 0
        fits = within + (10_000 if within and "".join(mark.text.split()) in flat else 0)
        if fits > most:
            best, most = place, fits
    return best


def reference(row: int, column: int) -> str:
    """B3 of (2, 1)."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
