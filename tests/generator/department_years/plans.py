"""The initial and the full-year budget of a year."""

from __future__ import annotations

from random import Random

from quanheng.model.workbook import DepartmentYear, Key
from quanheng.norms.classification import DEPARTMENT, subjects
from tests.generator.accounts.books import BASIC, FISCAL, PROJECT, WAN
from tests.generator.accounts.economic import STAFF
from tests.generator.department_years.entries import Entries, whole

_INCOMES = {"general": "income.fiscal/general", "fund": "income.fund/fund", "state": "income.state/state"}


def enter(entries: Entries, year: int, rng: Random) -> None:
    """The initial budget of every year, the full-year one of this year."""
    books = entries.books
    now = year == books.year
    basics = 0
    for line in books.of(year, "general"):
        kind = BASIC if line.spent.get(BASIC) else PROJECT
        basics += line.initial if kind == BASIC else 0
        if now:
            _subject(entries, line.code, kind, "general", line.initial)
        if kind == PROJECT:
            for name in ("expenditure.project", "expenditure.project/general"):
                entries.add(name, line.initial, year, "initial")
    _economic(entries, basics, year)
    total = sum(line.initial for line in books.of(year, "general"))
    entries.add("income.fiscal/general", total, year, "initial")
    for item in ("carryover.opening", "carryover.closing", "income.fund/fund", "income.state/state"):
        entries.add(item, 0, year, "initial")
    if now:
        _funds(entries)
        _adjusted(entries, rng)


def _subject(entries: Entries, code: str, kind: str, fund: str, cents: int) -> None:
    """A line of the budget by subject: it is to be spent from this year's income."""
    for name in (f"expenditure.{kind}/{fund}", f"expenditure.{kind}", _INCOMES[fund]):
        entries.add(name, cents, entries.books.year, "initial", code)


def _funds(entries: Entries) -> None:
    """Half of what the other two budgets spent was planned, on projects."""
    books = entries.books
    for fund in FISCAL[1:]:
        for line in books.of(books.year, fund):
            cents = whole(line.total // 2)
            _subject(entries, line.code, PROJECT, fund, cents)
            for name in (f"expenditure.project/{fund}", "expenditure.project", _INCOMES[fund]):
                entries.add(name, cents, books.year, "initial")


def _economic(entries: Entries, basics: int, year: int) -> None:
    """The basic spending that was planned, divided as it was spent."""
    books = entries.books
    economy = books.economy[year]
    left, codes = basics, sorted(economy.cents)
    for code in codes:
        part = left if code == codes[-1] else whole(basics * economy.cents[code] // economy.of("3"))
        left -= part
        if year == books.year:
            entries.add("expenditure.basic/general", part, year, "initial", code)
        block = "personnel" if subjects(DEPARTMENT)[code].block == STAFF else "operating"
        for name in (f"expenditure.{block}", f"expenditure.{block}/general"):
            entries.add(name, part, year, "initial")
        if code in ("30215", "30216"):
            entries.add("meeting" if code == "30215" else "training", part, year, "initial")
        if block == "operating" and books.office.kind != "institution":
            entries.add("agency.operating_cost", part, year, "initial")
    for item in ("meeting", "training", "agency.operating_cost"):
        entries.add(item, 0, year, "initial")


def _adjusted(entries: Entries, rng: Random) -> None:
    """The full-year budget: what was spent and a little more."""
    record, year = entries.record, entries.record.year
    for kind in ("personnel", "operating", "project"):
        spare = rng.randrange(0, 12) * 10 * WAN
        for fund in ("", "/general"):
            item = f"expenditure.{kind}"
            _as_spent(record, item, fund.strip("/"))
            entries.add(item + fund, spare, year, "adjusted")
    for fund in FISCAL[1:]:
        for kind in ("basic", "project"):
            _as_spent(record, f"expenditure.{kind}", fund)
    for kind in ("superior", "business", "subsidy"):
        _as_spent(record, f"expenditure.{kind}", "")


def _as_spent(record: DepartmentYear, item: str, fund: str) -> None:
    spent = record.values.get(Key(item, "final", record.year, fund))
    if spent is not None:
        record.values[Key(item, "adjusted", record.year, fund)] = spent
