"""The scorecard of a department: what its figures give, what they only bound, and what is asked for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quanheng import pipeline
from quanheng.model.review import Reviewed
from quanheng.model.score import ASKED, BOUND, COMPUTED, JUDGED, IndicatorScore, Scorecard
from quanheng.model.setting import Setting
from quanheng.scoring import scorecard
from quanheng.scoring.scorecard import asked, grade

TITLE = "某某县林业局2023年度部门整体支出绩效自评报告\n"


def carded(text: str) -> Scorecard:
    reviewed = pipeline.review_one("report.txt", (TITLE + text).encode(), Setting())
    assert isinstance(reviewed, Reviewed)
    return scorecard(reviewed)


def indicator(text: str, wanted: str) -> IndicatorScore:
    return next(one for one in carded(text).indicators if one.id == wanted)


# Each value was worked out by hand from the figures of the sentence.
BY_HAND = [
    ("D03", "单位编制12人，实有在职人员11人。", "91.6667"),
    ("D04", "2022年“三公”经费预算数20万元，2023年“三公”经费预算数18万元。", "-10.0000"),
    ("D06", "2023年年初预算支出500万元，全年实际支出450万元。", "90.0000"),
    ("D10", "年初结转和结余40万元，年末结转和结余36万元。", "-10.0000"),
    ("D11", "公用经费年初预算60万元，公用经费实际支出57万元。", "95.0000"),
    ("D12", "“三公”经费年初预算数8.15万元，“三公”经费决算数5.59万元。", "68.5890"),
    ("D13", "政府采购预算数80万元，政府采购决算数76万元。", "95.0000"),
    ("D20", "固定资产账面原值200万元，在用固定资产原值190万元。", "95.0000"),
]


@pytest.mark.parametrize(("wanted", "text", "value"), BY_HAND)
def test_a_value_by_hand(wanted: str, text: str, value: str) -> None:
    one = indicator(text, wanted)
    assert (one.state, one.missing) == (COMPUTED, [])
    assert one.value is not None
    assert one.value.quantize(Decimal("0.0001")) == Decimal(value)


def test_a_total_at_the_end_of_the_year_only_bounds_what_was_left_of_the_year() -> None:
    one = indicator("2023年年初预算支出500万元。年末结转和结余36万元。", "D09")
    assert (one.state, one.value) == (BOUND, None)
    assert one.bounds is not None
    assert (one.bounds.low, one.bounds.high) == (Decimal(0), Decimal("7.2"))
    assert "上限" in one.notes[0]


def test_what_is_not_printed_is_asked_for_and_not_guessed() -> None:
    card = carded("2023年“三公”经费决算数5.59万元。")
    one = next(i for i in card.indicators if i.id == "D12")
    assert (one.state, one.value, [m.quantity for m in one.missing]) == (ASKED, None, ["three_public_budget"])
    assert any("three_public_budget" in {m.quantity for m in wanted} for wanted in asked(card).values())


def test_a_prior_year_of_nothing_gives_no_rate() -> None:
    one = indicator("2022年“三公”经费预算数0万元，2023年“三公”经费预算数18万元。", "D04")
    assert (one.state, one.value) == (ASKED, None)
    assert "分母为0" in one.notes[-1]


def test_a_proved_slip_of_the_unit_is_mended_and_said() -> None:
    text = "“三公”经费决算数5.59元，其中：因公出国（境）费0万元，公务用车运行维护费1.88万元，公务接待费3.71万元。“三公”经费年初预算数8.15万元。"
    one = indicator(text, "D12")
    assert one.calculation.startswith("5.59÷8.15")
    assert "原文写5.59元" in one.notes[0]


def test_two_values_of_one_quantity_are_told() -> None:
    text = "2023年年初预算支出500万元，全年总支出450万元。\n三、其他\n2023年总支出460万元。总支出450万元用于履职。"
    one = indicator(text, "D06")
    assert one.calculation.startswith("450")
    assert "460万元" in "".join(one.notes)


def test_a_rate_that_the_report_prints_otherwise_is_pointed_at() -> None:
    text = "“三公”经费年初预算数10万元，“三公”经费决算数8万元，三公经费控制率为85%。"
    one = indicator(text, "D12")
    assert one.stated is not None
    assert one.stated.text == "85%"
    assert "85%" in one.notes[-1]


def test_quality_is_left_to_people() -> None:
    card = carded("2023年总支出450万元。")
    assert [i.state for i in card.indicators if not i.formula] == [JUDGED] * card.counted(JUDGED)
    assert len(card.indicators) == 28
    assert card.authority.number == "财预〔2013〕53号"


@pytest.mark.parametrize(
    ("score", "named"),
    [("100", "优"), ("90", "优"), ("89.99", "良"), ("80", "良"), ("60", "中"), ("59.9", "差")],
)
def test_the_lower_end_of_a_band_belongs_to_it(score: str, named: str) -> None:
    assert grade(Decimal(score)) == named


def test_all_spending_is_not_set_against_the_budget_of_the_appropriations() -> None:
    """The final accounts print the budget of appropriations only: 450 of 500, and not the 700 of all money."""
    one = indicator(
        "2023年本年支出合计700万元。一般公共预算财政拨款支出年初预算为500万元，支出决算为450万元。", "D06"
    )
    assert one.value == 90


def test_the_funds_of_a_project_are_not_those_of_the_department() -> None:
    """The form of one project behind a report says nothing of the department's budget."""
    rows = (
        ("项目名称", "水渠维护"),
        ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        ("", "年度资金总额", "20.00", "40.00", "40.00", "10", "100%", "10"),
    )
    cells = ["".join(f"<td>{text}</td>" for text in row) for row in rows]
    text = f"<h1>{TITLE}</h1><p>2023年本年支出合计700万元。</p><h2>附件：2023年度项目支出绩效自评表</h2>"
    text += "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
    reviewed = pipeline.review_one("report.html", text.encode(), Setting())
    assert isinstance(reviewed, Reviewed)
    assert any(f.item == "funds.total" and f.text == "20.00" for f in reviewed.facts.figures)
    assert next(one for one in scorecard(reviewed).indicators if one.id == "D06").value is None
