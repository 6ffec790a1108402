"""Percentages: what follows from the printed figures agrees, what was cut off is named, the rest is off."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quanheng.checks.judgement import Judgement
from quanheng.checks.slips import DOUBLED
from quanheng.checks.verdict import judge
from quanheng.model.quantity import plain, round_to, rounds_to
from quanheng.model.relation import AGREE, OFF, ROUNDING, UNDECIDED
from tests.checks.build import claim, figure

POSITIVE = st.integers(1, 10**9).map(lambda cents: Decimal(cents).scaleb(-2))
FINE = st.integers(10**6, 10**11).map(lambda parts: Decimal(parts).scaleb(-5))
PLACES = st.integers(0, 2)


def share(rate: str, part: str, whole: str, kind: str = "share", closed: bool = True) -> Judgement:
    said = (("rate", figure(rate)), ("part", figure(part)), ("whole", figure(whole)))
    return judge(claim(kind, *said, closed=closed))


def growth(rate: str, polarity: int = 1, **known: str) -> Judgement:
    figures = [(role, figure(text)) for role, text in known.items()]
    for role, one in figures:
        if role == "delta":
            one.polarity = polarity
    return judge(claim("growth", ("rate", figure(rate, polarity=polarity)), *figures))


def percent(value: Decimal, places: int) -> str:
    return f"{plain(round_to(value, places))}%"


@given(POSITIVE, POSITIVE, PLACES, st.sampled_from(["share", "completion"]))
def test_a_true_share_agrees(part: Decimal, whole: Decimal, places: int, kind: str) -> None:
    assert share(percent(100 * part / whole, places), f"{part:.2f}", f"{whole:.2f}", kind).verdict == AGREE


@given(FINE, FINE, PLACES, PLACES)
def test_a_true_share_of_rounded_figures_agrees_or_rounds(
    part: Decimal, whole: Decimal, places: int, printed: int
) -> None:
    assume(round_to(whole, printed))
    top, bottom = round_to(part, printed), round_to(whole, printed)
    made = share(percent(100 * part / whole, places), f"{top}", f"{bottom}")
    assert made.verdict in (AGREE, ROUNDING) or (made.kind, made.severity) == ("truncation", "note")


@given(POSITIVE, POSITIVE, PLACES)
def test_a_share_cut_off_is_named_and_never_an_error(part: Decimal, whole: Decimal, places: int) -> None:
    true = 100 * part / whole
    cut = true.quantize(Decimal((0, (1,), -places)), ROUND_DOWN)
    assume(not rounds_to(true, cut, places))
    made = share(f"{plain(cut)}%", f"{part:.2f}", f"{whole:.2f}")
    assert made.verdict == ROUNDING or (made.kind, made.severity) == ("truncation", "note")
    if part > 10**6 and whole > part:
        assert made.kind == "truncation"
        assert made.expected_text == percent(true, places)


@given(POSITIVE, POSITIVE, st.integers(2, 40))
def test_a_share_off_by_whole_points_is_an_error(part: Decimal, whole: Decimal, points: int) -> None:
    assume(100 < whole >= part)
    stated = round_to(100 * part / whole, 2) + points
    made = share(f"{plain(stated)}%", f"{part:.2f}", f"{whole:.2f}")
    assert (made.verdict, made.severity, made.kind) == (OFF, "error", "share")


def test_a_share_that_fails_says_what_would_do() -> None:
    made = share("885.00%", "680.00", "800.00")
    assert (made.expected_text, made.difference) == ("85.00%", "800.00个百分点")
    assert made.calculation == "680.00÷800.00=85.00%"
    assert ("85.00%", DOUBLED) in [(r.text, r.slip) for r in made.repairs]


@pytest.mark.parametrize(
    ("rate", "part", "whole", "wanted"),
    [
        ("90%", "8995.12", "10000.00", AGREE),
        ("16.67%", "1", "6", AGREE),
        ("12.5%", "1500元", "1.20", AGREE),
        ("0%", "0", "0", AGREE),
        ("5%", "0", "0", UNDECIDED),
        ("5%", "3.00", "0", OFF),
        ("100%", "0.00", "0.00", UNDECIDED),
        ("50.00%", "0.01", "0.01", ROUNDING),
    ],
)
def test_shares_at_the_edge(rate: str, part: str, whole: str, wanted: str) -> None:
    assert share(rate, part, whole).verdict == wanted


def test_a_negative_part_has_a_negative_share() -> None:
    assert share("-12.5%", "-1.50", "12.00").verdict == AGREE


def test_a_share_whose_whole_may_be_zero_is_left_alone() -> None:
    said = claim("share", ("rate", figure("30%")), ("part", figure("0.3")), ("whole", figure("0.4")))
    assert judge(said).verdict == OFF
    said.operands[2].figure.fine = said.operands[2].figure.decimals = 0
    assert judge(said).verdict == UNDECIDED


@pytest.mark.parametrize("hedged", [0, 1, 2])
def test_a_hedged_share_decides_nothing(hedged: int) -> None:
    said = claim("share", ("rate", figure("50%")), ("part", figure("3.00")), ("whole", figure("4.00")))
    said.operands[hedged].figure.hedge = "approx"
    assert judge(said).verdict == UNDECIDED


def test_a_share_without_its_whole_or_with_a_guessed_one_is_no_error() -> None:
    assert judge(claim("share", ("rate", figure("5%")), ("part", figure("3.00")))).verdict == UNDECIDED
    made = share("50.00%", "300.00", "400.00", closed=False)
    assert (made.certainty, made.severity) == ("likely", "doubt")


def test_the_habit_of_the_document_makes_a_doubt_of_a_coarse_figure() -> None:
    """3 of 40 in a report of two decimals is 7.50%; by its own digits alone it may be 8.5%."""
    said = claim(
        "share", ("rate", figure("8.30%")), ("part", figure("3.4", fine=2)), ("whole", figure("40.00"))
    )
    assert (judge(said).verdict, judge(said).severity) == (OFF, "error")
    said.operands[1].figure.decimals = 0
    assert (judge(said).certainty, judge(said).severity) == ("likely", "doubt")


@pytest.mark.parametrize(("stated", "part"), [("33.30%", "333456.00"), ("33.40%", "333945.00")])
def test_rounded_and_padded_or_rounded_twice_is_a_truncation(stated: str, part: str) -> None:
    made = share(stated, part, "1000000.00")
    assert (made.kind, made.severity) == ("truncation", "note")


@given(POSITIVE, POSITIVE, PLACES)
def test_a_true_growth_agrees(current: Decimal, prior: Decimal, places: int) -> None:
    assume(prior > 1)
    rate = 100 * (current - prior) / prior
    sign = 1 if rate >= 0 else -1
    stated = percent(abs(rate), places)
    levels: Any = {"current": f"{current:.2f}", "prior": f"{prior:.2f}"}
    made = growth(stated, sign, **levels)
    assert made.verdict == AGREE
    moved = f"{abs(current - prior):.2f}"
    assert growth(stated, sign, prior=f"{prior:.2f}", delta=moved).verdict == AGREE
    assert growth(stated, sign, current=f"{current:.2f}", delta=moved).verdict == AGREE
    assert growth(stated, 0, **levels).verdict == AGREE


@given(FINE, FINE, PLACES)
def test_a_true_growth_of_rounded_figures_agrees_or_rounds(
    current: Decimal, prior: Decimal, places: int
) -> None:
    rate = 100 * (current - prior) / prior
    made = growth(
        percent(abs(rate), places),
        1 if rate >= 0 else -1,
        current=f"{round_to(current, 2)}",
        prior=f"{round_to(prior, 2)}",
    )
    assert made.verdict in (AGREE, ROUNDING) or made.kind in ("truncation", "direction")
    assert made.kind != "direction" or abs(rate) < Decimal("0.1")


@given(POSITIVE, POSITIVE)
def test_a_rise_called_a_fall_is_a_fault_of_direction(current: Decimal, prior: Decimal) -> None:
    rate = 100 * (current - prior) / prior
    assume(prior > 1 and abs(rate) > 1)
    sign = 1 if rate < 0 else -1
    made = growth(percent(abs(rate), 2), sign, current=f"{current:.2f}", prior=f"{prior:.2f}")
    assert (made.kind, made.verdict) == ("direction", OFF)
    assert made.expected_text.startswith("增长" if sign < 0 else "下降")


def test_growth_over_the_wrong_year_is_explained() -> None:
    made = growth("25.00%", -1, current="8.00", delta="2.00")
    assert (made.expected_text, made.why) == ("20.00%", "像是误以本年数为基数")
    assert made.calculation == "2.00÷10.00=20.00%"
    assert growth("31.00%", -1, current="8.00", delta="2.00").why == ""


@pytest.mark.parametrize(
    ("rate", "known"),
    [
        ("25%", {"current": "8.00"}),
        ("200%", {"current": "1.5家"}),
    ],
)
def test_growth_without_a_base_is_left_alone(rate: str, known: Any) -> None:
    assert growth(rate, **known).verdict == UNDECIDED


@pytest.mark.parametrize(
    ("rate", "known", "severity"),
    [
        ("25%", {"current": "8.00", "prior": "0"}, "doubt"),
        ("100%", {"current": "8.00", "prior": "0"}, "note"),
        ("100%", {"current": "2.00", "delta": "2.00"}, "note"),
    ],
)
def test_a_rate_over_nothing_is_told_and_a_hundred_only_noted(rate: str, known: Any, severity: str) -> None:
    made = growth(rate, **known)
    assert (made.verdict, made.kind, made.severity) == (OFF, "zero_base", severity)


def test_hedged_growth_decides_nothing() -> None:
    said = claim(
        "growth",
        ("rate", figure("25%")),
        ("current", figure("8.00", hedge="approx")),
        ("prior", figure("5.00")),
    )
    assert judge(said).verdict == UNDECIDED


@pytest.mark.parametrize(
    ("rate", "count", "wanted"),
    [
        ("200%", "9家", AGREE),
        ("200%", "8家", OFF),
        ("33.3%", "8家", AGREE),
        ("33.2%", "8家", OFF),
        ("0%", "8家", AGREE),
        ("100%", "1家", OFF),
    ],
)
def test_some_whole_number_of_last_year_must_give_the_growth(rate: str, count: str, wanted: str) -> None:
    made = growth(rate, current=count)
    assert (made.verdict, made.kind) == (wanted, "grim" if wanted == OFF else "")


def test_a_fall_of_more_than_everything_is_left_alone() -> None:
    assert growth("100%", -1, current="8家").verdict == UNDECIDED


@given(st.integers(1, 500), st.integers(1, 500), PLACES)
def test_a_true_completion_of_a_hidden_whole_number_agrees(done: int, planned: int, places: int) -> None:
    rate = percent(Decimal(100 * done) / planned, places)
    assume(rate != percent(Decimal(0), places))
    assert judge(claim("completion", ("rate", figure(rate)), ("part", figure(f"{done}家")))).verdict == AGREE


@pytest.mark.parametrize(
    ("rate", "part", "wanted", "kind"),
    [
        ("95.5%", "7家", OFF, "grim"),
        ("87.5%", "7家", AGREE, ""),
        ("63.6%", "7家", AGREE, ""),
        ("58.33%", "7家", AGREE, ""),
        ("77.77%", "7家", OFF, "truncation"),
        ("95.5%", "7.00", UNDECIDED, ""),
        ("0%", "7家", UNDECIDED, ""),
    ],
)
def test_completion_without_its_plan(rate: str, part: str, wanted: str, kind: str) -> None:
    made = judge(claim("completion", ("rate", figure(rate)), ("part", figure(part))))
    assert (made.verdict, made.kind) == (wanted, kind)
    assert kind != "truncation" or made.severity == "note"


@pytest.mark.parametrize(
    ("rates", "closed", "wanted"),
    [
        (("15.00%", "85.00%"), True, AGREE),
        (("33.33%", "33.33%", "33.33%"), True, ROUNDING),
        (("15.00%", "95.00%"), True, "error"),
        (("15.00%", "65.00%"), True, "error"),
        (("15.00%", "65.00%"), False, UNDECIDED),
        (("15.00%", "95.00%"), False, "doubt"),
    ],
)
def test_shares_of_one_whole(rates: tuple[str, ...], closed: bool, wanted: str) -> None:
    made = judge(claim("percent_total", *(("part", figure(rate)) for rate in rates), closed=closed))
    assert (made.severity if made.verdict == OFF else made.verdict) == wanted
    if made.verdict == OFF:
        assert made.stated is not None
        assert made.stated.text == max(rates)
        assert made.expected_text == "85.00%"


def test_hedged_shares_of_one_whole_decide_nothing() -> None:
    said = claim("percent_total", ("part", figure("15%", hedge="approx")), ("part", figure("95%")))
    assert judge(said).verdict == UNDECIDED
