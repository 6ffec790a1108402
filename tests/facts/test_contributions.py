"""Changes of the parts against the change of the whole."""

from __future__ import annotations

import pytest

from tests.facts.reading import claimed

TITLE = "2023年度部门决算"
PARTS = "因公出国（境）费增加0.5万元，公务用车购置及运行维护费减少0.2万元，公务接待费增加0.7万元"


def test_the_changes_of_a_closed_list_make_the_change_of_the_whole_with_their_signs() -> None:
    text = f"“三公”经费8万元，比上年增加1万元，其中：{PARTS}。"
    assert claimed("contribution", TITLE, text) == ["total 1万元, part 0.5万元, -part 0.2万元, part 0.7万元"]


def test_signs_are_counted_from_the_direction_of_the_whole() -> None:
    text = "总支出80万元，比上年减少5万元，其中：基本支出减少8万元，项目支出增加3万元。"
    assert claimed("contribution", TITLE, text) == ["total 5万元, part 8万元, -part 3万元"]


def test_a_part_that_is_zero_everywhere_may_be_left_out() -> None:
    text = (
        "“三公”经费8万元，比上年增加1万元，其中：公务用车购置及运行维护费增加0.3万元，公务接待费增加0.7万元。"
    )
    assert claimed("contribution", TITLE, "因公出国（境）费0万元。", text) == [
        "total 1万元, part 0.3万元, part 0.7万元"
    ]
    assert claimed("contribution", TITLE, "因公出国（境）费2万元。", text) == []
    assert claimed("contribution", TITLE, text) == []


def test_changes_against_another_base_are_not_added() -> None:
    text = "总支出80万元，比上年增加5万元，其中：基本支出比年初预算增加8万元，项目支出比年初预算减少3万元。"
    assert claimed("contribution", TITLE, text) == []


def test_one_part_alone_explains_nothing() -> None:
    assert claimed("contribution", TITLE, "总支出80万元，比上年增加5万元，其中：基本支出增加8万元。") == []


def test_a_second_change_of_the_whole_ends_the_list() -> None:
    text = "总支出80万元，比上年增加5万元，基本支出增加8万元，总支出减少1万元，项目支出减少3万元。"
    assert claimed("contribution", TITLE, text) == []


def test_a_change_that_may_be_either_has_no_parts() -> None:
    text = "总支出增减变动5万元，其中：基本支出增加8万元，项目支出减少3万元。"
    assert claimed("contribution", TITLE, text) == []


@pytest.mark.parametrize("word", ["净增加", "净增"])
def test_marked_changes_make_the_net_one(word: str) -> None:
    text = f"总支出{word}31.4万元，一是增资37.2万元；二是减支5.8万元。"
    assert claimed("contribution", TITLE, text, template="net") == [
        "total 31.4万元, part 37.2万元, -part 5.8万元"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "总支出净增加31.4万元，增资37.2万元；减支5.8万元。",
        "总支出增加31.4万元，一是增资37.2万元；二是减支5.8万元。",
        "总支出净增加31.4万元，一是增资37.2万元。二是减支5.8万元。",
        "总支出净增加31.4万元，一是增资37.2万元；二是减员5人。",
    ],
)
def test_other_changes_make_no_net_one(text: str) -> None:
    assert claimed("contribution", TITLE, text, template="net") == []


def test_a_net_fall_turns_the_signs() -> None:
    text = "总支出净减少31.4万元，一是减员节支37.2万元；二是增资5.8万元。"
    assert claimed("contribution", TITLE, text, template="net") == [
        "total 31.4万元, part 37.2万元, -part 5.8万元"
    ]


def test_what_a_change_of_other_things_is_made_up_of_is_asked_about() -> None:
    text = "支付额增加18.28万元，其中甲费用增加9.27万元，乙费用减少1.36万元，丙费用增加10.37万元。"
    made = ["total 18.28万元, part 9.27万元, -part 1.36万元, part 10.37万元"]
    assert claimed("contribution", text, template="divided") == made
