"""The fund block of a form that was flattened to one line of text."""

from __future__ import annotations

import pytest

from tests.facts.reading import claimed, facts_of, printed

HEAD = "项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分 "
ROWS = "年度资金总额： 10.00 12.00 11.50 10 95.83% 9.58 其中：本年财政拨款 9.00 11.00 10.50 其他资金 1.00 1.00 1.00"


def sums(text: str) -> list[str]:
    return claimed("sum", text, template="flat-form")


def test_the_total_is_the_sum_of_the_rows_column_by_column() -> None:
    assert sums(HEAD + ROWS) == [
        "total 10.00, part 9.00, part 1.00", "total 12.00, part 11.00, part 1.00", "total 11.50, part 10.50, part 1.00",
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "basis"), [("10.00", "initial"), ("12.00", "adjusted"), ("11.50", "final")])
def test_the_columns_have_their_bases_and_places(text: str, basis: str) -> None:
    source = HEAD + ROWS
    found = next(f for f in facts_of(source).figures if f.text == text and f.surface == "年度资金总额")
    assert (found.basis, found.unit.name) == (basis, "万元")
    assert source[found.place.start : found.place.end] == text


def test_the_unit_of_the_head() -> None:
    found = next(
        f
        for f in facts_of(HEAD.replace("万元", "元") + ROWS).figures
        if f.surface == "其他资金" and f.basis == "initial"
    )
    assert found.unit.name == "元"


def test_a_short_row_has_no_part_in_the_columns_that_it_lacks() -> None:
    assert sums(HEAD + "年度资金总额： 10.00 12.00 11.50 其中：本年财政拨款 10.00 12.00") == [
        "total 10.00, part 10.00", "total 12.00, part 12.00",
    ]  # fmt: skip


def test_nothing_but_zeros_is_no_sum() -> None:
    assert sums(HEAD + "年度资金总额： 0 0 0 其中：本年财政拨款 0 0 0") == []


@pytest.mark.parametrize(
    "text",
    [
        ROWS,
        HEAD,
        HEAD + "其中：本年财政拨款 9.00 11.00 10.50 年度资金总额： 10.00 12.00 11.50",
        HEAD + "年度资金总额见附表",
    ],
)
def test_without_head_or_total_in_front_it_is_no_form(text: str) -> None:
    assert sums(text) == []


def test_figures_of_the_form_are_numbered_with_the_others() -> None:
    facts = facts_of("总支出100.50万元。", HEAD + ROWS)
    assert [f.id for f in facts.figures] == list(range(len(facts.figures)))
    assert printed(facts, "100.50万元").id == 0


def test_the_rate_of_the_total_is_that_of_its_amounts() -> None:
    assert claimed("completion", HEAD + ROWS, template="flat-rate") == [
        "rate 95.83%, part 11.50, whole 12.00"
    ]


def test_a_rate_without_all_three_amounts_is_of_nothing() -> None:
    assert claimed("completion", HEAD + ROWS.replace("10.00 12.00", "12.00", 1), template="flat-rate") == []
