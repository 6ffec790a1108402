"""Item, year, basis and fund of a figure: from its own words, or from what stands around it."""

from __future__ import annotations

import pytest

from quanheng.facts.context import resolve
from quanheng.facts.surroundings import Surroundings
from tests.facts.reading import facts_of, mentioned, printed

TITLE = "2023年度部门决算"


@pytest.mark.parametrize(
    ("lines", "figure", "year", "basis", "known_by"),
    [
        (["2022年总支出10万元。"], "10万元", 2022, "", "written"),
        ([TITLE, "总支出10万元。"], "10万元", 2023, "final", "inherited"),
        (["2023年度部门预算", "总支出10万元。"], "10万元", 2023, "initial", "inherited"),
        ([TITLE, "2022年总支出10万元，其中基本支出4万元。"], "4万元", 2022, "final", "inherited"),
        ([TITLE, "2022年总支出10万元。会议费3万元。"], "3万元", 2022, "final", "inherited"),
        ([TITLE, "总支出10万元（上年8万元）。"], "8万元", 2022, "final", "written"),
        ([TITLE, "上年会议费4万元。"], "4万元", 2022, "final", "written"),
        ([TITLE, "去年同期会议费4万元。"], "4万元", 2022, "final", "written"),
        ([TITLE, "本年会议费4万元。"], "4万元", 2023, "final", "written"),
        ([TITLE, "会议费年初预算4万元。"], "4万元", 2023, "initial", "inherited"),
        ([TITLE, "会议费调整后预算数4万元。"], "4万元", 2023, "adjusted", "inherited"),
        ([TITLE, "一、2021年工作情况", "总支出10万元。"], "10万元", 2021, "final", "inherited"),
        (["会议费4万元。"], "4万元", None, "", "inherited"),
    ],
)
def test_year_and_basis(lines: list[str], figure: str, year: int | None, basis: str, known_by: str) -> None:
    found = printed(facts_of(*lines), figure)
    assert (found.year, found.basis, found.known_by) == (year, basis, known_by)


def test_a_comparison_sets_no_year_for_what_follows() -> None:
    found = printed(facts_of(TITLE, "与2021年相比，会议费4万元。"), "4万元")
    assert found.year == 2023


def test_a_change_keeps_the_year_of_what_changed() -> None:
    assert printed(facts_of("2022年会议费4万元，比2021年增加1万元。"), "1万元").year == 2022


@pytest.mark.parametrize(
    ("line", "figure", "item", "basis"),
    [
        ("公务接待费年初预算为10万元，支出决算为8万元。", "8万元", "three_public.receptions", "final"),
        ("公务接待费预算10万元、支出7.50万元。", "7.50万元", "three_public.receptions", "final"),
        ("公务接待费年初预算为10万元，占5%。", "5%", "three_public.receptions", "initial"),
        ("公务接待费10万元，比上年减少2万元。", "2万元", "three_public.receptions", "final"),
        ("公务接待费比预算无变化，比上年增加1万元。", "1万元", "three_public.receptions", "final"),
        ("2、社会保障和就业支出。年初预算为50万元，决算为45万元。", "45万元", "function.208", "final"),
        ("基本支出40万元。其中：工资福利支出30万元。", "30万元", "economic.301", "final"),
        ("资产总额100万元，支出20万元。", "20万元", "expenditure.total", "final"),
        ("总支出100万元，收入90万元。", "90万元", "income.all", "final"),
        ("全年预算60万元。", "60万元", "funds.total", "adjusted"),
        ("补助农户60万元。", "60万元", "", "final"),
    ],
)
def test_item_and_basis(line: str, figure: str, item: str, basis: str) -> None:
    found = printed(facts_of(TITLE, line), figure)
    assert (found.item, found.basis) == (item, basis)


def test_a_heading_names_what_the_figures_below_leave_out() -> None:
    facts = facts_of(
        TITLE, "一、公务接待费", "年初预算为10万元，支出决算为8万元。", "二、会议费", "支出决算为5万元。"
    )
    assert [(printed(facts, t).item, printed(facts, t).basis) for t in ("10万元", "8万元", "5万元")] == [
        ("three_public.receptions", "initial"), ("three_public.receptions", "final"), ("meeting", "final"),
    ]  # fmt: skip


def test_a_heading_ends_with_the_next_of_its_level() -> None:
    lines = ("一、公务接待费", "（一）国内情况", "支出决算为8万元。", "二、其他", "支出决算为5万元。")
    assert printed(facts_of(TITLE, *lines), "5万元").item != "three_public.receptions"


def test_a_heading_on_the_three_public_expenses_is_never_taken_for_the_total() -> None:
    facts = facts_of(TITLE, "一、“三公”经费支出情况", "年初预算为10万元，支出决算为8万元。")
    assert printed(facts, "8万元").item == "three_public.total"


