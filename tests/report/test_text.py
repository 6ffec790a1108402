from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.model.finding import Finding, Repair
from quanheng.model.review import Review
from quanheng.report import messages, render, width
from quanheng.report.look import Look

ANY = st.text(st.characters(codec="utf-8"), max_size=400) | st.text(
    "支出合计1200.50万元，、（）%abc ", max_size=400
)


def printed(review: Review, look: Look | None = None) -> str:
    made = render(review, "text", look)
    assert isinstance(made, str)
    return made


@given(ANY, st.integers(0, 60), st.integers(0, 60))
def test_no_wrapped_line_is_wider_than_the_limit(text: str, first: int, indent: int) -> None:
    lines = width.wrap(text, first, indent)
    assert width.columns(lines[0]) + first <= width.COLUMNS
    assert all(width.columns(line) <= width.COLUMNS for line in lines)


@given(ANY, ANY)
def test_hanging_lines_keep_the_limit_and_every_character(lead: str, text: str) -> None:
    lead = "  " + width.one_line(lead)
    lines = width.hang(lead, text)
    assert all(width.columns(line) <= width.COLUMNS for line in lines)
    kept = "".join("".join(lines).split())
    assert kept == "".join((lead + width.one_line(text)).split())


@given(ANY)
def test_one_line_is_one_line(text: str) -> None:
    assert len(width.one_line(text).splitlines()) <= 1


def test_a_number_is_not_broken_at_the_edge() -> None:
    lines = width.wrap("支" * 48 + "1234567.89万元", limit=100)
    assert lines[1].startswith("1234567.89")


def test_a_closing_mark_does_not_begin_a_line() -> None:
    assert not any(line.startswith(("，", "。", "）")) for line in width.wrap("支出。" * 80, limit=31))


def test_one_finding_a_line_with_place_symbol_word_and_code(review: Review) -> None:
    lines = printed(review).splitlines()
    assert lines[0] == "某某局2023.docx"
    found = [line for line in lines if "SUM101" in line and "×" in line]
    assert len(found) == 1
    assert found[0].split()[:5] == ["一", "第1段", "×", "错误", "SUM101"]


def test_the_count_line_has_every_kind_and_what_was_not_checked(review: Review) -> None:
    line = next(line for line in printed(review).splitlines() if line.startswith("× 错误"))
    assert line.split("   ")[0] == "× 错误 1  ▲ 疑点 1  ● 提示 1  ▲ 缺少 1  √ 相符 2  ○ 未能核对 1"
    assert line.endswith("取数 5  用时 0.1 秒")


def test_missing_unread_and_failed_are_told(review: Review) -> None:
    text = printed(review)
    assert "缺少  未见项目支出绩效自评表\n" in text
    assert "○ 未读  第5页：第 5 页是图片\n" in text
    assert "未能读取  坏.pdf：文件有密码。请去掉密码后重试\n" in text


def test_nothing_found_still_says_what_was_not_checked(review: Review) -> None:
    clean = replace(review.documents[0], findings=[])
    text = printed(Review([clean]))
    assert "未发现问题；已核对 3 项，未能核对 1 项" in text
    assert "○ 未能核对 1" in text


def test_few_figures_are_remarked_and_none_is_no_error(review: Review) -> None:
    empty = replace(review.documents[0], findings=[], relations=[])
    empty.facts.figures.clear()
    text = printed(Review([empty]))
    assert "只取到 0 个数字" in text
    assert "未发现问题" not in text


def test_a_console_of_gbk_can_show_everything(review: Review) -> None:
    printed(review).encode("gbk")


def test_colour_takes_no_columns_and_is_off_unless_asked(review: Review) -> None:
    plain, coloured = printed(review), printed(review, Look(colour=True))
    assert "\x1b" not in plain
    assert "\x1b[1;31m× 错误 SUM101\x1b[0m" in coloured
    for code in ("0", "1;31", "33", "36", "32", "2"):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured == plain


