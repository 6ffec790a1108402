"""Words of success and words of direction beside the figures that they are about."""

from __future__ import annotations

import re

import pytest

from tests.facts.reading import alarms, claimed


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("数据连续率目标不低于98%，实际{}，已达标。", "98.6%", "96.8%"),
        ("优良中等路率计划达到86%以上，实际完成{}，达到预期目标。", "86.2%", "82.6%"),
        ("吸纳养护员{}人，目标125人，完成{}，已达标。", ("127", "101.6%"), ("121", "96.8%")),
        ("滴灌计划1.05万亩，完成{}万亩，完成率{}，超额完成计划。", ("1.08", "102.9%"), ("0.98", "93.3%")),
        ("培训目标1200人次，实际完成{}人次，完成率{}，完成年度任务。", ("1260", "105%"), ("1140", "95%")),
        ("税收计划1200万元，完成{}万元，完成率{}，超额完成任务。", ("1260", "105%"), ("1140", "95%")),
        ("漏损率目标不高于10%，实际{}，达到要求。", "9.6%", "10.6%"),
    ],
)
def test_what_is_said_to_be_reached_is_asked_about_where_it_is_not(
    text: str, right: str | tuple[str, str], wrong: str | tuple[str, str]
) -> None:
    def said(values: str | tuple[str, str]) -> str:
        return text.format(*([values] if isinstance(values, str) else values))

    assert not alarms(said(right))
    assert [severity for severity, _ in alarms(said(wrong))] == ["doubt"]


@pytest.mark.parametrize(
    "text",
    [
        "投诉率目标5%，实际3%，已达标。",  # the less the better
        "事故起数控制指标12起，实际8起，完成66.7%，完成任务。",
        "用水能耗计划1200吨，实际1140吨，完成率95%，达到目标。",
        "计划投入100万元，实际投入96.80万元，完成96.8%，完成年度目标。",  # the work, for less
        "数据连续率目标不低于98%，实际96.8%，未达标。",
        "数据连续率目标不低于98%，上半年96.8%，全年达标。",  # of the whole year
        "目标125人，实际121人，完成96.8%，其余4人年底前达标。",
    ],
)
def test_other_words_say_nothing_of_the_goal(text: str) -> None:
    assert not alarms(text)


@pytest.mark.parametrize(
    "text",
    [
        "近三年用水依次为9840吨、9126吨、8355吨，2023年比2022年减少771吨，增长8.45%。",
        "总盘子由年初的28.00亿元改为19.60亿元，调减8.40亿元，增长30.00%。",
        "参会人数增加35人，下降9.09%。",
        "较上年同期减少120件，同比增长4.80%。",
        "本项比预算增加5.60万元，降幅3.10%。",
        "用电量比去年下降12万度（增长6.30%）。",
    ],
)
def test_opposite_words_of_one_change_are_asked_about(text: str) -> None:
    rate = re.findall(r"[\d.]+%", text)
    assert [stated for _, stated in alarms(text)] == rate


@pytest.mark.parametrize(
    "text",
    [
        "办公费减少3.20万元，差旅费增长4.10%。",
        "比预算减少3.20万元，比上年增长4.10%。",
        "节约资金3.20万元，增长4.10%。",  # of what was saved
        "比上年减少120件，下降4.80%。",
        "减少0万元，增长4.10%。",
    ],
)
def test_words_about_two_things_are_not_opposed(text: str) -> None:
    assert claimed("opposed", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "计划16个小区，完成15个，完成率{}，达到“完成率不低于90%”的年度目标。",
        "验收合格率{}，达到90%以上的要求。",
        "验收合格率{}，已达到不低于90%的年度目标。",
        "群众满意度{}，达到90%的目标。",
        "验收合格率{}，符合合格率不低于90%的规定。",
        "供水保证率{}，满足不低于90%的考核要求。",
    ],
)
def test_a_goal_told_behind_its_result_is_asked_about_where_it_was_not_reached(text: str) -> None:
    assert not [a for a in alarms(text.format("93.8%")) if a[1] != "93.8%"]
    assert [severity for severity, stated in alarms(text.format("83.8%")) if stated != "83.8%"] == ["doubt"]


@pytest.mark.parametrize(
    "text",
    [
        "合格率83%，未达到不低于90%的年度目标。",
        "合格率83%，基本达到90%的目标。",
        "合格率83%，距离达到90%的目标还差7个百分点。",
        "事故率0.5%，达到不超过1%的控制目标。",
        "优良率86%，达到上年88%的水平。",
        "完成率83%，达到年度目标的92%。",
        "污水处理率83%，达到“十四五”末97%的目标要求的86%。",
        "农药用量下降2.5%，达到下降3%的目标。",
    ],
)
def test_other_words_of_reaching_are_no_claim(text: str) -> None:
    assert not alarms(text)


def test_what_should_stay_small_is_reached_from_above() -> None:
    assert alarms("事故率1.5%，达到不超过1%的控制目标。") == [("doubt", "达到")]
