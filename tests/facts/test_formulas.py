"""Calculations printed with their result."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.checks.verdict import judge
from tests.facts.reading import claimed, facts_of


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("控制率=（8.62÷9.80）×100%=87.96%。", "result 87.96%, part 8.62, part 9.80, part 100%"),
        ("完成率=（完成数/预算数）×100%=3215.6/3380.2=95.13%。", "result 95.13%, part 3215.6, part 3380.2"),
        ("变动率=（36.2-41.5）/41.5=-12.77%。", "result -12.77%, part 36.2, part 41.5, part 41.5"),
        (
            "调整率为12.35%（预算调整数312.50万元/年初预算数2,350.40万元）。",
            "result 12.35%, part 312.50万元, part 2,350.40万元",
        ),
        ("得分＝20分×93.20%＝18.64分。", "result 18.64分, part 20分, part 93.20%"),
    ],
)
def test_a_calculation_and_its_result(text: str, claim: str) -> None:
    assert claimed("formula", text) == [claim]


@pytest.mark.parametrize(
    "text",
    [
        "完成率=完成数/计划数×100%。",
        "电话0731-88886666，面积=120平方米。",
        "完成率100%（2023/12）。",
        "见县财绩〔2023〕5号（2023-2024）=2份。",
        "合格率=46/48=95.83%=合格。",
        "检查3-5次，平均=4次。",
    ],
)
def test_what_is_no_whole_calculation_is_left_alone(text: str) -> None:
    assert all("part" in c and c.count("part") > 1 for c in claimed("formula", text))
    assert len(claimed("formula", text)) <= ("46/48" in text)


@given(st.decimals(1, 9000, places=2), st.decimals(1, 9000, places=2))
def test_a_quotient_computed_right_always_agrees(part: Decimal, whole: Decimal) -> None:
    rate = (100 * part / whole).quantize(Decimal("0.01"))
    facts = facts_of(f"执行率={part}万元÷{whole}万元×100%={rate}%。")
    judged = [judge(c).verdict for c in facts.claims if c.kind == "formula"]
    assert judged in (["agree"], ["rounding"])
