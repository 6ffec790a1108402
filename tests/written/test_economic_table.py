"""The table of basic spending by economic subject: what nobody filled in is asked for, never printed as nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quanheng.model.rule import Amount
from quanheng.model.workbook import FINAL, INITIAL, DepartmentYear, Key
from quanheng.report.written.ledger import Ledger
from quanheng.report.written.published import accounts, budget


def _words(basis: str, amounts: dict[str, str]) -> str:
    """The table's text; `amounts` by economic subject, "" for all of them."""
    record = DepartmentYear(2025, "青岭县水务局")
    for code, amount in amounts.items():
        key = Key("expenditure.basic", basis, 2025, "general", code)
        record.subjects |= {code: "基本工资"} if code else {}
        record.values[key] = Amount(Decimal(amount), "万元")
    made = (accounts if basis == FINAL else budget)(Ledger(record))
    (grid,) = (one for one in made if "基本支出" in one.title)
    return "|".join([*(box.text for row in grid.rows for box in row), *grid.notes])


@pytest.mark.parametrize("basis", [FINAL, INITIAL])
@pytest.mark.parametrize("amounts", [{}, {"": "400.00"}])
def test_what_nobody_filled_in_is_asked_for(basis: str, amounts: dict[str, str]) -> None:
    words = _words(basis, amounts)
    assert "【待补：" in words
    assert "0.00" not in words
    assert "本表无数据" not in words


def test_a_block_without_a_line_has_no_sum() -> None:
    words = _words(FINAL, {"": "400.00", "30101": "400.00"})
    assert "人员经费合计|400.00|公用经费合计||" in words + "||"


def test_basic_spending_of_nothing_is_told_to_be_none() -> None:
    words = _words(FINAL, {"": "0.00"})
    assert "本表无数据" in words
    assert "【待补：" not in words
