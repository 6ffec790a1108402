"""So many points higher or lower, with one of the two percentages in a bracket."""

from __future__ import annotations

import pytest

from tests.facts.reading import alarms, claimed


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("空气优良率91.0%，同比提高{}个百分点（上年同期88.9%）。", "2.1", "3.1"),
        ("合格率比上年96.8%上升{}个百分点（本年97.9%）。", "1.1", "1.7"),
        ("考核优秀率目标15%，实际18.75%（18人），高于目标{}个百分点。", "3.75", "3.57"),
        ("住院实际报销比例68.4%，比上年提高{}个百分点（2022年66.2%）。", "2.2", "2.6"),
        ("欠费率4.2%，较上年下降{}个百分点（上年5.7%）。", "1.5", "2.5"),
        ("满意度92.5%，与上年相比降低{}个百分点（上年为95.0%）。", "2.5", "3.5"),
    ],
)
def test_the_bracket_has_the_other_percentage(text: str, right: str, wrong: str) -> None:
    assert not alarms(text.format(right))
    assert [stated for _, stated in alarms(text.format(wrong))] == [f"{wrong}个百分点"]


@pytest.mark.parametrize(
    "text",
    [
        "优良率91.0%，同比提高3.1个百分点（全省平均88.9%）。",
        "优良率91.0%，提高3.1个百分点，其中城区提高2个百分点（上年同期88.9%）。",
        "优良率提高5.0%，同比提高3.1个百分点（上年同期88.9%）。",
        "优良率约91.0%，同比提高3.1个百分点（上年同期88.9%）。",
    ],
)
def test_another_percentage_in_the_bracket_binds_nothing(text: str) -> None:
    assert claimed("difference", text, template="points") == []
