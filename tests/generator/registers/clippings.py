"""Ledgers as offices keep them in Excel: a title over all columns, the unit of money, numbered rows, sums, a head again.

What is copied from such a sheet reaches the clipboard twice, as tabs and as HTML with the merged cells.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook

from quanheng.ledgers.cells import shown
from quanheng.ledgers.rows import Row
from quanheng.ledgers.schema import MONEY, Column, Schema

_AGAIN = 40
"""Rows after which the head stands once more, as at the top of a printed page."""
Merge = tuple[int, int, int, int]
"""First line and column, last line and column, from 0."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells as texts, and which of them are one."""

    title: str
    cells: list[list[str]]
    merged: list[Merge]

    def tabs(self) -> str:
        """What a spreadsheet gives as text."""
        return "".join("\t".join(line) + "\r\n" for line in self.cells)

    def table(self) -> str:
        """What it gives as HTML beside the text."""
        first = {(top, left): (bottom, right) for top, left, bottom, right in self.merged}
        covered = {cell for one in self.merged for cell in _covered(one)}
        lines = []
        for at, line in enumerate(self.cells):
            made = []
            for column, text in enumerate(line):
                if (at, column) in covered:
                    continue
                bottom, right = first.get((at, column), (at, column))
                spans = f' rowspan="{bottom - at + 1}" colspan="{right - column + 1}"'
                made.append(f"<td{spans}>{html.escape(text)}</td>")
            lines.append(f"<tr>{''.join(made)}</tr>")
        return f"<table>{''.join(lines)}</table>"

    def workbook(self) -> bytes:
        """The file that it was copied from, .xlsx; every cell a text, as long codes have to be."""
        book = Workbook()
        made = book.active
        assert made is not None
        made.title = self.title[:31]
        for line in self.cells:
            made.append(line)
        for top, left, bottom, right in self.merged:
            made.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        out = BytesIO()
        book.save(out)
        return out.getvalue()


def _covered(one: Merge) -> Iterator[tuple[int, int]]:
    top, left, bottom, right = one
    for at in range(top, bottom + 1):
        yield from ((at, column) for column in range(left, right + 1) if (at, column) != (top, left))


def sheet_of(schema: Schema, rows: Sequence[Row], title: str = "") -> Sheet:
    """The rows as an office's sheet."""
    columns = list(schema.columns)
    money = [column for column in columns if column.type == MONEY]
    width = len(columns) + 1
    cells = [[title or f"{schema.title}（台账）", *[""] * (width - 1)]]
    merged = [(0, 0, 0, width - 1)]
    if money:
        cells.append([f"单位：{money[0].unit}", *[""] * (width - 1)])
    head = ["序号", *(column.title for column in columns)]
    for number, row in enumerate(rows):
        if number % _AGAIN == 0:
            cells.append(list(head))
        cells.append([str(number + 1), *(_text(row, column) for column in columns)])
    if money:
        sums = [_sum(rows, column) if column.type == MONEY else "" for column in columns]
        cells.append(["合 计", *sums])
    cells.append(["填报说明：本表由股室日常登记。", *[""] * (width - 1)])
    return Sheet(schema.title, cells, merged)


def _text(row: Row, column: Column) -> str:
    return shown(row.data.get(column.name), column) or row.raw.get(column.name, "")


def _sum(rows: Sequence[Row], column: Column) -> str:
    """The sum in the column's unit, as a formula of the sheet would show it."""
    total = sum(
        (Decimal(_text(row, column)) for row in rows if row.data.get(column.name) is not None), Decimal()
    )
    return f"{total:f}"
