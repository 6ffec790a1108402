"""Sentences that quote the rows of a table: the one that is off by a slip is asked about."""

from __future__ import annotations

import pytest

from tests.facts.reading import alarms

BY_SUBJECT = """（单位：万元）

|科目名称|合计|基本支出|项目支出|
|---|---|---|---|
|社会保障和就业支出|318.62|318.62|0.00|
|卫生健康支出|126.48|126.48|0.00|
|农林水支出|5683.10|1771.20|3911.90|
|住房保障支出|200.20|200.20|0.00|
|合计|6328.40|2416.50|3911.90|

"""
PROGRESS = """
|项目|预算（万元）|支出（万元）|执行率|
|---|---|---|---|
|执法装备购置|60.00|26.50|44.17%|
|土壤污染调查|150.00|96.00|64.00%|
|空气站运维|80.00|62.40|78.00%|

"""


@pytest.mark.parametrize("amount", ["200.20", "220.20", "202.00", "20.02"])
def test_a_list_of_the_rows(amount: str) -> None:
    text = f"{BY_SUBJECT}按科目分：社会保障和就业支出318.62万元；卫生健康支出126.48万元；农林水支出5683.10万元；住房保障支出{amount}万元。"
    found = [stated for _, stated in alarms(text)]
    assert any(amount in stated for stated in found) == (amount != "200.20")


@pytest.mark.parametrize(("rate", "right"), [("44.17%", True), ("47.17%", False), ("44.71%", False)])
@pytest.mark.parametrize("head", ["执行率", "进度"])
def test_a_rate_of_one_row(rate: str, right: bool, head: str) -> None:
    text = f"{PROGRESS.replace('执行率', head)}执法装备购置进度{rate}，低于序时进度，原因是招标较晚。"
    assert (alarms(text) == []) == right


@pytest.mark.parametrize(
    "text",
    [
        f"{BY_SUBJECT}其中：社会保障和就业支出318.62万元，卫生健康支出126.48万元，上年住房保障支出220.20万元。",
        f"{BY_SUBJECT}住房保障支出220.20万元。",
        f"{BY_SUBJECT}社会保障和就业支出318.62万元，卫生健康支出126.48万元，农林水支出5683.10万元，住房保障支出中缴存公积金187.30万元。",
        f"{PROGRESS}截至6月底执法装备购置进度41.17%。",
        f"{PROGRESS}执法装备购置进度目标为74.17%。",
        f"{PROGRESS}执法装备购置完成招标比例93.10%。",
    ],
)
def test_what_is_no_quotation_is_left_alone(text: str) -> None:
    assert alarms(text) == []
