"""Amounts for each head."""

from __future__ import annotations

import pytest

from tests.facts.reading import claimed


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
