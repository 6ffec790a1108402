"""Tables of a web page: which of them hold data, and their grid."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from quanheng.model.document import TableCell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selectolax.lexbor import LexborNode

_MOST_COLUMNS = 1000
_PROSE = 80
_FEW = 4


def is_layout(table: LexborNode) -> bool:
    """True for a table that only arranges the page: it holds tables, or little but long prose."""
    if any(inner.mem_id != table.mem_id for inner in table.css("table")):
        return True
    cells = list(islice((cell for row in rows(table) for cell in _cells(row)), _FEW + 1))
    if len(cells) > _FEW:
        return False
    return len(cells) <= 1 or any(len(cell.text().strip()) > _PROSE for cell in cells)


def slots(table: LexborNode, shown: Callable[[LexborNode], str]) -> tuple[int, int, list[TableCell]]:
    """Height, width and cells of a table; `shown` gives the text of a cell."""
    found: list[TableCell] = []
    taken: dict[int, int] = {}  # column: first row that is free again
    lines = list(rows(table))
    for number, row in enumerate(lines):
        column = 0
        for node in _cells(row):
            while taken.get(column, 0) > number:
                column += 1
            told = node.attributes
            columns = _span(told.get("colspan"), 1, _MOST_COLUMNS)
            # A rowspan of 0 reaches to the end of the table.
            down = min(_span(told.get("rowspan"), 0, len(lines)) or len(lines), len(lines) - number)
            found.append(TableCell(number, column, shown(node), down, columns))
            for covered in range(column, column + columns):
                taken[covered] = number + down
            column += columns
    return len(lines), max((c.column + c.columns for c in found), default=0), found


def rows(table: LexborNode) -> Iterator[LexborNode]:
    """The tr elements of this table, not of those inside it."""
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from rows(child)


def _cells(row: LexborNode) -> Iterator[LexborNode]:
    return (child for child in row.iter() if child.tag in ("td", "th"))


def _span(written: str | None, least: int, most: int) -> int:
    """Colspan or rowspan as written, 1 where it is no number."""
    text = (written or "").strip()
    return min(max(int(text), least), most) if text.isascii() and text.isdigit() else 1
