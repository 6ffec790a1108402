"""Stocks and flows of one paragraph."""

from __future__ import annotations

import pytest

from tests.facts.reading import claimed, facts_of, told

TITLE = "2023年度部门决算"


@pytest.mark.parametrize(
    ("text", "balance"),
    [
        ("资产总额100万元，负债总额40万元，净资产60万元。", "total 60万元, part 100万元, -part 40万元"),
        (
            "年初结转结余10万元，本年收入100万元，本年支出合计95万元，年末结转结余15万元。",
            "total 15万元, part 10万元, part 100万元, -part 95万元",
        ),
        (
            "年初结转结余10万元，财政拨款收入100万元，财政拨款支出95万元，年末结转结余15万元。",
            "total 15万元, part 10万元, part 100万元, -part 95万元",
        ),
        (
            "收入总计120万元，本年支出合计95万元，年末结转结余25万元。",
            "total 25万元, part 120万元, -part 95万元",
        ),
        ("总指标100万元，总支出90万元，指标结余10万元。", "total 10万元, part 100万元, -part 90万元"),
        ("收入总计120万元，支出总计125万元。", "total 125万元, part 120万元"),
    ],
)
def test_an_identity(text: str, balance: str) -> None:
    assert claimed("balance", TITLE, text) == [balance]


def test_budgets_balance_income_and_expenditure_but_accounts_need_not() -> None:
    text = "收入合计100万元，支出合计95万元。"
    assert claimed("balance", "2023年度部门预算", text) == ["total 95万元, part 100万元"]
    assert claimed("balance", TITLE, text) == []


def test_assets_in_use_are_at_most_all_of_them() -> None:
    assert claimed("at_most", TITLE, "固定资产100万元，在用资产90万元。") == ["total 100万元, part 90万元"]


@pytest.mark.parametrize(
    "text",
    [
        "资产总额100万元，净资产60万元。",
        "资产总额100万元，负债总额40万元。净资产增加60万元。",
        "资产总额增加100万元，负债总额40万元，净资产60万元。",
    ],
)
def test_with_a_term_missing_nothing_balances(text: str) -> None:
    assert claimed("balance", TITLE, text) == []


def test_figures_of_last_year_are_no_terms_of_this_one() -> None:
    text = "资产总额100万元，负债总额40万元（上年35万元），净资产60万元（上年55万元）。"
    assert claimed("balance", TITLE, text) == ["total 60万元, part 100万元, -part 40万元"]


def test_terms_in_other_paragraphs_are_left_to_the_declared_relations() -> None:
    facts = facts_of(TITLE, "资产总额100万元。", "负债总额40万元，净资产60万元。")
    assert told(facts, "balance") == []


def test_accounts_that_end_with_a_surplus_need_not_balance() -> None:
    facts = facts_of(TITLE, "收入总计120万元，支出总计115万元，收支相抵后年终结余5万元。")
    assert not [c for c in facts.claims if c.kind == "balance"]


def test_what_was_left_from_last_year_is_part_of_what_is_left() -> None:
    facts = facts_of(
        TITLE, "总收入518.18万元，总支出516.79万元，年初结转和结余0.31万元，年末结转和结余1.70万元。"
    )
    assert [c for c in facts.claims if c.template == "funds-short"] == []
