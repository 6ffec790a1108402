"""Columns of a table that compare two others of their row: 增减, 较上年增减, 预算－决算, 增减%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanheng.facts.grids import (
    ADJUSTED,
    DELTA,
    FINAL,
    GROWTH,
    INITIAL,
    OTHER,
    Entry,
    Row,
    blank_entry,
    is_money,
)
from quanheng.model.quantity import PERCENT
from quanheng.model.relation import Claim, Operand

_DATED = re.compile(r"20\d\d年|本年|上年|今年|去年")
_SINCE = re.compile(r"上年|上期|同期|去年|同比")
_SINCE_YEAR = re.compile(r"[较比与](20\d\d)年(?!\S{0,4}预算)")
_OF_BUDGET = re.compile(r"[较比与]\S{0,4}预算")
_OF_PRIOR_BUDGET = re.compile(r"[较比与](?:上年|去年|20\d\d年)度?(?:年初)?预算")
_ADJUSTS = re.compile(r"调整数|追加|调[增减]")
_NET = re.compile(r"调整数")
_CARRIED = re.compile(r"结转|结余")
_BETWEEN = re.compile(r"(?:预算|决算)数?[-－—–](?:预算|决算)数?$")

_Pair = tuple[Entry | None, Entry | None]


def compared(row: Row, budgeted: bool) -> Iterator[Claim]:
    """What each column of changes says of the columns that its head names; the first of them needs not name any.

    `budgeted`: other rows have a budget, so that a blank one is nothing.
    """
    for role in (DELTA, GROWTH):
        for at, entry in enumerate(e for e in row.entries if e.role == role):
            current, prior = _named(row, entry) or (_pair(row) if not at else (None, None))
            if (
                role == DELTA
                and budgeted
                and not _SINCE.search(entry.header)
                and not _ADJUSTS.search(entry.header)
            ):
                current, prior = _or_blank(row, current, prior), _or_blank(row, prior, current)
            if current is not None and prior is not None:
                yield from _change(entry, current, prior)


def _or_blank(row: Row, wanted: Entry | None, other: Entry | None) -> Entry | None:
    """A budget that was left blank beside its outturn."""
    if wanted is not None or other is None or other.role != FINAL:
        return wanted
    blank = blank_entry(row, other.column, other)
    blank.figure.basis = INITIAL
    return blank


def _named(row: Row, entry: Entry) -> _Pair | None:
    """The two columns that a head names: 较上年增减, 较预算增减, 预算－决算, 调整数; None where it names none."""
    finals = _by_year(row)
    final = finals[0] if finals else row.entry(FINAL)
    budget = row.entry(INITIAL) or row.entry(ADJUSTED)
    if _BETWEEN.search(entry.header):
        less = entry.header.rfind("预算") < entry.header.rfind("决算")
        return (budget, final) if less else (final, budget)
    if _ADJUSTS.search(entry.header):
        return (row.entry(ADJUSTED), row.entry(INITIAL)) if _is_whole_change(row, entry) else (None, None)
    if _OF_PRIOR_BUDGET.search(entry.head or entry.header):
        budgets = _budgets_by_year(row)
        return (budgets[0], budgets[1]) if len(budgets) > 1 else (None, None)
    if _OF_BUDGET.search(entry.head or entry.header):
        return final, budget
    if year := _SINCE_YEAR.search(entry.head or entry.header):
        return _since_year(row, int(year[1]))
    if _SINCE.search(entry.header):
        current, prior = _pair(row)
        same = current is not None and prior is not None and current.figure.year == prior.figure.year
        return (None, None) if same and prior is not None and prior.role != FINAL else (current, prior)
    return None


def _since_year(row: Row, year: int) -> _Pair:
    """较2021年增减, where the years between have columns too."""
    current, prior = _pair(row)
    if prior is None or prior.figure.year == year:
        return current, prior
    return current, next((e for e in row.entries if e.role == prior.role and e.figure.year == year), None)


def _is_whole_change(row: Row, entry: Entry) -> bool:
    """年初预算, 追加, 调减, 调整后预算: one of several adjustments, or one beside what was carried over, is not all of it."""
    beside = [e for e in row.entries if e is not entry and e.figure.value]
    one_of = not _NET.search(entry.header) and any(
        e.role == DELTA and _ADJUSTS.search(e.header) for e in beside
    )
    return not one_of and not any(_CARRIED.search(e.header) for e in beside)


def _budgets_by_year(row: Row) -> list[Entry]:
    """The first budget of each year, the latest year first."""
    found: dict[int, Entry] = {}
    for entry in row.entries:
        if entry.role == INITIAL and entry.figure.year:
            found.setdefault(entry.figure.year, entry)
    return [found[year] for year in sorted(found, reverse=True)]


def _by_year(row: Row) -> list[Entry]:
    """The first outturn of each year, the latest year first."""
    finals: dict[int, Entry] = {}
    for entry in row.entries:
        if entry.role == FINAL and entry.figure.year:
            finals.setdefault(entry.figure.year, entry)
    return [finals[year] for year in sorted(finals, reverse=True)]


def _change(entry: Entry, current: Entry, prior: Entry) -> Iterator[Claim]:
    """An amount is their difference, a percentage between amounts their growth; 差异 is printed without a sign as well."""
    figure = entry.figure
    pair = (Operand("current", current.figure), Operand("prior", prior.figure))
    fall = entry.role == DELTA and figure.value >= 0 and current.figure.base < prior.figure.base
    rate = figure.unit.dimension == PERCENT != current.figure.unit.dimension
    if entry.role == DELTA and not rate:
        figure.polarity = 0 if fall else 1
        yield Claim("difference", "table-difference", (Operand("delta", figure), *pair), figure.place)
    elif prior.figure.value:
        figure.polarity = 0 if fall else -1 if figure.value < 0 else 1
        yield Claim("growth", "table-growth", (Operand("rate", figure), *pair), figure.place)


def _pair(row: Row) -> _Pair:
    """The two columns that a row compares: this year's and the year before's, or what came of a budget."""
    years = sorted(
        (e for e in row.entries if e.role in (FINAL, OTHER) and is_money(e) and e.figure.year and _DATED.search(e.header)),
        key=lambda e: -(e.figure.year or 0),
    )  # fmt: skip
    if len(years) == 2 and years[0].figure.year != years[1].figure.year and years[0].role == years[1].role:
        return years[0], years[1]
    final, budget = row.entry(FINAL), row.entry(INITIAL) or row.entry(ADJUSTED)
    finals = _by_year(row)
    if len(finals) > 1:
        return finals[0], finals[1]
    budgets = _budgets_by_year(row)
    if final and len(budgets) > 1 and (budgets[0].figure.year or 0) > (final.figure.year or 9999):
        return None, None  # 2023年预算数 | 2023年执行数 | 2024年预算数: of which of the two is open
    if final and budget and (budget.figure.year or 0) > (final.figure.year or 9999):
        spent = any(
            e.role == OTHER and is_money(e) and e.figure.year == budget.figure.year for e in row.entries
        )
        return (None, None) if spent else (budget, final)  # 2023年执行数 | 2024年预算数
    return final, budget
