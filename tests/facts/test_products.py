"""So many, an amount for each, and for how many months."""

from __future__ import annotations

import pytest

from tests.facts.reading import alarms, claimed

HOUSEHOLDS = "保障家庭590户，每户每月补贴400元，9个月共{}，发放及时率100%。"


def test_a_monthly_amount_is_paid_to_so_many_for_so_many_months() -> None:
    made = ["total 212.40万元, count 590户, count 9个月, each 400元"]
    assert claimed("product", HOUSEHOLDS.format("212.40万元")) == made
    assert not alarms(HOUSEHOLDS.format("212.40万元"))


@pytest.mark.parametrize("wrong", ["212.40元", "221.40万元", "21.24万元"])
def test_what_a_slip_explains_is_asked_about(wrong: str) -> None:
    assert [stated for _, stated in alarms(HOUSEHOLDS.format(wrong))] == [wrong]


def test_months_alone_are_no_heads() -> None:
    assert claimed("product", "脱贫户32户，全镇每人每月1,200元，7个月计88.20万元。") == []
