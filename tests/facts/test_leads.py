"""The words before a figure: what it is called and what is said of it."""

from __future__ import annotations

import pytest

from quanheng.facts.leads import basis_of, clean, fund_of, is_prior, item_of, read_lead, year_of

LEVELS = [
    # words, name, item, basis, year
    ("本年支出合计为", "支出", "expenditure.total", "", None),
    ("其中：基本支出", "基本支出", "expenditure.basic", "", None),
    ("我局全年总支出", "总支出", "expenditure.total", "", None),
    ("某县财政局基本支出", "某县财政局基本支出", "expenditure.basic", "", None),
    ("2023年财政拨款收入", "财政拨款收入", "income.fiscal", "", 2023),
    ("一是公务接待费", "公务接待费", "three_public.receptions", "", None),
    ("（2）会议费", "会议费", "meeting", "", None),
    ("三公经费支出决算", "三公经费", "three_public.total", "final", None),
    ("“三公”经费年初预算数", "三公经费", "three_public.total", "initial", None),
    ("教育支出（类）", "教育支出（类）", "function.205", "", None),
    ("项目支出全年预算数为", "项目支出", "expenditure.project", "adjusted", None),
    ("基本支出实际支出", "基本支出", "expenditure.basic", "final", None),
    ("年末结转和结余", "年末结转和结余", "carryover.closing", "", None),
    ("上年结转", "上年结转", "carryover.opening", "", None),
    ("截至2022年底固定资产原值", "固定资产原值", "assets.fixed", "", 2022),
    ("补助农户", "补助农户", "", "", None),
]


@pytest.mark.parametrize(("words", "name", "item", "basis", "year"), LEVELS)
def test_a_level_has_name_item_basis_and_year(
    words: str, name: str, item: str, basis: str, year: int | None
) -> None:
    lead = read_lead(words, percent=False)
    assert (lead.attr, lead.name, lead.item, lead.basis, lead.year) == ("level", name, item, basis, year)


@pytest.mark.parametrize(
    ("words", "generic", "basis"),
    [
        ("支出决算为", "expenditure.total", "final"),
        ("年初预算为", "any", "initial"),
        ("实际支出", "expenditure.total", "final"),
        ("收入", "income.all", ""),
        ("支出预算安排", "expenditure.total", "initial"),
        ("全年预算数", "any", "adjusted"),
        ("调整后预算数为", "any", "adjusted"),
        ("", "any", ""),
    ],
)
def test_a_word_for_everything_means_what_is_spoken_of(words: str, generic: str, basis: str) -> None:
    lead = read_lead(words, percent=False)
    assert (lead.item, lead.name, lead.generic, lead.basis) == ("", "", generic, basis)


@pytest.mark.parametrize(
    ("words", "sign", "phrase", "item"),
    [
        ("比上年增加", 1, "上年", ""),
        ("比2022年决算数减少", -1, "2022年决算数", ""),
        ("公务接待费比上年下降", -1, "上年", "three_public.receptions"),
        ("公务接待费增加", 1, None, "three_public.receptions"),
        ("较年初预算节约", -1, "年初预算", ""),
        ("与上年相比，增长", 1, "上年", ""),
        ("同比增长", 1, "", ""),
        ("超出预算", 1, None, ""),
        ("压减", -1, None, ""),
        ("增支", 1, None, ""),
        ("增减变动", 0, None, ""),
        ("增加（减少）", 0, None, ""),
        ("支出决算数比年初预算数少", -1, "年初预算数", ""),
        ("决算数比预算数多支出", 1, "预算数", ""),
        ("下降幅度为", -1, None, ""),
    ],
)
def test_a_change_has_a_sign_and_perhaps_its_base(
    words: str, sign: int, phrase: str | None, item: str
) -> None:
    lead = read_lead(words, percent=False)
    assert (lead.attr, lead.sign, lead.phrase, lead.item) == ("change", sign, phrase, item)


@pytest.mark.parametrize("words", ["增加到", "提高至", "下降到", "增加至"])
def test_a_change_to_a_value_is_a_level(words: str) -> None:
    assert read_lead(words, percent=False).attr == "level"


def test_few_and_many_without_a_base_are_no_change() -> None:
    assert read_lead("支出决算数少", percent=False).attr == "level"


