"""Generated forms: right ones raise no error in any layout, every slip is one that the form contradicts."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quanheng.read import read
from tests.generator.forms import KINDS, make, slip
from tests.generator.forms.layouts import LAYOUTS
from tests.generator.writers import save
from tests.measure.checker import check, check_document, new_findings

SEEDS = st.integers(0, 100_000)
FEW = settings(max_examples=8, deadline=None)


@FEW
@given(SEEDS)
def test_the_books_of_a_form_agree(seed: int) -> None:
    for form in make(seed).forms:
        assert sum(row.weight for row in form.rows) + form.execution == 100
        assert form.score == form.rate_score + sum((row.score for row in form.rows), Decimal(0))
        assert all(0 <= row.score <= row.weight for row in form.rows)
        for nature in zip(*(fund.amounts for fund in form.natures), form.total.amounts, strict=False):
            assert not form.natures or sum(nature[:-1], Decimal(0)) == nature[-1]


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@pytest.mark.parametrize("seed", [3, 41])
def test_a_right_form_is_read_whole_and_accused_of_nothing(layout: str, seed: int) -> None:
    made = make(seed, layout)
    checked = check(made.report)
    assert checked.errors() == []
    assert len(checked.facts.forms) == len(made.forms)
    for form, books in zip(checked.facts.forms, made.forms, strict=True):
        assert [row.name for row in form.rows] == [row.name for row in books.rows]
        assert [row.score and row.score.value for row in form.rows] == [row.score for row in books.rows]
        assert [row.group for row in form.rows] == [row.group for row in books.rows]
        assert form.total is not None
        assert form.total.value == books.score
        fund = form.execution
        assert fund is not None
        assert fund.rate is not None
        assert fund.rate.value == books.rate


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("seed", [5, 77, 130])
def test_a_slip_is_found_where_it_stands(kind: str, seed: int) -> None:
    offered = (
        (form, slip(form, kind, Random(f"{seed} {kind}"))) for form in map(make, range(seed, seed + 40))
    )
    made, mutant = next((form, mutant) for form, mutant in offered if mutant is not None)
    places = [m.place for f in new_findings(check(made.report), check(mutant.report.report)) for m in f.marks]
    assert any(
        p.block == mutant.block and (p.cell and (p.cell.row, p.cell.column)) == mutant.at for p in places
    )


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html", ".md"])
def test_a_form_in_a_file_is_the_same_form(suffix: str, tmp_path: Path) -> None:
    made = make(17)
    path = save(made.report, tmp_path / f"form{suffix}")
    checked = check_document(read(path.read_bytes(), path.name))
    assert checked.errors() == []
    totals = [form.total and form.total.value for form in checked.facts.forms]
    assert totals == [form.score for form in made.forms]
