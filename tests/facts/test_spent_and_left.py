"""What there was, what was spent of it, what is left, and the rate between them."""

from __future__ import annotations

from tests.facts.reading import alarms, claimed

TEXT = "该项目资金{}万元，全部到位。\n实际支出1,184.20万元，资金执行率{}。结余{}万元，结转下年使用。"


def test_the_rate_is_of_the_whole_that_the_remainder_makes() -> None:
    assert alarms(TEXT.format("1,240", "95.5%", "55.80")) == []
    assert alarms(TEXT.format("1,240", "93.6%", "55.80")) == [("error", "93.6%")]


def test_three_that_do_not_make_each_other_bind_nothing() -> None:
    for whole, left in (("1,260", "55.80"), ("1,240", "55.08")):
        assert claimed("completion", TEXT.format(whole, "93.6%", left), template="spent-and-left") == []
