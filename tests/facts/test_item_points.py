"""Points told of single indicators: their full marks, points in proportion to the target, deductions added up."""

from __future__ import annotations

import pytest

from quanheng.checks.engine import run
from quanheng.model.setting import Setting
from quanheng.report.messages import message
from tests.facts.reading import alarms, facts_of

CAPS = [
    "指标三 履职效果，20分，得{}分。",
    "产出指标（满分20分）得{}分，主要是进度好于预期。",
    "过程管理20分，实得{}分；效果25分，得24分。",
    "预算编制权重20分，自评得{}分。",
]


@pytest.mark.parametrize("text", CAPS)
def test_no_more_than_the_full_marks(text: str) -> None:
    assert alarms(text.format("19.5")) == []
    assert alarms(text.format("20")) == []
    assert [stated for _, stated in alarms(text.format("20.5"))] == ["20.5分"]


PRORATED = [
    "（五）直接结算率：目标80%，实际76%，分值10分，按实际值占目标值比例得{}分。",
    "“化解积案20件”目标，实际化解19件，完成率95%，该指标10分按比例得{}分。",
    "新增就业目标40人，实际完成38人，完成率95%，按比例计分，10分得{}分；康复服务得满分。",
]


@pytest.mark.parametrize("text", PRORATED)
def test_points_in_proportion_to_the_target(text: str) -> None:
    assert alarms(text.format("9.5")) == []
    assert [stated for _, stated in alarms(text.format("9.0"))] == ["9.0分"]


def test_the_words_of_the_document_are_quoted_and_no_unit_is_said_twice() -> None:
    told = [message(f) for f in run(facts_of(PRORATED[0].format("9.0")), Setting())[1]]
    assert told == ["得9.0分，评分标准“按实际值占目标值比例”，应得9.5分。"]


def test_the_rate_between_target_and_result() -> None:
    text = "新增就业目标40人，实际完成38人，完成率{}，按比例计分，10分得9.5分。"
    assert alarms(text.format("95%")) == []
    assert [stated for _, stated in alarms(text.format("59%"))] == ["59%"]


DEDUCTED = [
    "兑现率未达95%，每低1个百分点扣0.2分，扣{}分；审核超时限扣0.96分，以上两项在过程指标中扣1.8分。",
    "项目管理类因此扣{}分，另因合同管理不规范扣0.96分，两项共扣1.80分。",
]


@pytest.mark.parametrize("text", DEDUCTED)
def test_deductions_make_what_is_taken_off_in_all(text: str) -> None:
    assert alarms(text.format("0.84")) == []
    assert len(alarms(text.format("0.48"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "考核每扣20分，得25分的单位另行通报。",
        "基础分加20分，得25分。",
        "其余20分指标加回创新奖励5分，得24.5分。",
        "全县平均85分，得86.4分。",
        "合格线60分，得75分。",
        "基准分80分，得92分。",
        "前年为82分，得88.5分。",
        "过程20分（含预算执行10分）得19.04分，产出30分得28分。",
        "其中甲指标满分20分，两项指标合计得25分。",
        "目标80%，实际76%，按比例得9.0分，未写明分值。",
        "目标80%，实际76%，上年实际70%，分值10分，按比例得8.75分。",
        "进度慢扣0.5分，资料不全扣0.3分，三项共扣1.2分。",
        "目标100%，实际96%，分值10分，低于目标扣0.5分，得9.5分。",
    ],
)
def test_what_binds_nothing_is_left_alone(text: str) -> None:
    assert alarms(text) == []
