"""Sums, balances and differences: how far rounding excuses them, and what is said beyond that."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.checks.judgement import Judgement
from quanheng.checks.slips import DIGIT, UNIT
from quanheng.checks.verdict import judge
from quanheng.model.quantity import plain, round_to
from quanheng.model.relation import AGREE, OFF, ROUNDING, UNDECIDED, Claim, Operand
from tests.checks.build import claim, figure, total

CENTS = st.integers(-10_000_000, 10_000_000).map(lambda cents: Decimal(cents).scaleb(-2))


def verdict(made: Judgement) -> tuple[str, str, str]:
    return made.verdict, made.certainty, made.severity


# Twelve parts of two decimals: three deviations are 0.031, the worst case is 0.065.
TWELVE = ("1.00",) * 12
LADDER = [
    (total("3.00", "1.00", "2.00"), AGREE),
    (total("3.01", "1.00", "2.00"), ROUNDING),
    (total("3.02", "1.00", "2.00"), "error"),
    (total("3", "1.4", "1.2"), ROUNDING),
    (total("17.4", "9.25", "8.12"), ROUNDING),
    (total("3.02", *TWELVE[:3]), "doubt"),
    (total("4.02", *TWELVE[:4]), ROUNDING),  # one total of two hundred
    (total("4.03", *TWELVE[:4]), "error"),
    (total("12.03", *TWELVE), ROUNDING),
    (total("12.04", *TWELVE), "doubt"),
    (total("12.06", *TWELVE), "doubt"),
    (total("12.07", *TWELVE), "error"),
    (total("30家", "7家", "7家", "6家", "8家"), "error"),
    (total("28家", "7家", "7家", "6家", "8家"), AGREE),
    (total("90分", "30分", "61分", kind="score_sum"), "error"),
    (total("0", "0", "0.00"), AGREE),
    (total("5.00", "7.00", "-2.00", kind="balance"), AGREE),
    (total("5.00", "7.00", "-3.00", kind="balance"), "error"),
    (total("5.00", "50000元", "0元"), AGREE),
    (total("5.00", "3.00", "24000元", kind="contribution"), "error"),
    (total("1.00亿元", "6000.00", "4000.00"), AGREE),
    (total("3.00"), UNDECIDED),
]


@pytest.mark.parametrize(("said", "wanted"), LADDER)
def test_ladder(said: Claim, wanted: str) -> None:
    made = judge(said)
    assert (made.severity if made.verdict == OFF else made.verdict) == wanted


def test_the_habit_of_the_document_decides_between_a_doubt_and_an_error() -> None:
    """17.4 in a report of two decimals is 17.40; of the figure's own digits it may be 17.44."""
    said = total("17.4", "9.25", "8.19")
    assert verdict(judge(said))[0] == ROUNDING
    for operand in said.operands:
        operand.figure.fine = 2
    assert verdict(judge(said)) == (OFF, "likely", "doubt")


def test_a_sum_that_fails_says_what_would_do() -> None:
    made = judge(total("1200.50", "800.20", "4000.30"))
    assert made.stated is not None
    assert (made.stated.text, made.expected_text) == ("1200.50万元", "4800.50万元")
    assert Decimal(made.difference.removesuffix("万元")) == 3600
    assert made.calculation == "800.20+4000.30=4800.50万元"
    assert [f.text for f in made.others] == ["800.20万元", "4000.30万元"]
    assert made.bounds is not None
    assert Decimal("4800.50") in made.bounds
    assert Decimal("1200.50") not in made.bounds
    assert ("400.30万元", "多写数字") in [(r.text, r.slip) for r in made.repairs]


def test_a_difference_is_printed_like_its_figures() -> None:
    assert judge(total("1200.50", "800.20", "4000.30")).difference == "3600.00万元"
    assert judge(total("9.00", "1.00", "2.50")).difference == "5.50万元"


def test_units_that_differ_are_shown_in_the_calculation() -> None:
    assert judge(total("6.30", "21000元", "4.10")).calculation == "21000元+4.10=6.20万元"


def test_yuan_for_ten_thousand_yuan_is_a_fault_of_the_unit() -> None:
    made = judge(total("6.20元", "0", "2.10", "4.10"))
    assert made.kind == "unit"
    assert made.stated is not None
    assert (made.stated.text, made.expected_text, made.certainty) == ("6.20元", "6.20万元", "proved")
    assert [r.slip for r in made.repairs] == [UNIT]
    assert made.difference == ""


