"""Declared relations: which figures meet, what is left to the text, what cannot be checked."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quanheng.checks.declared import declared, terms_of
from quanheng.checks.pages import Page, pages, parse
from quanheng.checks.verdict import judge
from quanheng.model.place import Cell, Place
from quanheng.model.quantity import plain, round_to
from quanheng.model.relation import AGREE, OFF, ROUNDING, Claim
from quanheng.model.review import Facts
from tests.checks.build import YEAR, claim, facts_of, figure

BY_KIND: dict[str, Any] = {"sum": ["expenditure.total", "expenditure.basic", "expenditure.project"]}


def page(severity: str = "error", **relation: Any) -> Page:
    return Page("sums/made", 9999, "标题", severity, "trial", "{stated}", relation=relation)


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make one page the whole catalogue."""

    def put(made: Page) -> None:
        monkeypatch.setattr("quanheng.checks.declared.pages", lambda: {made.id: made})

    return put


def facts(fund: str = "", **values: Any) -> Facts:
    named = {name.replace("__", "."): by_basis for name, by_basis in values.items()}
    return facts_of({"facts": named, "fund": fund})


def three(total: str = "200.00", basic: str = "80.00", project: str = "120.00", fund: str = "") -> Facts:
    return facts(
        fund,
        expenditure__total={"final": total},
        expenditure__basic={"final": basic},
        expenditure__project={"final": project},
    )


def claims(of: Facts) -> list[Claim]:
    return declared(of)[0]


def texts(made: list[Claim]) -> list[list[str]]:
    return [[o.figure.text for o in one.operands] for one in made]


KINDS: list[tuple[dict[str, Any], dict[str, dict[str, str]], str, list[str]]] = [
    ({"sum": ["a", "b", "c"]}, {"a": {"final": "5.00"}, "b": {"final": "2.00"}, "c": {"final": "3.00"}}, AGREE, ["total", "part", "part"]),
    ({"sum": ["a", "b", "-c"]}, {"a": {"final": "5.00"}, "b": {"final": "8.00"}, "c": {"final": "3.00"}}, AGREE, ["total", "part", "part"]),
    ({"difference": ["a", "b", "c"]}, {"a": {"final": "5.00"}, "b": {"final": "8.00"}, "c": {"final": "3.00"}}, AGREE, ["total", "part", "part"]),
    ({"difference": ["a", "b", "c"]}, {"a": {"final": "5.00"}, "b": {"final": "8.00"}, "c": {"final": "2.00"}}, OFF, ["total", "part", "part"]),
    ({"equal": ["a", "b"]}, {"a": {"final": "5.00"}, "b": {"final": "50000元"}}, AGREE, ["stated", "first"]),
    ({"equal": ["a", "b"]}, {"a": {"final": "5.00"}, "b": {"final": "5.40"}}, OFF, ["stated", "first"]),
    ({"at_most": ["a", "b"]}, {"a": {"final": "5.00"}, "b": {"final": "4.00"}}, AGREE, ["total", "part"]),
    ({"at_most": ["a", "b", "c"]}, {"a": {"final": "5.00"}, "b": {"final": "4.00"}, "c": {"final": "6.00"}}, OFF, ["total", "part", "part"]),
    ({"at_most": ["a@initial", "a@final"]}, {"a": {"initial": "5.00", "final": "6.00"}}, OFF, ["total", "part"]),
    ({"share": ["r", "a", "b"]}, {"r": {"final": "40.00%"}, "a": {"final": "2.00"}, "b": {"final": "5.00"}}, AGREE, ["rate", "part", "whole"]),
    ({"ratio": ["r", "a", "b"]}, {"r": {"": "41.00%"}, "a": {"final": "2.00"}, "b": {"final": "5.00"}}, OFF, ["rate", "part", "whole"]),
    ({"growth": ["r", "a"]}, {"r": {"final": "25.00%"}, "a": {"final": "5.00", "final@prior": "4.00"}}, AGREE, ["rate", "current", "prior"]),
    ({"growth": ["r", "a"]}, {"r": {"final": "20.00%"}, "a": {"final": "5.00", "final@prior": "4.00"}}, OFF, ["rate", "current", "prior"]),
    ({"carried": ["a", "b"]}, {"a": {"final": "5.00"}, "b": {"final": "9.00", "final@prior": "5.00"}}, AGREE, ["stated", "first"]),
    ({"carried": ["a", "b"]}, {"a": {"final": "5.00"}, "b": {"final": "5.00", "final@prior": "6.00"}}, OFF, ["stated", "first"]),
]  # fmt: skip


