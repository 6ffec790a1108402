"""A budget that is the final figure under the wrong name."""

from __future__ import annotations

import pytest

from tests.facts.reading import claimed

TITLE = "2023年度部门决算"
SAID = "公务接待费年初预算为10.50万元，支出预算为8.50万元，决算数小于预算数。"


def test_what_another_place_has_as_final_was_called_a_budget() -> None:
    assert claimed("role", TITLE, SAID, "公务接待费支出决算8.50万元。") == ["stated 8.50万元, final 8.50万元"]


@pytest.mark.parametrize(
    "other",
    [
        "公务接待费支出决算8.60万元。",
        "会议费支出决算8.50万元。",
        "公务接待费年初预算8.50万元。",
        "2022年公务接待费支出决算8.50万元。",
    ],
)
def test_without_it_nobody_knows(other: str) -> None:
    assert claimed("role", TITLE, SAID, other) == []


def test_without_the_word_of_comparison_it_is_a_budget() -> None:
    text = "公务接待费年初预算为10.50万元，支出预算为8.50万元，主要是压减。"
    assert claimed("role", TITLE, text, "公务接待费支出决算8.50万元。") == []
