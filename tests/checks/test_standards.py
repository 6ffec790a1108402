"""A score against the rule of its row: an error only where nothing is left to reading."""

from __future__ import annotations

import pytest

from quanheng.checks.engine import run
from quanheng.model.finding import Finding
from quanheng.model.setting import Setting
from tests.facts.reading import facts_in_table

HEAD: list[str | None] = ["三级指标", "年度指标值", "实际完成值", "评分标准", "分值", "得分"]
LOSS = "达到100%得5分，每下降1%扣0.5分"


def findings(*row: str) -> list[Finding]:
    """What target, result, rule, points and score of one row give."""
    facts = facts_in_table([HEAD, ["甲率", *row]], "2023年度绩效自评表")
    return [f for f in run(facts, Setting())[1] if f.rule.startswith("scores/")]


def severities(*row: str) -> list[str]:
    return [f.severity for f in findings(*row)]


def test_a_numeric_result_in_the_unit_of_the_rule_proves_it() -> None:
    (found,) = findings("100%", "96%", LOSS, "5", "4")
    assert (found.severity, found.certainty) == ("error", "proved")
    assert found.expected is not None
    assert found.expected.text == "3分"


@pytest.mark.parametrize(
    "row",
    [
        ("120家", "118户", "120家得3分，每少1家扣0.05分", "3", "2"),  # another measure word
        ("良好", "良好", "优秀得5分，良好得4分，一般得3分", "5", "3"),  # words
        ("20期", "35期", "20期得5分，每少1期扣0.5分", "5", "4"),  # points off for over-fulfilment
        ("20期", "18期", "20期得6分，每少1期扣0.5分", "5", "4"),  # a rule that cannot give the weight
    ],
)
def test_what_leaves_room_is_asked(row: tuple[str, ...]) -> None:
    assert "error" not in severities(*row)


@pytest.mark.parametrize(
    "row",
    [
        ("100%", "96%", LOSS, "5", "3"),
        ("100%", "96.5%", LOSS, "5", "3.25"),  # in proportion
        ("100%", "96.5%", LOSS, "5", "3.5"),  # a begun step not counted
        ("100%", "96.5%", LOSS, "5", "3"),  # a begun step counted whole
        ("95%", "90%", "达到目标得满分，否则酌情扣分", "5", "4.2"),
        ("30人", "29人", "按完成比例得分", "10", "9.67"),
    ],
)
def test_every_reading_of_the_rule_is_granted(row: tuple[str, ...]) -> None:
    assert severities(*row) == []


def test_beyond_every_reading_it_is_wrong() -> None:
    assert severities("100%", "96.5%", LOSS, "5", "3.6") == ["error"]


def test_a_rule_not_understood_is_said_to_be_unchecked() -> None:
    facts = facts_in_table([HEAD, ["甲率", "100%", "90%", "由专家组在4分以内按情况打3分", "5", "1"]], "表")
    relations, found = run(facts, Setting())
    assert not [f for f in found if f.rule.startswith("scores/")]
    assert any("没有读懂" in r.why for r in relations)
