"""Months, quarters and halves of a year: what they make, the step from one to the next, their shares of the year."""

from __future__ import annotations

import pytest

from tests.facts.reading import alarms, claimed


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("一季度104.50万元、二季度46.32万元、三季度42.44万元，上半年累计{}万元。", "150.82", "150.28"),
        (
            "一季度支出104.50万元，二季度支出46.32万元，三季度支出42.44万元，前三季度累计支出{}万元。",
            "193.26",
            "139.26",
        ),
        ("第一季度120人，第二季度80人，第三季度60人，第四季度40人，全年共{}人。", "300", "330"),
        (
            "一季度完成104.50万元，二季度完成46.32万元，上半年合计{}万元，三季度42.44万元。",
            "150.82",
            "152.82",
        ),
        ("收入一季度104.50万元，二季度46.32万元。上半年共实现{}万元。", "150.82", "105.82"),
        ("一季度12件、二季度30件、三季度9件，前三季度共计{}件。", "51", "61"),
    ],
)
def test_quarters_make_what_they_are_quarters_of(text: str, right: str, wrong: str) -> None:
    assert not alarms(text.format(right))
    assert any(stated.startswith(wrong) for _, stated in alarms(text.format(wrong)))


@pytest.mark.parametrize(
    "text",
    [
        "二季度46.32万元、三季度42.44万元，上半年累计150.28万元。",
        "一季度支出104.50万元，二季度支出46.32万元，去年二季度支出40.10万元，上半年累计支出150.82万元。",
        "一季度支出104.50万元，一、二季度支出150.82万元，上半年累计支出150.82万元。",
        "一季度支出104.50万元，一至二季度支出150.82万元，上半年累计支出150.82万元。",
        "一季度支出104.50万元，二季度支出46.32万元，前三季度支出193.26万元，前三季度累计支出193.26万元。",
    ],
)
def test_without_all_of_its_quarters_nothing_is_made(text: str) -> None:
    assert claimed("sum", text, template="quarters") == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("一季度培训486人次，二季度831人次，三季度702人次；二季度环比增长{}%。", "70.99", "77.99"),
        ("第一季度接待486人次，第二季度接待831人次，第二季度接待环比增长{}%。", "70.99", "79.09"),
        ("9月支出148210.00元，10月129655.40元，次年1月124560.00元。10月因国庆假，环比下降{}%。", "12.52", "15.22"),
        ("1月79.86万元，2月66.20万元（过年），3月90.15万元。3月环比增长{}%。", "36.18", "38.16"),
        ("5至7月用电分别为：182.40万度、228.00万度、250.80万度。6月受高温影响环比增长{}%。", "25.00", "52.00"),
        ("四个季度依次为96.40、118.75、121.30、145.85万元，四季度占30.24%，环比增长{}%。", "20.24", "22.04"),
        ("一季度合计236.21万元，二季度合计272.16万元，二季度环比增长{}%。", "15.22", "12.52"),
        ("6至8月支出分别为：688.21万元、702.85万元、521.40万元。7、8两月合计{}万元。", "1224.25", "1242.25"),
        ("1—6月入库依次为12.40万吨、9.75万吨、18.33万吨、27.60万吨、10.94万吨、8.21万吨，上半年累计{}万吨。", "87.23", "82.73"),
        ("各季度用水依次为104.20吨、118.75吨、121.30吨、145.85吨，二季度占{}%。", "24.23", "42.23"),
        ("四个季度到馆：24.8万、28.5万、37.6万、27.7万人次，三季度因暑假最高，占{}%。", "31.70", "37.10"),
    ],
)  # fmt: skip
def test_periods_are_measured_against_each_other(text: str, right: str, wrong: str) -> None:
    assert not alarms(text.format(right))
    assert any(stated.startswith(wrong) for _, stated in alarms(text.format(wrong)))


def test_the_halves_make_the_year_of_which_one_is_the_share() -> None:
    text = "2023年支出471.16万元。上半年支出197.42万元，下半年支出{}万元，上半年占全年41.90%。"
    assert not alarms(text.format("273.74"))
    assert [stated for _, stated in alarms(text.format("237.74"))] == ["471.16万元"]


@pytest.mark.parametrize(
    "text",
    [
        "一季度收入486万元，二季度支出831万元，二季度环比增长77.99%。",  # two things
        "一季度486人次，三季度831人次，三季度环比增长77.99%。",  # not the one before
        "一季度486人次，二季度831户，二季度环比增长77.99%。",
        "一季度收入486万元，二季度收入831万元，二季度支出环比增长77.99%。",
        "前三季度486人次，四季度831人次，四季度环比增长77.99%。",
        "2023年一季度486人次，2022年二季度831人次，2022年一季度420人次，二季度环比增长77.99%。",
        "6月486人次，6月比5月多26人次，环比增长7.99%。",
        "1月收文20件，2月30件，3月25件；3月办结率环比下降16.76%。",
        "1月20件，2月30件，3月25件；3月办结率环比下降16.76%。",
        "约486人次在一季度，二季度831人次，二季度环比增长77.99%。",
        "一季度186人次，二季度831人次，三季度702人次，三季度占全年任务的25.00%。",
        "四个季度到馆：24.8万、28.5万、37.6万人次，三季度占31.70%。",  # three
    ],
)
def test_periods_that_are_not_side_by_side_say_nothing(text: str) -> None:
    assert not alarms(text)
    assert not claimed("growth", text, template="period")
