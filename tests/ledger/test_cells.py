"""Cells are typed exactly, and nothing is changed without saying so."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.ledgers.cells import number_of, shown, typed
from quanheng.ledgers.registration import credit_check_digit, is_citizen_number
from quanheng.ledgers.schema import DECIMALS, Column
from quanheng.model.finding import ERROR


def column(kind: str, unit: str = "", **more: object) -> Column:
    return Column("c", "栏", kind, unit, decimals=DECIMALS.get(kind, 0), **more)  # type: ignore[arg-type]


MONEY = column("money", "万元")


@pytest.mark.parametrize(
    ("text", "unit", "fen"),
    [
        ("34万元", "", 34_000_000),
        ("34", "", 34_000_000),
        ("34", "元", 3400),
        ("1,234.56", "", 1_234_560_000),
        ("１，２３４．５６", "", 1_234_560_000),
        ("'42.6", "亿元", 426_000_000_000),
        (" 12 ", "", 12_000_000),
        ("(5)", "元", -500),
        ("-", "", 0),
        ("¥88.5", "元", 8850),
    ],
)
def test_money_in_fen(text: str, unit: str, fen: int) -> None:
    assert typed(text, MONEY, unit).value == fen


@pytest.mark.parametrize("text", ["约190余", "12,34", "3.14159元", "10家", "1.2.3", "####"])
def test_what_is_no_amount_stays_untyped_with_a_reason(text: str) -> None:
    made = typed(text, MONEY)
    assert made.value is None
    assert made.severity == "error"
    assert text.split("元", maxsplit=1)[0] in made.told


def test_a_dash_is_zero_and_said_so() -> None:
    assert typed("－", MONEY).severity == "note"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-12-05", "2024-12-05"),
        ("2024/12/5", "2024-12-05"),
        ("2024.12.5", "2024-12-05"),
        ("2024年12月5日", "2024-12-05"),
        ("20241205", "2024-12-05"),
        ("2024-12-05 00:00:00", "2024-12-05"),
        ("45631", "2024-12-05"),
    ],
)
def test_dates(text: str, iso: str) -> None:
    assert typed(text, column("date")).value == iso


def test_a_serial_number_as_date_is_doubted() -> None:
    assert typed("45631", column("date")).severity == "doubt"


@pytest.mark.parametrize("text", ["2024.12", "2024年12月", "2024-02-30", "去年", "2024"])
def test_a_date_without_its_day_is_none(text: str) -> None:
    made = typed(text, column("date"))
    assert (made.value, made.severity) == (None, "error")


@pytest.mark.parametrize("text", ["2024.12", "2024年12月", "202412", "2024-12-31"])
def test_months(text: str) -> None:
    assert typed(text, column("month")).value == "2024-12"


def test_a_long_code_stays_text_and_a_damaged_one_is_told() -> None:
    code = column("code")
    assert typed("0012", code).value == "0012"
    assert typed("4.3E+17", code).severity == "error"
    assert typed("4.3E+17", code).value is None
    assert typed("430426198801011000", code).severity == "doubt"


def test_the_check_digit_of_a_credit_code() -> None:
    body = "91430423MA4L0000"
    right = body + "1" + credit_check_digit(body + "1")
    wrong = right[:-1] + ("1" if right[-1] != "1" else "2")
    assert typed(right, column("credit_code")).severity == ""
    assert typed(wrong, column("credit_code")).severity == "error"
    assert typed(right.lower(), column("credit_code")).value == right
    assert typed(right[:-1], column("credit_code")).severity == "error"


def test_a_swapped_pair_of_signs_never_passes() -> None:
    body = "91430423MA4L12345"
    code = body + credit_check_digit(body)
    for at in range(16):
        swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        if swapped != code:
            assert typed(swapped, column("credit_code")).severity == "error"


def test_citizen_numbers_have_check_digits_too() -> None:
    assert is_citizen_number("11010519491231002X")
    assert not is_citizen_number("110105194912310021")


@pytest.mark.parametrize(
    ("text", "choices"),
    [("未入库", ("入库", "撤销")), ("合格", ("不合格", "免检")), ("没有注销", ("有效", "注销"))],
)
def test_a_choice_is_not_taken_for_its_contrary(text: str, choices: tuple[str, ...]) -> None:
    found = typed(text, column("choice", choices=choices))
    assert (found.value, found.severity) == (None, ERROR)


def test_a_choice_that_is_nearly_one_is_doubted() -> None:
    state = column("choice", choices=("已办结", "办理中"))
    assert typed("办结", state).severity == "doubt"
    assert typed("办结", state).value == "已办结"
    assert typed("不详", state).severity == "error"


def test_a_share_that_may_be_a_fraction_is_doubted() -> None:
    assert typed("0.98", column("percent", "%")).severity == "doubt"
    assert typed("98%", column("percent", "%")).value == 980_000


@given(st.integers(-(10**15), 10**15))
def test_what_is_shown_is_read_back(fen: int) -> None:
    assert typed(shown(fen, MONEY), MONEY).value == fen
    assert number_of(fen, MONEY, "万元") * 1_000_000 == Decimal(fen)