@pytest.mark.parametrize(
    ("words", "prior", "year"),
    [
        ("与上年", True, None),
        ("较2022年的", False, 2022),
        ("比上年同期的", True, None),
        ("较年初预算数", False, None),
    ],
)
def test_a_comparison_without_a_change_names_its_base(words: str, prior: bool, year: int | None) -> None:
    lead = read_lead(words, percent=False)
    assert (lead.attr, lead.prior, lead.year) == ("base", prior, year)


@pytest.mark.parametrize(
    ("words", "attr", "name", "whole", "phrase"),
    [
        ("占本年支出的", "share", "", "本年支出", None),
        ("基本支出占", "share", "基本支出", "", None),
        ("所占比重为", "share", "", "", None),
        ("差旅费占比为", "share", "差旅费", "", None),
        ("完成年初预算的", "completion", "", "", "年初预算"),
        ("完成调整预算数的", "completion", "", "", "调整预算数"),
        ("预算执行率为", "rate", "预算执行率", "", None),
        ("群众满意度达到", "rate", "群众满意度", "", None),
        ("的", "of", "", "", None),
        ("的比例为", "of", "", "", None),
    ],
)
def test_a_percentage_is_a_share_a_completion_or_a_rate(
    words: str, attr: str, name: str, whole: str, phrase: str | None
) -> None:
    lead = read_lead(words, percent=True)
    assert (lead.attr, lead.name, lead.whole, lead.phrase) == (attr, name, whole, phrase)


def test_an_amount_is_no_share() -> None:
    assert read_lead("占用", percent=False).attr == read_lead("占本年支出的", percent=False).attr == "level"


@pytest.mark.parametrize(
    ("words", "marked", "opens"),
    [
        ("①设备购置", True, False),
        ("二是维修", True, False),
        ("其中：基本支出", False, True),
        ("主要是因为", False, False),
    ],
)
def test_marks_and_words_that_open_a_list_are_seen(words: str, marked: bool, opens: bool) -> None:
    lead = read_lead(words, percent=False)
    assert (lead.marked, lead.opens) == (marked, opens)


@pytest.mark.parametrize(
    ("words", "fund"),
    [
        ("一般公共预算财政拨款支出", "general"),
        ("公共财政预算", "general"),
        ("政府性基金预算支出", "fund"),
        ("国有资本经营预算支出", "state"),
        ("财政拨款支出", "fiscal"),
        ("一般公共服务支出", ""),
        ("项目支出", ""),
    ],
)
def test_the_fund_named(words: str, fund: str) -> None:
    assert fund_of(words) == fund


@pytest.mark.parametrize(
    ("words", "basis"),
    [
        ("年初预算数", "initial"),
        ("年初批复", "initial"),
        ("预算数", "initial"),
        ("全年预算数", "adjusted"),
        ("调整后的预算数", "adjusted"),
        ("决算数", "final"),
        ("实际到位", "final"),
        ("年度目标", "target"),
        ("总指标", "quota"),
        ("年初预算数与决算数", "final"),
        ("一般公共预算", ""),
        ("政府性基金预算", ""),
        ("预算绩效", ""),
        ("预算单位", ""),
        ("基本支出", ""),
    ],
)
def test_the_last_basis_named(words: str, basis: str) -> None:
    assert basis_of(words) == basis


def test_year_and_last_year() -> None:
    assert year_of("2021年预算与2022年度决算") == 2022
    assert year_of("2022-2023") == 2022
    assert year_of("上年") is None
    assert is_prior("与去年同期相比")
    assert not is_prior("上年结转")


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("公务接待费用", "three_public.receptions"),
        ("社会保障和就业", "function.208"),
        ("2022年末固定资产原值", "assets.fixed"),
        ("会议费为", "meeting"),
        ("教育支出（类）", "function.205"),
        ("培训经费", ""),
        ("支出", ""),
        ("", ""),
        ("培育企业", ""),
        ("住房保障（类）支出", "function.221"),
        ("住房保障支出（类）支出", "function.221"),
    ],
)
def test_a_name_has_its_identifier(name: str, item: str) -> None:
    assert item_of(name) == item


def test_a_clean_name_has_no_number_year_owner_or_role() -> None:
    assert clean("一是2023年度我局公务接待费决算数为") == "公务接待费"
    assert clean("补助和奖励分别为") == "补助和奖励"
    assert clean("其中：设备购置") == "设备购置"
