"""Full marks less the one deduction that is told of them."""

from __future__ import annotations

import pytest

from tests.facts.reading import alarms, claimed

TOLD = [
    "制度健全性4分，监理日志缺失、2处隐蔽工程无影像资料，扣1.84分，得{}分。",
    "制度健全性4分，得{}分，扣1.84分，主要是日志缺失。",
    "完成率75%，按“每少1部扣0.46分”扣1.84分，该指标4分得{}分。",
    "制度健全性4分，得{}分（扣1.84分）。",
]


@pytest.mark.parametrize("text", TOLD)
def test_what_is_left_of_the_full_marks(text: str) -> None:
    assert alarms(text.format("2.16")) == []
    assert [stated for _, stated in alarms(text.format("2.61"))] == ["2.61分"]


@pytest.mark.parametrize(
    "text",
    [
        "制度健全性4分，日志缺失扣1分，影像缺失扣0.5分，得2.5分。",  # two of them
        "制度健全性4分，得2.5分，扣1分；资料缺失再扣0.5分。",
        "制度健全性4分，每缺一项扣1分，得2分。",  # a rule
        "制度健全性4分，未扣分。执行率扣1分，得9分。",
        "过程20分，扣2分；产出得30分。",
    ],
)
def test_several_deductions_and_rules_are_left_alone(text: str) -> None:
    assert claimed("balance", text, template="points-left") == []