def test_the_basis_of_a_heading_holds_for_its_paragraphs() -> None:
    facts = facts_of(
        "2023年度部门说明",
        "一、2023年收入决算情况",
        "本年收入100万元。",
        "二、预算安排情况",
        "总支出90万元。",
    )
    assert (printed(facts, "100万元").basis, printed(facts, "90万元").basis) == ("final", "initial")


@pytest.mark.parametrize(
    ("lines", "figure", "fund"),
    [
        (["政府性基金预算支出10万元。"], "10万元", "fund"),
        (["一般公共预算财政拨款支出100万元，其中：基本支出40万元，项目支出60万元。"], "40万元", "general"),
        (["三、政府性基金预算支出情况", "基本支出10万元。"], "10万元", "fund"),
        (["基本支出40万元，占财政拨款支出的40%。"], "40万元", "fiscal"),
        (["总收入120万元，其中财政拨款收入100万元，总支出115万元。"], "115万元", ""),
    ],
)
def test_fund(lines: list[str], figure: str, fund: str) -> None:
    assert printed(facts_of(TITLE, *lines), figure).fund == fund


@pytest.mark.parametrize(
    ("line", "figure", "name", "basis"),
    [
        ("计划培训200人次，实际完成210人次。", "210人次", "计划培训", ""),
        ("计划培训200人次，实际完成210人次。", "200人次", "计划培训", "target"),
        ("全年举办5场培训班。", "5场", "举办培训班", ""),
        ("新增规模企业12家。", "12家", "新增规模企业", ""),
    ],
)
def test_what_is_counted_is_named_by_the_words_around(line: str, figure: str, name: str, basis: str) -> None:
    found = printed(facts_of(line), figure)
    assert (found.surface, found.basis) == (name, basis)


def test_a_change_whose_verb_was_left_out_is_one_by_the_rate_behind_it() -> None:
    facts = facts_of("2023年支出比上年增加5万元，会议费3万元，增长10%。")
    assert (printed(facts, "3万元").kind, printed(facts, "3万元").polarity) == ("delta", 1)


def test_a_level_on_whose_basis_something_grew_is_a_base() -> None:
    found = mentioned("会议费在50万元的基础上增加10万元，培训费8万元")
    resolve(found, Surroundings(2023, "final"))
    assert [m.attr for m in found] == ["base", "change", "level"]


def test_a_quota_is_no_basis_of_the_figures_behind_it() -> None:
    facts = facts_of("总指标100万元，总支出90万元。")
    assert (printed(facts, "100万元").basis, printed(facts, "90万元").basis) == ("quota", "")


def test_a_second_budget_that_is_then_called_the_final_figure_is_one() -> None:
    facts = facts_of("公务接待费年初预算为10万元，支出预算为8万元，决算数小于预算数。")
    found = printed(facts, "8万元")
    assert (found.basis, found.notes["called"]) == ("final", "initial")


def test_a_paragraph_that_opens_with_a_name_is_about_it_and_not_about_its_chapter() -> None:
    lines = (
        TITLE,
        "一、项目支出情况",
        "项目支出决算数90万元。",
        "1.河道清淤。全年预算数12万元，全年执行数10万元。",
    )
    assert [printed(facts_of(*lines), text).item for text in ("90万元", "12万元")] == [
        "expenditure.project",
        "",
    ]
    general = (TITLE, "一、项目支出情况", "1.总体情况。全年预算数12万元。")
    assert printed(facts_of(*general), "12万元").item == "expenditure.project"


def test_a_bracket_on_last_year_that_closed_says_nothing_of_what_follows() -> None:
    facts = facts_of(
        "某县水利局2021年度部门决算公开",
        "2021年度“三公”经费支出决算23.99万元，比上年增加23.99万元（上年为0，不计算增长率），主要原因是人员变动。"
        "“三公”经费支出决算中，公务接待费11.59万元。",
    )
    assert printed(facts, "11.59万元").year == 2021


def test_a_subject_with_a_quoted_name_is_named_whole() -> None:
    facts = facts_of(
        "某县水利局2021年度部门决算公开",
        "1．农林水支出（类）农业农村（款）“两山”建设补助（项）。年初预算为234.80万元，支出决算为234.80万元。",
    )
    assert printed(facts, "234.80万元").surface == "农林水支出（类）农业农村（款）“两山”建设补助（项）"


@pytest.mark.parametrize(
    "text",
    [
        "年末固定资产3860.20万元，比年初3715.60万元增加144.60万元。",
        "固定资产年初数3715.60万元，年末数3860.20万元。",
        "年末固定资产3860.20万元（年初3715.60万元）。",
    ],
)
def test_what_is_held_at_the_beginning_of_a_year_was_held_at_the_end_of_the_one_before(text: str) -> None:
    figures = facts_of("2023年度部门决算", text).figures
    (opening,) = (f for f in figures if f.text == "3715.60万元")
    assert (opening.item, opening.year) == ("assets.fixed", 2022)
