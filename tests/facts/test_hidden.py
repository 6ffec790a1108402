"""Two rates of one product that is not printed."""

from __future__ import annotations

import pytest

from tests.facts.reading import claimed

RESEARCH = "2023年研发经费投入12亿元，研发投入强度2.4%。"
REVENUE = "2023年地方一般公共预算收入25亿元，一般公共预算收入占GDP的5%。"


def test_two_shares_of_one_product_imply_each_other() -> None:
    assert claimed("implied", RESEARCH + REVENUE) == ["amount 12亿元, rate 2.4%, amount 25亿元, rate 5%"]


def test_they_may_stand_in_two_paragraphs() -> None:
    assert claimed("implied", RESEARCH, REVENUE) == ["amount 12亿元, rate 2.4%, amount 25亿元, rate 5%"]


@pytest.mark.parametrize(
    "other",
    [
        REVENUE.replace("2023", "2022"),
        REVENUE.replace("GDP", "财政收入"),
        "2023年一般公共预算收入占GDP的5%。",
        "2023年农业保险保费收入25亿元，一般公共预算收入占GDP的5%。",
        RESEARCH,
        "2023年地方一般公共预算收入25亿元，2023年地方一般公共预算收入26亿元，一般公共预算收入占GDP的5%。",
    ],
)
def test_another_year_denominator_or_amount_implies_nothing(other: str) -> None:
    assert claimed("implied", RESEARCH, other) == []
