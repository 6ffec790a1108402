from __future__ import annotations

import re
from pathlib import Path

import pytest

import quanheng.checks
from quanheng.model.finding import Finding, Said
from quanheng.model.place import Cell, Place
from quanheng.model.review import Review
from quanheng.report import messages, rules, words
from quanheng.report.places import Locator


@pytest.mark.parametrize(
    ("rule", "code"), [("sums/parts", "SUM101"), ("restated/x", "TXT101"), ("novel/x", "NOV101")]
)
def test_codes_come_from_family_and_number(rule: str, code: str) -> None:
    assert words.code(rule, 101) == code


@pytest.mark.parametrize("name", ["sums/parts", "101", "SUM101", "sum101", " SUM101 "])
def test_a_rule_is_found_by_id_number_or_code(name: str) -> None:
    assert messages.find_rule(name) == "sums/parts"


def test_an_unknown_rule_is_none() -> None:
    assert messages.find_rule("XXX1") is None


def test_symbols_can_be_shown_by_a_gbk_console() -> None:
    for table in (words.SYMBOLS, words.VERDICTS, words.NAMES):
        "".join(table.values()).encode("gbk")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(2, 0, 1, "一"), "一 第1段"),
        (Place(1, 0, 1, "一"), "一 标题"),
        (Place(2, 0, 1, "一", page=4), "一 第4页"),
        (Place(5, 0, 1, "二", cell=Cell(0, 4, 2)), "二 表1第5行第3列"),
    ],
)
def test_places_are_told_as_an_office_tells_them(review: Review, place: Place, said: str) -> None:
    assert Locator(review.documents[0]).words(place) == said


def test_the_page_of_a_rule_shows_law_basis_and_remedy() -> None:
    text = rules.page_text("sums/parts")
    for part in (
        "SUM101 合计与分项之和不符",
        "《某办法》（财预〔2020〕10号）",
        "两者之和即合计",
        "核对 决算表",
    ):
        assert part in text


def test_the_catalogue_has_a_line_for_every_rule() -> None:
    assert len(rules.list_text().splitlines()) == len(messages.catalogue()) + 1


def _rate(expected: str, calculation: str) -> Finding:
    values = {"name": "预算", "stated": "48.30%", "expected": expected, "calculation": calculation}
    return Finding("ratios/completion", "error", "proven", [], calculation=calculation, values=values)


def test_a_result_is_told_once() -> None:
    said = messages.message(_rate("84.30%", "843÷1000=84.30%"))
    assert "按843÷1000应为84.30%，" in said
    assert not messages.calculation(_rate("84.30%", "843÷1000=84.30%"), said)


def test_a_result_that_differs_by_zeros_is_told_once() -> None:
    assert "按150÷120应为125%，" in messages.message(_rate("125%", "150÷120=125.00%"))


def test_a_result_with_more_decimals_than_the_expected_is_told() -> None:
    assert "按843÷1000=84.30%应为84%，" in messages.message(_rate("84%", "843÷1000=84.30%"))


# What the words or a scale fix, whatever the figures beside them are.
_FIXED = {"grades/grade-for-score", "units/small-yuan", "wording/document-number"}
_FLATLY = re.compile(r"(?:(?<=[，。；])|^message: \"?)应为")


def test_no_message_of_a_relation_says_flatly_which_figure_is_wrong() -> None:
    root = Path(quanheng.checks.__file__).parent
    heads = {page.relative_to(root).with_suffix("").as_posix(): page for page in root.rglob("*.md")}
    flat = {
        rule
        for rule, page in heads.items()
        for line in page.read_text("utf-8").splitlines()
        if line.startswith("message:") and _FLATLY.search(line)
    }
    assert flat == _FIXED


@pytest.mark.parametrize(
    ("figures", "expected", "said"),
    [
        ([1, 2], Said("8万元"), "按相关的数应为8万元"),
        ([1], Said("优"), "应为优"),
        ([1, 2], None, ""),
    ],
)
def test_what_is_wanted_is_said_by_the_other_figures(
    figures: list[int], expected: Said | None, said: str
) -> None:
    made = Finding("sums/parts", "error", "proven", [], expected=expected, figures=figures)
    assert messages.wanted(made) == said
