"""One fact said twice: what contradicts, what only confirms, and what is never compared."""

from __future__ import annotations

import pytest

from quanheng.model.relation import Claim
from tests.facts.reading import alarms, claimed, facts_in_table, facts_of, one, printed, shown, told

TITLE = "2023年度部门决算"
HEAD = ["项目", "年初预算数（万元）", "决算数（万元）"]


def restated(*lines: str) -> list[str]:
    return claimed("restated", TITLE, *lines, template="unique")


def test_a_second_value_of_what_a_department_has_one_of() -> None:
    claim = one("restated", TITLE, "总支出100.50万元。", "全年总支出101.50万元。", template="unique")
    assert (shown(claim), claim.closed, claim.word) == ("stated 101.50万元, first 100.50万元", True, "总支出")


def test_every_later_statement_is_held_against_the_first() -> None:
    assert restated("总支出1.50万元。", "总支出2.50万元。", "总支出3.50万元。") == [
        "stated 2.50万元, first 1.50万元", "stated 3.50万元, first 1.50万元",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2023年总支出100.50万元。", "2022年总支出101.50万元。"),
        ("总支出年初预算100.50万元。", "总支出决算101.50万元。"),
        ("一般公共预算基本支出100.50万元。", "政府性基金预算基本支出101.50万元。"),
        ("总支出100.50万元。", "总支出增加101.50万元。"),
        ("总支出100.50万元。", "总收入101.50万元。"),
        ("工资福利支出100.50万元。", "工资福利支出101.50万元。"),
    ],
)
def test_another_year_basis_fund_or_item_is_no_second_value(first: str, second: str) -> None:
    assert restated(first, second) == []


def test_without_a_year_nothing_is_one_fact() -> None:
    assert claimed("restated", "总支出100.50万元。", "总支出101.50万元。", template="unique") == []


def test_posts_may_have_changed_so_they_are_only_asked_about() -> None:
    assert not one("restated", TITLE, "编制数50人。", "编制数52人。", template="unique").closed


def test_those_who_came_and_went_are_not_those_who_are_there() -> None:
    facts = facts_of(TITLE, "在职109人，较上年末减少4人（退休6人，新招录2人）。", "年末退休人员86人。")
    assert [c for c in told(facts, "restated") if "6人" in c] == []


def test_a_table_is_always_the_first() -> None:
    facts = facts_in_table(
        [HEAD, ["会议费", "5.50", "4.50"], ["公务接待费", "3.20", "2.10"]],
        TITLE,
        "公务接待费决算数2.30万元。",
    )
    (claim,) = (c for c in facts.claims if c.kind == "text_table" and c.template == "unique")
    assert shown(claim) == "stated 2.30万元, first 2.10"


def test_where_only_one_side_names_the_fund_it_is_asked_about() -> None:
    rows = [
        HEAD,
        ["一般公共预算财政拨款基本支出", "40.50", "45.50"],
        ["一般公共预算财政拨款项目支出", "50.50", "55.50"],
    ]
    facts = facts_in_table(rows, TITLE, "基本支出决算数44.50万元。")
    (claim,) = (c for c in facts.claims if c.template == "across-funds")
    assert (shown(claim), claim.closed) == ("stated 44.50万元, first 45.50", False)


def test_a_fund_is_another_amount_where_the_text_says_the_whole_as_well() -> None:
    rows = [HEAD, ["基本支出", "40.50", "45.50"], ["项目支出", "50.50", "55.50"]]
    facts = facts_in_table(
        rows, TITLE, "项目支出决算数55.50万元。", "一般公共预算财政拨款项目支出决算数44.50万元。"
    )
    assert [shown(c) for c in facts.claims if c.template == "across-funds"] == []


