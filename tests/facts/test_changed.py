"""A change is of the figure that the words of its base name, a rate of what the year had to spend."""

from __future__ import annotations

import pytest

from tests.facts.reading import alarms

CHANGES = [
    ("财政补助620.16万元，占64.04%；保教费收入233.28万元。保教费合计233.28万元。财政补助比上年584.50万元增加{}万元，增长6.10%。", "35.66", "36.56"),
    ("全年接警出动341起，其中火灾186起、抢险救援94起、社会救助61起。火灾起数比上年204起减少18起，下降{}%。", "8.82", "9.82"),
    ("2024年收入决算3715.26万元，支出决算3698.41万元，年末结余16.85万元。支出比2023年3540.88万元增加157.53万元，增长{}%。", "4.45", "4.54"),
    ("项目全年预算520万元，执行494万元，执行率95%，结余26万元；比2023年执行数456万元增加{}万元，增长8.33%。", "38", "83"),
    ("2023年自评。\n年初预算1649.40万元。全年支出1569.25万元；2022年支出1,376.90万元，同比增加192.35万元，增长{}%。", "13.97", "15.97"),
    ("全年预算860.00万元，年初预算800.00万元，年中追加60.00万元，全年执行817.00万元，预算执行率{}%。", "95.00", "59.00"),
    ("全年预算935.42万元，支出892.28万元，其中基本支出712.08万元、项目支出180.20万元，预算执行率{}%。", "95.39", "95.93"),
    ("年初预算9,600万元，1—8月执行6,528万元，执行进度68%，预计全年执行9,408万元，预计执行率{}%。", "98", "97"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right", "wrong"), CHANGES)
def test_the_words_say_what_the_figures_are_of(text: str, right: str, wrong: str) -> None:
    assert alarms(text.format(right)) == []
    told = [stated for severity, stated in alarms(text.format(wrong)) if severity == "error"]
    assert [t.rstrip("%万元") for t in told] == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "公务接待46批次、345人次，人均150元。与2022年决算31.08万元相比，减少1.74万元，下降5.6%。",
        "全年家长开放日12次，家长参与率98.61%；龋齿矫治率62.5%，较上年58.3%提高4.2个百分点。",
        "公务接待费0.24万元，完成预算1.20万元的20.0%，国内公务接待27人次，人均约89元。公务接待费比上年0.72万元减少0.48万元，降低66.7%。",
    ],
)
def test_what_each_one_gets_and_counts_have_not_changed(text: str) -> None:
    assert alarms(text) == []


def test_shares_behind_their_list_are_of_its_parts_in_order() -> None:
    whole = "2023年供水2,436万立方米，比上年2,320万立方米增加116万立方米，增长5%；其中农业灌溉1,827万立方米、"
    text = whole + "城镇生活487万立方米、生态122万立方米，占比{}%、20%、5%。"
    assert alarms(text.format("75")) == []
    assert alarms(text.format("57")) == [("error", "57%")]


def test_what_lies_between_two_percentages_is_in_points() -> None:
    text = "全年家长开放日12次，家长参与率98.61%；龋齿矫治率62.5%，较上年58.3%提高4.2{}。"
    assert alarms(text.format("个百分点")) == []
    assert alarms(text.format("%")) == [("doubt", "4.2%")]


def test_receptions_come_to_what_another_place_says_they_cost() -> None:
    text = "公务接待费决算4.14万元。\n公务接待46批次、345人次，人均{}元。"
    assert alarms(text.format("120")) == []
    assert alarms(text.format("150")) == [("doubt", "150元")]
