"""Rates named after what was done: over which two figures, and when over none."""

from __future__ import annotations

import pytest

from tests.facts.reading import claimed


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
