"""Rows of a form that carry a scoring rule, and what is claimed of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from quanheng.model.relation import Claim
from quanheng.model.review import Facts
from quanheng.model.rule import Unparsed
from tests.facts.reading import facts_in_table, shown

TITLE = "2023年度部门整体支出绩效自评表"
HEAD: list[str | None] = ["三级指标", "年度指标值", "实际完成值", "评分标准", "分值", "得分"]
LOSS = "达到目标得3分，每少1家扣0.05分"


def facts_of(*row: str, head: list[str | None] = HEAD) -> Facts:
    return facts_in_table([head, list(row)], TITLE)


def claims(facts: Facts, kind: str) -> list[Claim]:
    return [c for c in facts.claims if c.kind == kind and c.template == "standard"]


def test_a_row_under_its_heads_claims_score_and_weight() -> None:
    facts = facts_of("甲指标", "120家", "118家", LOSS, "3", "2.9")
    (score,), (weight,) = claims(facts, "score_rule"), claims(facts, "rule_weight")
    assert (shown(score), shown(weight)) == ("score 2.9, points 3", "points 3")
    notes: dict[str, Any] = score.notes
    assert (notes["sure"], notes["target"].text, notes["result"].text) == (True, "120家", "118家")
    assert notes["rule"].clauses[0].outcome.value == 3


def test_columns_may_stand_in_another_order() -> None:
    head: list[str | None] = ["三级指标", "分值", "评分标准", "年度指标值", "实际完成值", "得分"]
    (score,) = claims(facts_of("甲指标", "3", LOSS, "120家", "118家", "2.9", head=head), "score_rule")
    assert (shown(score), score.notes["result"].text) == ("score 2.9, points 3", "118家")


def test_without_a_head_the_order_tells_and_nothing_is_sure() -> None:
    head: list[str | None] = ["指标", "数值", "完成", "备注", "分值", "得分"]
    (score,) = claims(facts_of("甲指标", "120家", "118家", LOSS, "3", "2.9", head=head), "score_rule")
    assert not score.notes["sure"]


def test_a_rule_that_is_not_understood_is_kept_with_the_reason() -> None:
    (score,) = claims(
        facts_of("甲指标", "120家", "118家", "由专家组按情况打3分左右", "3", "2.9"), "score_rule"
    )
    assert isinstance(score.notes["rule"], Unparsed)


def test_a_score_cut_in_two_by_a_scan_is_one() -> None:
    head: list[str | None] = ["指标", "数值", "完成", "备注", "分值", "得分", ""]
    (score,) = claims(facts_of("甲指标", "120家", "118家", LOSS, "3", "2.", ".9", head=head), "score_rule")
    figure = score.operands[0].figure
    assert (figure.value, figure.confidence) == (Decimal("2.9"), 0.5)


def test_a_cell_with_a_value_is_no_rule() -> None:
    assert claims(facts_of("甲指标", "120家", "118家", "较好", "3", "2.9"), "score_rule") == []


def test_the_rule_is_a_statement_too() -> None:
    facts = facts_of("甲指标", "120家", "118家", LOSS, "3", "2.9")
    (said,) = (s for s in facts.statements if s.kind == "scoring_rule")
    assert (said.text, said.value, said.surface) == (LOSS, "甲指标", "120家")


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
