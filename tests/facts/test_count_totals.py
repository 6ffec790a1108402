"""Counts in front of their total, and lists counted in two units."""

from __future__ import annotations

import pytest

from tests.facts.reading import alarms, claimed


def behind(text: str) -> list[str]:
    return claimed("sum", text, template="total-behind")


def test_the_counts_before_it_make_a_total() -> None:
    text = "三个单位核定编制386名、24名、6名，共416名。"
    assert behind(text) == ["total 416名, part 386名, part 24名, part 6名"]


def test_a_total_in_two_units_has_two_sums() -> None:
    text = "城市3216户4108人，农村5842户7915人，合计9058户12023人。"
    assert behind(text) == [
        "total 9058户, part 3216户, part 5842户", "total 12023人, part 4108人, part 7915人",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "受理386件，办结24件，共410件。",  # what was done is among what came in
        "编制386名，行政24名，共386名。",  # the total stands among them
        "甲地386名。乙地24名，共410名。",  # another sentence
        "约386名、24名，共410名。",  # about
    ],
)
def test_what_is_no_sum_of_what_stands_before(text: str) -> None:
    assert behind(text) == []


def test_people_must_add_up_where_their_households_do() -> None:
    text = "监测对象412户1086人，其中已消除287户753人，未消除125户{}人。"
    second = claimed("sum", text.format(323), template="second-unit")
    assert second == ["total 1086人, part 753人, part 323人"]
    assert claimed("sum", text.replace("125户", "120户").format(323), template="second-unit") == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("改造供水管网36.5公里、排水管网28.4公里，供排水管网合计{}公里。", "64.9", "69.4"),
        ("维修县道112.6公里、乡道88.2公里，县乡道路合计{}公里。", "200.8", "208.0"),
        ("发放城市低保2715人、农村低保8240人，城乡低保共计{}人。", "10955", "10855"),
        ("小学在校4215人、初中在校2680人，义务教育合计{}人。", "6895", "6985"),
        ("粮食作物125.6万亩、经济作物38.4万亩，农作物总计{}万亩。", "164.0", "146.0"),
        ("门诊救助15230人次、住院救助6905人次，两项救助合计{}人次。", "22135", "22315"),
    ],
)
def test_a_total_may_be_called_by_what_it_adds_up(text: str, right: str, wrong: str) -> None:
    assert not alarms(text.format(right))
    assert any(stated.startswith(wrong) for _, stated in alarms(text.format(wrong)))


@pytest.mark.parametrize(
    "text",
    [
        "实施项目9个，投入资金{}万元，其中产业类5个、260.00万元，基础设施类4个、112.00万元。",
        "全年举办培训12期，支出经费{}万元，其中技能类7期260.00万元，管理类5期112.00万元。",
        "扶持企业30家、资金{}万元，其中种植18家、资金260.00万元，养殖12家、资金112.00万元。",
        "办理救助150件，金额{}万元，其中医疗救助90件260.00万元、临时救助60件112.00万元。",
        "安排改造学校20所，预算{}万元，其中小学14所、预算260.00万元，初中6所、预算112.00万元。",
        "完成评审46个，金额{}万元，其中预算评审30个、金额260.00万元，结算评审16个、金额112.00万元。",
    ],
)
def test_money_adds_up_where_the_counts_beside_it_do(text: str) -> None:
    assert not alarms(text.format("372.00"))
    assert any(stated.startswith("318.00") for _, stated in alarms(text.format("318.00")))


@pytest.mark.parametrize(
    "text",
    [
        "实施项目12个，投入资金318.00万元，其中产业类5个、160.00万元，基础设施类4个、112.00万元。",  # three are not told
        "扶持企业30家，户均资金318.00万元，其中种植18家、260.00万元，养殖12家、112.00万元。",
    ],
)
def test_money_is_left_alone_where_the_counts_do_not(text: str) -> None:
    assert claimed("sum", text, template="second-unit") == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("编制286名，在编271人，备案制64人，合同制115人，总人数{}人。", "450", "455"),
        ("在编在岗71人，劳务派遣24人，人员总数为{}人。", "95", "59"),
        ("四、三年比较。2020年新增17420人，2021年18365人，2022年19240人，2022年增长4.76%，三年累计{}人。", "55025", "55225"),
        ("三年预算分别为118.00万元、126.00万元、145.00万元，合计{}万元。", "389.00", "398.00"),
        ("环卫工{}人，其中男488人、女796人，60岁以上873人。", "1284", "1248"),
        ("学生{}人，其中男生288人，女生196人，寄宿生304人。", "484", "448"),
    ],
)  # fmt: skip
def test_what_leaves_nobody_out_makes_the_total(text: str, right: str, wrong: str) -> None:
    assert not alarms(text.format(right))
    assert any(stated.startswith(wrong) for _, stated in alarms(text.format(wrong)))


@pytest.mark.parametrize(
    "text",
    [
        "党员64人，群众代表115人，县总人数45万人。",
        "计划投资368.00万元，今年完成142.00万元，明年完成210.00万元，累计完成352.00万元。",
        "环卫工1284人，其中男488人，60岁以上873人，党员91人。",
        "有效540份。其中对立案满意513份（95%），对审判满意475份（87.96%），对执行满意448份（82.96%）。",
    ],
)
def test_what_overlaps_or_leaves_some_out_makes_none(text: str) -> None:
    assert not alarms(text)


BRIDGES = "新改建桥梁11座、{}延米，其中县道桥3座182延米、乡道桥5座206延米、村道桥3座98延米。"


def test_the_second_unit_may_stand_behind_a_mark() -> None:
    assert not alarms(BRIDGES.format("486"))
    assert alarms(BRIDGES.format("468")) == [("doubt", "468延米")]
    assert not alarms(BRIDGES.format("468").replace("5座206延米", "5座"))
