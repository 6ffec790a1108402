"""Numbers as printed, and digits that are no figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.facts.tokens import FIGURE, MASK, SEPARATOR, YEAR, Token, has_figures, number, spelled, tokens
from tests.facts.reading import mentioned

UNITS = [
    "万元",
    "元",
    "亿元",
    "千元",
    "百万元",
    "%",
    "个百分点",
    "人次",
    "平方米",
    "家",
    "个",
    "户",
    "公里",
    "万人",
    "亿斤",
    "分",
    "‰",
    "元/人",
]
DECIMALS = st.integers(0, 4).flatmap(
    lambda places: st.decimals(
        min_value=0, max_value=10**9, places=places, allow_nan=False, allow_infinity=False
    )
)


def figures(text: str) -> list[Token]:
    return [t for t in tokens(text) if t.kind == FIGURE]


def only(text: str) -> Token:
    (found,) = figures(text)
    return found


@given(DECIMALS, st.sampled_from(UNITS), st.booleans(), st.sampled_from(["本年支出", "为", "其中：", "（"]))
def test_a_printed_amount_is_read_back_with_value_places_and_unit(
    value: Decimal, unit: str, grouped: bool, words: str
) -> None:
    printed = f"{value:,f}" if grouped else f"{value:f}"
    found = only(f"{words}{printed}{unit}，")
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    assert (found.value, found.decimals) == (value, -exponent)
    assert found.unit is not None
    assert found.unit.name == unit
    assert (found.start, found.end) == (len(words), len(words) + len(printed) + len(unit))


@given(DECIMALS.filter(bool), st.sampled_from(["万元", "元", "%"]))
def test_a_dash_glued_to_a_word_is_a_minus(value: Decimal, unit: str) -> None:
    found = only(f"净资产-{value:f}{unit}")
    assert (found.value, found.start) == (-value, len("净资产"))


@given(DECIMALS)
def test_thousands_change_nothing(value: Decimal) -> None:
    assert number(f"{value:,f}") == number(f"{value:f}")


@pytest.mark.parametrize(
    "text",
    [
        "2023年12月31日",
        "2023-05-01",
        "2023/5/1",
        "2023.5.1",
        "8月15日",
        "3-5月",
        "2021—2023年",
        "9:30",
        "2023年度",
        "2023年1至6月",
        "15日",
        "2022年底",
    ],
)
def test_digits_of_a_date_or_time_are_no_figure(text: str) -> None:
    assert figures(f"截至{text}，资金到位") == []


@pytest.mark.parametrize(
    "text",
    [
        "财预〔2021〕45号",
        "财预【2021】45号",
        "财预[2021]45号",
        "（2021）45号",
        "电话0745-1234567",
        "手机13712345678",
        "身份证号110101199001011009",
        "110101199001011X",
        "第3",
        "第12期",
        "12号",
        "G60",
        "5G",
        "PM2.5",
        "ISO9001",
    ],
)
def test_digits_of_an_identifier_are_no_figure(text: str) -> None:
    assert mentioned(f"依据{text}，执行") == []


@given(st.integers(2000, 2030), st.integers(1, 2000), st.sampled_from(["〔〕", "[]", "【】", "（）"]))
def test_a_document_number_is_never_a_figure(year: int, order: int, brackets: str) -> None:
    text = f"根据政办发{brackets[0]}{year}{brackets[1]}{order}号文件"
    assert [t for t in figures(text) if t.unit and t.unit.name] == []
    assert any(t.kind == MASK for t in tokens(text))


@given(st.integers(1990, 2035), st.integers(1, 12), st.integers(1, 28))
def test_a_date_gives_its_year(year: int, month: int, day: int) -> None:
    for text in (
        f"{year}年{month}月{day}日",
        f"{year}年度",
        f"{year}-{month}-{day}",
        f"{year}/{month}/{day}",
    ):
        (found,) = tokens(text)
        assert (found.kind, found.year) == (YEAR, year)


def test_a_month_without_a_year_gives_none() -> None:
    assert [t.year for t in tokens("8月15日")] == [None]


@pytest.mark.parametrize(
    ("text", "hedge", "upper"),
    [
        ("共12家", "eq", None),
        ("约12家", "approx", None),
        ("近12家", "approx", None),
        ("节约12万元", "eq", None),
        ("合约12份", "eq", None),
        ("12家左右", "approx", None),
        ("不少于12家", "ge", None),
        ("不低于90%", "ge", None),
        ("≥90%", "ge", None),
        (">=90%", "ge", None),
        ("超过12家", "ge", None),
        ("12家以上", "ge", None),
        ("不超过12家", "le", None),
        ("≤12万元", "le", None),
        ("低于5%", "le", None),
        ("12万元以内", "le", None),
        ("10-15家", "range", 15),
        ("10至15家", "range", 15),
        ("10~15家", "range", 15),
        ("120余家", "range", 130),
        ("100多人", "range", 200),
        ("300余万元", "range", 400),
        ("12.5余万元", "approx", None),
        ("123多家", "approx", None),
    ],
)
def test_words_around_a_number_say_how_firm_it_is(text: str, hedge: str, upper: int | None) -> None:
    found = only(text)
    assert (found.hedge, found.upper) == (hedge, upper if upper is None else Decimal(upper))


@pytest.mark.parametrize(
    ("text", "value", "upper", "unit"),
    [("百余家", 100, 200, "家"), ("十余次", 10, 20, "次"), ("千余万元", 1000, 2000, "万元")],
)
def test_a_vague_numeral_is_a_range(text: str, value: int, upper: int, unit: str) -> None:
    found = only(text)
    assert (found.value, found.upper) == (Decimal(value), Decimal(upper))
    assert found.hedge == "range"
    assert found.unit is not None
    assert found.unit.name == unit


@pytest.mark.parametrize(("text", "value"), [("两", 2), ("七", 7), ("十", 10), ("十三", 13), ("十九", 19)])
def test_a_numeral_in_characters_is_read(text: str, value: int) -> None:
    assert spelled(text) == value


@pytest.mark.parametrize("text", ["下设七个股室", "两家单位", "十三项措施", "十三项制度"])
def test_a_count_in_characters_is_a_figure_marked_as_such(text: str) -> None:
    found = only(text)
    assert found.text == "spelled"


@pytest.mark.parametrize("text", ["第七个", "二十三个", "几十家"])
def test_part_of_a_longer_numeral_or_an_ordinal_is_no_count(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("700.06万4元", "万元", "700.06"),
        ("50万余元", "万元", "50"),
        ("3亿多元", "亿元", "3"),
        ("95分", "分", "95"),
        ("5分钟", "分钟", "5"),
        ("3分别", "", "3"),
        ("1.2万人", "万人", "1.2"),
        ("12.5", "", "12.5"),
    ],
)
def test_the_unit_is_the_longest_that_fits(text: str, unit: str, value: str) -> None:
    found = only(text)
    assert found.unit is not None
    assert (found.unit.name, found.value) == (unit, Decimal(value))


def test_thousands_in_wrong_groups_are_not_taken_for_one_number() -> None:
    assert only("1,234,567.89元").value == Decimal("1234567.89")
    assert [str(t.value) for t in figures("12,3456元")] != ["123456"]


def test_a_dash_between_two_numbers_is_no_minus() -> None:
    assert [t.value for t in figures("302-5.20万元")] == [302] or all(
        t.value > 0 for t in figures("302-5.20万元")
    )


def test_separators_are_kept_in_order() -> None:
    text = "甲，乙。丙；丁：戊、（己）！庚？"
    assert "".join(t.text for t in tokens(text) if t.kind == SEPARATOR) == "，。；：、（）！？"


@given(st.text(alphabet="0123456789.,-年月日万元%〔〕号第（），。约余家分A两", max_size=60))
def test_any_text_is_cut_into_spans_in_order_that_do_not_overlap(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start + (1 if token.value < 0 else 0) <= token.end <= len(text)
        end = token.end


@given(st.text(alphabet="0123年一二两十百千余家个类所支，第万元月", max_size=12))
def test_the_quick_look_never_hides_a_figure(text: str) -> None:
    assert has_figures(text) or figures(text) == []


@pytest.mark.parametrize(
    ("text", "value"), [("-5.20万元", "-5.20"), ("净资产-5.20万元", "-5.20"), ("12--5.20万元", "5.20")]
)
def test_a_minus_may_begin_the_text_and_two_dashes_are_none(text: str, value: str) -> None:
    assert figures(text)[-1].value == Decimal(value)


@pytest.mark.parametrize("text", ["2.3 项目支出300.00万元", "2.1 本年支出300.00万元"])
def test_a_number_of_the_outline_takes_no_unit_from_the_word_behind_it(text: str) -> None:
    number, _ = mentioned(text)
    assert (number.figure.text, number.figure.unit.name) == (text[:3], "")


def test_a_part_of_a_person_is_a_figure_all_the_same() -> None:
    assert [m.figure.text for m in mentioned("2.5人")] == ["2.5人"]
