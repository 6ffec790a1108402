"""A form as rows under a header row, each cell tied to its paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from quanheng.facts.paragraphs import Paragraph
from quanheng.facts.wording_statement import said

if TYPE_CHECKING:
    from quanheng.model.document import Table, TableCell
    from quanheng.model.figure import Statement

_SPACE = re.compile(r"\s+")
_TOTAL = re.compile(r"总分|合计|小计|总计|得分|满分")
_AMOUNT_HEAD = re.compile(r"(?:预算|执行|决算)数|金额")
_LABEL_HEAD = re.compile(r"性质|单位|级指标")
Places: TypeAlias = "Mapping[tuple[int, int, int], Paragraph]"
_Cells: TypeAlias = "Sequence[Sequence[TableCell | None]]"


class FormBlock:
    """The rows under one header row of a form; `body` numbers those that hold something."""

    def __init__(
        self, table: int, places: Places, grid: _Cells, rows: list[list[str]], span: tuple[int, int]
    ) -> None:
        self.table, self.places, self.grid, self.rows = table, places, grid, rows
        self.head = span[0]
        self.body = [
            r for r in range(span[0] + 1, span[1]) if any(rows[r]) and self.rows[r] != self.rows[self.head]
        ]

    def column(self, *names: str) -> int | None:
        """The first column whose heading begins with one of `names`."""
        return next((c for c, text in enumerate(self.rows[self.head]) if text.startswith(names)), None)

    def text(self, row: int, column: int | None) -> str:
        """The text of a cell without its blanks; "" of a column that is not there."""
        return "" if column is None else self.rows[row][column]

    def said(self, kind: str, row: int, column: int, **notes: str) -> Iterator[Statement]:
        """A statement over a whole cell; none over an empty one, which has no text to stand on."""
        cell = self.grid[row][column]
        if cell is not None and (p := self.places.get((self.table, cell.row, cell.column))):
            yield said(kind, p, (0, len(p.text)), **notes)

    def starts_here(self, row: int, column: int) -> bool:
        """False in the later rows of a cell merged downwards: it was judged in its first."""
        cell = self.grid[row][column]
        return cell is None or cell.row == row

    def totals(self, row: int, stop: int | None = None) -> bool:
        """True when one of the cells before `stop` names a total."""
        return any(_TOTAL.search(text) for text in self.rows[row][:stop])

    def shifted(self, row: int) -> bool:
        """A row that lost a cell on the way: a rate under an amount, a number under a name of a unit."""
        pairs = zip(self.rows[self.head], self.rows[row], strict=True)
        return any(
            (_AMOUNT_HEAD.search(head) and text.endswith("%"))
            or (_LABEL_HEAD.search(head) and text.isdigit())
            for head, text in pairs
        )


def form_blocks(table: Table, places: Places) -> Iterator[FormBlock]:
    """The blocks of a form, one for each header row; none of a table that gives no points."""
    grid = table.grid()
    rows = [["" if cell is None else _SPACE.sub("", cell.text) for cell in row] for row in grid]
    heads = [index for index, row in enumerate(rows) if _is_header(row)]
    for head, stop in zip(heads, [*heads[1:], len(rows)], strict=False):
        yield FormBlock(table.number, places, grid, rows, (head, stop))


def _is_header(row: Sequence[str]) -> bool:
    names = set(row)
    return (("得分" in names or "自评得分" in names) and bool(names & {"分值", "执行率", "权重"})) or (
        "全年执行数" in names and "全年预算数" in names
    )
