"""Rows that add up those above or below them: 合计, 小计, 部门合计.

Amounts are added up under such a row by their nature. Counts, scores and numbers without a unit are where another
column of the same rows comes out to the last digit: then the rows are all there are.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from quanheng.facts.grids import (
    ADJUSTED,
    DELTA,
    FINAL,
    GOT,
    INITIAL,
    OTHER,
    POINTS,
    Entry,
    Grid,
    Row,
    is_money,
)
from quanheng.facts.operands import sum_of
from quanheng.model.quantity import COUNT, MONEY, PERCENT, SCORE
from quanheng.model.relation import Claim, Operand

MONEY_ROLES = (INITIAL, ADJUSTED, FINAL, OTHER, DELTA)
AMONG = re.compile(r"^其中")
LAST = re.compile(r"合计|总计|^总额")
_SUM = re.compile(r"合计|总计|小计|总额")
_PART_SUM = re.compile(r"小计")
_FEWEST = 3  # a total and two parts
_SURE = 2  # other columns that come out
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[、.．])")
# what stands for one of something, or for a moment, nobody adds up
_EACH = re.compile(
    r"均|单价|标准|造价|平均|每|率|比|指数|年份|年度$|名次|排名|序号|编号|电话|日期|时间|年限|天数|强度"
)
_ADDED = (MONEY, COUNT, SCORE)


def last_total_claims(grid: Grid) -> Iterator[Claim]:
    """A total below its parts: down each column, from the head or the total before."""
    if any(row.code for row in grid.rows):
        return
    columns = sorted({e.column for row in grid.rows for e in row.entries})
    for column in columns:
        parts: list[Entry] = []
        before: Entry | None = None
        last = -1
        worded = False
        for row in grid.rows:
            if any(last < head < row.at for head in grid.heads):
                parts, before, worded = [], None, False
            last = row.at
            entry = next((e for e in row.entries if e.column == column), None)
            if entry is None or not is_money(entry) or entry.role not in MONEY_ROLES:
                # 县级资金 | 其中：膳食补助 | 279.60: the amount of this row stands further right
                worded = worded or (bool(row.entries) and any(at == column for at, _ in row.words))
                continue
            if not LAST.search(entry.label) or AMONG.match(entry.label):
                parts.append(entry)
                continue
            if not worded and not ("平均" in entry.label and _is_mean(entry, parts)):
                yield from _below(entry, parts, before)
            parts, before, worded = [], entry, False


def first_total_claims(grid: Grid) -> Iterator[Claim]:
    """部门合计 in the first row and its parts below, where one column at least says so to the last digit."""
    if len(grid.rows) < _FEWEST or any(row.code for row in grid.rows):
        return
    whole, *rest = grid.rows
    labels = [row.label for row in rest]
    nested = any(AMONG.match(label) or _SUM.search(label) for label in labels)
    if not _SUM.search(whole.label) or nested or len({_style(label) for label in labels}) > 1:
        return
    made = [sum_of(total, parts) for total in whole.entries if len(parts := _under(total, rest)) == len(rest)]
    if any(sum((o.figure.base for o in parts), Decimal(0)) == total.figure.base for total, *parts in made):
        yield from (Claim("sum", "table-first-total", found, found[0].figure.place) for found in made)


def _under(total: Entry, rest: Sequence[Row]) -> list[Entry]:
    """The amounts of the other rows in the column of a total."""
    if not is_money(total) or total.role not in MONEY_ROLES:
        return []
    found = (of_column(row, total) for row in rest)
    return [e for e in found if e is not None and is_money(e)]


def of_column(row: Row, like: Entry) -> Entry | None:
    """The number of a row in the column of another."""
    return next((e for e in row.entries if e.column == like.column and e.role == like.role), None)


def _below(total: Entry, parts: list[Entry], before: Entry | None) -> Iterator[Claim]:
    """One total: its parts are the rows numbered like the first; a 总计 behind a 合计 adds to that."""
    style = _style(parts[0].label) if parts else ""
    chosen = [p for p in parts if _style(p.label) == style]
    if before is not None and "总计" in total.label and "合计" in before.label:
        chosen = [before, *parts]
    if len(chosen) < 2 or any(AMONG.match(p.label) or "小计" in p.label for p in parts):
        return
    operands = sum_of(total, chosen)
    every = sum_of(total, parts)
    alternatives: tuple[tuple[Operand, ...], ...] = (every,) if len(parts) != len(chosen) else ()
    if len(outer := _outer(chosen)) != len(chosen):
        alternatives += (sum_of(total, outer),)
    sure = bool(style) and before is None and len(chosen) == len(parts)
    yield Claim(
        "sum", "table-last-total", operands, total.figure.place, closed=sure, alternatives=alternatives
    )


def _outer(parts: Sequence[Entry]) -> list[Entry]:
    """The rows of a column without those that the row above them is made up of: 基本支出, and in it 人员经费, 公用经费."""
    kept: list[Entry] = []
    inside = 0
    for at, part in enumerate(parts):
        if inside:
            inside -= 1
            continue
        kept.append(part)
        added = accumulate(p.figure.base for p in parts[at + 1 :])
        inside = next(
            (many for many, sum_ in enumerate(added, 1) if many > 1 and sum_ == part.figure.base), 0
        )
    return kept


def _style(label: str) -> str:
    """How a row is numbered: 一、, （一）, 1. or not at all."""
    found = _NUMBERED.match(label)
    return (
        "".join("一" if c in "一二三四五六七八九十" else "1" if c.isdigit() else c for c in found[0])[-2:]
        if found
        else ""
    )


@dataclass(frozen=True, slots=True)
class _Division:
    """A total row, the rows that it adds up, and those of its columns that may be sums."""

    total: Row
    parts: Sequence[Row]

    def columns(self) -> dict[int, list[Entry]]:
        """The total and its parts by column; a blank is nothing, a word where a number is due leaves the column out."""
        made = {}
        for total in self.total.entries:
            cells = [of_column(row, total) for row in self.parts]
            words = {row.at for row in self.parts for at, _ in row.words if at == total.column}
            parts = [e for e in cells if e is not None]
            adds = _may_add(total) and not _is_mean(total, parts)
            if adds and len(parts) > 1 and not words and all(_alike(e, total) for e in parts):
                made[total.column] = [total, *parts]
        return made


def _may_add(entry: Entry) -> bool:
    figure = entry.figure
    added = figure.unit.dimension in _ADDED or not figure.unit.name
    return added and entry.role in (*MONEY_ROLES, GOT, POINTS) and not _EACH.search(entry.header)


def _is_mean(total: Entry, parts: Sequence[Entry]) -> bool:
    """合计/平均: what lies among the parts is a mean or an index, whatever stands in front of its row."""
    values = [e.figure.base for e in parts]
    return bool(values) and min(values) <= total.figure.base < max(values)


def _alike(entry: Entry, total: Entry) -> bool:
    one, other = entry.figure.unit, total.figure.unit
    return one == other or (one.dimension == other.dimension == MONEY) or not (one.name and other.name)


def _residual(column: Sequence[Entry]) -> Decimal:
    total, *parts = column
    return sum((e.figure.base for e in parts), Decimal(0)) - total.figure.base


def _comes_out(column: Sequence[Entry]) -> bool:
    """A sum of several that is right: one part beside zeros proves nothing."""
    return not _residual(column) and sum(bool(e.figure.value) for e in column[1:]) > 1


def shown_total_claims(grid: Grid, told: Sequence[Claim], scored: Container[int]) -> Iterator[Claim]:
    """The columns of a total row where others of the same rows come out; `told` are the sums known already.

    Two other columns of one unit make it sure, as do weights for scores; else it is only asked about, and so are
    counts that come to more than their total: what stands in several rows is counted once. `scored` are the numbers
    of the tables whose scores are added up as those of a form.
    """
    if any(row.code for row in grid.rows):
        return
    known = {claim.operands[0].figure: claim for claim in told if claim.operands}
    for division in _divisions(grid):
        columns = division.columns()
        right = [column for column in columns.values() if _comes_out(column)]
        for column in columns.values():
            if not any(other is not column for other in right):
                continue
            total, sure = column[0], _is_sure(column, right)
            claim = known.get(total.figure)
            if claim is not None:
                every = len(claim.operands) == len(column) and not claim.alternatives
                claim.closed = claim.closed or (sure and every)
            elif total.role not in (GOT, POINTS) or grid.table.number not in scored:
                kind = "score_sum" if total.figure.unit.dimension == SCORE else "sum"
                operands = sum_of(total, column[1:])
                yield Claim(kind, "shown-total", operands, total.figure.place, closed=sure)


def _is_sure(column: Sequence[Entry], right: Sequence[Sequence[Entry]]) -> bool:
    others = [other[0] for other in right if other is not column and len(other) == len(column)]
    total = column[0]
    if total.role == GOT:
        return any(other.role == POINTS for other in others)
    if _residual(column) > 0 and not any(entry.figure.decimals for entry in column):
        return False  # villages with two kinds of work are counted once
    return sum(other.figure.unit == total.figure.unit for other in others) >= _SURE


def _divisions(grid: Grid) -> Iterator[_Division]:
    """Each total row with its parts; where a part is told to be one of which some is shown (其中), nothing is certain."""
    if any(AMONG.match(text) for row in grid.rows for text in row.texts):
        return
    yield from _first(grid)
    parts: list[Row] = []
    block: list[Row] = []
    last = -1
    for row in (row for row in grid.rows if row.entries):
        if any(last < head < row.at for head in grid.heads):
            parts, block = [], []
        last = row.at
        if _PART_SUM.search(_label(row)):
            if len(block) > 1:
                yield _Division(row, block)
            parts, block = [*parts, row], []
        elif LAST.search(_label(row)):
            if len(parts) + len(block) > 1:
                yield _Division(row, [*parts, *block])
            parts, block = [], []
        else:
            block.append(row)


def _first(grid: Grid) -> Iterator[_Division]:
    """The total in the first row and all others below it."""
    rows = [row for row in grid.rows if row.entries]
    if len(rows) < _FEWEST or any(head > rows[0].at for head in grid.heads):
        return
    whole, *rest = rows
    inner = any(_SUM.search(_label(row)) for row in rest)
    if _SUM.search(_label(whole)) and not inner and len({_style(row.label) for row in rest}) == 1:
        yield _Division(whole, rest)


def _label(row: Row) -> str:
    """What a row is called: its own word for a sum, wherever it stands in front of the numbers."""
    named = next((text for _, text in row.words if _SUM.search(text)), "")
    return "".join((named or row.label).split())


def across_total_claims(grid: Grid, told: Sequence[Claim]) -> Iterator[Claim]:
    """A column headed 合计 and those beside it, where most rows come out: the one that does not is wrong."""
    known = {claim.operands[0].figure for claim in told if claim.operands}
    heads = {column: path[-1].replace(" ", "") for column, path in grid.columns.items() if path}
    for column in (c for c, head in heads.items() if _TOTAL_HEAD.fullmatch(head)):
        rows = [row for row in grid.rows if any(e.column == column for e in row.entries)]
        read = [[found for row in rows if (found := _across(row, column, side))] for side in (-1, 1)]
        best = max(read, key=lambda lines: sum(map(_comes_out, lines)))
        right = [line for line in best if _comes_out(line)]
        wrong = [line for line in best if _residual(line)]
        if len(right) < _SURE or len(right) < 2 * len(wrong) or len({len(line) for line in best}) > 1:
            continue
        for line in (*right, *wrong):
            if line[0].figure not in known:
                sure = len(right) > _SURE and not any("其中" in e.header for e in line)
                yield Claim(
                    "sum", "across-total", sum_of(line[0], line[1:]), line[0].figure.place, closed=sure
                )


_TOTAL_HEAD = re.compile(r"(?:合|总|小|共)计|总数")


def _across(row: Row, column: int, side: int) -> list[Entry]:
    """The total of a row and the run of numbers like it on one side."""
    total = next(e for e in row.entries if e.column == column)
    beside = sorted((e for e in row.entries if (e.column - column) * side > 0), key=lambda e: side * e.column)
    run: list[Entry] = []
    for entry in beside:
        if entry.figure.unit.dimension == PERCENT or not _alike(entry, total) or not _may_add(entry):
            break
        run.append(entry)
    return [total, *run] if len(run) > 1 and _may_add(total) else []
