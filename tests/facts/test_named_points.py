"""Two percentages named anew in front of the points between them."""

from __future__ import annotations

from tests.facts.reading import alarms


def test_two_rates_named_anew_in_front_of_what_is_between_them() -> None:
    text = "总体执行进度56.06%，序时进度为58.33%，总体进度{}序时进度2.27个百分点。"
    assert alarms(text.format("低于")) == []
    assert [stated for _, stated in alarms(text.format("高于"))] == ["2.27个百分点"]
    assert alarms("总体执行进度56.06%，序时进度为58.33%，工程进度高于形象进度2.27个百分点。") == []
