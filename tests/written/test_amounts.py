"""One formatter: digits, units, growth, what is nothing and what is missing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quanheng.report.written import amounts, voice
from quanheng.report.written.voice import Value


def yuan(text: str | None, what: str = "会议费") -> Value:
    return Value(None if text is None else Decimal(text), what)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1234.565", "1234.57万元"),
        ("0", "0.00万元"),
        ("-3.2", "-3.20万元"),
        ("0.0031", "0.003万元"),
        ("8", "8.00万元"),
    ],
)
def test_money_has_two_places_and_more_only_where_it_would_print_as_nothing(value: str, text: str) -> None:
    assert amounts.money(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "text"), [("88", "88"), ("98.760", "98.76"), ("9.90", "9.9"), ("9.655", "9.66")]
)
def test_scores_drop_trailing_zeros(value: str, text: str) -> None:
    assert amounts.points(Decimal(value)) == text


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        ("12", "10", "比上年增加2.00万元，增长20.00%"),
        ("10", "12", "比上年减少2.00万元，下降16.67%"),
        ("12", "12", "与上年持平"),
        ("0", "0", "与上年持平"),
        ("12", "0", "比上年增加12.00万元（上年为0，不计算增长率）"),
        ("0", "12", "比上年减少12.00万元，下降100.00%"),
        ("12.0001", "12", "与上年持平"),  # both print as 12.00万元
        ("12.006", "12", "比上年增加0.01万元，增长0.05%"),
        (None, "12", "【待补：会议费】"),
        ("12", None, "【待补：会议费】"),
    ],
)
def test_changes(now: str | None, then: str | None, said: str) -> None:
    assert voice.change(yuan(now), yuan(then)) == said


def test_each_share_is_rounded_by_itself() -> None:
    thirds = [(name, yuan("1")) for name in ("甲", "乙", "丙")]
    assert (
        voice.parts(thirds, yuan("3")) == "甲1.00万元，占33.33%；乙1.00万元，占33.33%；丙1.00万元，占33.33%"
    )


def test_nothing_is_divided_by_nothing() -> None:
    assert voice.completion(yuan("5"), yuan("0")) == "年初预算为0，无法计算完成率"
    assert voice.share(yuan("0"), yuan("0"), "支出") == ""
    assert voice.completion(yuan("5"), yuan("4")) == "完成年初预算的125.00%"


def test_a_reason_is_what_people_wrote_or_to_be_supplied() -> None:
    assert voice.order(yuan("5"), yuan("4"), "人员增加。") == "决算数大于年初预算数，主要原因是人员增加"
    assert (
        voice.order(yuan("5"), yuan("4"), "") == "决算数大于年初预算数，主要原因是【待补：年初预算数的原因】"
    )
    assert voice.order(yuan("4"), yuan("4"), "") == "决算数与年初预算数持平"
