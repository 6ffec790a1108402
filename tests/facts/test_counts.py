"""Things counted and named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.reading import alarms, claimed, facts_of, one, told

OFFICES = ["办公室", "人事股", "财务股", "业务股", "法规股", "信息股", "监察室", "后勤股"]


@given(
    st.integers(2, 8),
    st.integers(2, 8),
    st.sampled_from(["内设机构{}个，分别为：{}。", "下设{}个股室：{}。", "内设机构{}个，包括{}。"]),
)
def test_names_behind_the_count(count: int, named: int, pattern: str) -> None:
    claim = one("count_list", pattern.format(count, "、".join(OFFICES[:named])))
    total = claim.get("total")
    assert claim.said is not None
    assert total is not None
    assert (int(total.value), claim.said.value, claim.closed) == (count, str(named), True)


@given(st.integers(2, 8))
def test_names_in_front_of_the_count(named: int) -> None:
    claim = one("count_list", f"局机关内设{'、'.join(OFFICES[:named])}等{named}个股室。")
    assert claim.said is not None
    assert claim.said.text == "、".join(OFFICES[:named])


@pytest.mark.parametrize(
    "text",
    [
        "设办公室、人事股、财务股等12个股室。",
        "拨付设备3个、维修2个。",
        "内设机构5个。",
        "自动站37个，其中六要素站11个、四要素站9个、两要素及单雨量站17个。",
        "内设机构40个，分别为：办公室、人事股。",
        "内设机构约5个，分别为：办公室、人事股。",
        "建成项目5个，分别为：2021年、2022年、2023年项目。",
        "培训5人，分别为：张某、李某。",
    ],
)
def test_examples_and_other_lists_assert_nothing(text: str) -> None:
    assert claimed("count_list", text) == []


def test_a_count_in_characters_is_only_told_where_it_is_right() -> None:
    assert claimed("count_list", "内设三个股室：办公室、人事股、财务股。") == ["total 三个"]
    assert claimed("count_list", "内设两个股室：办公室、人事股、财务股。") == []


def test_what_stands_in_brackets_is_no_name() -> None:
    claim = one("count_list", "内设机构2个，分别为：办公室（含档案室、文印室）、人事股。")
    assert claim.said is not None
    assert claim.said.value == "2"


def test_names_joined_by_and_are_parted() -> None:
    claim = one("count_list", "内设办公室、人事管理股和财务管理股等3个股室。")
    assert claim.said is not None
    assert claim.said.value == "3"


def test_a_list_without_a_word_that_promises_all_is_open() -> None:
    assert not one("count_list", "推广水稻、玉米、大豆等3个品种。").closed


def test_the_noun_of_the_figure_before_is_no_name() -> None:
    claim = one("count_list", "有干部20人，内设办公室、人事股、财务股等3个股室。")
    assert claim.said is not None
    assert claim.said.text == "办公室、人事股、财务股"


@pytest.mark.parametrize("word", ["增加", "新增", "追加", "调增"])
def test_what_was_there_and_what_came(word: str) -> None:
    facts = facts_of(f"共15个项目，年初批复8个，年中{word}7个。")
    assert told(facts, "contribution") == ["total 15个, part 8个, part 7个"]


@pytest.mark.parametrize(
    "text",
    [
        "15个项目，年初批复8个，年中增加7个。",
        "共15个项目，年初批复8个。",
        "共15个项目，年初批复8户，年中增加7个。",
    ],
)
def test_one_of_them_alone_makes_no_sum(text: str) -> None:
    assert claimed("contribution", text) == []


def test_a_list_that_goes_on_with_a_count_is_not_counted() -> None:
    assert not alarms(
        "纳入范围的共16家单位，分别是：县卫健局机关、县疾控中心、县妇幼保健院、县监督所、县中医院以及11家乡镇卫生院。"
    )