@pytest.mark.parametrize(("relation", "values", "verdict", "roles"), KINDS)
def test_every_kind_is_read_from_the_page(
    relation: dict[str, Any], values: dict[str, dict[str, str]], verdict: str, roles: list[str], only: Any
) -> None:
    only(page(**relation))
    (made,) = claims(facts_of({"facts": values}))
    assert [o.role for o in made.operands] == roles
    assert made.notes["page"] == "sums/made"
    assert judge(made).verdict == verdict


@pytest.mark.parametrize(
    "relation",
    [
        {},
        {"basis": ["final"]},
        {"product": ["a", "b"]},
        {"sum": ["a", "b"], "equal": ["a", "b"]},
        {"sum": ["a"]},
        {"equal": ["a", "b", "c"]},
        {"share": ["a", "b"]},
        {"growth": ["a", "b", "c"]},
        {"sum": ["a", "b"], "unless": "c"},
    ],
)
def test_a_relation_that_cannot_be_read_is_refused_with_its_page(relation: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="sums/made"):
        terms_of(page(**relation))


SCOPES = ["year", "basis", "fund", "subject"]


@pytest.mark.parametrize("mark", SCOPES)
def test_figures_of_different_scopes_never_meet(mark: str, only: Any) -> None:
    only(page(**BY_KIND))
    said = three("999.00")
    assert len(claims(said)) == 1
    setattr(said.figures[1], mark, {"year": YEAR - 1, "basis": "initial"}.get(mark, "general"))
    assert claims(said) == []


def test_money_and_heads_never_meet(only: Any) -> None:
    only(page(**BY_KIND))
    assert claims(three("200.00", "80人", "120.00")) == []


def test_a_figure_without_a_year_or_a_named_basis_says_nothing(only: Any) -> None:
    only(page(**BY_KIND))
    for mark, value in (("year", None), ("basis", ""), ("basis", "quota")):
        said = three("999.00")
        for one in said.figures:
            setattr(one, mark, value)
        assert claims(said) == []


def test_basis_and_fund_of_the_page_restrict_the_scopes(only: Any) -> None:
    only(page(**BY_KIND, basis=["initial"]))
    assert claims(three()) == []
    only(page(**BY_KIND, fund=["general"]))
    assert claims(three()) == []
    assert len(claims(three(fund="general"))) == 1


def test_two_values_of_one_term_are_a_contradiction_and_no_relation(only: Any) -> None:
    only(page(**BY_KIND))
    said = three("999.00")
    said.figures.append(figure("998.00", 9, item="expenditure.total", year=YEAR, basis="final"))
    assert claims(said) == []
    assert declared(said)[1] == []


def test_of_several_statements_of_one_value_the_finest_speaks(only: Any) -> None:
    only(page(**BY_KIND))
    said = three("200", "80.00", "120.00")
    said.figures.append(figure("2000012元", 9, item="expenditure.total", year=YEAR, basis="final"))
    assert texts(claims(said)) == [["2000012元", "80.00万元", "120.00万元"]]


def test_a_hedged_statement_does_not_stand_for_its_term(only: Any) -> None:
    only(page(**BY_KIND))
    said = three("999.00")
    said.figures[0].hedge = "approx"
    assert claims(said) == []
    assert declared(said)[1] == []


def test_what_the_text_asserts_is_left_to_it(only: Any) -> None:
    only(page(**BY_KIND))
    said = three("999.00")
    total, basic, project = said.figures
    other = figure("50.00", 7)
    said.claims = [claim("sum", ("total", total), ("part", basic), ("part", project), ("part", other))]
    assert claims(said) == []
    said.claims = [claim("sum", ("total", total), ("part", basic))]
    assert len(claims(said)) == 1
    said.claims = [claim("share", ("rate", total), ("part", basic), ("whole", project))]
    assert len(claims(said)) == 1


def test_a_term_that_may_be_there_is_counted_when_it_helps(only: Any) -> None:
    only(page(**BY_KIND, also=["expenditure.business", "-expenditure.superior"]))
    base: Any = {"expenditure__basic": {"final": "80.00"}, "expenditure__project": {"final": "120.00"}}
    business: Any = {"expenditure__business": {"final": "30.00"}}
    for total, wanted in (("230.00", AGREE), ("200.00", AGREE), ("210.00", OFF)):
        (made,) = claims(facts(expenditure__total={"final": total}, **base, **business))
        assert len(made.operands) == 4
        assert judge(made).verdict == wanted


def test_a_term_taken_away_makes_a_balance(only: Any) -> None:
    """More than the whole is a fault of a sum only."""
    only(page(sum=["a", "b", "-c"]))
    (made,) = claims(
        facts_of({"facts": {"a": {"final": "5.00"}, "b": {"final": "8.00"}, "c": {"final": "1.00"}}})
    )
    assert made.kind == "balance"


def closed(said: Facts) -> list[bool]:
    return [made.closed for made in claims(said)]


