"""Rows that add up those above or below them: 合计, 小计, 部门合计.

Amounts above such a row are added up by their nature; `shown_totals` has the numbers that those beside them show to be
sums, and the total in the first row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from quanheng.facts.grids import (
    ADJUSTED,
    DELTA,
    FINAL,
    INITIAL,
    OTHER,
    Entry,
    Grid,
    Row,
    is_money,
)
from quanheng.facts.operands import sum_of
from quanheng.model.relation import Claim, Operand

MONEY_ROLES = (INITIAL, ADJUSTED, FINAL, OTHER, DELTA)
AMONG = re.compile(r"^其中")
LAST = re.compile(r"合计|总计|^总额")
SUM = re.compile(r"合计|总计|小计|总额")
FEWEST = 3  # a total and two parts
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[、.．])")


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
            if not worded and not ("平均" in entry.label and is_mean(entry, parts)):
                yield from _below(entry, parts, before)
            parts, before, worded = [], entry, False


def of_column(row: Row, like: Entry) -> Entry | None:
    """The number of a row in the column of another."""
    return next((e for e in row.entries if e.column == like.column and e.role == like.role), None)


def _below(total: Entry, parts: list[Entry], before: Entry | None) -> Iterator[Claim]:
    """One total: its parts are the rows numbered like the first; a 总计 behind a 合计 adds to that."""
    style = numbering(parts[0].label) if parts else ""
    chosen = [p for p in parts if numbering(p.label) == style]
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


def numbering(label: str) -> str:
    """How a row is numbered: 一、, （一）, 1. or not at all."""
    found = _NUMBERED.match(label)
    return (
        "".join("一" if c in "一二三四五六七八九十" else "1" if c.isdigit() else c for c in found[0])[-2:]
        if found
        else ""
    )


def is_mean(total: Entry, parts: Sequence[Entry]) -> bool:
    """合计/平均: what lies among the parts is a mean or an index, whatever stands in front of its row."""
    values = [e.figure.base for e in parts]
    return bool(values) and min(values) <= total.figure.base < max(values)
