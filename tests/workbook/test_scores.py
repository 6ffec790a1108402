"""`fill` scores each indicator by the rule written in its line, and holds the groups against the chosen scheme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from quanheng import pipeline
from quanheng.checks.workbook import AGREES, OFF
from quanheng.model.review import Failure
from quanheng.model.setting import Setting
from quanheng.model.workbook import DepartmentYear, Indicator
from quanheng.report import filling
from quanheng.report.filling import Filling
from quanheng.report.workbook import write
from tests.generator.department_years import department_year

SCHEME = "core-with-cost-without-satisfaction"  # that of the year taken here
Change = Callable[[Indicator], Indicator]


def filled(change: Change | None = None, framework: str = "", project: str = "") -> Filling:
    record = department_year(3)
    record.framework = framework
    if change is not None:
        at = next(n for n, one in enumerate(record.indicators) if one.project == project)
        record.indicators[at] = change(record.indicators[at])
    return checked(record)


def checked(record: DepartmentYear) -> Filling:
    made = pipeline.fill("自评数据.xlsx", write(record), Setting())
    assert not isinstance(made, Failure)
    return made


def ruled(score: str, result: str = "118") -> Change:
    """120家得满分，每少一家扣0.05分 in a line of its weight."""

    def change(one: Indicator) -> Indicator:
        rule = f"120家得{one.weight}分，每少一家扣0.05分"
        assert one.weight
        return replace(
            one,
            direction="≥",
            target="120",
            unit="家",
            result=result,
            rule=rule,
            score=one.weight - Decimal(score),
            reason="原因",
        )

    return change


def about_standards(made: Filling) -> list[tuple[str, str]]:
    return [
        (f.severity, f.marks[0].place.section)
        for f in made.reviewed.findings
        if f.rule == "scores/by-standard"
    ]


def test_a_score_that_its_own_rule_does_not_give_is_an_error_at_its_cell() -> None:
    made = filled(ruled("0.5"))
    ((severity, cell),) = about_standards(made)
    assert severity == "error"
    assert cell == made.filled.cells["indicator:0:score"]
    assert "每少一家扣0.05分" in filling.text(made)


def test_the_score_that_the_rule_gives_is_none() -> None:
    assert not about_standards(filled(ruled("0.1")))


@pytest.mark.parametrize("rule", ["完成情况由评审组综合评定", "", "按完成比例计分"])
def test_words_that_give_no_points_accuse_nobody(rule: str) -> None:
    assert not about_standards(filled(lambda one: replace(one, rule=rule)))


def test_a_limit_that_is_passed_has_no_share_of_completion() -> None:
    made = filled(
        lambda one: replace(
            one,
            direction="≤",
            target="290",
            unit="件",
            result="291",
            rule="按完成比例计分",
            score=Decimal("5.98"),
            weight=Decimal(6),
            reason="原因",
        )
    )
    assert not about_standards(made)


def test_points_of_the_execution_rate_are_worked_out_again() -> None:
    record = department_year(3)
    key = next(key for key in record.values if key.item == "execution.score")
    record.values[key] = replace(record.values[key], value=Decimal("4.2"))
    found = [f for f in checked(record).reviewed.findings if f.rule == "scores/execution-points"]
    assert [f.marks[0].text for f in found] == ["4.2"]


def test_groups_are_held_against_the_chosen_scheme() -> None:
    states = {one.check.group: one.state for one in filled(framework=SCHEME).checks if one.check.group}
    assert set(states.values()) == {AGREES}
    made = filled(lambda one: replace(one, weight=(one.weight or Decimal(0)) + 5), SCHEME)
    group = made.filled.record.indicators[0].level1
    off = [one.check.group for one in made.checks if one.check.group and one.state == OFF]
    assert off == [group]
    assert f"{group}的分值合计与所选权重方案一致" in filling.text(made)


def test_without_a_scheme_nothing_is_held_against_one() -> None:
    assert not any(one.state == OFF for one in filled().checks if one.check.group)
