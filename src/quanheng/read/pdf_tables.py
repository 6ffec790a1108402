"""Tables that go on over pages, put together again."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from quanheng.model.document import TableCell
from quanheng.read.pdf_alignment import is_number
from quanheng.read.pdf_paragraphs import begins

if TYPE_CHECKING:
    from quanheng.read.pdf_lines import Line
    from quanheng.read.pdf_page import TablePart
    from quanheng.read.pdf_turn import Box

_NEAR = 4.0
_MOST_CUT = 5
"""Rows of a repeated head over which its words may be shared out otherwise."""
_LOOKED_AT = 3000
"""Cells at the head and the foot of a long table that the next page is compared with."""


@dataclass(slots=True, eq=False)
class WholeTable:
    """A table from one part or more; `xs` are the edges of its columns, `page` and `last` its pages."""

    page: int
    height: int
    xs: list[float]
    cells: list[TableCell]
    box: Box
    last: int
    cut: bool
    titles: list[Line] = field(default_factory=list)
    whites: list[tuple[float, float]] = field(default_factory=list)
    full: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.xs) - 1

    def takes(self, part: TablePart) -> bool:
        """True when the columns of the part are columns of this table, or the reverse."""
        return self._edges(part) is not None

    def _edges(self, part: TablePart) -> list[float] | None:
        """Edges of the columns of both: those of the rules, or where no rule is, those in the common white."""
        if not (self.whites or part.whites):
            return common_edges(self.xs, part.xs)
        common = _common_whites(self.whites, part.whites)
        return [self.xs[0], *((a + b) / 2 for a, b in common), self.xs[-1]] if common else None

    def add(self, part: TablePart, page: int) -> None:
        """Append the rows of a part that `takes` approved, without the head that it repeats."""
        xs = self._edges(part)
        assert xs is not None
        own, new = _spread(self.cells, self.xs, xs), _spread(part.cells, part.xs, xs)
        skip = _repeated_rows(own[:_LOOKED_AT], new)
        # A row that the page end cuts begins on one page and goes on in the first row of the next.
        joins = (self.cut and (part.opened or skip > 0)) or self._goes_on(own, new, skip)
        shift = self.height - skip - (1 if joins else 0)
        last = {c.column: c for c in own[-_LOOKED_AT:] if c.row + c.rows == self.height}
        for cell in new:
            if cell.row < skip:
                continue
            above = last.get(cell.column) if cell.row == skip else None
            if above is not None and above.columns == cell.columns and (joins or _is_rest(above, cell)):
                _append(above, cell)
                above.rows += cell.rows - (1 if joins else 0)
                continue
            cell.row += shift
            own.append(cell)
        self.height = shift + part.height
        self.xs, self.cells, self.cut = xs, own, part.cut
        self.full = part.full
        self.last, self.whites = page, _common_whites(self.whites, part.whites)

    def _goes_on(self, own: list[TableCell], new: list[TableCell], skip: int) -> bool:
        """The first new row is nothing but the rest of names that the last row had no room for."""
        rest = _named(new, skip)
        if not rest or not rest.keys() <= self.full or any(cell.rows > 1 for cell in new if cell.row == skip):
            return False
        above = _named(own[-_LOOKED_AT:], self.height - 1)
        names = all(not is_number(above.get(column, "0").split("\n")[-1]) for column in rest)
        return names and len(above) > len(rest) and not any(is_number(t) or begins(t) for t in rest.values())


def _named(cells: list[TableCell], row: int) -> dict[int, str]:
    """The cells of one row that have a text, by their column."""
    return {cell.column: cell.text for cell in cells if cell.row == row and cell.text}


def _append(above: TableCell, cell: TableCell) -> None:
    """The text of a cell behind that of the one above it, with what is known of its legibility."""
    at = len(above.text) + 1 if above.text and cell.text else len(above.text)
    above.unsure += tuple((start + at, end + at, sure) for start, end, sure in cell.unsure)
    above.text = "\n".join(filter(None, (above.text, cell.text)))
    above.confidence = min((c for c in (above.confidence, cell.confidence) if c is not None), default=None)


def whole(part: TablePart, page: int, titles: list[Line]) -> WholeTable:
    """A table that begins with this part, under these lines."""
    made = WholeTable(page, part.height, part.xs, list(part.cells), part.box, page, part.cut, titles)
    made.whites, made.full = part.whites, part.full
    return made


def _common_whites(
    first: list[tuple[float, float]], second: list[tuple[float, float]]
) -> list[tuple[float, float]]:
    """The white that the columns of both leave free; empty when they have not the same columns."""
    common = [(max(a, c), min(b, d)) for (a, b), (c, d) in zip(first, second, strict=False)]
    same = len(first) == len(second) and all(left < right for left, right in common)
    return common if same else []


def common_edges(xs: list[float], others: list[float]) -> list[float] | None:
    """The finer of two column grids when it holds all edges of the coarser, else None."""
    coarse, fine = sorted((xs, others), key=len)
    shift = fine[0] - coarse[0]
    if abs(shift) > _NEAR * 3 or abs(fine[-1] - coarse[-1] - shift) > _NEAR:
        return None
    held = all(any(abs(x + shift - f) < _NEAR for f in fine) for x in coarse)
    return fine if held and len(coarse) > 2 else None


def _spread(cells: list[TableCell], old: list[float], new: list[float]) -> list[TableCell]:
    """The cells with their columns counted in a finer grid."""
    if len(old) == len(new):
        return cells
    shift = new[0] - old[0]
    at = [min(range(len(new)), key=lambda n: abs(new[n] - x - shift)) for x in old]
    for cell in cells:
        cell.column, end = at[cell.column], at[cell.column + cell.columns]
        cell.columns = end - cell.column
    return cells


def _is_rest(above: TableCell, cell: TableCell) -> bool:
    """A blank cell over several rows under one with a text: a label that spans the page end."""
    return cell.rows > 1 and not cell.text and above.rows > 1 and bool(above.text)


def _repeated_rows(first: list[TableCell], second: list[TableCell]) -> int:
    """How many rows at the top of the second part repeat the top of the first.

    A head that is printed again may be cut differently: its words stand in the same columns, a line
    of them perhaps in the next row.
    """
    count = 0
    heads: dict[int, str] = {}
    again: dict[int, str] = {}
    rows = _rows(second)
    for number, (a, b) in enumerate(zip(_rows(first), rows, strict=False), 1):
        if [column for column, _ in a] != [column for column, _ in b] or not any(text for _, text in a):
            break
        for words, row in ((heads, a), (again, b)):
            for column, text in row:
                words[column] = words.get(column, "") + text
        if heads == again:
            count = number
        elif count or number > _MOST_CUT:
            break
    # Something must be left, and a cell that spans rows must not be cut.
    if count == len(rows) or any(c.row < count < c.row + c.rows for c in second):
        return 0
    return count


def _rows(cells: list[TableCell]) -> list[list[tuple[int, str]]]:
    ordered = sorted(cells, key=lambda c: (c.row, c.column))
    return [
        [(c.column, "".join(c.text.split())) for c in row] for _, row in groupby(ordered, lambda c: c.row)
    ]
