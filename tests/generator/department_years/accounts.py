"""What came in, was spent and carried, by subject and altogether, in both years."""

from __future__ import annotations

from quanheng.model.workbook import Key
from quanheng.norms.classification import DEPARTMENT, subjects
from tests.generator.accounts.books import BASIC, KINDS, OWN, Line
from tests.generator.accounts.economic import RUNNING, STAFF
from tests.generator.accounts.offices import name_of
from tests.generator.department_years.entries import Entries

SOURCES_OF = {
    "grant": "income.superior", "business": "income.undertaking", "operating": "income.business",
    "affiliated": "income.subordinate", "other": "income.other",
}  # fmt: skip
KINDS_OF = dict(zip(KINDS, ("basic", "project", "superior", "business", "subsidy"), strict=True))
FISCAL_OF = {"general": "income.fiscal", "fund": "income.fund", "state": "income.state"}


def enter(entries: Entries, year: int) -> None:
    """By subject what the workbook has columns for: of the year before only the general spending."""
    record, books = entries.record, entries.books
    now = year == books.year
    for line in books.of(year):
        record.subjects[line.code] = name_of(line.code)
        for kind, cents in line.spent.items():
            item = f"expenditure.{KINDS_OF[kind]}"
            if now:
                entries.add(item, cents, year, code=line.code)
            if line.fund != OWN:
                entries.add(f"{item}/{line.fund}", cents, year)
            if line.fund != OWN and now:
                entries.add(f"{item}/{line.fund}", cents, year, code=line.code)
            if kind != BASIC:
                entries.add(item, cents, year)
            elif line.fund == OWN:
                entries.add("expenditure.operating", cents, year)
        if line.fund == "general" and not now:
            entries.add("expenditure.total/general", line.total, year, code=line.code)
        _carried(entries, line, year)
    _incomes(entries, year)
    _economics(entries, year)


def _carried(entries: Entries, line: Line, year: int) -> None:
    for name, cents in (("opening", line.opening), ("closing", line.closing)):
        entries.add(f"carryover.{name}", cents, year)
        if line.fund != OWN:
            entries.add(f"carryover.{name}/{line.fund}", cents, year)
        if line.fund == "fund" and year == entries.books.year:
            entries.add(f"carryover.{name}/fund", cents, year, code=line.code)


def _incomes(entries: Entries, year: int) -> None:
    """What came in, by subject and by source."""
    books = entries.books
    now = year == books.year
    for code in books.codes(7, year=year) if now else ():
        if fiscal := books.income("fiscal", code, year):
            entries.add("income.fiscal", fiscal, year, code=code)
        if of_fund := books.income("fund", code, year):
            entries.add("income.fund/fund", of_fund, year, code=code)
        for source, item in SOURCES_OF.items():
            if cents := books.income(source, code, year):
                entries.add(item, cents, year, code=code)
    for fund, item in FISCAL_OF.items():
        entries.add(f"{item}/{fund}", books.income(fund, year=year), year)
    for source, item in SOURCES_OF.items():
        if books.income(source, year=year) or source == "other":
            entries.add(item, books.income(source, year=year), year)
    entries.add("carryover.used", books.used if now else 0, year)
    entries.add("carryover.distributed", books.distributed if now else 0, year)


def _economics(entries: Entries, year: int) -> None:
    """Basic spending by economic subject."""
    books = entries.books
    economy = books.economy[year]
    for code, cents in economy.cents.items():
        entries.record.subjects[code] = subjects(DEPARTMENT)[code].name
        entries.add("expenditure.basic/general", cents, year, code=code)
    for line, block in (("personnel", STAFF), ("operating", RUNNING)):
        entries.add(f"expenditure.{line}", economy.block(block), year)
        entries.add(f"expenditure.{line}/general", economy.block(block), year)
    # The sum of the parts is worked out, not given.
    for fund in ("general", ""):
        entries.record.values.pop(Key("expenditure.basic", "final", year, fund), None)
    agency = 0 if books.office.kind == "institution" else economy.block(RUNNING)
    entries.add("agency.operating_cost", agency, year)
    for line, code in (("meeting", "30215"), ("training", "30216")):
        entries.add(line, economy.cents.get(code, 0), year)
