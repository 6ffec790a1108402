"""What a finding calls its figures: never a verb, a cut word or a heading; of a change, what has changed."""

from __future__ import annotations

import pytest

from quanheng.checks.called import name_of
from quanheng.checks.engine import run
from quanheng.facts import extract
from quanheng.facts.leads import clean
from quanheng.model.finding import Finding
from quanheng.model.setting import Setting
from quanheng.read import read
from quanheng.report.messages import message

from .build import figure


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("公务接待费", "公务接待费"),
        ("高新技术企业", "高新技术企业"),
        ("提前下达资金", "提前下达资金"),
        ("比例尺地图更新", "比例尺地图更新"),
        ("降到", ""),
        ("增加到2023年12月", ""),
        ("低于序时进度", ""),
        ("比治理前", ""),
        ("人", ""),
        ("（万元）", ""),
        ("得", ""),
        ("涉及", ""),
        ("效益指标", ""),
        ("某县2024年产品质量监督抽查项目绩效自评报告", ""),
        ("关于“三公”经费的说明", "“三公”经费"),
        ("2021年度部门决算情况说明", ""),
        ("享受人数由2022年12月", "享受人数"),
        ("保教费按每生每月", "保教费"),
    ],
)
def test_the_name_of_a_figure(written: str, name: str) -> None:
    assert name_of(figure("8.00", surface=written)) == name


def test_groups_of_indicators_have_points_and_nothing_else() -> None:
    assert name_of(figure("20分", surface="产出指标")) == "产出指标"


def test_the_item_where_the_words_are_no_name() -> None:
    assert name_of(figure("8.00", surface="增至", item="three_public.total")) == "三公经费"


@pytest.mark.parametrize("words", ["有效灌溉面积", "在校学生", "家庭医生签约", "在园幼儿", "总人数"])
def test_cleaning_does_not_cut_a_word(words: str) -> None:
    assert clean(words) == words


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        (
            "“三公”经费21.34万元，其中公务接待费1.48万元。“三公”经费比2021年的23.07万元减少1.73万元，减少8.50%。",
            "三公经费增减率写8.50%",
        ),
        ("空气质量优良天数由上年288天增加到297天，增加11天。", "空气质量优良天数增减数写11天"),
        ("全年预算520万元，执行494万元；比2023年执行数456万元增加83万元。", "执行数增减额写83万元"),
        ("2024年到位520万元，支付494万元，比2023年支付456万元增加83万元。", "支付数增减额写83万元"),
        ("减少0.84亿元，占比由14.4%降到8.8%，下降6.5个百分点。", "占比升降幅度写6.5个百分点"),
        ("编制64人，年末实有61人，比上年63人增加2人。", "人数写2人，方向与数字相反"),
        ("三公经费决算1.86万元，比年初预算2.40万元少0.54万元，为预算的75.70%。", "三公经费完成率写75.70%"),
        ("六、自评分97.2分。其中产出50分得49.1分；与上年96.4分相比，降低0.8分。", "自评分写0.8分"),
    ],
)
def test_a_change_is_called_what_has_changed(text: str, beginning: str) -> None:
    _, findings = run(extract(read(text.encode(), "x.txt")), Setting())
    assert any(message(f).startswith(beginning) for f in findings), [message(f) for f in findings]


@pytest.mark.parametrize(
    ("rule", "beginning"),
    [
        ("sums/parts-and-total", "合计为8.00万元"),
        ("sums/balance", "原文写8.00万元"),
        ("years/growth", "增减率写8.00万元"),
    ],
)
def test_a_message_without_a_name_reads_as_a_sentence(rule: str, beginning: str) -> None:
    finding = Finding(rule, "doubt", "likely", [], values={"name": "", "stated": "8.00万元"})
    assert message(finding).startswith(beginning)
