"""Total rows and total columns that the numbers beside them show to be sums, whatever their unit.

Counts, scores and numbers without a unit are added up where another column of the same rows comes out to the last
digit: then the rows are all there are. A column headed 合计 is one where most of its rows are.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from quanheng.facts.grids import GOT, POINTS, Entry, Grid, Row, is_money
from quanheng.facts.operands import sum_of
from quanheng.facts.total_rows import AMONG, FEWEST, LAST, MONEY_ROLES, SUM, is_mean, numbering, of_column
from quanheng.model.quantity import COUNT, MONEY, PERCENT, SCORE
from quanheng.model.relation import Claim

_SURE = 2  # other columns that come out
# what stands for one of something, or for a moment, nobody adds up
_EACH = re.compile(
    r"均|单价|标准|造价|每|率|比|指数|年份|年度$|名次|排名|序号|编号|电话|日期|时间|年限|天数|强度"
)
_LESS = re.compile(r"^减(?:[：去]|少?数?$)|^[加减][：]|扣除|抵扣|冲[减抵销]|剔除")
_ADDED = (MONEY, COUNT, SCORE)
_LAST = re.compile(rf"{LAST.pattern}|^总(?:得)?分$")  # 总分 is a sum of scores and weights
_TOTAL_HEAD = re.compile(r"(?:合|总|小|共)计|总数")


@dataclass(frozen=True, slots=True)
class _Division:
    """A total row, the rows that it adds up, and those of its columns that may be sums."""

    total: Row
    parts: Sequence[Row]
    first: bool = False  # the total stands above them, and they are all the rows below it

    def columns(self) -> dict[int, list[Entry]]:
        """The total and its parts by column; a blank is nothing, a word where a number is due leaves the column out."""
        made = {}
        for total in self.total.entries:
            cells = [of_column(row, total) for row in self.parts]
            words = {row.at for row in self.parts for at, _ in row.words if at == total.column}
            parts = [e for e in cells if e is not None]
            sum_of_money = self.first and is_money(total) and "平均" not in total.label
            adds = _may_add(total) and (sum_of_money or not is_mean(total, parts))
            if adds and len(parts) > 1 and not words and all(_alike(e, total) for e in parts):
                made[total.column] = [total, *parts]
        return made


def _may_add(entry: Entry) -> bool:
    figure = entry.figure
    added = figure.unit.dimension in _ADDED or not figure.unit.name
    return added and entry.role in (*MONEY_ROLES, GOT, POINTS) and not _EACH.search(entry.header)


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
            whole = division.first and len(column) == len(division.parts) + 1 and is_money(column[0])
            if not any(other is not column or whole for other in right):
                continue
            total, sure = column[0], _is_sure(column, right, whole)
            claim = known.get(total.figure)
            if claim is not None:
                every = len(claim.operands) == len(column) and not claim.alternatives
                claim.closed = claim.closed or (sure and every)
            elif total.role not in (GOT, POINTS) or grid.table.number not in scored:
                kind = "score_sum" if total.figure.unit.dimension == SCORE else "sum"
                operands = sum_of(total, column[1:])
                yield Claim(kind, "shown-total", operands, total.figure.place, closed=sure)


def _is_sure(column: Sequence[Entry], right: Sequence[Sequence[Entry]], whole: bool) -> bool:
    """Of `whole`, amounts in every row under a total above them all, one other column is enough."""
    others = [other[0] for other in right if other is not column and len(other) == len(column)]
    total = column[0]
    if total.role == GOT:
        return any(other.role == POINTS for other in others)
    if whole and any(is_money(other) for other in others):
        return True
    if _residual(column) > 0 and not any(entry.figure.decimals for entry in column):
        return False  # villages with two kinds of work are counted once
    return sum(other.figure.unit == total.figure.unit for other in others) >= _SURE


def _divisions(grid: Grid) -> Iterator[_Division]:
    """Each total row with its parts; where some is shown of a part (其中) or is taken off (减：), nothing is certain."""
    if any(AMONG.match(text) or _LESS.search(text) for row in grid.rows for text in row.texts):
        return
    yield from _first(grid)
    parts: list[Row] = []
    block: list[Row] = []
    last = -1
    for row in (row for row in grid.rows if row.entries):
        if any(last < head < row.at for head in grid.heads):
            parts, block = [], []
        last = row.at
        if "小计" in _label(row):
            if len(block) > 1:
                yield _Division(row, block)
            parts, block = [*parts, row], []
        elif _LAST.search(_label(row)):
            if len(parts) + len(block) > 1:
                yield _Division(row, [*parts, *block])
            parts, block = [], []
        else:
            block.append(row)


def _first(grid: Grid) -> Iterator[_Division]:
    """The total in the first row and all others below it."""
    rows = [row for row in grid.rows if row.entries]
    if len(rows) < FEWEST or any(head > rows[0].at for head in grid.heads):
        return
    whole, *rest = rows
    inner = any(SUM.search(_label(row)) for row in rest)
    if SUM.search(_label(whole)) and not inner and len({numbering(row.label) for row in rest}) == 1:
        yield _Division(whole, rest, first=True)


def _label(row: Row) -> str:
    """What a row is called: its own word for a sum, wherever it stands in front of the numbers."""
    named = next((text for _, text in row.words if SUM.search(text)), "")
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
