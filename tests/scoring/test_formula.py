"""The formulas of the norms: read, computed exactly, bounded, printed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.model.quantity import Interval
from quanheng.norms.load import norm
from quanheng.scoring.formula import NotAFormula, OverNothing, formula

AMOUNT = st.decimals(1, 10**6, places=2)


def test_a_rate_is_exact() -> None:
    assert formula("a / b * 100").value({"a": Decimal("5.59"), "b": Decimal("8.15")}) * 163 == 11180


def test_a_change_counts_a_quantity_that_stands_twice_once() -> None:
    bounds = formula("(a - b) / b * 100").bounds(
        {"a": Interval(Decimal(50), Decimal(50)), "b": Interval(Decimal(40), Decimal(50))}
    )
    assert (bounds.low, bounds.high) == (Decimal(0), Decimal(25))


@pytest.mark.parametrize(
    "text", ["__import__('os')", "a ** b", "a / ", "min(a, b)", "a if b else c", "1.5 * a"]
)
def test_only_arithmetic_of_names_and_whole_numbers_is_read(text: str) -> None:
    with pytest.raises(NotAFormula):
        formula(text)


def test_nothing_is_divided_by_zero() -> None:
    with pytest.raises(OverNothing):
        formula("(a - b) / b * 100").value({"a": Decimal(3), "b": Decimal(0)})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a / b * 100", "决算数÷预算数×100%"),
        ("(a - b) / b * 100", "（决算数-预算数）÷预算数×100%"),
        ("a / (a + b)", "决算数÷（决算数+预算数）"),
        ("a - (a - b)", "决算数-（决算数-预算数）"),
    ],
)
def test_a_formula_in_words(text: str, words: str) -> None:
    assert formula(text).words({"a": "决算数", "b": "预算数"}) == words


@given(AMOUNT, AMOUNT, AMOUNT)
def test_the_exact_value_lies_within_the_bounds(a: Decimal, b: Decimal, more: Decimal) -> None:
    rate = formula("(a - b) / b * 100")
    bounds = rate.bounds({"a": Interval(a, a + more), "b": Interval(b, b + more)})
    assert rate.value({"a": a, "b": b}) in bounds
    assert rate.value({"a": a + more, "b": b + more}) in bounds


@pytest.mark.parametrize("name", ["indicator-framework-department", "indicator-framework-project"])
def test_every_formula_of_the_norms_is_read_and_its_quantities_are_known(name: str) -> None:
    known = {entry["id"] for entry in _value("indicator-quantities")}
    rows = [row for row in _value(name) if row.get("formula")]
    assert len(rows) > 5
    assert {quantity for row in rows for quantity in formula(row["formula"]).names} <= known


def test_every_quantity_of_the_department_framework_has_a_supplier() -> None:
    sources = _value("indicator-sources")
    rows = [row for row in _value("indicator-framework-department") if row.get("formula")]
    wanted = {quantity for row in rows for quantity in formula(row["formula"]).names}
    assert wanted <= set(sources)
    assert all(sources[quantity]["supplier"] for quantity in wanted)


def _value(name: str) -> Any:
    return norm(name).value
