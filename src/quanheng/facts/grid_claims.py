"""What a table asserts: 其中 rows, difference and growth columns, score and weight totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal

from quanheng.facts.cell_pairs import cell_pair_claims
from quanheng.facts.code_trees import across_claims, tree_claims
from quanheng.facts.column_habits import habit_claims
from quanheng.facts.form_claims import form_claims
from quanheng.facts.fund_blocks import fund_block_claims
from quanheng.facts.grids import (
    ADJUSTED,
    FINAL,
    GOT,
    INITIAL,
    POINTS,
    RATE,
    Entry,
    Grid,
    Row,
    role_of,
)
from quanheng.facts.operands import quotient
from quanheng.facts.rule_rows import rule_claims
from quanheng.facts.shown_totals import across_total_claims, shown_total_claims
from quanheng.facts.table_changes import compared
from quanheng.facts.table_parts import sum_claims
from quanheng.facts.total_rows import LAST, MONEY_ROLES, last_total_claims
from quanheng.model.figure import Figure, is_share
from quanheng.model.form import SelfEvaluationForm
from quanheng.model.relation import Claim

_PART_OF = re.compile(r"占|比重|构成")
_HUNDRED = Decimal(100)


def column_claims(grid: Grid) -> Iterator[Claim]:
    """决算数 - 预算数 = 增减, 增减 / 预算数 = 增减%, 得分 / 分值 = 得分率, 执行数 / 预算数 = 执行率."""
    budgeted = any(row.entry(INITIAL) or row.entry(ADJUSTED) for row in grid.rows)
    heads = set(grid.heads)
    adjusted = any(row.entry(ADJUSTED) for row in grid.rows) or any(
        c.row in heads and role_of("".join(c.text.split())) == ADJUSTED for c in grid.table.cells
    )
    for row in grid.rows:
        yield from compared(row, budgeted)
        rate = row.entry(RATE)
        if rate is not None and not _PART_OF.search(rate.header):
            yield from _achieved(row, rate, ADJUSTED if adjusted else INITIAL)


def _achieved(row: Row, rate: Entry, budget: str) -> Iterator[Claim]:
    """得分率 of the points, otherwise the share of the budget that was spent: of the adjusted one where the head has it."""
    if "得分率" in rate.header:
        part, whole = row.entry(GOT), row.entry(POINTS)
        kind, template = "share", "table-score-rate"
        rate.figure.surface = rate.figure.surface.removesuffix("得分率") + "得分率"
    else:
        before = [e for e in row.entries if e.role == FINAL and e.column < rate.column]
        whole = row.entry(budget)
        year = whole.figure.year if whole is not None else None
        # 2022年决算数 stands in front of 2023年预算数 too
        fit = [e for e in before if year is None or e.figure.year in (None, year)]
        part = next(iter(fit), None)
        kind, template = "completion", "table-completion"
    if part is not None and whole is not None and whole.figure.value:
        operands = quotient(rate, part, whole)
        yield Claim(kind, template, operands, rate.figure.place)


def share_column_claims(grid: Grid) -> Iterator[Claim]:
    """占比: each amount of the column on its left as a part of the total, whose own share is printed as 100%."""
    totals = [row for row in grid.rows if LAST.search(row.label) and "小计" not in row.label]
    totals = totals or [row for row in grid.rows[-1:] if "小计" in row.label]
    for total in totals if len(totals) == 1 else ():
        for share in (e for e in total.entries if _is_share(e) and e.figure.value == _HUNDRED):
            made = [_shares(grid, total, share, whole) for whole in _left_of(share, total)]
            yield from max(made, key=lambda found: sum(map(_fits, found)), default=())


def _shares(grid: Grid, total: Row, share: Entry, whole: Entry) -> list[Claim]:
    """The shares of a column as parts of one amount of the total row, or of a row above: 基本支出, and in it 人员经费."""
    found = []
    above: list[Entry] = []
    for row in grid.rows:
        own = next((e for e in row.entries if e.column == share.column and e is not share), None)
        part = next((e for e in row.entries if e.column == whole.column), None)
        if row is not total and own is not None and part is not None and part.figure.value:
            others = tuple(quotient(own, part, row_above) for row_above in above)
            found.append(
                Claim(
                    "share", "table-share", quotient(own, part, whole), own.figure.place, alternatives=others
                )
            )
            above.append(part)
    return found


def _fits(claim: Claim) -> bool:
    rate, part, whole = (o.figure for o in claim.operands)
    return is_share(rate, part.base, whole.base)


def _is_share(entry: Entry) -> bool:
    return entry.role == RATE and _PART_OF.search(entry.header) is not None


def _left_of(entry: Entry, row: Row) -> list[Entry]:
    """The amounts and counts before an entry, the nearest first."""
    before = [e for e in row.entries if e.column < entry.column]
    return [e for e in reversed(before) if e.role in MONEY_ROLES and e.figure.value]


def grid_claims(
    grids: Sequence[Grid],
    totals: Sequence[Figure] = (),
    declared: AbstractSet[int] = frozenset(),
    forms: Sequence[SelfEvaluationForm] = (),
    scored: AbstractSet[int] = frozenset(),
) -> Iterator[Claim]:
    """Everything that the tables of a document assert in themselves, and the total score of the text against theirs.

    Of the grids in `declared` (by `id`) the form is known: their sums come from the declared identities. `scored` are
    numbers of tables whose weights and scores are added up elsewhere.
    """
    scored = scored | {number for form in forms for number in form.tables}
    for grid in grids:
        yield from tree_claims(grid)
        if id(grid) not in declared:
            yield from _sums(grid, scored)
        known = [*column_claims(grid), *share_column_claims(grid)]
        yield from known
        if id(grid) not in declared:
            yield from habit_claims(grid, known)
            yield from cell_pair_claims(grid)
        yield from rule_claims(grid)
    yield from form_claims(grids, forms, totals)


def _sums(grid: Grid, scored: AbstractSet[int]) -> Iterator[Claim]:
    """The sums down and across one table, each once."""
    told = [
        *sum_claims(grid),
        *fund_block_claims(grid),
        *across_claims(grid),
        *last_total_claims(grid),
    ]
    shown = list(shown_total_claims(grid, told, scored))  # makes some of those told sure
    yield from (*told, *shown, *across_total_claims(grid, [*told, *shown]))
