"""Counts in front of their total, and lists counted in two units."""

from __future__ import annotations

import pytest

from tests.facts.reading import claimed


def behind(text: str) -> list[str]:
    return claimed("sum", text, template="total-behind")


def test_the_counts_before_it_make_a_total() -> None:
    text = "三个单位核定编制386名、24名、6名，共416名。"
    assert behind(text) == ["total 416名, part 386名, part 24名, part 6名"]


def test_a_total_in_two_units_has_two_sums() -> None:
    text = "城市3216户4108人，农村5842户7915人，合计9058户12023人。"
    assert behind(text) == [
        "total 9058户, part 3216户, part 5842户", "total 12023人, part 4108人, part 7915人",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "受理386件，办结24件，共410件。",  # what was done is among what came in
        "编制386名，行政24名，共386名。",  # the total stands among them
        "甲地386名。乙地24名，共410名。",  # another sentence
        "约386名、24名，共410名。",  # about
    ],
)
def test_what_is_no_sum_of_what_stands_before(text: str) -> None:
    assert behind(text) == []


def test_people_must_add_up_where_their_households_do() -> None:
    text = "监测对象412户1086人，其中已消除287户753人，未消除125户{}人。"
    second = claimed("sum", text.format(323), template="second-unit")
    assert second == ["total 1086人, part 753人, part 323人"]
    assert claimed("sum", text.replace("125户", "120户").format(323), template="second-unit") == []
