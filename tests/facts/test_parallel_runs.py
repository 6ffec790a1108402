"""Lists of one length side by side, and the rate of two groups together."""

from __future__ import annotations

import pytest

from tests.facts.reading import alarms, claimed


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "三年预算分别为118.00万元、126.00万元、145.00万元；支出分别为113.28万元、117.18万元、139.20万元。执行率依次为96%、{}%、96%。",
            "93",
            "39",
        ),
        ("三个村应到80人、120人、150人，实到72人、114人、123人，到会率依次为90%、95%、{}%。", "82", "28"),
        (
            "面积甲186万平方米、乙171万平方米、丙154万平方米，合同价甲1190.40万元、乙1077.30万元、丙954.80万元，单价甲6.40元、乙{}元、丙6.20元。",
            "6.30",
            "6.80",
        ),
    ],
)
def test_the_term_that_does_not_come_out_is_asked_about(text: str, right: str, wrong: str) -> None:
    assert not alarms(text.format(right))
    assert any(stated.startswith(wrong) for _, stated in alarms(text.format(wrong)))


@pytest.mark.parametrize(
    "text",
    [
        "预算分别为118.00万元、126.00万元、145.00万元；支出分别为113.28万元、117.18万元、139.20万元。满意度依次为91%、93%、98%。",
        "预算分别为118.00万元、126.00万元；支出分别为113.28万元、117.18万元。执行率依次为96%、39%。",  # two may be chance
        "三个村应到80人、120人、150人，实到72户、114户、123户，到会率依次为90%、95%、28%。",
    ],
)
def test_lists_that_do_not_belong_together_say_nothing(text: str) -> None:
    assert not claimed("share", text, template="parallel")


GROUPS = "问卷100份，其中脱贫户40份、一般户60份。脱贫户满意38份，满意率95%；一般户满意54份，满意率90%；{}满意{}份，满意率{}%。"


@pytest.mark.parametrize("word", ["合起来", "合计", "两项", "总体", "合并", "两者"])
def test_groups_together_are_of_what_their_own_rates_are_of(word: str) -> None:
    assert not alarms(GROUPS.format(word, 92, 92))
    assert "94%" in [stated for _, stated in alarms(GROUPS.format(word, 92, 94))]


def test_what_the_groups_do_not_make_is_not_of_both() -> None:
    assert not claimed("share", GROUPS.format("其中合计", 90, 94), template="combined")
