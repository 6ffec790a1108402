"""A form is told of once for each kind of fault, with every cell concerned."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.checks.pages import pages
from quanheng.facts.extract import extract
from quanheng.model.finding import Finding
from quanheng.model.setting import Setting
from quanheng.read import read

NAMELESS, VALUELESS, EMPTY = (
    "wording/indicator-without-name",
    "wording/indicator-without-value",
    "missing/empty-column",
)
HEAD = "| 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 备注 |\n| --- | --- | --- | --- | --- | --- | --- |\n"
SOUND = "| 质量指标 | 合格率 | 100% | 100% | 20 | 20 | |\n"
POINTS = st.integers(1, 99).map(str) | st.decimals("0.5", "99", places=1).map(str)


def found(rule: str, text: str) -> list[Finding]:
    check = pages()[rule].check()
    assert check is not None
    return list(check(extract(read(text.encode(), "form.txt")), Setting()))


@pytest.mark.parametrize(("rule", "name"), [(NAMELESS, "无"), (NAMELESS, ""), (VALUELESS, "按时开班")])
@given(points=st.lists(POINTS, min_size=1, max_size=8))
def test_rows_of_a_form_are_one_finding_with_their_sum(rule: str, name: str, points: list[str]) -> None:
    rows = "".join(f"| 时效指标 | {name} | | | {number} | {number} | |\n" for number in points)
    (finding,) = found(rule, HEAD + SOUND + rows)
    assert finding.stated is not None
    assert finding.stated.text == "、".join(f"{number}分" for number in points)
    assert [(mark.text, mark.place.cell and mark.place.cell.row) for mark in finding.marks] == [
        (number, row) for row, number in enumerate(points, 2)
    ]
    message = pages()[rule].words(finding.values)
    assert message.startswith(f"{len(points)}")
    total = sum(map(Decimal, points))
    assert (f"合计{total}分" in message) is (len(points) > 1)


def test_two_forms_are_two_findings() -> None:
    form = HEAD + SOUND + "| 时效指标 | 无 | | | 5 | 5 | |\n"
    assert len(found(NAMELESS, form + "\n另一项目的自评表如下，由实施单位填写并盖章。\n\n" + form)) == 2


def test_points_whose_score_is_open_are_marked_with_the_columns() -> None:
    head = (
        "| 资金 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n| --- | --- | --- | --- | --- | --- |\n"
    )
    (finding,) = found(EMPTY, head + "| 总额 | 34 | | 10 | | |\n")
    assert finding.stated is not None
    assert finding.stated.text == "全年执行数、执行率、得分（分值10）"
    assert [mark.text for mark in finding.marks] == ["全年执行数", "执行率", "得分", "10"]


def test_many_points_are_counted_and_not_all_listed() -> None:
    rows = "".join(f"| 时效指标 | 按时 | 是 | 是 | {number} | | |\n" for number in (10, 20, 30, 40))
    (finding,) = found(EMPTY, HEAD + rows)
    assert finding.stated is not None
    assert finding.stated.text == "指标得分（分值10、20、30等4项）"


def test_a_total_is_not_among_the_points() -> None:
    (finding,) = found(EMPTY, HEAD + "| 时效指标 | 按时 | 是 | 是 | 10 | | |\n| 总分 | | | | 10 | | |\n")
    assert finding.stated is not None
    assert finding.stated.text == "指标得分（分值10）"
