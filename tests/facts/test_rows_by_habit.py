"""Shares under a head of their own, prices by the piece, and two counts in one cell: what most rows hold, all hold."""

from __future__ import annotations

import pytest

from tests.facts.reading import Rows, put, table_alarms

SHARES: Rows = [
    ["经济分类", "金额（万元）", "占基本支出"],
    ["工资福利支出", "868.40", "86.84%"],
    ["商品和服务支出", "104.20", "10.42%"],
    ["对个人和家庭的补助", "27.40", "2.74%"],
    ["小计", "1000.00", "100%"],
]
PRICED: Rows = [
    ["内容", "数量", "单价", "金额"],
    ["县道养护", "186公里", "2.00万元/公里", "372.00"],
    ["乡道养护", "354公里", "1.00万元/公里", "354.00"],
    ["村道养护", "620公里", "0.40万元/公里", "248.00"],
    ["路面养护", "24公里", "22.00万元/公里", "528.00"],
    ["危桥改造", "5座", "72.00万元/座", "360.00"],
    ["合计", "—", "—", "1862.00"],
]
RATED: Rows = [
    ["指标", "年度目标", "完成情况", "完成率/结果"],
    ["健康管理率", "≥90%", "应管23,150人，已管21,924人", "94.70%"],
    ["早孕建册率", "≥90%", "活产2,640人，建册2,471人", "93.60%"],
    ["老年人健康管理率", "≥62%", "应管61,200人，已管39,474人", "64.50%"],
    ["患者管理率", "≥80%", "在册1,760人，管理1,655人", "94.03%"],
    ["服务对象满意度", "≥85%", "调查800人，满意727人", "90.88%"],
]


@pytest.mark.parametrize(
    ("rows", "row", "column", "text"),
    [
        (SHARES, 2, 2, "12.42%"),
        (PRICED, 4, 3, "582.00"),
        (PRICED, 5, 2, "27.00万元/座"),
        (RATED, 2, 3, "96.30%"),
    ],
)
def test_shares_prices_and_rates_of_a_cell(rows: Rows, row: int, column: int, text: str) -> None:
    assert table_alarms(rows) == []
    assert table_alarms(put(rows, row, column, text)) != []


PLAIN: list[Rows] = [
    # land, not a share
    [["项目", "占地面积", "投资"], ["甲", "120.00", "30.00"], ["乙", "80.00", "20.00"], ["合计", "200.00", "50.00"]],
    # what a row above is made up of has shares of that row
    [["项目", "金额（万元）", "占比"], ["基本支出", "600.00", "60.00%"], ["人员经费", "500.00", "83.33%"],
     ["公用经费", "100.00", "16.67%"], ["项目支出", "400.00", "40.00%"], ["合计", "1000.00", "100%"]],
    # the counts of a cell are of two years; the percentage is something else
    [["指标", "情况", "满意度"], ["甲", "去年120人，今年90人", "93%"], ["乙", "去年80人，今年72人", "91%"],
     ["丙", "去年60人，今年45人", "88%"], ["丁", "去年50人，今年49人", "90%"]],
    # the price is the year's, the amount that of a part of it
    [["内容", "数量", "单价", "金额"], ["甲", "10台", "2.00万元/台", "15.00"], ["乙", "20台", "1.00万元/台", "11.00"],
     ["丙", "5套", "3.00万元/套", "9.00"], ["丁", "4套", "3.00万元/套", "7.00"]],
]  # fmt: skip


@pytest.mark.parametrize("rows", PLAIN)
def test_what_few_rows_hold_binds_nothing(rows: Rows) -> None:
    assert table_alarms(rows) == []
