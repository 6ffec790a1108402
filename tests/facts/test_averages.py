"""Amounts for each head."""

from __future__ import annotations

import pytest

from tests.facts.reading import alarms, claimed


def test_an_average_stands_behind_its_amount_and_its_count() -> None:
    text = "公务接待费支出1.85万元，接待26批次、248人次，人均74.60元。"
    assert claimed("average", text) == ["rate 74.60元, part 1.85万元, whole 248人次"]


@pytest.mark.parametrize(
    "text",
    [
        "支出1.85万元，其中国内接待1.60万元，接待248人次，人均74.60元。",
        "支出1.85万元。接待248人次，人均74.60元。",
        "支出1.85万元，接待26批次，人均74.60元。",
        "支出1.85万元，接待248人次，比上年人均减少74.60元。",
    ],
)
def test_two_amounts_or_another_sentence_leave_it_open(text: str) -> None:
    assert claimed("average", text) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("发放资助资金1034.65万元，惠及学生11520人次，次均{}元。", "989", "898"),
        ("救助支出61.18万元，救助322人次，次均{}元。", "2300", "1900"),
        ("发放补贴64万元，补贴320户，户均{}元。", "1600", "2000"),
        ("培训经费50.40万元、培训1200人次，人均{}元。", "280", "420"),
        ("全年诊疗42.84万人次，平均每个村卫生室（182个）{}人次。", "2534", "2354"),
    ],
)
def test_side_by_side_an_average_is_asked_about_without_a_slip(text: str, wrong: str, right: str) -> None:
    assert not alarms(text.format(right))
    assert [severity for severity, _ in alarms(text.format(wrong))] == ["doubt"]


@pytest.mark.parametrize(
    "text",
    [
        "全年收入120万元，带动农户300户，户均增收3000元。",
        "销售收入120万元，用工300人次，人均350元。",
        "发放补贴64万元，其中一季度补贴200户，户均1000元。",
        "投入资金900万元（其中县级300万元），改造村居30个，村均10万元。",
        "总支出900万元，在职90人，人均公用经费1.2万元。",
        "资助资金500万元、学生5000人，人均标准1200元。",
        "全年诊疗42.84万人次，平均每名医生（182名）1.5小时。",
    ],
)
def test_what_is_no_quotient_of_its_neighbours_is_left_alone(text: str) -> None:
    assert not alarms(text)


DOCTORS = "在岗乡村医生612人，村卫生室182个。\n"


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("全年诊疗42.84万人次，每名乡村医生年均诊疗{}人次。", "700", "7000"),
        ("全年诊疗42.84万人次，每个村卫生室年均诊疗{}人次。", "2354", "2534"),
        ("全年补助734.40万元，每名乡村医生补助{}万元。", "1.20", "1.02"),
    ],
)
def test_those_of_one_name_are_counted_elsewhere(text: str, right: str, wrong: str) -> None:
    assert not alarms(DOCTORS + text.format(right))
    assert [severity for severity, _ in alarms(DOCTORS + text.format(wrong))] == ["doubt"]


@pytest.mark.parametrize(
    "text",
    [
        "全年诊疗42.84万人次，每名全科医生年均诊疗7000人次。",
        "参训的乡村医生540人。全年诊疗42.84万人次，每名乡村医生年均诊疗7000人次。",  # of which of the two
        "全年随访7.20万人次，诊疗42.84万人次，每名乡村医生年均诊疗7000人次。",
        "全年诊疗42.84万人次，每名乡村医生年均诊疗936人次。",  # no slip makes it good
        "新增补助734.40万元，每名乡村医生补助标准1.02万元。",
    ],
)
def test_of_another_name_number_or_amount_nothing_is_said(text: str) -> None:
    assert not alarms(DOCTORS + text)
