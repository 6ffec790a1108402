"""Tables by classification: 类, 款 and 项 rows, totals in the first or the last row, columns that divide a total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quanheng.facts.grids import Entry, Grid, Row, is_money
from quanheng.facts.leads import item_of
from quanheng.lexicon.load import partitions
from quanheng.model.relation import Claim, Operand

_TOTAL = re.compile(r"(?:收入|支出|本年)?(?:合计|总计)")
_STEP = 2  # digits of a 款 or a 项


def _sum(template: str, total: Entry, parts: Sequence[Entry], closed: bool = True) -> Claim:
    operands = (Operand("total", total.figure), *(Operand("part", p.figure) for p in parts))
    return Claim("sum", template, operands, total.figure.place, closed=closed)


def _same_column(rows: Sequence[Row], entry: Entry) -> list[Entry]:
    return [e for row in rows for e in row.entries if e.column == entry.column and is_money(e)]


def tree_claims(grid: Grid) -> Iterator[Claim]:
    """Each code is the sum of the codes one step longer; the total row that of the shortest codes."""
    coded = [row for row in grid.rows if row.code]
    if len(coded) < _STEP or len({row.code for row in coded}) != len(coded):
        return
    for row in coded:
        children = [r for r in coded if len(r.code) == len(row.code) + _STEP and r.code.startswith(row.code)]
        yield from _columns("code-tree", row, children)
    shortest = min(len(row.code) for row in coded)
    tops = [row for row in coded if len(row.code) == shortest]
    for total in grid.rows:
        if not total.code and any(_TOTAL.fullmatch(text.replace(" ", "")) for text in total.texts):
            yield from _columns("code-total", total, tops)


def _columns(template: str, total: Row, parts: Sequence[Row]) -> Iterator[Claim]:
    for entry in total.entries:
        found = _same_column(parts, entry)
        if found and is_money(entry):
            yield _sum(template, entry, found)


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
