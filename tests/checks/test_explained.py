"""What no slip of the pen explains is asked about where the words are firm, and left open where they are not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.model.quantity import part_late
from tests.facts.reading import alarms

TITLE = "2023年度部门决算"
ERRORS = {
    "one digit": "总支出500.00万元，其中基本支出300.00万元，项目支出210.00万元。",
    "digits change places across the point": "项目支出456.30万元，占总支出1,418.37万元的31.27%。",
    "level, change and rate side by side": "“三公”经费41.00万元，较上年减少19.00万元，下降43.78%。",
    "a whole and all its parts": "总支出900.00万元，其中：基本支出123.45万元，项目支出234.56万元。",
    "only the direction is wrong": "总支出500.00万元，比上年的480.00万元减少20.00万元。",
    "two totals that part at the fourth digit": "2023年总支出4,602.31万元。\n2023年总支出4,601.00万元。",
    "operands that a sum binds": "总支出500.00万元，其中基本支出300.00万元、项目支出200.00万元。基本支出占总支出的97.54%。",
}
ASKED = {
    "two totals that have nothing in common": "2023年总支出4,602.31万元。\n2023年总支出1,192.78万元。",
    "a list with one digit too many": "培训3期，其中线上2期、线下2期。",
}


@pytest.mark.parametrize("text", ERRORS.values(), ids=ERRORS)
def test_what_is_explained_is_an_error(text: str) -> None:
    assert "error" in [severity for severity, _ in alarms(f"{TITLE}\n{text}")]


@pytest.mark.parametrize("text", ASKED.values(), ids=ASKED)
def test_what_nothing_explains_is_no_error(text: str) -> None:
    assert "error" not in [severity for severity, _ in alarms(f"{TITLE}\n{text}")]


def test_a_guess_at_the_operands_that_fails_by_far_is_left_open() -> None:
    assert not alarms("接待317人，支出413.60万元，人均1,785元。")
    assert alarms("接待2,317人，支出413.60万元，人均1,758元。")


@given(
    st.decimals("0.01", "99999999", places=2, allow_nan=False, allow_infinity=False),
    st.integers(0, 8),
    st.data(),
)
def test_values_part_late_whatever_their_unit_and_order(
    value: Decimal, power: int, data: st.DataObject
) -> None:
    near = value + (value / 1000 if data.draw(st.booleans()) else 0)
    assert (
        part_late(value, near) == part_late(near, value) == part_late(value.scaleb(power), near.scaleb(power))
    )
    assert part_late(value, value)
    assert not part_late(value, value.scaleb(1))


@pytest.mark.parametrize(
    ("one", "other", "late"),
    [("4602.31", "4601", True), ("4602.31", "4612.31", False), ("999", "1000", False)],
)
def test_values_part_late_at_the_fourth_digit(one: str, other: str, late: bool) -> None:
    assert part_late(Decimal(one), Decimal(other)) is late