@pytest.mark.parametrize(("amount", "asked"), [("44.50", []), ("65.50", ["stated 65.50万元, first 55.50"])])
def test_one_fund_may_give_less_than_all_and_never_more(amount: str, asked: list[str]) -> None:
    rows = [HEAD, ["基本支出", "40.50", "45.50"], ["项目支出", "50.50", "55.50"]]
    facts = facts_in_table(rows, TITLE, f"一般公共预算财政拨款项目支出决算数{amount}万元。")
    assert [shown(c) for c in facts.claims if c.template == "across-funds"] == asked


def test_what_a_form_of_a_project_carries_over_is_not_the_department_s() -> None:
    rows = [HEAD, ["年度资金总额", "10.50", "10.50"], ["上年结转资金", "1.50", "0.50"]]
    facts = facts_in_table(rows, TITLE, "年初结转和结余决算数7.61万元。")
    assert [
        c for c in facts.claims if c.kind == "text_table" and c.template in ("unique", "across-funds")
    ] == []


def test_a_class_in_a_table_is_divided_by_columns_and_not_compared() -> None:
    rows = [HEAD, ["教育支出", "40.50", "45.50"], ["卫生健康支出", "50.50", "55.50"]]
    facts = facts_in_table(rows, TITLE, "教育支出决算数44.50万元。")
    assert [c for c in facts.claims if c.template == "unique"] == []


def test_the_same_amount_as_in_a_table_confirms() -> None:
    rows = [HEAD, ["设备购置", "40.50", "1245.50"], ["设备维修", "50.50", "55.50"]]
    facts = facts_in_table(rows, TITLE, "购置各类设备1245.50万元。")
    (claim,) = (c for c in facts.claims if c.template == "same-amount")
    assert (claim.kind, claim.closed) == ("text_table", False)


def test_a_short_amount_agrees_with_a_table_by_chance() -> None:
    rows = [HEAD, ["设备购置", "40.50", "5"], ["设备维修", "50.50", "55.50"]]
    facts = facts_in_table(rows, TITLE, "购置各类设备5万元。")
    assert [c for c in facts.claims if c.template == "same-amount"] == []


def result(*lines: str) -> list[Claim]:
    return [c for c in facts_of(*lines).claims if c.template in ("result", "result-differs")]


def test_a_result_said_twice_confirms_itself() -> None:
    (claim,) = result("全年新增规模工业企业12家。", "新增规模工业企业12家，成效明显。")
    assert (claim.template, shown(claim), claim.closed) == ("result", "stated 12家, first 12家", False)


def test_a_result_said_with_another_number_is_asked_about() -> None:
    (claim,) = result("培训农民合作社带头人120人次。", "培训农民合作社带头人130人次。")
    assert (claim.template, shown(claim), claim.closed) == (
        "result-differs",
        "stated 130人次, first 120人次",
        False,
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("培训农民合作社带头人120人次。", "培训农民合作社带头人130场。"),
        ("培训农民合作社带头人120人次。", "走访困难群众和退役军人130人次。"),
        ("2022年培训农民合作社带头人120人次。", "2023年培训农民合作社带头人130人次。"),
        ("计划培训农民合作社带头人120人次。", "培训农民合作社带头人130人次。"),
        ("种植农民合作社水稻面积120亩。", "种植农民合作社水稻面积130亩。"),
    ],
)
def test_other_things_years_or_targets_are_not_compared(first: str, second: str) -> None:
    assert [c for c in result(first, second) if c.template == "result-differs"] == []


def test_members_of_one_list_do_not_confirm_each_other() -> None:
    assert result("建设项目24个，其中：新建水利项目12个，改建水利项目12个。") == []


def test_one_alone_is_too_common_to_confirm() -> None:
    assert [
        c
        for c in result("建成乡镇综合服务中心1个。", "建成乡镇综合服务中心1个，运行良好。")
        if c.template == "result"
    ] == []


