"""Rates named after what was done: over which two figures, and when over none."""

from __future__ import annotations

import pytest

from tests.facts.reading import alarms, claimed


def rated(text: str) -> list[str]:
    return claimed("share", text, template="named-rate")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("48人参加考试，45名合格，合格率93.75%。", "rate 93.75%, part 45名, whole 48人"),
        ("应检850批次，合格842批次，合格率99.06%。", "rate 99.06%, part 842批次, whole 850批次"),
        ("可用资金共计3504万元。支出3342万元，支出率95.39%。", "rate 95.39%, part 3342万元, whole 3504万元"),
    ],
)
def test_the_figures_of_one_kind_before_it(text: str, wanted: str) -> None:
    assert rated(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "应检850批次，合格842批次，其中甲类合格率99.06%。",  # of a part that is not printed
        "应检850批次，抽样842批次，合格率99.06%。",  # nothing is told of what passed
        "应检850批次，不合格8批次，合格率99.06%。",  # told of the others
        "应检850家，合格842批次，合格率99.06%。",  # two units
        "应检850批次，合格842批次，合格率99.06%（842÷850×100%）。",  # the formula is printed, and checked as one
        "应检850批次，合格842批次，合格率约99%。",  # about
    ],
)
def test_anything_else_is_left_alone(text: str) -> None:
    assert rated(text) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("食品抽检1620批次，合格1589批次，合格率{}，不合格31批次已处置。", "98.09%", "99.08%"),
        ("毕业生486人，本科上线452人，上线率{}。", "93.00%", "90.33%"),
        ("应参保4500人，已参保4365人，参保率{}。", "97.00%", "99.00%"),
        ("受理投诉286件，办结275件，办结率{}。", "96.15%", "99.65%"),
        ("抽查工程24处，达标18处，达标率{}。", "75.00%", "80.00%"),
        ("培训学员320人，就业256人，就业率{}。", "80%", "90%"),
    ],
)
def test_a_rate_called_like_the_count_before_it_is_asked_about(text: str, right: str, wrong: str) -> None:
    assert not alarms(text.format(right))
    assert wrong in [stated for _, stated in alarms(text.format(wrong))]


@pytest.mark.parametrize(
    "text",
    [
        "受理投诉286件，办结275件，及时办结率99%。",  # not all that was settled was in time
        "毕业生486人，本科上线452人，艺术类上线率88%。",
        "受理286件（上年结转12件），办结275件，办结率92.28%。",  # with what was carried over
        "有效问卷200份，满意180份，比较满意15份，满意度97.50%。",  # of both
        "有效问卷200份，满意180份、基本满意9份，满意度94.50%。",
    ],
)
def test_other_words_around_a_rate_leave_it_open(text: str) -> None:
    assert not alarms(text)


@pytest.mark.parametrize(
    "text",
    ["上半年问卷160份，满意148份，满意度95.20%。", "问卷调查160人，其中表示满意的148人，满意度95.20%。"],
)
def test_content_of_those_asked(text: str) -> None:
    assert [stated for _, stated in alarms(text)] == ["95.20%"]