def test_only_figures_of_one_section_table_or_fund_can_prove_a_fault(only: Any) -> None:
    only(page(**BY_KIND))
    said = three("999.00")
    assert closed(said) == [True]
    said.figures[1].place = Place(5, 0, 5, section="三")
    assert closed(said) == [False]
    for one in said.figures:
        one.fund = "general"
    assert closed(said) == [True]
    said.figures[1].place = Place(5, 0, 5, section="三", document=1)
    assert closed(said) == [False]


def test_a_section_without_a_number_proves_nothing_and_a_table_does(only: Any) -> None:
    only(page(**BY_KIND))
    said = three("999.00")
    for at, one in enumerate(said.figures):
        one.place = Place(at, 0, 5)
    assert closed(said) == [False]
    for at, one in enumerate(said.figures):
        one.place = Place(3, 0, 5, cell=Cell(0, at, 1))
    assert closed(said) == [True]


@pytest.mark.parametrize("severity", ["doubt", "note"])
def test_a_page_that_only_asks_proves_nothing(severity: str, only: Any) -> None:
    only(page(severity, **BY_KIND))
    assert closed(three("999.00")) == [False]


def test_one_missing_term_is_named(only: Any) -> None:
    only(page(**BY_KIND))
    said = facts(expenditure__total={"final": "200.00"}, expenditure__basic={"final": "80.00"})
    (lacking,) = declared(said)[1]
    assert lacking.claim.notes["missing"] == ("expenditure.project",)
    assert (lacking.verdict, lacking.why, lacking.rule) == ("undecided", "没有写项目支出", "sums/made")
    assert claims(said) == []


@pytest.mark.parametrize("present", [["total"], ["basic", "project"], ["basic"], []])
def test_more_than_one_missing_term_or_the_result_is_not_named(present: list[str], only: Any) -> None:
    only(page(**BY_KIND))
    given: Any = {f"expenditure__{name}": {"final": "80.00"} for name in present}
    said = facts(**given)
    assert declared(said)[1] == []


def test_what_is_missing_of_last_year_is_said_so(only: Any) -> None:
    only(page(growth=["r", "expenditure.total"]))
    (lacking,) = declared(facts(r={"final": "5.00%"}, expenditure__total={"final": "80.00"}))[1]
    assert lacking.why == "没有写上年总支出"


def test_a_document_without_figures_has_no_relations() -> None:
    empty = Facts([], [], [], [])
    assert claims(empty) == []
    assert declared(empty)[1] == []


def test_without_a_page_that_declares_nothing_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quanheng.checks.declared.pages", dict)
    assert claims(three("999.00")) == []


@given(st.integers(0, 10**8), st.integers(0, 10**8), st.integers(0, 2))
def test_true_figures_are_never_accused_by_any_page(basic: int, project: int, places: int) -> None:
    """Parts and total rounded on their own to the same places; a plain 0 says that there is nothing."""
    assume(places or min(basic, project) >= 10**4)

    def printed(value: int) -> str:
        return plain(round_to(Decimal(value).scaleb(-4), places))

    said = three(printed(basic + project), printed(basic), printed(project))
    for made in claims(said):
        assert judge(made).verdict in (AGREE, ROUNDING)


def test_the_pages_that_ship_are_on_trial_until_measured() -> None:
    declaring = [one for one in pages().values() if one.relation]
    assert len(declaring) >= 15
    assert {one.status for one in declaring} == {"trial"}


FINAL = """2022年度部门决算情况说明
一、收入支出决算总体情况说明
2022年度收入总计1000.00万元，支出总计1000.00万元。
二、支出决算情况说明
2022年度本年支出合计900.00万元，其中：基本支出300.00万元，占33.33%；项目支出600.00万元，占66.67%。
三、一般公共预算财政拨款支出决算情况说明
2022年度一般公共预算财政拨款支出640.30万元。其中：基本支出220.10万元，项目支出420.20万元。
四、一般公共预算财政拨款基本支出决算情况说明
2022年度财政拨款基本支出220.10万元，其中：人员经费190.00万元，公用经费30.10万元。
五、机关运行经费支出说明
2022年度机关运行经费支出12.40万元，比2021年度减少3.00万元。
"""


def test_figures_of_funds_years_and_units_in_one_document_are_not_mixed() -> None:
    """All funds, the general budget, last year and a subordinate unit each have their own figures."""
    text = FINAL + "所属单位县某中心2021年度本年支出合计77.00万元，基本支出12.00万元。\n"
    asked = [(made.notes["page"], judge(made)) for made in claims(facts_of({"text": text}))]
    off = [name for name, made in asked if made.verdict == OFF]
    assert off == []


def test_parse_keeps_a_relation_as_text() -> None:
    source = pages()["sums/expenditure-by-kind"].source
    assert parse("sums/expenditure-by-kind", source).relation["sum"][0] == "expenditure.total"
