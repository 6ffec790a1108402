"""A total in one paragraph, its parts in the numbered paragraphs behind it."""

from __future__ import annotations

import pytest

from quanheng.facts import extract
from quanheng.read import read
from tests.facts.reading import claimed, facts_of, one, told

TITLE = "2023年度部门决算"
PARTS = ("1、基本支出40.20万元；", "2、项目支出60.30万元。")
SUM = "total 100.50万元, part 40.20万元, part 60.30万元"


@pytest.mark.parametrize(
    "head", ["总支出100.50万元，其中：", "总支出100.50万元，具体如下：", "总支出100.50万元。"]
)
def test_numbered_paragraphs_are_the_parts(head: str) -> None:
    assert claimed("sum", TITLE, head, *PARTS) == [SUM]


def test_a_total_without_a_colon_needs_a_known_division() -> None:
    head = "政府采购支出总额10.50万元。"
    assert claimed("sum", TITLE, head, "1、货物6.50万元。", "2、工程1万元。", "3、服务3万元。") == [
        "total 10.50万元, part 6.50万元, part 1万元, part 3万元"
    ]
    assert claimed("sum", TITLE, head, "1、货物6.50万元。", "2、工程1万元。", "3、会议费3万元。") == []


def test_both_bases_make_two_sums() -> None:
    lines = (
        "财政拨款支出预算90.50万元，决算100.50万元。",
        "1、教育支出（类）年初预算40.50万元，决算45.50万元。",
        "2、卫生健康支出（类）年初预算50万元，决算55万元。",
    )
    assert claimed("sum", TITLE, *lines) == [
        "total 90.50万元, part 40.50万元, part 50万元", "total 100.50万元, part 45.50万元, part 55万元",
    ]  # fmt: skip


def test_sentences_below_a_numbered_paragraph_are_not_parts() -> None:
    lines = ("总支出100.50万元，其中：", PARTS[0], "（1）工资30万元。", "（2）办公10.20万元。", PARTS[1])
    assert SUM in claimed("sum", TITLE, *lines)


@pytest.mark.parametrize("after", ["一、会议费4.10万元。", "二、培训费4.10万元"])
def test_the_list_ends_with_a_number_of_a_higher_rank(after: str) -> None:
    assert claimed("sum", TITLE, "总支出100.50万元，其中：", *PARTS, after) == [SUM]


def test_a_paragraph_of_a_higher_rank_ends_a_list_that_never_began() -> None:
    assert (
        claimed("sum", TITLE, "1、项目支出100.50万元，包括：", "一、设备40.20万元。", "二、维修60.30万元。")
        == []
    )


def test_a_paragraph_without_figures_ends_a_list_that_never_began() -> None:
    assert (
        claimed(
            "sum",
            TITLE,
            "项目支出100.50万元，其中：",
            "以下情况需要特别说明，请予审核。",
            "1、设备40.20万元。",
            "2、维修60.30万元。",
        )
        == []
    )


def test_the_total_said_again_ends_the_list() -> None:
    lines = ("总支出100.50万元，其中：", *PARTS, "3、总支出比较高，总支出100.50万元。", "4、会议费3万元。")
    assert claimed("sum", TITLE, *lines) == [SUM]


def test_one_paragraph_behind_the_total_is_no_list() -> None:
    assert claimed("sum", TITLE, "项目支出100.50万元，其中：", "1、设备40.20万元，维修60.30万元。") == []


def test_figures_of_last_year_and_shares_are_no_parts() -> None:
    lines = (
        "总支出100.50万元，其中：",
        "1、基本支出40.20万元，占40%；",
        "2、项目支出60.30万元（上年50万元）。",
    )
    assert claimed("sum", TITLE, *lines) == [SUM]


def test_an_open_total_with_two_items_is_the_total_of_neither() -> None:
    assert claimed("sum", TITLE, "总收入120万元，总支出100.50万元，其中：", *PARTS) == []


def test_the_claim_stands_at_the_total() -> None:
    assert one("sum", TITLE, "总支出100.50万元，其中：", *PARTS).place.block == 1


def test_the_next_item_is_no_part_of_the_paragraph_under_the_one_before() -> None:
    lines = (
        "1、农林水支出。",
        "年初预算90.50万元，决算100.50万元。",
        "2、教育支出年初预算40.50万元，决算45.50万元。",
        "3、卫生健康支出年初预算49万元，决算54万元。",
    )
    assert claimed("sum", TITLE, *lines) == []


def test_an_item_with_a_full_stop_names_the_paragraph_under_it() -> None:
    lines = (TITLE, "1、农林水支出。", "年初预算90.50万元，支出决算100.50万元。")
    assert {figure.item for figure in facts_of(*lines).figures} == {"function.213"}


def test_an_item_numbered_with_dots_ends_with_the_next_one() -> None:
    head = "2.2 基本支出86.10万元，其中："
    others = ("2.3 “三公”经费50.00万元。", "3.1 人民调解，发放补贴20.00万元。", "3.2 普法，支出16.10万元。")
    assert claimed("sum", head, *others) == []
    parts = ("2.2.1 人员经费50.00万元。", "2.2.2 公用经费16.10万元。")
    assert claimed("sum", head, *parts) == ["total 86.10万元, part 50.00万元, part 16.10万元"]


def test_where_a_table_stands_behind_the_colon_it_has_the_parts() -> None:
    """The paragraphs behind the table speak of other things."""
    table = "| 项目 | 支出（万元） |\n|---|---|\n| 甲 | 40.00 |\n| 乙 | 46.10 |"
    text = f"基本支出86.10万元，其中：\n\n{table}\n\n接待费18.34万元。\n\n补贴20.00万元。"
    facts = extract(read(text.encode(), "x.md"))
    assert not [line for line in told(facts, "sum") if "18.34" in line]
