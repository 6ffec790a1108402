"""A page of a section reads back what it shows, and two people cannot overwrite each other unseen."""

from __future__ import annotations

from typing import Any

import pytest

from quanheng.lexicon.workbook import layout
from quanheng.model.workbook import DepartmentYear
from quanheng.model.workbook_flat import flat
from quanheng.web.departments import grid as grids
from quanheng.web.departments.entries import computed, held, record_of, replace_all, save
from quanheng.web.departments.models import Book, Part
from tests.generator.department_years import department_year


@pytest.fixture
def book(county: Any) -> Book:
    made: Book = Book.objects.create(unit=county.department, year=2025, task=county.task)
    return made


@pytest.fixture
def year() -> DepartmentYear:
    return department_year(7)


def test_every_entry_is_on_some_page_and_reads_back(year: DepartmentYear) -> None:
    found: dict[Any, str] = {}
    for _, section in layout().sections():
        found |= held(section, year)
    sums = computed(year)
    missing = {k: v for k, v in flat(year).items() if k not in sums and found.get(k) != v}
    assert missing == {}


def test_a_record_comes_back_from_the_database(book: Book, year: DepartmentYear, county: Any) -> None:
    book.year = year.year
    book.save()
    assert replace_all(book, year, county.people["accountant"], "导入") > 100
    assert flat(record_of(book)) == flat(year)


def test_saving_a_page_changes_its_own_entries_only(book: Book, year: DepartmentYear, county: Any) -> None:
    book.year = year.year
    book.save()
    replace_all(book, year, county.people["accountant"], "导入")
    before = flat(record_of(book))
    section = layout().section("income")
    page = grids.grid(section, record_of(book))
    given = {name: cell.value for name, cell in page.cells().items()}
    cell = next(n for n, c in page.cells().items() if c.kind == "money" and c.value not in ("", "0"))
    version = Part.objects.get(book=book, section="income").version
    done = save(book, section, given | {cell: "12345.67"}, county.people["accountant"], version)
    assert done.done
    after = flat(record_of(book))
    changed = {k for k in before | after if before.get(k) != after.get(k)}
    assert "12345.67 万元" in {after[k] for k in changed}
    assert all(k[0] == "amount" for k in changed)


def test_a_wrong_cell_is_told_and_nothing_is_saved(book: Book, county: Any) -> None:
    section = layout().section("people")
    page = grids.grid(section, record_of(book))
    cell = next(n for n, c in page.cells().items() if c.kind == "count")
    done = save(book, section, {cell: "三十二人"}, county.people["accountant"], 1)
    assert not done.done
    assert "不是数字" in done.grid.cells()[cell].fault
    assert done.grid.cells()[cell].value == "三十二人"
    assert not book.entries.exists()


def test_the_second_of_two_is_told_and_loses_nothing(book: Book, county: Any) -> None:
    section = layout().section("people")
    cell = next(n for n, c in grids.grid(section, record_of(book)).cells().items() if c.kind == "count")
    assert save(book, section, {cell: "31"}, county.people["accountant"], 1).done
    second = save(book, section, {cell: "32"}, county.people["section"], 1)
    assert not second.done
    assert (second.grid.cells()[cell].value, second.grid.cells()[cell].other) == ("32", "31")
    assert second.part is not None
    assert save(book, section, {cell: "32"}, county.people["section"], second.part.version).done