@pytest.mark.parametrize(
    ("group", "codes"), [("file", "SUM RAT WRD"), ("rule", "RAT SUM WRD"), ("severity", "SUM RAT WRD")]
)
def test_grouping_orders_the_lines(review: Review, group: str, codes: str) -> None:
    lines = printed(review, Look(group=group)).splitlines()
    found = [
        code
        for line in lines
        for code in ("SUM", "RAT", "WRD")
        if f" {code}" in line and "explain" not in line
    ]
    assert found == codes.split()


def test_known_findings_are_counted(review: Review) -> None:
    assert "基线中已有 3 条" in printed(review, Look(known=3))


def test_a_message_of_an_attacker_stays_on_its_line(review: Review) -> None:
    bad = Finding(
        "wording/typo", "note", "proved", [], values={"stated": "a\n× 错误 99\x1b[2J", "expected": ""}
    )
    review.documents[0].findings.append(bad)
    text = printed(review)
    assert "\x1b" not in text
    assert not any(line.startswith("× 错误 99") for line in text.splitlines())


def test_short_lines_can_be_cut_at_colons(review: Review) -> None:
    made = render(review, "short")
    assert isinstance(made, str)
    lines = made.splitlines()
    assert len(lines) == 4
    path, where, rest = lines[0].split(":", 2)
    assert (path, where) == ("某某局2023.docx", "一·第1段")
    assert rest.split()[:2] == ["E", "SUM101"]


def test_a_correction_is_not_told_twice(review: Review) -> None:
    lines = printed(review)
    assert "疑为 1200.00" not in lines
    assert "疑系末位写错" in lines
    finding = review.documents[0].findings[1]
    finding.repairs[0] = replace(finding.repairs[0], text="1200.05")
    assert "疑为 1200.05（末位写错）" in printed(review)


@given(
    st.lists(st.decimals("0.01", "99999", places=2).map(str), min_size=25, max_size=40), st.integers(0, 40)
)
def test_a_long_sum_breaks_after_an_operator(terms: list[str], indent: int) -> None:
    lines = [line.strip() for line in width.wrap("分项" + "+".join(terms), indent, indent)]
    assert len(lines) > 1
    assert all(line.endswith("+") for line in lines[:-1])
    assert "".join(lines) == "分项" + "+".join(terms)


@given(st.integers(0, 90), st.sampled_from("“（《"))
def test_an_opening_mark_does_not_end_a_line(length: int, mark: str) -> None:
    lines = width.wrap("支" * length + mark + "万元" * 30)
    assert not any(line.endswith(mark) for line in lines)


@given(st.decimals("-99999", "99999", places=4))
def test_a_difference_is_told_without_needless_zeros(value: Decimal) -> None:
    finding = Finding("sums/parts", "error", "proved", [], values={"difference": f"{value}万元"})
    (shown,) = re.findall(r"相差(.+)万元", messages.message(finding))
    assert Decimal(shown) == value
    assert "." not in shown or shown[-1] not in "0."


def test_a_printed_figure_keeps_its_zeros() -> None:
    values = {"stated": "1200.50万元", "expected": "1,200.00万元", "difference": "0.50万元"}
    finding = Finding("sums/parts", "error", "proved", [], values=values)
    assert messages.message(finding) == "支出合计为1200.50万元，而分项之和为1,200.00万元，相差0.5万元。"


@pytest.mark.parametrize(
    ("worked", "shown"),
    [
        ("8.5万元，另一处9万元", ""),
        ("8.5万元，另一处9.5万元", "8.5万元，另一处9.5万元"),
        ("9-0.5=8.5", "9-0.5=8.5"),
    ],
)
def test_a_calculation_that_only_repeats_the_message_is_left_out(worked: str, shown: str) -> None:
    finding = Finding("sums/parts", "error", "proved", [], calculation=worked)
    assert messages.calculation(finding, "此处写8.5万元，另一处写9万元，相差0.5万元。") == shown


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("三公经费写5.59元。", "疑为 5.59万元（单位写错）"),
        ("三公经费写5.59元，应为5.59万元。", "疑系单位写错"),
        ("三公经费写5.59元，疑漏写“万”，应为5.59万元。", ""),
    ],
)
def test_a_suspicion_is_told_once(said: str, told: str) -> None:
    repairs = [Repair("5.59万元", "单位写错")]
    assert messages.suggestion(Finding("units/x", "doubt", "likely", [], repairs=repairs), said) == told
