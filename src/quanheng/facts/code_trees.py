"""Tables by classification: 类, 款 and 项 rows, totals in the first or the last row, columns that divide a total."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence

from quanheng.facts.grids import Entry, Grid, Row, blank_entry, is_money
from quanheng.facts.leads import item_of
from quanheng.facts.operands import sum_of
from quanheng.lexicon.load import partitions
from quanheng.model.relation import Claim

_TOTAL = re.compile(r"(?:收入|支出|本年)?(?:合计|总计)")
_CODE = re.compile(r"[235]\d\d(?:\d\d){0,2}")
_STEP = 2  # digits of a 款 or a 项
LEVELS = "levels"  # the identity of the norms that every table by codes obeys


def _sum(template: str, total: Entry, parts: Sequence[Entry], closed: bool = True) -> Claim:
    operands = sum_of(total, parts)
    return Claim("sum", template, operands, total.figure.place, closed=closed)


def _level_sum(template: str, total: Entry, parts: Sequence[Entry]) -> Claim:
    claim = _sum(template, total, parts)
    claim.notes["identity"] = LEVELS
    return claim


def tree_claims(grid: Grid) -> Iterator[Claim]:
    """Column by column, each code is the sum of the codes under it, and 合计 that of the highest ones.

    Where a code has an amount and those under it have none, or the other way round, the blank is taken as 0.
    """
    aside = any(len({e.code for e in row.entries if e.code}) > 1 for row in grid.rows)
    written = Counter(row.code for row in grid.rows if row.code)
    if aside or not any(times > 1 for times in written.values()):
        for entries in _columns(grid, aside).values():
            coded = {e.code: e for e in entries if _CODE.fullmatch(e.code)}
            if sum(bool(e.code) for e in entries) == len(coded) > 1:
                rows = [] if aside else [row for row in grid.rows if _CODE.fullmatch(row.code)]
                yield from _branches(coded, rows)
                yield from _totals(entries, coded, aside)


def _columns(grid: Grid, aside: bool) -> dict[int | str, list[Entry]]:
    """The amounts by column; where codes stand side by side, by what heads the column, for a class runs on there."""
    made: dict[int | str, list[Entry]] = {}
    for row in grid.rows:
        for entry in row.entries:
            if is_money(entry):
                made.setdefault(entry.head if aside else entry.column, []).append(entry)
    return made


def _branches(coded: dict[str, Entry], rows: Sequence[Row]) -> Iterator[Claim]:
    """Each code with an amount against those under it; `rows` are all coded rows, blank ones too."""
    every = {**{row.code: row for row in rows}, **coded}
    like = next(iter(coded.values()))
    below: dict[str, list[str]] = {}
    for other in every:
        below.setdefault(_parent(other, every), []).append(other)
    for code in every:
        under = below.get(code, [])
        children = [coded[other] for other in under if other in coded]
        total = coded.get(code)
        if total is None and any(e.figure.value for e in children):
            row = next(row for row in rows if row.code == code)
            total = blank_entry(row, like.column, like)
        elif total is not None and under and not children and total.figure.value:
            row = next(row for row in rows if row.code == under[0])
            children = [blank_entry(row, like.column, like)]
        if total is not None and children:
            yield _level_sum("code-tree", total, children)


def _parent(code: str, codes: Container[str]) -> str:
    """The nearest code above it that the table has."""
    above = (code[:length] for length in range(len(code) - _STEP, _STEP, -_STEP))
    return next((other for other in above if other in codes), "")


def _totals(entries: Sequence[Entry], coded: dict[str, Entry], aside: bool) -> Iterator[Claim]:
    """The rows called 合计 or 总计 against the highest codes."""
    tops = [e for code, e in coded.items() if not _parent(code, coded)]
    if len({e.code[0] for e in tops}) > 1 or len({len(e.code) for e in tops}) > 1:
        return  # two classifications side by side, or a subject whose class is left out
    named = [e for e in entries if not e.code and _TOTAL.fullmatch(e.label.replace(" ", ""))]
    if aside and len({e.figure.base for e in named}) > 1:
        return  # several tables one below the other on one sheet
    for entry in named:
        yield _level_sum("code-total", entry, tops)


def across_claims(grid: Grid) -> Iterator[Claim]:
    """合计, 基本支出, 项目支出 as columns: the row divides its total."""
    for row in grid.rows:
        money = [e for e in row.entries if is_money(e)]
        for at, total in enumerate(money):
            if not _TOTAL.fullmatch(total.head.replace(" ", "")):
                continue
            following = money[
                at + 1 : next(
                    (n for n in range(at + 1, len(money)) if _TOTAL.fullmatch(money[n].head)), len(money)
                )
            ]
            items = {item_of(e.head): e for e in following}
            for partition in partitions():
                if partition.parts <= set(items) and len(items) == len(following):
                    kept = [e for item, e in items.items() if item in partition.parts | partition.also]
                    yield _sum("columns", total, kept)
                    break