@pytest.mark.parametrize(
    ("said", "mended", "shown"),
    [
        (total("6.20元", "0", "2.10", "4.10"), "6.20万元", "0+2.10+4.10=6.20万元"),
        (total("6.20", "0", "2.10元", "4.10"), "2.10万元", "0+2.10+4.10=6.20万元"),
        (
            claim(
                "difference",
                ("delta", figure("62.56元")),
                ("current", figure("86.68")),
                ("prior", figure("24.12")),
            ),
            "62.56万元",
            "86.68-24.12=62.56万元",
        ),
    ],
)
def test_a_wrong_unit_is_shown_by_amounts_in_one_unit(said: Claim, mended: str, shown: str) -> None:
    made = judge(said)
    assert (made.kind, made.expected_text, made.calculation) == ("unit", mended, shown)


def test_a_part_too_many_is_not_a_fault_of_its_unit() -> None:
    assert judge(total("8.60", "18.00", "8.60")).kind == "sum"


OPEN = [
    (("96.30", "12.10", "8.35"), UNDECIDED),  # parts of a list that goes on
    (("96.30", "52.10", "61.35"), "doubt"),  # more than the whole
    (("60.45", "12.10", "38.35"), "doubt"),  # one digit explains it
    (("20.45", "12.10", "8.35"), AGREE),
]


@pytest.mark.parametrize(("printed", "wanted"), OPEN)
def test_an_open_list_may_fall_short_but_not_exceed(printed: tuple[str, ...], wanted: str) -> None:
    said = total(*printed, closed=False)
    for operand in said.operands:
        operand.figure.surface = "办公费"
    made = judge(said)
    assert (made.severity if made.verdict == OFF else made.verdict) == wanted
    assert made.certainty != "proved" or made.verdict != OFF


def test_an_open_list_said_to_be_all_is_asked_about() -> None:
    made = judge(total("96.30", "12.10", "8.35", closed=False, notes={"exhaustive": True}))
    assert verdict(made) == (OFF, "likely", "doubt")
    assert made.why


def test_an_open_balance_and_a_list_of_works_are_left_alone() -> None:
    assert judge(total("9.63", "-12.10", "88.35", kind="balance", closed=False)).verdict == UNDECIDED
    assert judge(total("16家", "52家", "61家", closed=False)).verdict == UNDECIDED


@pytest.mark.parametrize("hedge", ["approx", "ge", "le", "range"])
def test_a_hedged_figure_decides_nothing(hedge: str) -> None:
    said = total("9.00", "1.00", "2.00")
    said.operands[1].figure.hedge = hedge
    assert judge(said).verdict == UNDECIDED
    change = claim(
        "difference",
        *((r, figure(p)) for r, p in (("delta", "9.00"), ("current", "1.00"), ("prior", "2.00"))),
    )
    change.operands[2].figure.hedge = hedge
    assert judge(change).verdict == UNDECIDED


def rounded_sum(draw: random.Random) -> Claim:
    decimals, terms = draw.choice((0, 1, 2)), draw.randint(2, 40)
    parts = [Decimal(draw.randrange(10**8)).scaleb(-5) for _ in range(terms)]
    printed = [f"{plain(round_to(value, decimals))}万元" for value in (sum(parts, Decimal(0)), *parts)]
    return total(*printed)


def test_a_true_sum_of_rounded_figures_is_nearly_never_asked_about_and_never_an_error() -> None:
    draw = random.Random(20261121)
    made = [judge(rounded_sum(draw)) for _ in range(6000)]
    asked = [m for m in made if m.verdict == OFF]
    assert len(asked) < 0.005 * len(made)
    assert {m.severity for m in asked} <= {"doubt"}


@given(st.lists(CENTS, min_size=1, max_size=12), st.randoms(use_true_random=False), st.integers(-9, 9))
def test_the_order_of_the_parts_does_not_matter(
    parts: list[Decimal], draw: random.Random, error: int
) -> None:
    whole = sum(parts, Decimal(0)) + Decimal(error).scaleb(-2)
    said = total(f"{whole:.2f}", *(f"{part:.2f}" for part in parts), kind="balance")
    shuffled = list(said.operands[1:])
    draw.shuffle(shuffled)
    other = Claim("balance", "test", (said.operands[0], *shuffled), said.place)
    one, two = judge(said), judge(other)
    assert verdict(one) == verdict(two)
    assert one.expected == two.expected


@given(st.lists(CENTS, min_size=2, max_size=8), st.integers(100, 10**6))
def test_a_sum_of_exact_cents_that_misses_by_more_than_all_rounding_is_an_error(
    parts: list[Decimal], error: int
) -> None:
    whole = sum(parts, Decimal(0)) + Decimal(error).scaleb(-2)
    made = judge(total(f"{whole:.2f}", *(f"{part:.2f}" for part in parts), kind="balance"))
    assert made.verdict == OFF
    assert made.severity == "error"


