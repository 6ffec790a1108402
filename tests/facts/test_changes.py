"""Differences, growth, completion: the base is printed, or found by item and year, or left open."""

from __future__ import annotations

import pytest

from tests.facts.reading import claimed, facts_of, one, operands, shown, told

TITLE = "2023年度部门决算"


@pytest.mark.parametrize(
    "text",
    [
        "2023年会议费4万元，与2022年5万元相比，减少1万元，下降20%。",
        "2023年会议费4万元（上年5万元），减少1万元，下降20%。",
        "2023年会议费4万元，较上年5万元减少1万元，下降20%。",
        "2023年会议费4万元，2022年会议费5万元，同比减少1万元，下降20%。",
        "2022年会议费5万元。2023年会议费4万元，比上年减少1万元，下降20%。",
        "2022年会议费5万元。2023年会议费4万元，与上年相比减少1万元，下降20%。",
        "2022年会议费5万元。2023年会议费4万元，与2022年相比，厉行节约，减少1万元，下降20%。",
    ],
)
def test_a_fall_has_its_base_however_it_is_worded(text: str) -> None:
    facts = facts_of(TITLE, text)
    assert told(facts, "difference") == ["delta 1万元, current 4万元, prior 5万元"]
    (growth,) = (c for c in facts.claims if c.kind == "growth")
    assert shown(growth) == "rate 20%, current 4万元, prior 5万元"
    assert [operands(a) for a in growth.alternatives] == ["rate 20%, current 4万元, delta 1万元"]


def test_the_word_of_direction_travels_with_the_claim() -> None:
    (found,) = (c for c in facts_of("会议费4万元，较上年5万元减少了1万元。").claims if c.kind == "difference")
    assert found.word.startswith("减少")
    delta = found.get("delta")
    assert delta is not None
    assert delta.polarity == -1


def test_a_base_may_stand_in_another_paragraph() -> None:
    lines = ("2022年会议费5万元。", "2023年会议费4万元，比上年减少1万元。")
    assert claimed("difference", TITLE, *lines) == ["delta 1万元, current 4万元, prior 5万元"]


def test_against_the_budget_the_base_is_the_budget_of_the_same_year() -> None:
    lines = (
        "2022年会议费5万元。",
        "会议费年初预算6万元。",
        "会议费支出决算4万元，比年初预算减少2万元，下降33.33%。",
    )
    assert claimed("difference", TITLE, *lines) == ["delta 2万元, current 4万元, prior 6万元"]


def test_an_adjusted_budget_serves_where_no_initial_one_is_printed() -> None:
    lines = ("会议费调整后预算数6万元。", "会议费支出决算4万元，比预算减少2万元。")
    assert claimed("difference", TITLE, *lines) == ["delta 2万元, current 4万元, prior 6万元"]


@pytest.mark.parametrize(
    "text",
    [
        "会议费4万元，减少1万元。",
        "会议费4万元，比上年减少1万元。",
        "会议费4万元，比年初减少1万元。",
        "会议费4万元，比上年减少1人。",
    ],
)
def test_without_a_base_there_is_no_difference(text: str) -> None:
    assert claimed("difference", TITLE, text) == []


def test_growth_without_a_base_stays_open() -> None:
    claim = one("growth", TITLE, "会议费4万元，比上年下降20%。")
    assert (claim.template, claim.closed, shown(claim)) == ("growth-open", False, "rate 20%, current 4万元")


def test_growth_and_amount_together_need_no_base() -> None:
    assert claimed("growth", TITLE, "会议费4万元，比上年减少1万元，下降20%。") == [
        "rate 20%, current 4万元, delta 1万元"
    ]


def test_amount_and_base_together_need_no_current_figure() -> None:
    text = "与上年5万元相比，减少1万元，下降20%。"
    assert claimed("growth", TITLE, text) in (
        ["rate 20%, delta 1万元, prior 5万元"],
        ["rate 20%, current 5万元, delta 1万元"],
    )


