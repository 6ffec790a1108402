"""So many, an amount for each, and for how many months."""

from __future__ import annotations

import pytest

from quanheng.checks.engine import run
from quanheng.model.finding import DOUBT
from quanheng.model.setting import Setting
from tests.facts.reading import alarms, claimed, facts_of

HOUSEHOLDS = "保障家庭590户，每户每月补贴400元，9个月共{}，发放及时率100%。"


def test_a_monthly_amount_is_paid_to_so_many_for_so_many_months() -> None:
    made = ["total 212.40万元, count 590户, count 9个月, each 400元"]
    assert claimed("product", HOUSEHOLDS.format("212.40万元")) == made
    assert not alarms(HOUSEHOLDS.format("212.40万元"))


@pytest.mark.parametrize("wrong", ["212.40元", "221.40万元", "21.24万元"])
def test_what_a_slip_explains_is_asked_about(wrong: str) -> None:
    assert [stated for _, stated in alarms(HOUSEHOLDS.format(wrong))] == [wrong]


def test_months_alone_are_no_heads() -> None:
    assert claimed("product", "脱贫户32户，全镇每人每月1,200元，7个月计88.20万元。") == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("走访慰问优抚对象640户，每户500元，支出慰问金{}。", "32万元", "320万元"),
        ("“煤改电”3860户，每户每采暖季补贴2400元，发放{}万元。", "926.40", "9264.00"),
        ("按每户每年60元测算，3800户全年需{}万元。", "22.80", "2.28"),
        ("后期管护经费每亩15元，2.4万亩全年需{}万元，目前没有落实。", "36", "3.6"),
        ("外墙保温12.40万平方米，单价120元/平方米，投资{}万元。", "1488.00", "1848.00"),
        ("困难生活补贴3500人，每人每月160元，全年{}万元。", "672", "627"),
        ("护林员430名，每人每月800元，全年共发放{}万元。", "412.80", "421.80"),
    ],
)
def test_the_total_of_so_many_is_asked_about_where_a_slip_explains_it(
    text: str, right: str, wrong: str
) -> None:
    assert not alarms(text.format(right))
    assert any(stated.startswith(wrong[:4]) for _, stated in alarms(text.format(wrong)))


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("客运补贴预算312.00万元，补贴车辆65辆，每辆{}万元。", "4.80", "4.08"),
        ("举办活动17场，参与20400人次，每场{}人次。", "1200", "1020"),
        ("投入资金56.00万元，改造厕所70座，平均每座{}万元。", "0.80", "0.08"),
        ("送电影下乡1488场，观众178560人次，平均每场{}人次。", "120", "102"),
        ("发放补贴56.00万元，受益农户350户，每户{}元。", "1600", "160"),
        ("补助金额48.00万元，资助学生960人，每人{}元。", "500", "5000"),
    ],
)
def test_what_each_one_gets_behind_total_and_count(text: str, right: str, wrong: str) -> None:
    assert not alarms(text.format(right))
    assert wrong in [stated.rstrip("万元人次") for _, stated in alarms(text.format(wrong))]


def test_the_total_in_front_may_be_what_is_wrong() -> None:
    text = "发放耕地地力保护补贴{}万元，补贴面积189.68万亩，每亩75元。"
    assert not alarms(text.format("14226"))
    assert alarms(text.format("1422.6"))


@pytest.mark.parametrize(
    "text",
    [
        "投入资金312.00万元，其中补贴车辆65辆，每辆2.00万元。",  # the rest goes elsewhere
        "举办活动17场，参与20400人次，每人补贴20元。",  # nothing is said of a total
        "预算312.00万元，计划补贴车辆65辆，每辆4.08万元。",  # a plan
        "3500人，每人每月160元，7个月共392.00万元。",  # not the whole year
        "走访640户，每人500元，支出慰问金320万元。",  # households and persons
        "按每户每年60元测算，涉及380个村，全年需2.28万元。",
    ],
)
def test_what_is_counted_otherwise_makes_nothing(text: str) -> None:
    assert not alarms(text)


def test_the_calculation_prints_the_count_as_the_text_does() -> None:
    text = "外墙保温12.40万平方米，单价120元/平方米，投资1848.00万元。"
    found = [f.calculation for f in run(facts_of(text), Setting())[1] if f.severity == DOUBT]
    assert found == ["12.40万×120元/平方米=1488.00万元"]
