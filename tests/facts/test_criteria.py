"""Scoring standards that can be read without guessing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.reading import facts_in_table, shown

TITLE = "2023年度部门整体支出绩效自评表"
HEAD: list[str | None] = ["三级指标", "年度指标值", "实际完成值", "评分标准", "分值", "得分"]


def expected(
    target: str, result: str, standard: str, points: str = "3", score: str = "2.9"
) -> Decimal | None:
    """What the standard gives, None where it is not read."""
    facts = facts_in_table([HEAD, ["甲指标", target, result, standard, points, score]], TITLE)
    found = [c for c in facts.claims if c.template == "standard"]
    return found[0].notes["expected"] if found else None


LOSS = "达到目标得3分，每少1家扣0.05分"


def test_a_target_met_gives_full_points() -> None:
    assert expected("120家", "120家", LOSS) == 3
    assert expected("120家", "125家", LOSS) == 3
    assert expected("按时完成", "按时完成", "按时完成得满分，否则不得分") == 3


@given(st.integers(0, 120))
def test_each_unit_missing_costs_its_points_and_never_more_than_all(short: int) -> None:
    assert expected("120家", f"{120 - short}家", LOSS) == max(Decimal(0), 3 - Decimal("0.05") * short)


def test_a_part_of_a_unit_costs_as_much_as_a_whole_one() -> None:
    assert expected("95%", "93.5%", "达到95%得3分，每下降1%扣0.5分") == 2


@pytest.mark.parametrize(
    ("target", "result", "standard"),
    [
        ("120家", "118家", "达到目标得3分，未达到不得分"),
        ("120家", "118家", "达到120家得3分，达到100家得2分，每少1家扣0.05分"),
        ("120家", "118户", LOSS),
        ("较好", "一般", LOSS),
        ("5%", "6%", "低于目标得3分，每高于目标1个百分点扣1分"),
        ("120家", "118家", "每新增一家得0.5分，最高得3分"),
        ("120家", "118家", "达到目标即可"),
    ],
)
def test_what_leaves_room_is_not_read(target: str, result: str, standard: str) -> None:
    assert expected(target, result, standard) is None


def test_the_claim_names_score_and_points() -> None:
    facts = facts_in_table([HEAD, ["甲指标", "120家", "118家", LOSS, "3", "2.9"]], TITLE)
    (claim,) = (c for c in facts.claims if c.template == "standard")
    assert (shown(claim), claim.closed, claim.word) == ("score 2.9, points 3", False, LOSS)


def test_a_standard_needs_target_and_result_in_front_and_points_and_score_behind() -> None:
    head: list[str | None] = ["三级指标", "评分标准", "分值", "得分"]
    assert [
        c for c in facts_in_table([head, ["甲", LOSS, "3", "2.9"]], TITLE).claims if c.template == "standard"
    ] == []


RATE: list[str | None] = ["项目", "分值", "执行率", "得分"]


def rated(points: str, rate: str, score: str) -> list[str]:
    facts = facts_in_table([RATE, ["预算执行", points, rate, score]], TITLE)
    return [shown(c) for c in facts.claims if c.template == "rate"]


def test_points_in_proportion_to_the_rate_are_confirmed() -> None:
    assert rated("10", "96.63%", "9.66") == ["score 9.66, points 10, rate 96.63%"]
    assert rated("10", "101.50%", "10.00") == ["score 10.00, points 10, rate 101.50%"]


@pytest.mark.parametrize(
    ("points", "rate", "score"),
    [("10", "96.63%", "9.50"), ("10", "96.63%", "10"), ("9.5", "96.63%", "9.18"), ("10", "96.63", "9.66%")],
)
def test_bands_and_whole_scores_are_left_alone(points: str, rate: str, score: str) -> None:
    assert rated(points, rate, score) == []
