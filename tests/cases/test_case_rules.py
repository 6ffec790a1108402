"""What may be held against each other, and how sure a contradiction is."""

from __future__ import annotations

import pytest

from quanheng.checks.case_engine import Placed, run_case
from quanheng.facts import extract
from quanheng.facts.case_parties import Kin, same_name
from quanheng.model.case import Case, Paper
from quanheng.model.setting import Setting
from quanheng.read import read
from tests.cases.conftest import accounts, report


def check(*texts: str) -> tuple[Case, list[Placed]]:
    """The documents as a case, called 0, 1, 2."""
    papers = []
    for number, text in enumerate(texts):
        document = read(text.encode(), f"{number}.txt")
        papers.append(Paper(number, str(number), extract(document), document, f"{number}.txt"))
    return run_case(papers, Setting())


def told(*texts: str) -> set[tuple[str, str]]:
    """Rule and severity of everything found."""
    return {(p.finding.rule.removeprefix("cases/"), p.finding.severity) for p in check(*texts)[1]}


FAULT = ("550.00", "300.00", "250.00")


def test_a_contradiction_is_an_error_when_three_facts_agree() -> None:
    assert told(report(2022), accounts(2022, *FAULT)) == {("same-fact", "error")}


def test_without_scope_or_agreement_it_is_only_asked() -> None:
    bare = "2022年度某林县林业局部门整体支出绩效自评报告\n一、基本情况\n2022年总支出500.00万元。"
    other = "某林县林业局2022年度部门决算公开\n一、支出决算情况说明\n2022年总支出550.00万元。"
    assert told(bare, other) == {("same-fact", "doubt")}


def test_the_same_scope_named_by_both_is_enough() -> None:
    one = "某林县林业局2022年度部门决算公开\n一、支出决算情况说明\n2022年总支出550.00万元。"
    other = "某林县林业局2022年度部门决算分析\n一、概况\n2022年总支出500.00万元。"
    assert told(one, other) == {("same-fact", "error")}


def test_a_document_without_a_name_is_only_asked_about() -> None:
    nameless = report(2022, *FAULT).replace("某林县林业局", "")
    assert told(nameless, accounts(2022)) <= {("same-fact", "error"), ("same-fact", "doubt")}


def test_department_and_unit_are_never_mixed() -> None:
    unit = accounts(2022, "400.00", "250.00", "150.00", who="某林县林业局（本级）", kind="单位决算公开")
    assert told(accounts(2022), unit) == set()
    case = check(accounts(2022), unit)[0]
    assert {r.rule for r in case.relations} == {"cases/unit-within-department"}


def test_different_departments_are_said_and_not_compared() -> None:
    other = accounts(2022, *FAULT, who="某林县水利局")
    case, placed = check(accounts(2022), other)
    assert {p.finding.rule for p in placed} == {"cases/other-department"}
    assert [party.organisation for party in case.parties] == ["某林县林业局", "某林县水利局"]
    assert case.relations == []


def test_two_departments_are_each_checked() -> None:
    texts = [
        maker(2022, *figures, who=who)
        for who in ("某林县林业局", "某林县水利局")
        for maker, figures in ((report, ()), (accounts, FAULT))
    ]
    placed = check(*texts)[1]
    assert {p.paper for p in placed if p.finding.rule == "cases/same-fact"} == {0, 1, 2, 3}


def test_the_same_file_twice_is_compared_once() -> None:
    case, placed = check(accounts(2022), accounts(2022), report(2022))
    assert {p.finding.rule for p in placed} == {"cases/same-document"}
    assert {n for r in case.relations for n in r.claim.notes["papers"]} == {0, 2}


def test_of_two_versions_the_later_one_is_compared() -> None:
    draft = accounts(
        2022,
        *FAULT,
        tail="本单位没有政府性基金预算收入，也没有安排的支出。\n本单位没有国有资本经营预算收入。",
    )
    final = accounts(
        2022, tail="本单位没有政府性基金预算收入，也没有安排的支出。\n本单位没有国有资本经营预算收入。"
    )
    assert told(draft, final, report(2022)) == {("two-versions", "note")}


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("2022年总支出500.00万元，比上年增加20.00万元。", set()),
        ("2022年总支出500.00万元，比上年增加30.00万元。", {("change-since-prior", "doubt")}),
        ("2022年总支出500.00万元，比上年减少20.00万元。", {("change-since-prior", "doubt")}),
        ("2022年总支出500.00万元，比上年增长4.17%。", set()),
        ("2022年总支出500.00万元，比上年增长14.17%。", {("change-since-prior", "doubt")}),
        ("2022年总支出500.00万元，与上年持平。", {("change-since-prior", "doubt")}),
        ("2022年总支出500.00万元，与2021年总支出480.00万元相比增加20.00万元。", set()),
        ("2022年总支出500.00万元，与2021年总支出470.00万元相比增加30.00万元。", {("prior-figure", "doubt")}),
        ("2022年总支出500.00万元，比上年预算增加90.00万元。", set()),
    ],
)
def test_last_years_document_gives_the_base(sentence: str, rules: set[tuple[str, str]]) -> None:
    last = accounts(2021, "480.00", "290.00", "190.00")
    this = f"某林县林业局2022年度部门决算公开\n一、支出决算情况说明\n{sentence}"
    assert told(last, this) == rules


