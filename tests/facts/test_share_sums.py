"""Shares of amounts whose total is printed nowhere, and scores told group by group."""

from __future__ import annotations

import pytest

from tests.facts.reading import alarms, claimed

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


KNOWN = "本年收入21139.39万元，支出20799.98万元。\n财政拨款8642.55万元，占40.88%；基金收入1.24亿元，占58.66%；其他收入{}万元，占0.46%。"


def known(text: str) -> list[str]:
    return claimed("share", *text.split("\n"), template="share-known")


def test_shares_that_make_100_show_of_which_amount_they_are() -> None:
    assert not alarms(KNOWN.format("96.84"))
    assert [c.partition("whole")[2] for c in known(KNOWN.format("968.4"))] == [" 21139.39万元"] * 3
    assert alarms(KNOWN.format("968.4")) == [("error", "0.46%")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("占0.46%", "占2.46%"),  # they make no 100: another part may be missing
        ("占58.66%", "占58.06%"),
        ("本年收入21139.39万元", "本年收入22139.39万元"),  # of an amount that is printed nowhere
    ],
)
def test_shares_that_do_not_show_it_are_left_open(old: str, new: str) -> None:
    assert known(KNOWN.format("968.4").replace(old, new)) == []
