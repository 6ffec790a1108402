"""Figures against each other, against words, names and grades; two ratios with one denominator."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quanheng.checks.comparisons import grade_for
from quanheng.checks.judgement import Judgement
from quanheng.checks.slips import SWAP, UNIT
from quanheng.checks.verdict import judge
from quanheng.model.figure import Figure, Statement
from quanheng.model.place import Place
from quanheng.model.quantity import plain, round_to
from quanheng.model.relation import AGREE, OFF, ROUNDING, UNDECIDED
from tests.checks.build import claim, figure

AMOUNTS = st.integers(0, 10**9).map(lambda cents: Decimal(cents).scaleb(-2))


def said(value: str, text: str = "") -> Statement:
    return Statement("word", text or value, Place(0, 0, 2), value)


def restated(stated: str | Figure, first: str | Figure, closed: bool = True) -> Judgement:
    one, two = (figure(f) if isinstance(f, str) else f for f in (stated, first))
    return judge(claim("restated", ("stated", one), ("first", two), closed=closed))


@pytest.mark.parametrize(
    ("stated", "first", "wanted"),
    [
        ("4601.00", "4601", AGREE),
        ("4601.00", "46010000元", AGREE),
        ("4601", "46012345元", ROUNDING),
        ("1906.40", "19064015.35元", ROUNDING),
        ("4601.00", "4602.31", OFF),
        ("12家", "13家", OFF),
    ],
)
def test_one_fact_in_two_places(stated: str, first: str, wanted: str) -> None:
    assert restated(stated, first).verdict == wanted
    assert restated(first, stated).verdict == wanted


def test_a_contradiction_says_both_and_the_slip() -> None:
    made = restated("1902.31", "1920.31")
    assert (made.expected_text, made.difference) == ("1920.31万元", "18.00万元")
    assert (made.certainty, made.severity) == ("proved", "error")
    assert ("1920.31万元", SWAP) in [(r.text, r.slip) for r in made.repairs]
    doubt = restated("1902.31", "1920.31", closed=False)
    assert (doubt.certainty, doubt.severity) == ("suspect", "doubt")


def test_between_two_percentages_lie_points() -> None:
    assert restated("98.50%", "96.50%").difference == "2.00个百分点"


@pytest.mark.parametrize(("stated", "first"), [("5.59元", "5.59万元"), ("5.59万元", "5.59元")])
def test_of_two_units_the_smaller_is_reported(stated: str, first: str) -> None:
    made = restated(stated, first)
    assert made.stated is not None
    assert (made.kind, made.stated.text, made.expected_text) == ("unit", "5.59元", "5.59万元")
    assert [r.slip for r in made.repairs] == [UNIT]


def test_hedges_bound_what_a_figure_can_contradict() -> None:
    assert restated(figure("30.00", hedge="approx"), "30.00").verdict == AGREE
    assert restated(figure("30.00", hedge="ge"), "31.00").verdict == UNDECIDED
    assert restated("31.00", figure("30.00", hedge="le")).verdict == UNDECIDED
    between = figure("30家", hedge="range", upper=Decimal(40))
    assert restated(between, "35家").verdict == ROUNDING
    assert restated(between, "45家").verdict == OFF
    assert restated(figure("30家", hedge="range"), "45家").verdict == UNDECIDED


@given(AMOUNTS, st.integers(0, 2))
def test_a_figure_never_contradicts_its_own_rounding(value: Decimal, places: int) -> None:
    assume(places or round_to(value, 0))  # a plain 0 is nothing at all, not a little
    coarse = figure(f"{round_to(value, places)}")
    assert restated(figure(f"{value:.2f}"), coarse).verdict in (AGREE, ROUNDING)


def order(left: str, right: str, says: str, **more: str) -> Judgement:
    figures = (("left", figure(left)), ("right", figure(right)))
    return judge(claim("order", *figures, said=said(says), **more))


@pytest.mark.parametrize(
    ("left", "right", "word", "wanted"),
    [
        ("25.00", "30.00", "down", AGREE),
        ("30.00", "25.00", "up", AGREE),
        ("25.00", "30.00", "up", OFF),
        ("30.00", "25.00", "down", OFF),
        ("30.00", "30.00", "up", OFF),
        ("30.00", "300000元", "same", AGREE),
        ("30.00", "300001元", "same", ROUNDING),
        ("30.00", "25.00", "same", OFF),
        ("25.00", "30.00", "same", OFF),
        ("30.004", "30.00", "down", UNDECIDED),
        ("25.00", "30.00", "within", AGREE),
        ("35.00", "30.00", "within", OFF),
        ("30.00", "30.00", "within", AGREE),
    ],
)
def test_a_comparing_word(left: str, right: str, word: str, wanted: str) -> None:
    """Where word and numbers do not agree, either may be wrong: no other word is proposed."""
    made = order(left, right, word)
    assert (made.verdict, made.expected_text) == (wanted, "")


def test_nearly_level_is_what_the_norm_allows_and_a_plain_level_is_asked_about() -> None:
    assert order("1000.00", "1001.00", "same", word="基本持平").verdict == AGREE
    assert order("1000.00", "1001.00", "same", word="持平").verdict == ROUNDING
    made = order("1000.00", "2000.00", "same", word="基本持平")
    assert (made.certainty, made.severity) == ("likely", "doubt")


def test_a_hedged_figure_is_not_compared() -> None:
    hedged = claim(
        "order", ("left", figure("3.00", hedge="approx")), ("right", figure("4.00")), said=said("up")
    )
    assert judge(hedged).verdict == UNDECIDED


@given(AMOUNTS, AMOUNTS)
def test_only_one_of_two_opposite_words_can_hold(left: Decimal, right: Decimal) -> None:
    assume(abs(left - right) > 1)
    verdicts = [order(f"{left:.2f}", f"{right:.2f}", word).verdict for word in ("up", "down")]
    assert sorted(verdicts) == [AGREE, OFF]


def test_a_budget_that_is_the_final_figure() -> None:
    made = judge(claim("role", ("stated", figure("120.00")), ("final", figure("120.00"))))
    assert (made.verdict, made.expected_text) == (OFF, "支出决算为120.00万元")


@pytest.mark.parametrize(
    ("counted", "closed", "wanted"),
    [
        ("3", True, AGREE),
        ("4", True, "doubt"),
        ("9", True, "doubt"),
        ("4", False, "doubt"),
        ("9", False, UNDECIDED),
    ],
)
def test_names_are_counted_and_a_long_list_may_be_cut(counted: str, closed: bool, wanted: str) -> None:
    names = said(counted, "办公室、业务股、财务股")
    made = judge(claim("count_list", ("count", figure("3个")), said=names, closed=closed))
    assert (made.severity if made.verdict == OFF else made.verdict) == wanted


@pytest.mark.parametrize(
    ("score", "grade", "wanted"),
    [
        ("90分", "优", AGREE),
        ("89.99分", "优", OFF),
        ("89.99分", "良", AGREE),
        ("80分", "良", AGREE),
        ("79.5分", "中", AGREE),
        ("60分", "中", AGREE),
        ("59.9分", "差", AGREE),
        ("0分", "差", AGREE),
        ("96分", "良", OFF),
        ("96分", "合格", UNDECIDED),
        ("120分", "优", UNDECIDED),
    ],
)
def test_the_grade_of_a_score(score: str, grade: str, wanted: str) -> None:
    made = judge(claim("grade", ("score", figure(score)), said=said(grade)))
    assert made.verdict == wanted
    assert made.verdict != OFF or made.expected_text == "优" or score == "89.99分"


def test_a_hedged_score_has_no_grade_and_every_score_has_one() -> None:
    assert judge(claim("grade", ("score", figure("90分", hedge="ge")), said=said("良"))).verdict == UNDECIDED
    assert [grade_for(Decimal(score))[0] for score in (100, 90, 85, 60, -1)] == ["优", "优", "良", "中", "差"]


def at_most(total: str, *parts: str, kind: str = "subset", closed: bool = True) -> Judgement:
    return judge(claim(kind, ("total", figure(total)), *(("part", figure(p)) for p in parts), closed=closed))


@pytest.mark.parametrize(
    ("printed", "kind", "closed", "wanted"),
    [
        (("12家", "8家", "12家"), "subset", True, AGREE),
        (("8家", "12家"), "subset", True, "error"),
        (("8.00", "8.01"), "at_most", True, AGREE),
        (("8.00", "8.02"), "at_most", True, "error"),
        (("8.00", "9.00"), "at_most", False, "doubt"),
        (("8.00", "9.00"), "control", True, "doubt"),
        (("80%", "90%"), "subset", True, "doubt"),
    ],
)
def test_a_part_is_at_most_the_whole(printed: tuple[str, ...], kind: str, closed: bool, wanted: str) -> None:
    made = at_most(*printed, kind=kind, closed=closed)
    assert (made.severity if made.verdict == OFF else made.verdict) == wanted


@pytest.mark.parametrize("printed", [("252.5元", "252.5万元"), ("252.5万元", "252.5元")])
def test_the_same_digits_in_two_units_are_a_fault_of_the_unit(printed: tuple[str, str]) -> None:
    made = at_most(*printed)
    assert made.stated is not None
    assert (made.kind, made.stated.text, made.expected_text) == ("unit", "252.5元", "252.5万元")


def test_a_hedged_part_is_not_compared() -> None:
    hedged = claim("subset", ("total", figure("8家")), ("part", figure("12家", hedge="approx")))
    assert judge(hedged).verdict == UNDECIDED


def implied(amount: str, rate: str, amount2: str, rate2: str) -> Judgement:
    said = (("amount", amount), ("rate", rate), ("amount", amount2), ("rate", rate2))
    return judge(claim("implied", *((role, figure(text)) for role, text in said)))


@given(st.integers(10**6, 10**10), st.integers(1, 9000), st.integers(1, 9000))
def test_two_true_ratios_of_one_whole_agree(whole: int, one: int, two: int) -> None:
    parts = [Decimal(whole * share).scaleb(-6) for share in (one, two)]
    rates = [round_to(100 * part / Decimal(whole).scaleb(-2), 2) for part in parts]
    assume(all(rate >= 1 for rate in rates))
    printed = [
        text
        for part, rate in zip(parts, rates, strict=True)
        for text in (f"{plain(round_to(part, 2))}", f"{plain(rate)}%")
    ]
    assert (
        judge(claim("implied", *(("amount" if "%" not in p else "rate", figure(p)) for p in printed))).verdict
        == AGREE
    )


def test_two_ratios_that_imply_different_wholes_are_asked_about() -> None:
    made = implied("3.00亿元", "2.50%", "60.00亿元", "40.00%")
    assert (made.verdict, made.certainty, made.severity) == (OFF, "likely", "doubt")
    assert made.expected_text == "2.00%"
    assert implied("3.00亿元", "2.00%", "60.00亿元", "40.00%").verdict == AGREE


def test_a_ratio_of_nothing_or_a_hedged_one_implies_nothing() -> None:
    assert implied("3.00", "0.00%", "60.00", "40.00%").verdict == UNDECIDED
    hedged = [("amount", figure("3.00", hedge="approx")), ("rate", figure("2%"))] * 2
    assert judge(claim("implied", *hedged)).verdict == UNDECIDED
