"""Generated accounts and budgets: books that agree, tables that hold, slips that are what they say."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.generator.accounts import accounts, budget, make
from tests.generator.accounts.books import BASIC, build_books
from tests.generator.accounts.layout import GENERATIONS
from tests.generator.accounts.slips import GROSS, SLIPS, slip
from tests.generator.accounts.tables import TABLES
from tests.generator.oracle import broken, holds
from tests.generator.report import ABOVE, Report
from tests.generator.writers import cells_of, document, text

SEEDS = st.integers(0, 100_000)
FEW = settings(max_examples=12, deadline=None)


def tables(report: Report) -> list[str]:
    """The titles of the nine tables in order."""
    names = {title[-9:] for title, _ in TABLES.values()}
    made = []
    for piece, after in zip(report.pieces, report.pieces[1:], strict=False):
        if any(piece.text.split("（")[0].endswith(name) for name in names) and after.kind != "heading":
            made.append(piece.text)
    return made


@FEW
@given(SEEDS)
def test_books_agree_to_the_cent(seed: int) -> None:
    books = build_books(seed)
    for line in books.of(books.year):
        assert line.opening + line.income == line.total + line.closing
        assert line.income >= 0
    basic = books.sum(lambda line: line.spent.get(BASIC, 0), "general")
    assert sum(books.economy[books.year].cents.values()) == basic


@FEW
@given(SEEDS)
def test_every_relation_of_a_clean_document_holds(seed: int) -> None:
    for report in (accounts(seed), budget(seed)):
        assert len(report.bonds) > 50
        assert broken(report) == []


@FEW
@given(SEEDS)
def test_every_figure_stands_at_its_place(seed: int) -> None:
    report = make(seed)
    assert all(report.text_at(f.spot)[f.spot.start : f.spot.end] == f.text for f in report.figures)


def test_the_seeds_show_every_generation_and_both_ways_to_write_codes() -> None:
    made = [accounts(seed) for seed in range(60)]
    counts = {len([p for p in report.pieces if p.kind == "table" and p.heads]) for report in made}
    assert {8, 9} <= counts
    assert len({tuple(tables(report)) for report in made}) > len(GENERATIONS) - 2
    texts = [text(report) for report in made]
    assert any("\t类\t" in t or "类\t款\t项" in t for t in texts)
    assert any("\t2080505\t" in t.replace("\n", "\t") for t in texts)


def test_a_head_over_two_rows_covers_both() -> None:
    cells = {c.text: (c.rows, c.columns) for c in cells_of([["项目", None, "合计"], ["编码", "名称", ABOVE]])}
    assert cells == {"项目": (1, 2), "合计": (2, 1), "编码": (1, 1), "名称": (1, 1)}


def test_an_empty_amount_is_a_figure_without_text() -> None:
    report = next(r for r in map(accounts, range(40)) if any(f.spot.cell and not f.text for f in r.figures))
    empty = next(f for f in report.figures if f.spot.cell and not f.text)
    assert empty.value == 0
    assert empty.half == 0


@pytest.mark.parametrize("kind", sorted(SLIPS))
def test_a_slip_changes_the_document_and_says_what_it_breaks(kind: str) -> None:
    made = [slip(make(seed), kind, Random(seed)) for seed in range(10)]
    found = [mutant for mutant in made if mutant is not None]
    assert found
    for mutant in found:
        assert text(mutant.report) != text(make(mutant.report.seed))
        if mutant.ceiling and kind != "row dropped":
            assert any(not holds(bond, mutant.report.figures) for bond in mutant.report.bonds)


def test_gross_slips_are_nearly_all_provable() -> None:
    made = [
        slip(make(seed), kind, Random(seed)) for seed in range(8) for kind in GROSS if kind != "row dropped"
    ]
    found = [mutant for mutant in made if mutant is not None]
    assert sum(bool(mutant.ceiling) for mutant in found) > 0.9 * len(found)


def test_the_document_without_a_file_has_the_tables() -> None:
    report = accounts(1)
    read = document(report)
    assert len(list(read.tables())) == sum(piece.kind == "table" for piece in report.pieces)
