"""What a table asserts: 其中 rows, difference and growth columns, score and weight totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from itertools import accumulate

from quanheng.facts.code_trees import across_claims, tree_claims
from quanheng.facts.column_habits import habit_claims
from quanheng.facts.form_claims import form_claims
from quanheng.facts.fund_blocks import fund_block_claims
from quanheng.facts.grids import (
    ADJUSTED,
    DELTA,
    FINAL,
    GOT,
    GROWTH,
    INITIAL,
    OTHER,
    POINTS,
    RATE,
    Entry,
    Grid,
    Row,
    blank_entry,
    is_money,
    role_of,
)
from quanheng.facts.operands import quotient, sum_of
from quanheng.facts.rule_rows import rule_claims
from quanheng.lexicon.load import partitions
from quanheng.model.figure import Figure
from quanheng.model.form import SelfEvaluationForm
from quanheng.model.quantity import rounds_to
from quanheng.model.relation import Claim, Operand

_AMONG = re.compile(r"^其中")
_BREAK = re.compile(r"^(?:收入|支出|本年收入|本年支出|总分|合计|总计|年度总体|年度总|绩效|按.*分)")
_FUND_TOTAL = re.compile(r"资金(?:申请)?总额|^总额")
_GOAL = re.compile(r"目标|指标")
_PART_OF = re.compile(r"占|比重|构成")
_DATED = re.compile(r"20\d\d年|本年|上年|今年|去年")
_HUNDRED = Decimal(100)
_MONEY_ROLES = (INITIAL, ADJUSTED, FINAL, OTHER, DELTA)


def _label(row: Row, column: int) -> str:
    """The words nearest on the left of a column: in a table of two halves those of its own half."""
    return next((text for at, text in reversed(row.words) if at < column), "")


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
    if at + 1 >= len(rows) or not _AMONG.match(_label(rows[at + 1], column)):
        return []
    found = [rows[at + 1]]
    for row in rows[at + 2 :]:
        label = _label(row, column)
        if not label and _is_covered(grid, row, column):
            continue
        if not label or any(mark.search(label) for mark in (_BREAK, _AMONG, _FUND_TOTAL, _GOAL)):
            break
        found.append(row)
    return found


def _column(row: Row, like: Entry) -> Entry | None:
    return next((e for e in row.entries if e.column == like.column and e.role == like.role), None)


def _closed(total: Entry, parts: Sequence[Entry]) -> bool:
    items = {p.figure.item for p in parts}
    if _FUND_TOTAL.search(total.label):
        return True
    return any(p.whole == total.figure.item and p.parts <= items for p in partitions())


def sum_claims(grid: Grid) -> Iterator[Claim]:
    """A total and its 其中 rows, column by column; parts that exceed the whole are always wrong."""
    for at, total in enumerate(grid.rows):
        for entry in total.entries:
            if entry.role not in _MONEY_ROLES or not is_money(entry):
                continue
            below = (_column(child, entry) for child in _children(grid, at, entry.column))
            parts = [e for e in below if e is not None and is_money(e)]
            if parts:
                yield _among(entry, parts)


def _among(entry: Entry, parts: Sequence[Entry]) -> Claim:
    operands = sum_of(entry, parts)
    over = sum((p.figure.base for p in parts), Decimal(0)) > entry.figure.base
    closed = _closed(entry, parts) or (over and entry.role != DELTA)
    kind = "sum" if len(parts) > 1 or _FUND_TOTAL.search(entry.label) else "subset"
    return Claim(kind, "table-sum", operands, entry.figure.place, closed=closed)


_LAST = re.compile(r"合计|总计|^总额")
_SUM = re.compile(r"合计|总计|小计|总额")
_FEWEST = 3  # a total and two parts
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
        for row in grid.rows:
            if any(last < head < row.at for head in grid.heads):
                parts, before = [], None
            last = row.at
            entry = next((e for e in row.entries if e.column == column), None)
            if entry is None or not is_money(entry) or entry.role not in _MONEY_ROLES:
                continue
            if not _LAST.search(entry.label) or _AMONG.match(entry.label):
                parts.append(entry)
                continue
            yield from _below(entry, parts, before)
            parts, before = [], entry


def first_total_claims(grid: Grid) -> Iterator[Claim]:
    """部门合计 in the first row and its parts below, where one column at least says so to the last digit."""
    if len(grid.rows) < _FEWEST or any(row.code for row in grid.rows):
        return
    whole, *rest = grid.rows
    labels = [row.label for row in rest]
    nested = any(_AMONG.match(label) or _SUM.search(label) for label in labels)
    if not _SUM.search(whole.label) or nested or len({_style(label) for label in labels}) > 1:
        return
    made = [sum_of(total, parts) for total in whole.entries if len(parts := _under(total, rest)) == len(rest)]
    if any(sum((o.figure.base for o in parts), Decimal(0)) == total.figure.base for total, *parts in made):
        yield from (Claim("sum", "table-first-total", found, found[0].figure.place) for found in made)


def _under(total: Entry, rest: Sequence[Row]) -> list[Entry]:
    """The amounts of the other rows in the column of a total."""
    if not is_money(total) or total.role not in _MONEY_ROLES:
        return []
    found = (_column(row, total) for row in rest)
    return [e for e in found if e is not None and is_money(e)]


def _below(total: Entry, parts: list[Entry], before: Entry | None) -> Iterator[Claim]:
    """One total: its parts are the rows numbered like the first; a 总计 behind a 合计 adds to that."""
    style = _style(parts[0].label) if parts else ""
    chosen = [p for p in parts if _style(p.label) == style]
    if before is not None and "总计" in total.label and "合计" in before.label:
        chosen = [before, *parts]
    if len(chosen) < 2 or any(_AMONG.match(p.label) or "小计" in p.label for p in parts):  # fmt: skip
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


def column_claims(grid: Grid) -> Iterator[Claim]:
    """决算数 - 预算数 = 增减, 增减 / 预算数 = 增减%, 得分 / 分值 = 得分率, 执行数 / 预算数 = 执行率."""
    budgeted = any(row.entry(INITIAL) or row.entry(ADJUSTED) for row in grid.rows)
    heads = set(grid.heads)
    adjusted = any(c.row in heads and role_of("".join(c.text.split())) == ADJUSTED for c in grid.table.cells)
    for row in grid.rows:
        yield from _compared(row, budgeted)
        rate = row.entry(RATE)
        if rate is not None and not _PART_OF.search(rate.header):
            yield from _achieved(row, rate, ADJUSTED if adjusted else INITIAL)


def _pair(row: Row) -> tuple[Entry | None, Entry | None]:
    """The two columns that a row compares: this year's and the year before's, or what came of a budget."""
    years = sorted(
        (e for e in row.entries if e.role in (FINAL, OTHER) and is_money(e) and e.figure.year and _DATED.search(e.header)),
        key=lambda e: -(e.figure.year or 0),
    )  # fmt: skip
    if len(years) == 2 and years[0].figure.year != years[1].figure.year and years[0].role == years[1].role:
        return years[0], years[1]
    final, budget = row.entry(FINAL), row.entry(INITIAL) or row.entry(ADJUSTED)
    finals = sorted(
        (e for e in row.entries if e.role == FINAL and e.figure.year), key=lambda e: -(e.figure.year or 0)
    )
    if len(finals) > 1 and finals[0].figure.year != finals[1].figure.year:
        return finals[0], finals[1]
    if final and budget and (budget.figure.year or 0) > (final.figure.year or 9999):
        return budget, final  # 2023年执行数 | 2024年预算数
    return final, budget


def _compared(row: Row, budgeted: bool) -> Iterator[Claim]:
    final, budget = _pair(row)
    delta, growth = row.entry(DELTA), row.entry(GROWTH)
    if final is not None and budget is None and delta is not None and budgeted:
        budget = blank_entry(row, final.column, final)
        budget.figure.basis = INITIAL
    if final is None or budget is None:
        return
    pair = (Operand("current", final.figure), Operand("prior", budget.figure))
    if delta is not None:
        fall = delta.figure.value >= 0 and final.figure.base < budget.figure.base
        delta.figure.polarity = 0 if fall else 1
        operands = (Operand("delta", delta.figure), *pair)
        yield Claim("difference", "table-difference", operands, delta.figure.place)
    if growth is not None and budget.figure.value:
        growth.figure.polarity = -1 if growth.figure.value < 0 else 1
        operands = (Operand("rate", growth.figure), *pair)
        yield Claim("growth", "table-growth", operands, growth.figure.place)


def _achieved(row: Row, rate: Entry, budget: str) -> Iterator[Claim]:
    """得分率 of the points, otherwise the share of the budget that was spent: of the adjusted one where the head has it."""
    if "得分率" in rate.header:
        part, whole = row.entry(GOT), row.entry(POINTS)
        kind, template = "share", "table-score-rate"
        rate.figure.surface = rate.figure.surface.removesuffix("得分率") + "得分率"
    else:
        before = [e for e in row.entries if e.role == FINAL and e.column < rate.column]
        part, whole = next(iter(before), None), row.entry(budget)
        kind, template = "completion", "table-completion"
    if part is not None and whole is not None and whole.figure.value:
        operands = quotient(rate, part, whole)
        yield Claim(kind, template, operands, rate.figure.place)


def share_column_claims(grid: Grid) -> Iterator[Claim]:
    """占比: each amount of the column on its left as a part of the total, whose own share is printed as 100%."""
    totals = [row for row in grid.rows if _LAST.search(row.label) and "小计" not in row.label]
    totals = totals or [row for row in grid.rows[-1:] if "小计" in row.label]
    for total in totals if len(totals) == 1 else ():
        for share in (e for e in total.entries if _is_share(e) and e.figure.value == _HUNDRED):
            made = [_shares(grid, total, share, whole) for whole in _left_of(share, total)]
            yield from max(made, key=lambda found: sum(map(_fits, found)), default=())


def _shares(grid: Grid, total: Row, share: Entry, whole: Entry) -> list[Claim]:
    """The shares of a column as parts of one amount of the total row."""
    found = []
    for row in grid.rows:
        own = next((e for e in row.entries if e.column == share.column and e is not share), None)
        part = next((e for e in row.entries if e.column == whole.column), None)
        if row is not total and own is not None and part is not None and part.figure.value:
            found.append(Claim("share", "table-share", quotient(own, part, whole), own.figure.place))
    return found


def _fits(claim: Claim) -> bool:
    rate, part, whole = (o.figure for o in claim.operands)
    return rounds_to(_HUNDRED * part.base / whole.base, rate.value, rate.decimals)


def _is_share(entry: Entry) -> bool:
    return entry.role == RATE and _PART_OF.search(entry.header) is not None


def _left_of(entry: Entry, row: Row) -> list[Entry]:
    """The amounts and counts before an entry, the nearest first."""
    before = [e for e in row.entries if e.column < entry.column]
    return [e for e in reversed(before) if e.role in _MONEY_ROLES and e.figure.value]


def grid_claims(
    grids: Sequence[Grid],
    totals: Sequence[Figure] = (),
    declared: AbstractSet[int] = frozenset(),
    forms: Sequence[SelfEvaluationForm] = (),
) -> Iterator[Claim]:
    """Everything that the tables of a document assert in themselves, and the total score of the text against theirs.

    Of the grids in `declared` (by `id`) the form is known: their sums come from the declared identities.
    """
    for grid in grids:
        yield from tree_claims(grid)
        if id(grid) not in declared:
            yield from sum_claims(grid)
            yield from fund_block_claims(grid)
            yield from across_claims(grid)
            yield from last_total_claims(grid)
            yield from first_total_claims(grid)
        known = [*column_claims(grid), *share_column_claims(grid)]
        yield from known
        if id(grid) not in declared:
            yield from habit_claims(grid, known)
        yield from rule_claims(grid)
    yield from form_claims(grids, forms, totals)
