"""Words that compare: the two figures that they speak of, and the direction that they say."""

from __future__ import annotations

import pytest

from quanheng.model.relation import Claim
from tests.facts.reading import claimed, facts_in_table, facts_of, one, shown, told

TITLE = "2023年度部门决算"
PAIR = "会议费年初预算5万元，支出决算4万元，"


def said(claim: Claim) -> tuple[str, str, str]:
    """Operands, the words of the document, and the direction."""
    assert claim.said is not None
    return shown(claim), claim.said.text, claim.said.value


@pytest.mark.parametrize(
    ("words", "direction", "closed"),
    [
        ("决算数小于年初预算数", "down", True),
        ("支出决算低于预算", "down", True),
        ("决算数大于年初预算数", "up", True),
        ("决算数超过预算数", "up", True),
        ("执行数高于全年预算数", "up", True),
        ("决算数等于预算数", "same", False),
        ("决算数与年初预算数持平", "same", True),
        ("决算数与年初预算数基本持平", "same", False),
        ("决算数与预算数一致", "same", True),
    ],
)
def test_final_against_budget(words: str, direction: str, closed: bool) -> None:
    claim = one("order", TITLE, f"{PAIR}{words}，主要是压减。", template="order")
    assert said(claim) == ("left 4万元, right 5万元", words, direction)
    assert claim.closed is closed


@pytest.mark.parametrize("words", ["决算数与预算数", "决算数大于预算数持平", "合同数大于预算数"])
def test_half_a_comparison_is_none(words: str) -> None:
    assert told(facts_of(TITLE, PAIR + words + "。"), "order") == []


def test_the_figures_may_stand_elsewhere_in_the_document() -> None:
    lines = ("会议费年初预算5万元。", "会议费支出决算4万元。", "培训工作3期，会议费决算数小于年初预算数。")
    assert told(facts_of(TITLE, *lines), "order") == ["left 4万元, right 5万元"]


def test_the_item_may_be_that_of_the_heading() -> None:
    lines = ("会议费年初预算5万元，支出决算4万元。", "二、会议费", "决算数小于年初预算数，共3场。")
    assert told(facts_of(TITLE, *lines), "order") == ["left 4万元, right 5万元"]


def test_without_both_figures_nothing_is_asserted() -> None:
    assert told(facts_of(TITLE, "会议费支出决算4万元，决算数小于年初预算数。"), "order") == []
    assert told(facts_of(TITLE, "决算数小于年初预算数。"), "order") == []


@pytest.mark.parametrize("words", ["与上年持平", "与2022年基本持平", "与上年相比无变化"])
def test_flat_against_last_year(words: str) -> None:
    claim = one("order", TITLE, f"2022年会议费5万元，2023年会议费4万元，{words}。")
    assert (shown(claim), claim.template, claim.closed) == ("left 4万元, right 5万元", "flat", False)
    assert said(claim)[2] == "same"


def test_the_later_year_is_always_the_left_side() -> None:
    assert told(facts_of(TITLE, "2023年会议费4万元，2022年会议费5万元，与上年持平。"), "order") == [
        "left 4万元, right 5万元"
    ]


@pytest.mark.parametrize("text", ["会议费4万元，与预算持平。", "持平。", "2023年会议费4万元，与上年持平。"])
def test_flat_needs_two_years(text: str) -> None:
    assert told(facts_of(TITLE, text), "order") == []


@pytest.mark.parametrize(
    ("word", "direction"),
    [("有所上升", "up"), ("略有下降", "down"), ("明显提高", "up"), ("大幅减少", "down")],
)
def test_a_direction_without_an_amount(word: str, direction: str) -> None:
    claim = one("order", f"会议费4.50万元，比上年5.20万元{word}。")
    assert said(claim) == ("left 4.50万元, right 5.20万元", word[2:], direction)


def test_only_figures_of_one_kind_rise_and_fall() -> None:
    assert told(facts_of("参会5人，比上年5.20万元有所上升。"), "order") == []


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("未超出年初预算", "within"),
        ("没有超过预算", "within"),
        ("控制在预算以内", "within"),
        ("低于年初预算", "within"),
        ("超出预算", "up"),
    ],
)
def test_within_or_beyond_the_budget(words: str, direction: str) -> None:
    claim = one("order", TITLE, f"会议费年初预算5万元，实际支出4万元，{words}。")
    assert said(claim) == ("left 4万元, right 5万元", words, direction)


def test_controlled_at_a_figure_is_no_comparison() -> None:
    assert (
        told(facts_of(TITLE, "会议费年初预算5万元，实际支出4万元，严格控制在预算编制环节。"), "order") == []
    )


def test_figures_far_away_are_not_compared() -> None:
    far = "，" + "厉行节约各项规定" * 10
    assert told(facts_of(TITLE, f"会议费年初预算5万元，实际支出4万元{far}，未超出年初预算。"), "order") == []


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("占比4%，超额完成3.5%的任务。", "left 4%, right 3.5%"),
        ("我县23家，领先于第二名的11家。", "left 23家, right 11家"),
        ("新增16家，超过12家的年度目标。", "left 16家, right 12家"),
        ("面积6,300平方米，每平方米240元，低于230元的控制成本。", "left 240元, right 230元"),
    ],
)
def test_beyond_a_task_or_the_second(text: str, pair: str) -> None:
    claim = one("order", text)
    assert (shown(claim), claim.template, claim.closed) == (pair, "beyond", False)


@pytest.mark.parametrize(
    "text",
    [
        "办结658件，其中听证8件，低于10件的目标。",
        "新增16家，超过12家。",
        "新增16家。超额完成12家的任务。",
        "新增16家，超额完成12户的任务。",
    ],
)
def test_beyond_needs_a_task_in_the_same_sentence_and_unit(text: str) -> None:
    assert told(facts_of(text), "order") == []


FORM = [
    ["二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["数量指标", "入库企业", "160家", "166家", "10", "10"],
]


def test_a_result_told_as_beyond_the_task_has_its_target_in_the_form() -> None:
    facts = facts_in_table(FORM, "全年入库企业166家，超额完成年度任务。")
    assert told(facts, "order") == ["left 166家, right 160家"]


@pytest.mark.parametrize("text", ["全年入库企业166家，工作有序。", "全年入库企业165家，超额完成年度任务。"])
def test_another_result_is_not_compared_with_the_form(text: str) -> None:
    assert told(facts_in_table(FORM, text), "order") == []


def test_figures_behind_the_word_are_not_the_ones_compared() -> None:
    text = "2023年会议费4.50万元，与上年持平，2022年会议费5.50万元。"
    assert told(facts_of(TITLE, text), "order") == []


def test_what_is_level_is_what_has_changed_in_the_clause_before() -> None:
    text = (
        "2023年度财政拨款支出9958.71万元，与2022年度8790.66万元相比，增加1168.05万元，增长13.29%，增长较多的是政府性基金，"
        "由1,600.00万元增加到2750.00万元，增幅71.88%；一般公共预算财政拨款支出仅增加18.05万元，与2022年基本持平。"
    )
    assert claimed("order", text, template="flat") == []
