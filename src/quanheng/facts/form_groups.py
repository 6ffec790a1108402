"""Groups of rows in a form whose head gives their points: 产出指标（50分）."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from quanheng.facts.form_rows import BLANKS, FEWEST_ROWS, is_subtotal_row, is_total_row, score_sum
from quanheng.facts.grids import GOT, POINTS, Entry, Grid, Row
from quanheng.facts.tokens import number
from quanheng.model.document import TableCell
from quanheng.model.figure import Figure
from quanheng.model.place import Cell, Place
from quanheng.model.quantity import unit
from quanheng.model.relation import Claim, Operand

_GROUP = re.compile(r"[（(](\d+(?:\.\d+)?)分[）)]")


def _group_figure(grid: Grid, cell: TableCell, digits: str, like: Entry) -> Figure:
    """The points that a group's head gives: 产出指标（50分）."""
    value, decimals = number(digits)
    start = cell.text.find(digits)
    near = like.figure.place
    where = Cell(grid.table.number, cell.row, cell.column)
    place = Place(near.block, start, start + len(digits), near.section, near.page, where)
    surface = BLANKS.sub("", cell.text).split("（")[0]
    return Figure(-1, f"{digits}分", value, unit("分"), decimals, place, kind="rule", surface=surface)


def _groups(grid: Grid) -> Iterator[tuple[TableCell, str, list[Row], bool]]:
    """Head cell, its points, its rows, and whether another group follows."""
    given = [
        (c, found[1])
        for c in grid.table.cells
        if "分" in c.text and (found := _GROUP.search(BLANKS.sub("", c.text)))
    ]
    beside = Counter(c.row for c, _ in given)  # 决策（15分） | 过程（20分） | 产出（30分）: heads of columns
    marked = [(c, digits) for c, digits in given if c.column <= 1 and beside[c.row] < FEWEST_ROWS]
    for at, (cell, digits) in enumerate(marked):
        total = next((r.at for r in grid.rows if r.at > cell.row and is_total_row(r)), grid.table.height)
        last = at + 1 == len(marked) or marked[at + 1][0].row > total
        end = total if last else marked[at + 1][0].row
        rows = [row for row in grid.rows if cell.row <= row.at < end and not is_total_row(row)]
        yield cell, digits, rows, last


def group_claims(grid: Grid) -> Iterator[Claim]:
    """Weights of a group's rows make its points, or its scores stay within them; the groups make the total."""
    heads: list[Figure] = []
    for cell, digits, rows, last in _groups(grid):
        own = [row for row in rows if not is_subtotal_row(row)]
        yield from _subtotals(own, [row for row in rows if is_subtotal_row(row)])
        parts = [e for row in own if (e := row.entry(POINTS)) is not None]
        scores = [e for row in own if (e := row.entry(GOT)) is not None]
        some = parts or scores
        if not some:
            continue
        total = _group_figure(grid, cell, digits, some[0])
        heads.append(total)
        if len(parts) > 1 or (parts and not last):
            yield score_sum("group-weights", total, [e.figure for e in parts])
        elif not parts and scores:
            operands = (Operand("total", total), *(Operand("part", e.figure) for e in scores))
            yield Claim("score_cap", "group-cap", operands, total.place)
    yield from _heads(grid, heads)


def _subtotals(rows: Sequence[Row], subtotals: Sequence[Row]) -> Iterator[Claim]:
    """小计 under the rows of one group: its weight and its score are those of the rows together."""
    if len(subtotals) != 1 or not rows or subtotals[0].at < rows[-1].at:
        return
    for role in (POINTS, GOT):
        total, parts = subtotals[0].entry(role), [row.entry(role) for row in rows]
        read = [e.figure for e in parts if e is not None]
        if total is not None and len(read) == len(parts) > 1:
            yield score_sum("group-subtotal", total.figure, read)


def _heads(grid: Grid, heads: list[Figure]) -> Iterator[Claim]:
    """Where the rows have no weights of their own: the groups and the execution rate make 100."""
    if len(heads) < FEWEST_ROWS:
        return
    groups = {id(row) for _, _, rows, _ in _groups(grid) for row in rows}
    rates = [
        e.figure
        for row in grid.rows
        if id(row) not in groups and not is_total_row(row)
        for e in row.entries
        if e.role == POINTS
    ]
    totals = [row.entries[0].figure for row in grid.rows if is_total_row(row) and len(row.entries) > 1]
    inner = [e for row in grid.rows if id(row) in groups for e in row.entries if e.role == POINTS]
    if len(rates) == 1 and len(totals) == 1 and not inner:
        yield score_sum("head-weights", totals[0], [*heads, *rates], closed=False)