def test_a_base_of_another_thing_is_not_taken() -> None:
    text = "上年培训费9万元，2023年会议费4万元，减少1万元。"
    assert claimed("difference", TITLE, text) == []


def test_a_base_without_a_year_is_not_guessed() -> None:
    assert claimed("difference", "会议费5万元。", "会议费4万元，比上年减少1万元。") == []


def test_bases_that_contradict_each_other_are_not_chosen_from() -> None:
    lines = [f"2022年会议费{n}万元。" for n in (5, 6, 7)]
    assert claimed("difference", TITLE, *lines, "2023年会议费4万元，比上年减少1万元。") == []


def test_behind_a_list_total_or_last_part_is_left_open_where_no_percentage_tells() -> None:
    lines = (
        "2022年总支出90万元。2022年项目支出50万元。",
        "总支出100万元，其中基本支出40万元，项目支出60万元。比上年增加10万元。",
    )
    (claim,) = (c for c in facts_of(TITLE, *lines).claims if c.kind == "difference")
    assert not claim.closed
    assert len(claim.alternatives) == 1


@pytest.mark.parametrize(
    ("text", "completion"),
    [
        ("会议费年初预算5万元，支出决算4万元，完成年初预算的80%。", "rate 80%, part 4万元, whole 5万元"),
        ("会议费全年预算5万元，支出决算4万元，预算执行率80%。", "rate 80%, part 4万元, whole 5万元"),
        ("计划培训200人次，实际完成210人次，完成目标的105%。", "rate 105%, part 210人次, whole 200人次"),
        ("完成种植204亩，完成年度目标200亩的102%。", "rate 102%, part 204亩, whole 200亩"),
    ],
)
def test_completion_is_of_the_budget_or_target_before(text: str, completion: str) -> None:
    assert claimed("completion", TITLE, text) == [completion]


def test_the_budget_may_stand_elsewhere_in_the_document() -> None:
    lines = ("会议费年初预算5万元。", "会议费支出决算4万元，完成年初预算的80%。")
    assert claimed("completion", TITLE, *lines) == ["rate 80%, part 4万元, whole 5万元"]


def test_completion_without_a_budget_stays_open() -> None:
    claim = one("completion", TITLE, "会议费支出决算4万元，完成年初预算的80%。")
    assert (claim.template, claim.closed) == ("completion-open", False)


def test_where_adjusted_and_initial_budget_stand_both_are_readings() -> None:
    text = "会议费年初预算5万元，调整后预算数8万元，支出决算4万元，完成预算的50%。"
    claim = one("completion", TITLE, text)
    assert {shown(claim), *(operands(a) for a in claim.alternatives)} == {
        "rate 50%, part 4万元, whole 8万元", "rate 50%, part 4万元, whole 5万元",
    }  # fmt: skip


def test_a_share_whose_whole_stands_in_its_words() -> None:
    assert claimed("share", TITLE, "会议费40万元，占总支出100万元的40%。") == [
        "rate 40%, part 40万元, whole 100万元"
    ]


def test_a_figure_of_the_year_before_is_what_the_change_is_measured_from() -> None:
    text = (
        "2023年采购完成1,300.00万元，货物500.00万元、工程800.00万元；2024年货物减少50.00万元（下降10.00%）。"
    )
    assert claimed("growth", TITLE, text) == ["rate 10.00%, delta 50.00万元, prior 500.00万元"]


def test_of_a_figure_of_another_kind_there_is_no_share() -> None:
    assert claimed("share", TITLE, "会议费40万元，占总人数100人的40%。", template="of-figure") == []


def test_assets_in_use_make_the_rate_of_use() -> None:
    text = "固定资产原值100万元，在用资产90万元，固定资产利用率90%。"
    assert claimed("share", TITLE, text) == ["rate 90%, part 90万元, whole 100万元"]
    assert claimed("share", TITLE, "固定资产原值100万元，固定资产利用率90%。") == []


