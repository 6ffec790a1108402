"""A base that the words call nothing."""

from __future__ import annotations

import pytest

from tests.facts.reading import alarms

TITLE = "2023年度部门决算公开\n"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "中医药支出。年初预算为1.00万元，支出决算为5459.12万元，年初预算为0，无法计算完成率。",
            ["1.00万元"],
        ),
        ("中医药支出。年初预算为0.00万元，支出决算为5459.12万元，年初预算为0，无法计算完成率。", []),
        (
            "中医药支出。年初预算为0.00万元，支出决算为5459.12万元，比上年增加5459.12万元，上年为0，不计算增长率。",
            [],
        ),
        # the base of another thing, in another paragraph
        (
            "中医药支出。支出决算为5459.12万元，年初预算为0，无法计算完成率。\n住房公积金年初预算为1.00万元。",
            [],
        ),
    ],
)
def test_a_budget_called_nothing(text: str, wrong: list[str]) -> None:
    assert [stated for _, stated in alarms(TITLE + text)] == wrong
