"""Random department-years in which everything adds up: what a careful accountant would fill in.

`department_year(shape)` is the record itself, `department_years()` the strategy of hypothesis. The books are
those of `accounts`; people, assets, projects, indicators and words come with them. Hypothesis shrinks what
makes a year simple: whole 万元 instead of cents, no projects, one problem, then the seed.
"""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from quanheng.lexicon.workbook import complete
from quanheng.model.workbook import DepartmentYear
from tests.generator.accounts.books import build_books
from tests.generator.department_years import accounts, costs, goals, holdings, plans, wording
from tests.generator.department_years.entries import Entries
from tests.generator.department_years.shape import GRAINS, Shape

__all__ = ["Shape", "department_year", "department_years"]


def department_years() -> st.SearchStrategy[DepartmentYear]:
    """Department-years of any shape."""
    shapes = st.builds(
        Shape,
        st.integers(0, 2**32 - 1),
        st.sampled_from(GRAINS),
        projects=st.integers(0, 4),
        problems=st.integers(1, 2),
    )
    return shapes.map(department_year)


def department_year(shape: Shape | int) -> DepartmentYear:
    """The department-year of a shape, or of the shape that a seed draws."""
    if isinstance(shape, int):
        shape = Shape.of(shape)
    rng = Random(f"workbook {shape.seed}")
    books = build_books(shape.seed, grain=shape.grain)
    entries = Entries(DepartmentYear(books.year, books.name), books)
    for year in (books.year - 1, books.year):
        accounts.enter(entries, year)
        plans.enter(entries, year, rng)
        holdings.enter(entries, year, rng)
    costs.enter(entries)
    goals.projects(entries, shape.projects, rng)
    goals.indicators(entries, rng)
    wording.enter(entries, shape.problems, rng)
    complete(entries.record)
    goals.execution(entries.record)
    return entries.record