FORM = [
    ["二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["数量指标", "新增规模工业企业", "15家", "12家", "10", "10"],
]


def test_a_result_of_the_form_against_the_text() -> None:
    facts = facts_in_table(FORM, "新增规模工业企业13家。")
    assert told(facts, "text_table", "result-differs") == ["stated 13家, first 12家"]
    assert told(facts_in_table(FORM, "新增规模工业企业12家。"), "text_table", "result") == [
        "stated 12家, first 12家"
    ]


def test_of_two_forms_the_text_tells_of_the_one_that_has_its_value() -> None:
    second = [["数量指标", "新增规模工业企业", "15家", "13家", "10", "10"]]
    facts = facts_in_table([*FORM, *second], "新增规模工业企业13家。")
    assert told(facts, "text_table", "result-differs") == []
    facts = facts_in_table([*FORM, *second], "新增规模工业企业14家。")
    assert told(facts, "text_table", "result-differs") != []


def test_the_same_change_said_twice_confirms_itself() -> None:
    assert claimed(
        "restated", TITLE, "会议费比上年增加1.25万元。", "会议费增加1.25万元。", template="result"
    ) == ["stated 1.25万元, first 1.25万元"]


@pytest.mark.parametrize("second", ["会议费减少1.25万元。", "培训经费增加1.25万元。", "会议费增加1.35万元。"])
def test_another_change_does_not(second: str) -> None:
    assert claimed("restated", TITLE, "会议费比上年增加1.25万元。", second, template="result") == []


@pytest.mark.parametrize(
    "text",
    [
        "会议费2,360,000元，折合236万元。",
        "会议费2,360,000元（即236万元）。",
    ],
)
def test_one_amount_in_two_units(text: str) -> None:
    (claim,) = (c for c in facts_of(text).claims if c.template == "converted")
    assert (shown(claim), claim.closed) == ("stated 236万元, first 2,360,000元", True)


@pytest.mark.parametrize("text", ["会议费236万元，折合237万元。", "会议费2,360,000元，培训费236万元。"])
def test_other_neighbours_are_no_conversion(text: str) -> None:
    assert claimed("restated", text, template="converted") == []


def test_the_stated_figure_is_the_later_one() -> None:
    facts = facts_of(TITLE, "总支出100.50万元。", "全年总支出101.50万元。")
    (claim,) = (c for c in facts.claims if c.template == "unique")
    assert claim.get("stated") is printed(facts, "101.50万元")


def test_a_vague_amount_confirms_no_table() -> None:
    rows = [HEAD, ["设备购置", "40.50", "1245.50"], ["设备维修", "50.50", "55.50"]]
    facts = facts_in_table(rows, TITLE, "购置各类设备约1245.50万元。")
    assert [c for c in facts.claims if c.template == "same-amount"] == []


def test_names_that_share_little_confirm_nothing() -> None:
    assert result("走访慰问困难职工家庭26户。", "改造城镇老旧住房26户。") == []


@pytest.mark.parametrize(
    ("texts", "asked"),
    [
        (("2023年“三公”经费年初预算数34.34万元。", "2023年“三公”经费财政拨款支出年初预算为24.34万元。"), 1),
        (("2023年“三公”经费年初预算数24.34万元。", "2023年“三公”经费财政拨款支出年初预算为24.34万元。"), 0),
        (("2022年“三公”经费年初预算数34.34万元。", "2023年“三公”经费财政拨款支出年初预算为24.34万元。"), 0),
    ],
)
def test_an_expense_of_appropriations_with_and_without_its_fund(texts: tuple[str, ...], asked: int) -> None:
    found = [c for c in facts_of(TITLE, *texts).claims if c.template == "fund-left-out"]
    off = [c for c in found if len({o.figure.base for o in c.operands}) > 1]
    assert [c.closed for c in off] == [False] * asked


def test_an_amount_alone_in_the_bracket_is_the_same_in_another_unit() -> None:
    text = "本年支出合计6,110,424.49元（{}）。"
    assert not alarms(text.format("约611.04万元"))
    assert not alarms(text.format("约600万元"))  # 约 leaves the last digits open
    assert [stated for _, stated in alarms(text.format("约6110.42万元"))] == ["6110.42万元"]
    assert [stated for _, stated in alarms(text.format("61.10万元"))] == ["61.10万元"]
