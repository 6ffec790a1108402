"""Points and scores of a self-evaluation form: totals, groups, caps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quanheng.facts.grids import GOT, POINTS, Entry, Grid, Row, is_points
from quanheng.facts.tokens import number
from quanheng.model.document import TableCell
from quanheng.model.figure import Figure
from quanheng.model.place import Cell, Place
from quanheng.model.quantity import OTHER as OTHER_DIMENSION
from quanheng.model.quantity import SCORE, unit
from quanheng.model.relation import Claim, Operand

_TOTAL_ROW = re.compile(r"^(?:总分|合计|总计|得分合计|总得分|评价得分|自评得分)")
_GROUP = re.compile(r"[（(](\d+(?:\.\d+)?)分[）)]")
_ROWS = 3  # fewer rows are no form


def _is_total(row: Row) -> bool:
    return any(_TOTAL_ROW.match(re.sub(r"\s|，", "", text)) for text in (row.label, *row.texts[:3]))


def _sum(template: str, total: Figure, parts: Sequence[Figure], closed: bool = True) -> Claim:
    operands = (Operand("total", total), *(Operand("part", f) for f in parts))
    return Claim("score_sum", template, operands, total.place, closed=closed)


def total_claims(grids: Sequence[Grid], texts: Sequence[Figure]) -> Iterator[Claim]:
    """Scores add up to the total, weights to 100, over all tables of the form; `texts` are total scores in the text."""
    rows = [row for grid in grids for row in grid.rows]
    totals = [row for row in rows if _is_total(row)]
    yield from _confirmed(totals, texts)
    if len(totals) != 1:
        return
    printed = [e.figure for e in totals[0].entries]
    scores = [e.figure for row in rows if row is not totals[0] for e in row.entries if e.role == GOT]
    points = [e.figure for row in rows if row is not totals[0] for e in row.entries if e.role == POINTS]
    weights = [f for f in printed if f.unit.dimension in (SCORE, OTHER_DIMENSION)]
    if len(weights) > 1 and len(points) >= _ROWS:
        weights[-2].unit = unit("分")
        yield _sum("table-weights", weights[-2], points)
    if printed and len(scores) >= _ROWS:
        total = printed[-1]
        total.unit = unit("分")
        for text in texts:
            pair = (Operand("stated", text), Operand("first", total))
            yield Claim("text_table", "total-score", pair, text.place, closed=True)
        yield _sum("table-scores", total, scores, closed=len(scores) >= len(points))


def _confirmed(totals: Sequence[Row], texts: Sequence[Figure]) -> Iterator[Claim]:
    """A total score of the text that a 总分 row has somewhere: in a broken table it can only confirm."""
    for text in texts:
        found = next((e.figure for row in totals for e in row.entries if e.figure.value == text.value), None)
        if found is not None and len(totals) == 1 and len(totals[0].entries) == 1:
            found.unit = unit("分")
            pair = (Operand("stated", text), Operand("first", found))
            yield Claim("text_table", "total-seen", pair, text.place, closed=False)


def _group_figure(grid: Grid, cell: TableCell, digits: str, like: Entry) -> Figure:
    """The points that a group's head gives: 产出指标（50分）."""
    value, decimals = number(digits)
    start = cell.text.find(digits)
    near = like.figure.place
    where = Cell(grid.table.number, cell.row, cell.column)
    place = Place(near.block, start, start + len(digits), near.section, near.page, where)
    surface = re.sub(r"\s", "", cell.text).split("（")[0]
    return Figure(-1, f"{digits}分", value, unit("分"), decimals, place, kind="rule", surface=surface)


def _groups(grid: Grid) -> Iterator[tuple[TableCell, str, list[Row], bool]]:
    """Head cell, its points, its rows, and whether another group follows."""
    marked = [
        (c, found[1])
        for c in grid.table.cells
        if (found := _GROUP.search(re.sub(r"\s", "", c.text))) and c.column <= 1
    ]
    for at, (cell, digits) in enumerate(marked):
        last = at + 1 == len(marked)
        end = grid.table.height if last else marked[at + 1][0].row
        rows = [row for row in grid.rows if cell.row <= row.at < end and not _is_total(row)]
        yield cell, digits, rows, last


def group_claims(grid: Grid) -> Iterator[Claim]:
    """Weights of a group's rows make its points, or its scores stay within them; the groups make the total."""
    heads: list[Figure] = []
    for cell, digits, rows, last in _groups(grid):
        parts = [e for row in rows if (e := row.entry(POINTS)) is not None]
        scores = [e for row in rows if (e := row.entry(GOT)) is not None]
        some = parts or scores
        if not some:
            continue
        total = _group_figure(grid, cell, digits, some[0])
        heads.append(total)
        if len(parts) > 1 or (parts and not last):
            yield _sum("group-weights", total, [e.figure for e in parts])
        elif not parts and scores:
            operands = (Operand("total", total), *(Operand("part", e.figure) for e in scores))
            yield Claim("score_cap", "group-cap", operands, total.place)
    yield from _heads(grid, heads)


def _heads(grid: Grid, heads: list[Figure]) -> Iterator[Claim]:
    """Where the rows have no weights of their own: the groups and the execution rate make 100."""
    groups = {id(row) for _, _, rows, _ in _groups(grid) for row in rows}
    rates = [
        e.figure
        for row in grid.rows
        if id(row) not in groups and not _is_total(row)
        for e in row.entries
        if e.role == POINTS
    ]
    totals = [row.entries[0].figure for row in grid.rows if _is_total(row) and len(row.entries) > 1]
    inner = [e for row in grid.rows if id(row) in groups for e in row.entries if e.role == POINTS]
    if len(heads) >= _ROWS and len(rates) == 1 and len(totals) == 1 and not inner:
        yield _sum("head-weights", totals[0], [*heads, *rates], closed=False)


def capped_claims(grid: Grid) -> Iterator[Claim]:
    """A score does not exceed its weight."""
    for row in grid.rows:
        points, score = row.entry(POINTS), row.entry(GOT)
        if points is not None and score is not None and is_points(points) and is_points(score):
            operands = (Operand("total", points.figure), Operand("part", score.figure))
            yield Claim("at_most", "score-cap", operands, score.figure.place)


def form_claims(grids: Sequence[Grid], totals: Sequence[Figure]) -> Iterator[Claim]:
    """What the points and scores of all tables assert; `totals` are total scores of the text."""
    for grid in grids:
        yield from capped_claims(grid)
        yield from group_claims(grid)
    yield from total_claims(grids, totals)
