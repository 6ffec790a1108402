"""Whole published documents taken over: nine tables of accounts, those of budgets, heads of two rows, four formats."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from quanheng.cli import main
from quanheng.lexicon.workbook import At, Line, complete, layout
from quanheng.model.workbook import DepartmentYear, Key
from quanheng.read.workbook import read_workbook
from tests.generator.accounts import accounts, budget, budget_books
from tests.generator.accounts.books import FISCAL, OWN, SOURCES, Books, build_books
from tests.generator.department_years import accounts as kept
from tests.generator.department_years import costs
from tests.generator.department_years.entries import Entries
from tests.generator.printing import by_office
from tests.generator.report import Report
from tests.generator.writers import save

HALF = Decimal("0.0051")  # 万元 with two places
TABLES = ("income", "expenditure", "carryover", "three_public")
OFFICE = shutil.which("soffice")


def final(seed: int) -> tuple[Report, DepartmentYear]:
    """Accounts, and what the workbook should hold of their tables."""
    books = build_books(seed)
    entries = Entries(DepartmentYear(books.year, books.name), books)
    kept.enter(entries, books.year)
    costs.enter(entries)
    return accounts(seed), complete(entries.record)


def planned(seed: int) -> tuple[Report, DepartmentYear]:
    """A budget, and what the workbook should hold of its tables."""
    books = budget_books(seed)
    entries = Entries(DepartmentYear(books.year, books.name), books)
    for line in books.of(books.year):
        for kind, cents in line.spent.items():
            spent = ["expenditure." + kept.KINDS_OF[kind]]
            spent += [] if line.fund == OWN else [f"{spent[0]}/{line.fund}"]
            for item in spent:
                entries.add(item, cents, books.year, "initial", line.code)
        entries.add("carryover.opening", line.opening, books.year, "initial", line.code)
    _incomes(entries, books)
    for code, cents in books.economy[books.year].cents.items():
        entries.add("expenditure.basic/general", cents, books.year, "initial", code)
    return budget(seed), entries.record


def _incomes(entries: Entries, books: Books) -> None:
    named = {fund: f"{kept.FISCAL_OF[fund]}/{fund}" for fund in FISCAL}
    for source, item in (named | {source: kept.SOURCES_OF[source] for source in SOURCES}).items():
        for code in ("", *books.codes(7, year=books.year)):
            if cents := books.income(source, code, books.year):
                entries.add(item, cents, books.year, "initial", code)


def taken(wanted: DepartmentYear, file: Path) -> DepartmentYear:
    out = file.parent / "新.xlsx"
    words = ["--year", str(wanted.year), "--unit", wanted.organisation, "--import", str(file)]
    assert main(["template", "--out", str(out), "--overwrite", *words]) == 0
    return read_workbook(out.read_bytes()).record


def compare(record: DepartmentYear, wanted: DepartmentYear, basis: str) -> int:
    """Every amount that both can hold is the same, and none is missing; how many there were."""
    places = layout().places()

    def held(key: Key) -> bool:
        listed = "" if not key.code else "functional" if key.code[0] == "2" else "department"
        place = (Line(key.item, key.fund), At(key.basis, 0), listed)
        return (
            place in places and key.item.startswith(TABLES) and (key.basis, key.year) == (basis, wanted.year)
        )

    expected = {key: amount.value for key, amount in wanted.values.items() if held(key) and amount.value}
    # Of the whole, how basic spending divides cannot be told where not all of it is from the general budget.
    lost = [
        k
        for k in expected
        if k not in record.values and k.item not in ("expenditure.personnel", "expenditure.operating")
    ]
    assert not lost
    both = [key for key in expected if key in record.values]
    assert [k for k in both if abs(record.values[k].value - expected[k]) > HALF] == []
    invented = [k for k, v in record.values.items() if held(k) and k.code and v.value and k not in expected]
    assert not invented
    return len(both)


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".xls"])
@pytest.mark.parametrize("seed", [2, 3, 4])
def test_the_nine_tables_of_accounts(seed: int, ending: str, tmp_path: Path) -> None:
    report, wanted = final(seed)
    assert compare(taken(wanted, written(report, ending, tmp_path)), wanted, "final") > 30


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".xls"])
@pytest.mark.parametrize("seed", [2, 3, 4])
def test_the_tables_of_a_budget(seed: int, ending: str, tmp_path: Path) -> None:
    report, wanted = planned(seed)
    assert compare(taken(wanted, written(report, ending, tmp_path)), wanted, "initial") > 30


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_printed_tables(tmp_path: Path) -> None:
    for made, basis in ((final(1), "final"), (planned(1), "initial")):
        report, wanted = made
        (file,) = by_office([save(report, tmp_path / f"{basis}.docx")], tmp_path / "out")
        assert compare(taken(wanted, file), wanted, basis) > 30


def written(report: Report, ending: str, folder: Path) -> Path:
    """The report in that format; an .xls of the integrated system is HTML."""
    if ending != ".xls":
        return save(report, folder / f"公开{ending}")
    return save(report, folder / "公开.html").rename(folder / "公开.xls")
