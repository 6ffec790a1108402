"""The generator keeps its promises: honest rounding, known places, relations that hold."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.generator.controls import controls
from tests.generator.habit import half_up
from tests.generator.ledger import build
from tests.generator.mutations import OPERATORS, mutate
from tests.generator.oracle import broken
from tests.generator.report import Report
from tests.generator.styles import STYLES, generate
from tests.generator.writers import cells_of, document, html, markdown, text

SEEDS = st.integers(0, 100_000)
FEW = settings(max_examples=25, deadline=None)


def figures_stand_where_they_say(report: Report) -> bool:
    written = [report.text_at(f.spot)[f.spot.start : f.spot.end] == f.text for f in report.figures if f.text]
    return bool(written) and all(written)


@FEW
@given(SEEDS)
def test_accounts_agree_to_the_cent(seed: int) -> None:
    books = build(seed)
    cents = {
        item: books.cents[item, books.year, "final"] for item, year, basis in books.cents if basis == "final"
    }
    assert cents["basic"] + cents["project"] == cents["expenditure"]
    assert cents["opening"] + cents["income"] == cents["expenditure"] + cents["closing"]
    assert sum(cents[f"class.{name}"] for name in books.lists["classes"]) == cents["fiscal"]
    assert cents["opening"] == books.cents["closing", books.year - 1, "final"]


@FEW
@given(SEEDS)
def test_every_relation_of_an_untouched_report_holds(seed: int) -> None:
    report = generate(seed)
    assert report.bonds
    assert broken(report) == []


@FEW
@given(SEEDS)
def test_every_figure_stands_at_its_place(seed: int) -> None:
    assert figures_stand_where_they_say(generate(seed))


@FEW
@given(SEEDS)
def test_controls_contradict_nothing(seed: int) -> None:
    for name, report in controls(seed):
        assert broken(report) == [], name
        assert figures_stand_where_they_say(report), name


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_a_mutant_differs_and_keeps_the_other_places(seed: int) -> None:
    report = generate(seed)
    for operator in OPERATORS:
        mutant = mutate(report, operator, Random(seed))
        if mutant is not None:
            assert text(mutant.report) != text(report), operator
            assert figures_stand_where_they_say(mutant.report), operator
            assert mutant.before != mutant.after


def test_gross_slips_in_bound_figures_mostly_break_a_relation() -> None:
    made = [mutate(generate(seed), "M1", Random(seed)) for seed in range(40)]
    covered = [mutant for mutant in made if mutant is not None and mutant.covered]
    assert sum(bool(mutant.ceiling) for mutant in covered) > 0.9 * len(covered)


@pytest.mark.parametrize("style", sorted(STYLES))
def test_a_style_is_worded_in_many_ways(style: str) -> None:
    texts = {text(generate(3, style, wording=wording)) for wording in range(8)}
    assert len(texts) >= 7


def test_the_same_seed_gives_the_same_text() -> None:
    assert text(generate(11)) == text(generate(11))


@given(st.fractions(min_value=-10000, max_value=10000), st.integers(0, 6))
def test_rounding_is_half_up_and_never_off_by_more_than_half(exact: Fraction, places: int) -> None:
    gap = abs(abs(Fraction(half_up(exact, places))) - abs(exact))
    assert gap <= Fraction(1, 2 * 10**places)


def test_a_half_is_rounded_away_from_zero() -> None:
    assert half_up(Fraction(5, 1000), 2) == "0.01"
    assert half_up(Fraction(-125, 1000), 2) == "-0.13"


def test_a_merged_cell_covers_its_places() -> None:
    cells = cells_of([["甲", None, "1"], [None, "乙", "2"]])
    assert [(c.text, c.rows, c.columns) for c in cells] == [
        ("甲", 2, 2),
        ("1", 1, 1),
        ("乙", 1, 1),
        ("2", 1, 1),
    ]


@pytest.mark.parametrize("write", [text, markdown, html])
def test_writers_keep_every_figure(write: object) -> None:
    report = generate(5, "self_evaluation")
    assert callable(write)
    page = write(report)
    assert all(figure.text in page for figure in report.figures)


def test_the_document_has_the_blocks_of_the_report() -> None:
    report = generate(5, "outline")
    read = document(report)
    assert [block.kind for block in read.blocks] == [piece.kind for piece in report.pieces]
    assert len(list(read.tables())) == sum(piece.kind == "table" for piece in report.pieces)