def change(delta: str, current: str, prior: str, polarity: int = 1, closed: bool = True) -> Judgement:
    return judge(
        claim(
            "difference",
            ("delta", figure(delta, polarity=polarity, kind="delta")),
            ("current", figure(current)),
            ("prior", figure(prior)),
            closed=closed,
        )
    )


CHANGES = [
    (("2.00", "8.00", "6.00", 1), AGREE, ""),
    (("2.00", "6.00", "8.00", -1), AGREE, ""),
    (("2.01", "6.00", "8.00", -1), ROUNDING, ""),
    (("-2.00", "6.00", "8.00", 1), AGREE, ""),
    (("2.00", "6.00", "8.00", 0), AGREE, ""),
    (("2.00", "8.00", "6.00", 0), AGREE, ""),
    (("2.00", "8.00", "6.00", -1), OFF, "direction"),
    (("2.00", "6.00", "8.00", 1), OFF, "direction"),
    (("3.50", "8.00", "6.00", 1), OFF, "difference"),
    (("2.00元", "8.00", "6.00", 1), OFF, "unit"),
    (("20000元", "8.00", "6.00", 1), AGREE, ""),
    (("45.74", "2312.59", "2312.59", 1), OFF, "difference"),  # as 元 it would only vanish
]


@pytest.mark.parametrize(("printed", "wanted", "kind"), CHANGES)
def test_a_change_against_its_two_figures(printed: tuple[str, str, str, int], wanted: str, kind: str) -> None:
    made = change(*printed)
    assert (made.verdict, made.kind) == (wanted, kind)


def test_a_wrong_direction_names_the_right_word() -> None:
    assert change("2.00", "6.00", "8.00").expected_text == "减少2.00万元"
    assert change("2.00", "8.00", "6.00", -1).expected_text == "增加2.00万元"


def test_a_change_that_fails_offers_the_digit() -> None:
    made = change("13.50", "28.00", "14.60")
    assert made.expected_text == "13.40万元"
    assert ("13.40万元", DIGIT) in [(r.text, r.slip) for r in made.repairs]


def test_a_change_within_the_printed_digits_of_a_coarser_figure_is_only_asked_about() -> None:
    said = claim(
        "difference", ("delta", figure("2.1", fine=2)), ("current", figure("8.00")), ("prior", figure("5.94"))
    )
    assert verdict(judge(said)) == (OFF, "likely", "doubt")


@pytest.mark.parametrize("polarity", [1, -1])
def test_a_change_with_an_open_base_is_not_judged(polarity: int) -> None:
    assert change("2.0", "8.0", "6.0", polarity, closed=False).verdict == (
        AGREE if polarity > 0 else UNDECIDED
    )
    assert change("3.50", "8.00", "6.00", polarity, closed=False).verdict == UNDECIDED


def test_a_change_with_an_open_base_is_asked_about_where_all_but_its_word_fits() -> None:
    made = change("2.25", "8.25", "6.00", -1, closed=False)
    assert (made.verdict, made.severity, made.kind) == (OFF, "doubt", "direction")


@given(CENTS, CENTS)
def test_a_true_change_always_agrees(current: Decimal, prior: Decimal) -> None:
    moved = current - prior
    made = change(f"{abs(moved):.2f}", f"{current:.2f}", f"{prior:.2f}", 1 if moved >= 0 else -1)
    assert made.verdict == AGREE


def test_a_claim_holds_if_one_reading_holds() -> None:
    said = total("3.00", "1.00", "5.00")
    two = (said.operands[0], said.operands[1], Operand("part", figure("2.00")))
    other = (said.operands[0], said.operands[1], Operand("part", figure("9.00")))
    said.alternatives = (other,)
    assert judge(said).verdict == OFF
    said.alternatives = (other, two)
    assert judge(said).verdict == AGREE


def test_an_open_claim_with_a_reading_that_cannot_be_judged_is_not_an_error() -> None:
    said = claim(
        "growth",
        ("rate", figure("50%")),
        ("current", figure("6.00")),
        ("prior", figure("5.00")),
        closed=False,
    )
    hedged = figure("7.00", hedge="approx")
    said.alternatives = ((*said.operands[:2], Operand("prior", hedged)),)
    assert judge(said).verdict == UNDECIDED
    said.closed = True
    assert judge(said).verdict == OFF


def test_a_kind_that_nobody_judges_is_undecided() -> None:
    assert judge(total("1.00", "1.00", kind="horoscope")).verdict == UNDECIDED
