"""Single slips of the hand: every one is recognised by name, and its repair is offered."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quanheng.checks.slips import DIGIT, DOUBLED, LOST, POINT, SIGN, SWAP, UNIT, repairs_of, slip_between
from quanheng.model.quantity import Interval
from tests.checks.build import figure

AMOUNTS = st.decimals(min_value=10, max_value=999_999, places=2).map(lambda value: f"{value:.2f}")
AT = st.integers(0, 30)


def digit_at(printed: str, at: int) -> int:
    """The place of one of the digits, counted over the point."""
    places = [index for index, mark in enumerate(printed) if mark != "."]
    return places[at % len(places)]


def digit(printed: str, at: int, other: int) -> str:
    place = digit_at(printed, at)
    return f"{printed[:place]}{(int(printed[place]) + 1 + other % 9) % 10}{printed[place + 1 :]}"


def swap(printed: str, at: int, _: int) -> str:
    place = digit_at(printed, at)
    return printed[:place] + printed[place : place + 2][::-1] + printed[place + 2 :]


def doubled(printed: str, at: int, other: int) -> str:
    place = digit_at(printed, at)
    return printed[:place] + str(other % 10) + printed[place:]


def lost(printed: str, at: int, _: int) -> str:
    place = digit_at(printed, at)
    return printed[:place] + printed[place + 1 :]


def point(printed: str, at: int, other: int) -> str:
    digits = printed.replace(".", "")
    places = [place for place in range(1, len(digits)) if digits[:place] != printed.partition(".")[0]]
    place = places[(at + other) % len(places)]
    return f"{digits[:place]}.{digits[place:]}"


def exactly(printed: str) -> Interval:
    value = figure(printed).base
    return Interval(value, value)


@given(AMOUNTS, AT, AT, st.sampled_from([(digit, DIGIT), (doubled, DOUBLED), (lost, LOST)]))
def test_a_single_slip_is_known_by_its_name(
    right: str, at: int, other: int, slip: tuple[type[object], str]
) -> None:
    make, name = slip
    assert slip_between(make(right, at, other), right) == name  # type: ignore[call-arg, arg-type]


@given(AMOUNTS, AT)
def test_neighbours_swapped_are_a_swap_and_over_the_point_a_moved_point(right: str, at: int) -> None:
    wrong = swap(right, at, 0)
    assume(wrong != right)
    assert slip_between(wrong, right) == (POINT if wrong.index(".") != right.index(".") else SWAP)


@given(AMOUNTS, AT, AT)
def test_a_moved_point_keeps_the_digits(right: str, at: int, other: int) -> None:
    assert slip_between(point(right, at, other), right) == POINT


@given(AMOUNTS, AT, AT, st.sampled_from([digit, swap, doubled, lost, point]))
def test_the_repair_of_a_single_slip_is_what_was_meant(right: str, at: int, other: int, slip: object) -> None:
    wrong = slip(right, at, other)  # type: ignore[operator]
    assume(Decimal(wrong) != Decimal(right))
    slipped = figure(wrong, fine=2)
    found = repairs_of(slipped, exactly(right))
    assert Decimal(right) in [value for value, _, _ in found]


@given(AMOUNTS, AMOUNTS, st.integers(0, 500))
def test_every_repair_lies_where_it_must_and_none_is_the_figure_itself(
    printed: str, target: str, width: int
) -> None:
    wrong, middle = figure(printed, fine=2), figure(target).base
    aim = Interval(middle - width, middle + width)
    for value, text, slip in repairs_of(wrong, aim):
        assert text != wrong.text
        assert slip
        if slip != UNIT:
            assert value.scaleb(4) in aim


@given(AMOUNTS, AMOUNTS)
def test_what_is_doubled_one_way_is_lost_the_other_way(one: str, other: str) -> None:
    pairs = {DOUBLED: LOST, LOST: DOUBLED, None: None}
    forth, back = slip_between(one, other), slip_between(other, one)
    assert back == pairs.get(forth, forth)


@pytest.mark.parametrize(
    ("wrong", "right", "unit"), [("5.59元", "5.59万元", UNIT), ("12万元", "12亿元", UNIT)]
)
def test_a_wrong_unit_is_a_slip(wrong: str, right: str, unit: str) -> None:
    found = repairs_of(figure(wrong), exactly(right))
    assert (right, unit) in [(text, slip) for _, text, slip in found]


def test_a_lost_minus_is_a_slip() -> None:
    found = repairs_of(figure("39.88"), exactly("-39.88"))
    assert ("-39.88万元", SIGN) in [(text, slip) for _, text, slip in found]


def test_a_count_is_repaired_in_its_own_unit() -> None:
    found = repairs_of(figure("112家"), exactly("113家"))
    assert [(text, slip) for _, text, slip in found] == [("113家", DIGIT)]


def test_equal_digits_are_no_slip_and_two_slips_have_no_name() -> None:
    assert slip_between("12.34", "12.34") is None
    assert slip_between("12.34", "98.76") is None
    assert repairs_of(figure("0.00"), exactly("8.00万元")) == [(Decimal("8.00"), "8.00万元", DIGIT)]


@given(st.integers(1, 9), st.integers(0, 999_999))
def test_thousands_marks_are_not_digits(head: int, rest: int) -> None:
    value = head * 1_000_000 + rest
    found = repairs_of(figure(f"{value:,}元"), exactly(f"{value + 10_000_000}元"))
    assert DOUBLED not in [slip for _, _, slip in found]
    assert LOST in [slip for v, _, slip in found if v == value + 10_000_000]
