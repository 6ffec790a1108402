"""Control lines: three public expenses within their budget, people within posts."""

from __future__ import annotations

import pytest

from tests.facts.reading import claimed

TITLE = "2023年度部门决算"


@pytest.mark.parametrize("name", ["“三公”经费", "公务接待费", "公务用车购置及运行维护费", "因公出国（境）费"])
def test_three_public_expenses_against_their_budget(name: str) -> None:
    text = f"{name}年初预算5.50万元，支出决算6.50万元。"
    assert claimed("control", TITLE, text) == ["total 5.50万元, part 6.50万元"]


@pytest.mark.parametrize(
    "lines",
    [
        ["会议费年初预算5.50万元，支出决算6.50万元。"],
        ["公务接待费支出决算6.50万元。"],
        ["公务接待费年初预算5.50万元。", "公务接待费年初预算5.60万元，支出决算6.50万元。"],
        ["2022年公务接待费年初预算5.50万元。", "2023年公务接待费支出决算6.50万元。"],
    ],
)
def test_other_items_or_budgets_that_are_not_sure_make_no_line(lines: list[str]) -> None:
    assert claimed("control", TITLE, *lines) == []


def test_people_within_posts() -> None:
    assert claimed("control", "编制数50人，在职人员52人。") == ["total 50人, part 52人"]


@pytest.mark.parametrize(
    "text", ["编制数50人。", "编制数50人，编制数51人，在职人员52人。", "编制数50人，退休人员52人。"]
)
def test_without_one_number_of_each_nothing_is_asked(text: str) -> None:
    assert claimed("control", text) == []
