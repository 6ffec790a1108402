"""How many places a document gives to a unit, and budgets that are round by decision."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from quanheng.facts.habits import set_habits
from quanheng.model.figure import Figure
from tests.checks.build import figure


@given(st.integers(0, 4), st.integers(3, 9), st.integers(0, 2))
def test_the_commonest_number_of_places_is_the_habit_of_the_unit(places: int, many: int, few: int) -> None:
    plain = [figure(f"{1 + n}.{'1' * places}" if places else f"{1 + n}") for n in range(many)]
    other = [figure("7.12345") for _ in range(few)]
    set_habits([*plain, *other])
    assert {f.fine for f in plain + other} == {places}


def test_units_have_habits_of_their_own() -> None:
    money, percent = [figure("1.20") for _ in range(3)], [figure("5.1%") for _ in range(3)]
    set_habits(money + percent)
    assert (money[0].fine, percent[0].fine) == (2, 1)


def test_where_two_numbers_of_places_are_as_common_the_finer_is_taken() -> None:
    one, two = figure("1.2"), figure("1.23")
    set_habits([one, two])
    assert one.fine == two.fine == 2


def test_a_plain_zero_says_nothing_of_the_habit() -> None:
    zeros = [figure("0") for _ in range(5)]
    fine = figure("1.20")
    set_habits([*zeros, fine])
    assert fine.fine == 2
    alone = figure("0")
    set_habits([alone])
    assert alone.fine == 0


def test_counts_have_no_habit() -> None:
    people = figure("5人")
    people.fine = -1
    set_habits([people, figure("1.20")])
    assert people.fine == -1


def budgets(*printed: str) -> list[Figure]:
    return [figure(text, basis="initial") for text in printed]


def test_round_budgets_beside_full_accounts_are_exact() -> None:
    found = budgets("10", "12.5", "30")
    set_habits([*found, *(figure(f"{n}.25") for n in range(4))])
    assert all(f.exact for f in found)


def test_budgets_are_not_exact_where_one_is_full_or_few_or_the_accounts_are_round_too() -> None:
    accounts = [figure(f"{n}.25") for n in range(4)]
    for found, others in (
        (budgets("10", "12.55", "30"), accounts),
        (budgets("10", "12.5"), accounts),
        (budgets("10", "10", "10"), accounts),
        (budgets("10", "12.5", "30"), [figure("7"), figure("8.1")]),
        (budgets("10", "12.5", "30"), []),
    ):
        set_habits([*found, *others])
        assert not any(f.exact for f in found)


def test_an_exact_figure_has_no_rounding() -> None:
    found = budgets("10", "12.5", "30")
    set_habits([*found, *(figure(f"{n}.25") for n in range(4))])
    assert found[0].half() == Decimal(0)
