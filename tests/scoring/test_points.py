"""Points by the standards of a framework that gives them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from quanheng import pipeline
from quanheng.facts.rules import parse
from quanheng.model.review import Failure, Reviewed
from quanheng.model.rule import ScoringRule
from quanheng.model.score import IndicatorScore, Scorecard
from quanheng.model.setting import Setting
from quanheng.norms.load import norm
from quanheng.scoring import scorecard

TITLE = "云岭县林业局2019年度部门整体支出绩效评价报告\n"


def carded(text: str) -> Scorecard:
    reviewed = pipeline.review_one("report.txt", (TITLE + text).encode(), Setting())
    assert isinstance(reviewed, Reviewed)
    return scorecard(reviewed, "scored", "43")


def indicator(text: str, wanted: str) -> IndicatorScore:
    return next(one for one in carded(text).indicators if one.id == wanted)


def rows() -> list[dict[str, Any]]:
    value: Any = norm("department-scoring", "43").value
    return list(value)


def test_the_first_points_make_a_hundred() -> None:
    assert sum(Decimal(next(iter(row["points"]))) for row in rows()) == 100


@pytest.mark.parametrize("standard", sorted({s for row in rows() for s in row["points"].values() if s}))
def test_every_standard_is_read(standard: str) -> None:
    assert isinstance(parse(standard), ScoringRule)


@pytest.mark.parametrize(
    ("wanted", "text", "points"),
    [
        ("H01", "单位编制40人，实有在职人员38人。", "5"),
        ("H01", "单位编制40人，实有在职人员42人。", "2.5"),  # 105 %: 5 points over, half a point each
        ("H02", "2018年“三公”经费预算数20万元，2019年“三公”经费预算数21万元。", "4"),  # 5 % more, 0.8 each
        ("H02", "2018年“三公”经费预算数20万元，2019年“三公”经费预算数18万元。", "8"),
        ("H08", "“三公”经费年初预算数20万元，“三公”经费决算数25万元。", "0"),  # 25 over, floor
    ],
)
def test_points_by_hand(wanted: str, text: str, points: str) -> None:
    one = indicator(text, wanted)
    assert one.points is not None
    assert (one.points.low, one.points.high) == (Decimal(points), Decimal(points))


def test_without_a_value_all_points_stay_possible() -> None:
    one = indicator("2019年总支出450万元。", "H08")
    assert one.points is not None
    assert (one.points.low, one.points.high, one.lost) == (Decimal(0), Decimal(7), Decimal(0))


def test_the_total_says_how_far_it_is_known() -> None:
    card = carded("“三公”经费年初预算数20万元，“三公”经费决算数25万元。")
    assert card.total is not None
    full, got = card.total
    assert (full, got.low, got.high) == (Decimal(100), Decimal(0), Decimal(93))
    assert card.grade == "差至优"


def test_a_place_without_such_a_table_is_told() -> None:
    made = pipeline.score("a.txt", (TITLE + "总支出450万元。").encode(), Setting(jurisdiction="11"), "scored")
    assert isinstance(made, Failure)
    assert "--at" in made.hint


def test_a_broken_step_leaves_the_points_between_two_readings() -> None:
    one = indicator("单位编制40人，实有在职人员41人。", "H01")  # 102.5 %: two steps or three
    assert one.points is not None
    assert (one.points.low, one.points.high) == (Decimal("3.5"), Decimal("4.0"))
