"""Names in front, figures behind, one each."""

from __future__ import annotations

import pytest

from tests.facts.reading import facts_of, printed


def read(text: str, *figures: str) -> list[tuple[str, int | None]]:
    facts = facts_of(text)
    return [(printed(facts, f).item or printed(facts, f).surface, printed(facts, f).year) for f in figures]


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费、会议费、项目支出分别为1万元、2万元、3万元。",
        "公务接待费、会议费和项目支出分别是1万元、2万元和3万元。",
        "公务接待费、会议费及项目支出分别达到1万元，2万元，3万元。",
        "其中，公务接待费、会议费、项目支出分别安排1万元、2万元、3万元。",
    ],
)
def test_each_figure_gets_its_own_name(text: str) -> None:
    assert [item for item, _ in read(text, "1万元", "2万元", "3万元")] == [
        "three_public.receptions", "meeting", "expenditure.project",
    ]  # fmt: skip


def test_two_names_joined_by_and() -> None:
    assert [i for i, _ in read("基本支出和项目支出分别为1万元和2万元。", "1万元", "2万元")] == [
        "expenditure.basic", "expenditure.project",
    ]  # fmt: skip


def test_a_year_each() -> None:
    text = "2021年、2022年、2023年公务接待费分别为3万元、2万元、1万元。"
    assert read(text, "3万元", "2万元", "1万元") == [
        ("three_public.receptions", y) for y in (2021, 2022, 2023)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费、会议费分别为1万元、2万元、3万元。",
        "公务接待费、会议费、项目支出分别为1万元。",
        "公务接待费、会议费、项目支出分别为1万元，占2%。",
    ],
)
def test_where_the_numbers_do_not_match_no_name_is_given_away(text: str) -> None:
    assert read(text, "1万元")[0][0] != "three_public.receptions"


def test_changes_are_spread_as_changes() -> None:
    facts = facts_of("公务接待费、会议费和项目支出分别减少5%、6%和7%。")
    assert [(printed(facts, f).kind, printed(facts, f).polarity) for f in ("5%", "6%", "7%")] == [
        ("delta", -1)
    ] * 3
