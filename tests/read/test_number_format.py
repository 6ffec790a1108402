"""Format codes of spreadsheets against what Excel shows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.read.number_format import display

_ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("12345678", "0!.0,", "1234.6"), ("-5", "0.00;[Red](0.00)", "(5.00)"), ("0", '#,##0.00;-#,##0.00;"-"', "-"),
        ("12", '0"万元"', "12万元"),
        ("0.125", "0.0%", "12.5%"),
        ("-1234.5", "#,##0", "-1,235"), ("1.5", "#.##", "1.5"), ("1.005", "0.00", "1.01"), ("1234567", _ACCOUNTING, "1,234,567.00"),
        ("-1234567", _ACCOUNTING, "-1,234,567.00"), ("0", _ACCOUNTING, "-"), ("5", "@", "5"), ("1500000", "0.00,,", "1.50"),
        ("1234.5678901234", "General", "1234.56789"), ("-0.001", "0.00", "0.00"), ("999.999", "#,##0.00", "1,000.00"),
        ("45000", "yyyy/m/d", "2023/3/15"), ("45000.5", 'yyyy"年"m"月"d"日" hh:mm', "2023年3月15日 12:00"),
        ("45000.75", "h:mm AM/PM", "6:00 PM"), ("1", "yyyy-mm-dd", "1900-01-01"), ("61", "yyyy-mm-dd", "1900-03-01"),
        ("12", "[$¥-804]#,##0.00", "¥12.00"), ("0.5", "?/?", "0.5"),
    ],
)  # fmt: skip
def test_values_show_as_in_excel(value: str, code: str, text: str) -> None:
    assert display(Decimal(value), code) == text


@given(st.decimals(-(10**10), 10**10, places=4), st.integers(0, 4), st.booleans())
def test_the_digits_shown_are_the_value_rounded(value: Decimal, places: int, grouped: bool) -> None:
    code = ("#,##0" if grouped else "0") + ("." + "0" * places if places else "")
    shown = Decimal(display(value, code).replace(",", ""))
    assert abs(shown - value) * 2 <= Decimal(1).scaleb(-places)
    assert -shown.as_tuple().exponent == places  # type: ignore[operator]


@given(
    st.decimals(allow_nan=False, allow_infinity=False),
    st.text('0#?.,%;"[]-yMdhs/E+General元_*!\\ @', max_size=12),
)
def test_no_code_makes_the_reader_fail(value: Decimal, code: str) -> None:
    assert isinstance(display(value, code), str)