@pytest.mark.parametrize("text", ["培训48人，45人合格，合格率93.75%。", "培训48人，合格45人，合格率93.75%。"])
def test_a_rate_named_after_what_some_of_the_counted_did(text: str) -> None:
    assert claimed("share", text) == ["rate 93.75%, part 45人, whole 48人"]


@pytest.mark.parametrize(
    "text",
    [
        "培训48人，45人到会，完成率93.75%。",
        "培训45人，48人合格，合格率93.75%。",
        "培训48人，45人合格。合格率93.75%。",
    ],
)
def test_other_rates_are_not_of_those_counts(text: str) -> None:
    assert claimed("share", text) == []


def test_the_name_of_the_rate_alone_does_not_tie_it_to_the_counts() -> None:
    assert claimed("share", "全镇居民1200户，走访300户，满意率98%。") == []


@pytest.mark.parametrize(
    "name",
    [
        "培训费",
        "差旅费",
    ],
)
def test_a_percentage_that_names_another_thing_repeats_no_amount(name: str) -> None:
    text = f"会议费4.50万元，比上年减少1.50万元，{name}下降30%。"
    assert all("delta" not in line for line in claimed("growth", TITLE, text))


def test_two_bases_are_both_read() -> None:
    lines = ("2022年会议费5.50万元。", "2022年会议费6.50万元。", "2023年会议费4.50万元，比上年减少1万元。")
    claim = one("difference", TITLE, *lines)
    assert [shown(claim), *(operands(a) for a in claim.alternatives)] == [
        "delta 1万元, current 4.50万元, prior 5.50万元", "delta 1万元, current 4.50万元, prior 6.50万元",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "会议费年初预算5.50万元，支出决算4.40万元，预算执行率90%（实际支出÷年初预算）。",
        "设备款年初预算5.50万元；另一项支出决算4.40万元，预算执行率90%。",
    ],
)
def test_a_rate_with_its_formula_or_a_budget_beyond_a_semicolon_is_not_computed(text: str) -> None:
    assert claimed("completion", TITLE, text, template="completion") == []


@pytest.mark.parametrize(
    "text",
    [
        "评议100人，基本满意20人，满意率98%。",
        "评议100人、满意20人，满意率98%。",
        "评议100人，不满意2人，满意率98%。",
    ],
)
def test_answers_of_other_kinds_are_not_the_part_of_a_rate(text: str) -> None:
    assert claimed("share", text, template="named-rate") == []


def test_what_was_spent_has_not_changed_from_the_budget_of_last_year() -> None:
    """2023年预算40万元 is no base of 2024年决算20万元，比上年减少9万元."""
    facts = facts_of(
        "某县水利局2024年度部门整体支出绩效自评报告",
        "2023年“三公”经费年初预算数40.00万元。",
        "2024年度“三公”经费支出预算为26.00万元，支出决算为20.00万元，比上年减少9.00万元。",
    )
    assert told(facts, "difference") == []


def test_a_controlled_expense_is_spent_by_budgeted_a_controlled_cost_may_be_what_was_saved() -> None:
    spent = "公用经费年初预算数344.28万元，公用经费支出决算数414.00万元，公用经费控制率120.25%。"
    assert claimed("share", spent) == ["rate 120.25%, part 414.00万元, whole 344.28万元"]
    assert claimed("share", "预算控制数100万元，支出90万元，成本控制率10%。") == []


def test_the_base_may_stand_in_a_bracket_behind_the_rate() -> None:
    text = "接待游客548.6万人次，同比增长9.2%（上年502.3万人次）。"
    assert claimed("growth", text, template="growth") == ["rate 9.2%, current 548.6万人次, prior 502.3万人次"]
    assert (
        claimed("growth", "接待游客548.6万人次，同比增长9.2%（含过夜502.3万人次）。", template="growth") == []
    )