def test_what_a_budget_calls_spent_is_an_estimate() -> None:
    budget = (
        "某林县林业局2023年部门预算公开\n一、支出预算\n2023年支出预算600.00万元，2022年决算总支出520.00万元。"
    )
    assert told(accounts(2022), budget) == set()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("桃江县教育局", "桃江县教育局", Kin.SAME),
        ("县教育局", "桃江县教育局", Kin.SAME),
        ("益阳市桃江县教育局", "桃江县教育局", Kin.SAME),
        ("桃江县科工信局", "桃江县科技和工业信息化局", Kin.LIKE),
        ("桃江县教育局", "安化县教育局", Kin.OTHER),
        ("桃江县财政局", "桃江县教育局", Kin.OTHER),
        ("桃江县教育局", "桃江县体育局", Kin.OTHER),
        ("桃江县第一中学", "桃江县第二中学", Kin.OTHER),
    ],
)
def test_names_of_one_organisation(one: str, other: str, expected: Kin) -> None:
    assert same_name(one, other) is expected
    assert same_name(other, one) is expected


def test_three_small_amounts_that_agree_do_not_show_one_scope() -> None:
    """The office of a department spends less than all of it, though only the office has cars and guests."""
    office = report(
        2022, "400.00", "250.00", "150.00", income="410.00", tail="2022年公务用车购置及运行维护费5.00万元。"
    )
    whole = accounts(2022, tail="2022年公务用车购置及运行维护费5.00万元。")
    assert told(office, whole) == {("same-fact", "doubt")}


def test_a_hundred_documents_are_no_burden() -> None:
    who = [f"某林县第{number}中学" for number in "一二三四五六七八九十"]
    texts = [accounts(year, f"{500 + year}.00", who=name) for name in who for year in range(2013, 2023)]
    case = check(*texts)[0]
    assert len(case.parties) == 10
    assert all(len(party.papers) == 10 for party in case.parties)


def test_last_years_sentence_with_its_year_left_in_is_asked_about() -> None:
    last = accounts(2021, "480.00", "290.00", "190.00")
    this = accounts(2022).replace("2022年“三公”", "2021年“三公”")
    assert told(last, this) == {("copied-text", "doubt")}


def test_last_years_sentence_beside_this_years_is_a_comparison() -> None:
    last = accounts(2021, "480.00", "290.00", "190.00")
    both = accounts(2022).replace("3.00", "4.00").replace("8.00", "9.00") + last.splitlines()[-2]
    assert told(last, both) == set()


def test_what_a_form_spent_of_a_source_is_no_income() -> None:
    """政府性基金拨款 of a form is what was spent of it; the accounts tell what came in."""
    form = """某林县林业局2022年度部门整体支出绩效自评表
部门名称\t某林县林业局
年度预算（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t500.00\t500.00\t500.00\t10\t100%\t10
\t政府性基金拨款\t80.00\t80.00\t80.00\t\t\t
"""
    accounts = (
        "某林县林业局2022年度部门决算公开\n一、收入决算情况说明\n2022年政府性基金预算财政拨款收入95.00万元。"
    )
    assert told(form, accounts) == set()


def test_other_spending_of_a_form_is_no_class_of_the_accounts() -> None:
    """其他支出 beside 基本支出 and 项目支出 of a form is a kind of spending, 229 其他支出 of the accounts a class."""
    form = """某林县林业局2022年度部门整体支出绩效自评表
部门名称\t某林县林业局
年度预算（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t500.00\t500.00\t500.00\t10\t100%\t10
\t其他支出\t80.00\t80.00\t80.00\t\t\t
"""
    accounts = "某林县林业局2022年度部门决算公开\n一、支出决算情况说明\n2022年其他支出（类）95.00万元。"
    assert told(form, accounts) == set()
