"""Shares of amounts whose total is printed nowhere, and scores told group by group."""

from __future__ import annotations

import pytest

from tests.facts.reading import claimed

OPEN = "教育支出{}万元，占{}%；卫生支出30.00万元，占30.00%；农林支出20.00万元，占20.00%；其他事项10.00万元，占10.00%。"


def shares(text: str) -> int:
    return len(claimed("share_of_sum", text))


def test_one_share_that_does_not_fit_is_held_against_the_others() -> None:
    assert shares(OPEN.format("40.00", "40.00")) == shares(OPEN.format("40.00", "46.00")) == 4


@pytest.mark.parametrize(
    "text",
    [
        OPEN.format("40.00", "46.00").replace(
            "占30.00%", "占36.00%"
        ),  # two do not fit: the list is not whole
        "教育支出40.00万元，占57.14%；卫生支出30.00万元，占42.86%。",  # two shares prove no list
        OPEN.format("80.00", "40.00"),  # of another whole: none fits but by chance
    ],
)
def test_no_sum_is_made_up_where_the_shares_do_not_tell_of_one(text: str) -> None:
    assert shares(text) == 0


SCORES = "决策（16分，得14.5分）：项目立项6分，得6分；绩效目标5分，得3.5分；资金投入{}分，得5分。"


def test_items_whose_weights_make_that_of_the_group_make_its_score() -> None:
    assert claimed("score_sum", SCORES.format(5), template="scored-run") == [
        "total 14.5分, part 6分, part 3.5分, part 5分"
    ]
    assert claimed("score_sum", SCORES.format(4), template="scored-run") == []
