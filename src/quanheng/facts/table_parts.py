"""Rows under 其中 and the row that they are of, column by column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from quanheng.facts.grids import DELTA, Entry, Grid, Row, is_money
from quanheng.facts.operands import sum_of
from quanheng.facts.total_rows import AMONG, LAST, MONEY_ROLES, numbering, of_column
from quanheng.lexicon.load import partitions
from quanheng.model.relation import Claim

_BREAK = re.compile(r"^(?:收入|支出|本年收入|本年支出|总分|合计|总计|年度总体|年度总|绩效|按.*分)")
_FUND_TOTAL = re.compile(r"资金(?:申请)?总额|^总额")
_RANKS = {"一、": 1, "一）": 2}
_GOAL = re.compile(r"目标|指标")


def _label(row: Row, column: int) -> str:
    """The words nearest on the left of a column: in a table of two halves those of its own half."""
    return next((text for at, text in reversed(row.words) if at < column), "")


def _rank(label: str) -> int:
    """How deep a numbered row stands: 一、 1, （一） 2, 1. 3; 0 without a number."""
    style = numbering(label)
    return _RANKS.get(style, len(_RANKS) + 1) if style else 0


def _is_covered(grid: Grid, row: Row, column: int) -> bool:
    """True where a cell from the row above reaches down into this one."""
    return any(
        c.row < row.at < c.row + c.rows and c.column <= column < c.column + c.columns
        for c in grid.table.cells
        if c.rows > 1
    )


def _children(grid: Grid, at: int, column: int) -> list[Row]:
    """Rows under 其中 until a row of the total's rank, by the labels on the left of a column."""
    rows = grid.rows
    if at + 1 >= len(rows) or not AMONG.match(_label(rows[at + 1], column)):
        return []
    rank = _rank(_label(rows[at], column))
    found = [rows[at + 1]]
    for row in rows[at + 2 :]:
        label = _label(row, column)
        if not label and _is_covered(grid, row, column):
            continue
        if not label or any(mark.search(label) for mark in (_BREAK, AMONG, _FUND_TOTAL, _GOAL)):
            break
        if rank and 0 < _rank(label) <= rank:
            break  # 一、流动资产 其中：货币资金; 二、固定资产
        found.append(row)
    return found


def _closed(total: Entry, parts: Sequence[Entry]) -> bool:
    items = {p.figure.item for p in parts}
    if _FUND_TOTAL.search(total.label):
        return True
    return any(p.whole == total.figure.item and p.parts <= items for p in partitions())


def sum_claims(grid: Grid) -> Iterator[Claim]:
    """A total and its 其中 rows, column by column; parts that exceed the whole are always wrong."""
    for at, total in enumerate(grid.rows):
        for entry in total.entries:
            if entry.role not in MONEY_ROLES or not is_money(entry):
                continue
            below = (of_column(child, entry) for child in _children(grid, at, entry.column))
            parts = [e for e in below if e is not None and is_money(e)]
            if parts:
                goes_on = any(LAST.search(_label(row, entry.column)) for row in grid.rows[at + 1 :])
                yield _among(entry, parts, goes_on)


def _among(entry: Entry, parts: Sequence[Entry], goes_on: bool) -> Claim:
    """One total; where the table `goes_on` to a total of its own, rows behind the first part may stand beside the total."""
    operands = sum_of(entry, parts)
    sure = parts[:1] if goes_on else parts
    over = sum((p.figure.base for p in sure), Decimal(0)) > entry.figure.base
    closed = _closed(entry, parts) or (over and entry.role != DELTA)
    kind = "sum" if len(parts) > 1 or _FUND_TOTAL.search(entry.label) else "subset"
    return Claim(kind, "table-sum", operands, entry.figure.place, closed=closed)
