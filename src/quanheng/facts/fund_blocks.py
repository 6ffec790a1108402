"""资金总额 of a form divided 按收入性质分 and 按支出性质分: side by side in one column, or row by row in each column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from quanheng.facts.grids import ADJUSTED, FINAL, INITIAL, Entry, Grid, Row, is_money
from quanheng.facts.operands import sum_of
from quanheng.model.quantity import Interval
from quanheng.model.relation import Claim

_BY_SOURCE = re.compile(r"按.{0,2}收入性质分|按资金来源分|按收入来源分")
_BY_NATURE = re.compile(r"按.{0,2}支出性质分")
_SOURCE = re.compile(r"一般公共预算|政府性基金|国有资本经营|非税|专户|其他资金|上年结转|财政拨款")
_SPENDING = re.compile(r"支出")
_AMONG = re.compile(r"^其中")
_TOTAL = re.compile(r"总")
_BASES = (INITIAL, ADJUSTED, FINAL)
_NEAR = 3  # rows between the total and the first mark
_FEWEST = 2  # columns in which all rows have an amount: they belong to the heads above


def fund_block_claims(grid: Grid) -> Iterator[Claim]:
    """The rows under a mark against the total: in each column where they keep to the columns, else in any of them."""
    totals: list[Entry] = []
    for at, row in enumerate(grid.rows):
        source, nature = (any(p.search(t) for t in row.texts) for p in (_BY_SOURCE, _BY_NATURE))
        if not at or not (source or nature):
            continue
        totals = _totals(grid, at) or totals
        below = _below(grid, at)
        if source != nature and (columns := _columns(below, totals, _SOURCE if source else _SPENDING)):
            yield from _by_column(columns, "by-source" if source else "by-nature")
        elif source:
            yield from _in_any(grid, row, below, totals)


def forget_bases(grid: Grid) -> None:
    """Right of 按支出性质分 beside 按收入性质分 the heads above do not hold: its amounts are of no column of theirs."""
    for at, row in enumerate(grid.rows):
        limit = next((c for c, t in row.words if _BY_NATURE.search(t)), 0)
        if limit and any(_BY_SOURCE.search(t) for c, t in row.words if c < limit):
            for entry in (e for below in _below(grid, at) for e in below.entries):
                if entry.column >= limit and is_money(entry):
                    entry.figure.basis = ""


def _totals(grid: Grid, at: int) -> list[Entry]:
    """The amounts of the total right above a mark; the second mark has the parts of the first between."""
    return [
        entry
        for row in grid.rows[max(0, at - _NEAR) : at]
        if _TOTAL.search(row.label) or _TOTAL.search("".join(row.texts))
        for entry in row.entries
        if is_money(entry) and entry.role in _BASES
    ]


def _below(grid: Grid, at: int) -> list[Row]:
    """The rows with numbers under a mark, as far as its part of the table goes."""
    end = next((h for h in grid.heads if h > grid.rows[at].at), grid.table.height)
    return [row for row in grid.rows[at + 1 :] if row.at < end and row.entries]


def _columns(below: Sequence[Row], totals: Sequence[Entry], kind: re.Pattern[str]) -> list[list[Entry]]:
    """Total and parts of each column, where all rows that follow are of that kind and none is part of another."""
    parts: list[Row] = []
    for row in below:
        words = "".join(row.texts)
        if not kind.search(words) or (parts and _AMONG.match(row.label)):
            break
        parts.append(row)
    made = []
    for total in totals:
        found = [e for row in parts for e in row.entries if e.column == total.column and is_money(e)]
        if len(found) == len(parts) > 1:
            made.append([total, *found])
    return made if len(made) >= _FEWEST else []


def _by_column(columns: Sequence[Sequence[Entry]], template: str) -> Iterator[Claim]:
    for total, *parts in columns:
        made = Claim("sum", template, sum_of(total, parts), total.figure.place)
        made.notes["same_rows"] = any(_made(other) for other in columns if other[0] is not total)
        yield made


def _made(column: Sequence[Entry]) -> bool:
    """Whether all parts of a column are something and make its total as far as the printed digits tell."""
    total, *parts = (entry.figure.interval() for entry in column)
    added = Interval(sum((p.low for p in parts), Decimal(0)), sum((p.high for p in parts), Decimal(0)))
    return all(entry.figure.value for entry in column) and added.meets(total)


def _in_any(grid: Grid, mark: Row, below: Sequence[Row], totals: Sequence[Entry]) -> Iterator[Claim]:
    """Left of 按支出性质分 the heads above do not hold: the sources make the total in one of its columns."""
    limit = next((c for c, t in mark.words if _BY_NATURE.search(t)), grid.table.width)
    sources = [row for row in below if _SOURCE.search("".join(row.texts))]
    parts = _first_column([[e for e in r.entries if e.column < limit] for r in sources])
    if len(parts) > 1 and totals:
        readings = [sum_of(t, parts) for t in reversed(totals)]
        place = totals[-1].figure.place
        yield Claim("sum", "by-source", readings[0], place, alternatives=tuple(readings[1:]))


def _first_column(rows: Sequence[Sequence[Entry]]) -> list[Entry]:
    """The first amount of each row; where a row has nothing in that column, those of the first that all have."""
    filled = [row for row in rows if row]
    first = [min(row, key=lambda e: e.column) for row in filled]
    if len({entry.column for entry in first}) < 2 or all(len(row) == 1 for row in filled):
        return first
    common = set.intersection(*({e.column for e in row} for row in filled))
    return [next(e for e in row if e.column == min(common)) for row in filled] if common else []
