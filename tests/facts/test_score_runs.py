"""Scores told one behind the other with the weight of each, and the total in front of or behind them."""

from __future__ import annotations

import pytest

from tests.facts.reading import alarms, claimed

BEHIND = [
    "投入20分得18.5分，过程20分得19分，产出30分得28分，效益30分得27.5分，合计{}，自评等级为优。",
    "决策15分得14.5分、过程25分得24分、产出35分得33分、效益25分得21.5分，总得分{}。",
    "满分100分。预算管理20分，得18.5分；履职产出40分，得38分；履职效果30分，得27.5分；满意度10分，得9分；总计{}。",
    "一是投入（20分）得18.5分，二是产出（50分）得47分，三是效益（30分）得27.5分，以上三项合计得{}。",
    "预算执行率10分实得9.5分，产出指标50分实得48分，效益指标40分实得35.5分，自评总分{}。",
    "预算执行10分自评得9.5分，产出50分自评得48分，效益40分自评得35.5分，共计{}。",
]
IN_FRONT = [
    "自评得分{}。其中预算执行10分得9.5分，产出50分得48分，效益40分得35.5分。",
    "综合得分{}，其中：决策15分得14.5分，过程25分得24分，产出35分得33分，效益25分得21.5分。",
]


@pytest.mark.parametrize("text", [*BEHIND, *IN_FRONT])
def test_scores_whose_weights_make_the_hundred_make_the_total(text: str) -> None:
    (made,) = claimed("score_sum", text.format("93分"), template="scored-run")
    assert made.startswith("total 93分, part ")
    assert made.count("part") == text.count("得") - text.count("得分") - ("得{}" in text)
    assert not alarms(text.format("93分"))
    assert "93.9分" in dict.fromkeys(stated for _, stated in alarms(text.format("93.9分")))


@pytest.mark.parametrize(
    "text",
    [
        "投入20分得18.5分，过程20分得19分，效益30分得27.5分，合计93分。",  # a group is not told
        "投入20分得18.5分，产出50分得47分，其他得分略，效益30分得27.5分，合计98分。",  # broken off
        "投入20分得18.5分，产出50分得47分，效益30分得27.5分。上年合计98分。",  # of another year
    ],
)
def test_scores_that_are_not_all_told_make_none(text: str) -> None:
    assert claimed("score_sum", text, template="scored-run") == []


def test_a_group_may_be_divided_in_a_bracket_behind_it() -> None:
    text = (
        "投入10分得9.5分；过程20分得{}分（其中执行率5分得4.92分、资产5分得4.5分、采购5分得5.0分、内控5分得4.18分）；"
        "产出40分得39.0分；效果20分得18.4分；满意度10分得9.7分。合计{}分。"
    )
    assert not alarms(text.format("18.6", "95.2"))
    assert [stated for _, stated in alarms(text.format("18.6", "96.2"))] == ["96.2分"]
    assert "16.8分" in [stated for _, stated in alarms(text.format("16.8", "95.2"))]


@pytest.mark.parametrize(
    "text",
    [
        "自评得分{}分：投入10分得9.6分，过程30分得27.25分，产出30分得28.5分，效益30分得27分。",
        "对照《指标表》，投入（满分10分）得9.6分，过程（满分30分）得27.25分，产出（满分30分）得28.5分，效益（满分30分）得27分，总分{}分。",
        "综合得分{}分。其中，决策分值10分，得9.6分，得分率96.00%；过程分值30分，得27.25分，得分率90.83%；产出分值30分，得28.5分，得分率95.00%；效益分值30分，得27分，得分率90.00%。",
        "决策类指标得9.6分，得分率96%；过程类指标得27.25分；产出类指标得28.5分；效益类指标得27分。四类合计{}分。",
    ],
)
def test_a_run_behind_a_colon_with_rates_or_counted(text: str) -> None:
    assert not alarms(text.format("92.35"))
    assert [stated for _, stated in alarms(text.format("93.25"))] == ["93.25分"]


def test_a_rate_of_points_is_of_the_two_beside_it() -> None:
    text = "决策指标分值18分，得16.5分，得分率{}；过程指标分值22分，得18.92分，得分率86.00%。"
    assert not alarms(text.format("91.67%"))
    assert [stated for _, stated in alarms(text.format("96.17%"))] == ["96.17%"]


def test_as_many_scores_as_the_words_say() -> None:
    text = "决策类指标得9.6分；过程类指标得27.25分。三类合计38.85分。"
    assert claimed("score_sum", text, template="scored-run") == []
