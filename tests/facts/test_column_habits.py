"""Columns whose heads no list knows: what most rows hold, all hold; what too few hold binds nothing."""

from __future__ import annotations

import pytest

from quanheng.model.finding import DOUBT, ERROR
from tests.facts.reading import alarms

SPENT = """支出内容\t批复（万元）\t用去（万元）\t进展
图书购置\t22.00\t21.78\t99.0%
阅读推广\t12.00\t11.40\t{}
水电物业\t10.00\t9.82\t98.2%
设备维护\t6.00\t5.65\t94.2%
合计\t50.00\t48.65\t97.3%
"""
BOUGHT = """支出内容\t数量\t单价（万元）\t花费（万元）
防火隔离带\t60\t3.20\t192.00
风力灭火机\t108\t0.45\t48.60
检查站维修\t8\t5.40\t43.20
扑火队补助\t75\t2.40\t{}
"""
LEFT = """项目\t批复（万元）\t用去（万元）\t还剩（万元）
图书购置\t22.00\t21.78\t0.22
阅读推广\t12.00\t11.40\t{}
水电物业\t10.00\t9.82\t0.18
设备维护\t6.00\t5.65\t0.35
信息系统\t9.00\t7.10\t1.90
"""


@pytest.mark.parametrize(("table", "right"), [(SPENT, "95.0%"), (BOUGHT, "180.00"), (LEFT, "0.60")])
def test_what_all_rows_hold_is_no_alarm(table: str, right: str) -> None:
    assert not alarms(table.format(right))


@pytest.mark.parametrize(
    ("table", "wrong", "severity"),
    [(SPENT, "91.4%", ERROR), (BOUGHT, "108.00", DOUBT), (LEFT, "0.06", ERROR)],
)
def test_the_row_that_does_not_is_told(table: str, wrong: str, severity: str) -> None:
    assert alarms(table.format(wrong)) == [(severity, wrong)]


def test_two_rows_that_hold_are_chance() -> None:
    rows = SPENT.format("91.4%").splitlines()
    assert not alarms("\n".join([rows[0], rows[1], rows[2], rows[3]]))


def test_done_beyond_the_aim_may_stand_as_done() -> None:
    text = SPENT.format("95.0%").replace("合计\t50.00\t48.65\t97.3%", "宣传\t5.00\t5.60\t100%")
    assert not alarms(text)


EACH = """类别\t处数\t支出（万元）\t单处平均（万元）
泵房维修\t22\t418.00\t19.00
管网更换\t19\t522.50\t{}
净化设备\t13\t182.00\t14.00
水质检测\t4\t81.20\t20.30
合计\t58\t1203.70\t{}
"""


def test_an_average_of_a_column_is_rounded_and_asked_about() -> None:
    assert not alarms(EACH.format("27.50", "20.75"))
    assert alarms(EACH.format("25.70", "20.75")) == [("doubt", "25.70")]
    assert not alarms(EACH.format("27.50", "20.8"))


MONTHLY = """指标\t年度值\t8月末值\t实现程度
低保对象\t2.32万人\t2.28万人\t98.3%
高龄津贴\t≥9500人\t9575人\t100.8%
残疾人补贴\t13400人次/月\t13350人次/月\t99.6%
临时救助\t≥2000人次\t1652人次\t{}
"""


def test_a_unit_by_the_month_counts_as_a_number() -> None:
    assert not alarms(MONTHLY.format("82.6%"))
    assert alarms(MONTHLY.format("86.2%")) == [("doubt", "86.2%")]
