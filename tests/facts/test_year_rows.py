"""Changes told under a table whose rows are years."""

from __future__ import annotations

import pytest

from tests.facts.reading import facts_in_table, table_alarms, told

YEARS: list[list[str | None]] = [
    ["年度", "资助人数（人）", "资助金额（万元）", "人均（元）", "合计（万元）"],
    ["2020", "4980", "1105.56", "2220", "1142.30"],
    ["2021", "5126", "1168.73", "2280", "1203.85"],
    ["2022", "5347", "1227.67", "2296", "1265.40"],
    ["三年合计", "15453", "3501.96", "2266", "3611.55"],
]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("2022年资助金额比2021年增加{}万元。", "58.94", "59.84"),
        ("2022年全县资助金额较2020年增加{}万元。", "122.11", "112.11"),
        ("2022年资助金额较2021年增加58.94万元，增长{}。", "5.04%", "5.40%"),
        ("2022年资助人数较2021年增长{}。", "4.31%", "4.13%"),
        ("2022年资助金额比2021年增加58.94万元；人均资助比2021年{}16元。", "增加", "减少"),
        ("2022年比2021年增加{}万元。", "61.55", "65.15"),
    ],
)
def test_the_words_name_two_rows_and_a_column(text: str, right: str, wrong: str) -> None:
    assert not table_alarms(YEARS, text.format(right))
    assert [severity for severity, _ in table_alarms(YEARS, text.format(wrong))] == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "2022年补助标准比2021年提高100元。",
        "2022年普通高中资助金额比2021年增加30万元。",
        "2022年免学费资助金额比2021年减少8.94万元。",
        "资助金额比2021年增加18.94万元。",
        "2022年资助金额比2019年增加18.94万元。",
        "2022年资助金额比2021年增加约60万元。",
    ],
)
def test_what_names_no_row_or_column_is_left_alone(text: str) -> None:
    assert told(facts_in_table(YEARS, text), "difference", "year-rows") == []


def test_words_far_from_the_table_may_be_of_something_else() -> None:
    texts = ("2022年资助金额比2021年增加30.50万元。", "二、其他。", "三、附表。")
    assert not table_alarms(YEARS, *texts)
    assert not table_alarms([["项目", "金额（万元）"], ["甲", "20"], ["乙", "30"]], texts[0])
