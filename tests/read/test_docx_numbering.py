"""Automatic numbers, restored as Word prints them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quanheng.read import read
from quanheng.read.numerals import numeral

MakeDocx = Callable[..., bytes]


def level(at: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def item(text: str, at: int = 0, number: int = 1) -> str:
    properties = f'<w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def numbering(*levels: str, nums: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{nums}'
    )


def shown(docx: MakeDocx, body: str, **parts: str) -> list[str]:
    return [block.text for block in read(docx(body, **parts), "a.docx").blocks]


def test_deeper_levels_start_again_below_a_new_number(docx: MakeDocx) -> None:
    levels = numbering(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    body = item("收入") + item("甲", 1) + item("乙", 1) + item("支出") + item("丙", 1)
    assert shown(docx, body, numbering=levels) == ["一、收入", "1.1 甲", "1.2 乙", "二、支出", "2.1 丙"]


def test_a_number_never_runs_into_the_figure_behind_it(docx: MakeDocx) -> None:
    assert shown(docx, item("2024年"), numbering=numbering(level(0, "decimal", "%1."))) == ["1. 2024年"]


def test_bullets_add_nothing(docx: MakeDocx) -> None:
    assert shown(docx, item("5万元"), numbering=numbering(level(0, "bullet", "-"))) == ["5万元"]


def test_another_list_of_the_same_kind_may_start_anew(docx: MakeDocx) -> None:
    second = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    levels = numbering(level(0, "decimal", "（%1）"), nums=second)
    body = item("甲") + item("乙") + item("丙", number=2) + item("丁", number=2)
    assert shown(docx, body, numbering=levels) == ["（1）甲", "（2）乙", "（1）丙", "（2）丁"]


def test_a_style_brings_its_number(docx: MakeDocx) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    levels = numbering(
        level(0, "decimal", "%1"), level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="h"/>')
    )
    body = '<w:p><w:pPr><w:pStyle w:val="h"/></w:pPr><w:r><w:t>概况</w:t></w:r></w:p>'
    assert shown(docx, body, numbering=levels, styles=styles) == ["（一）概况"]


def test_number_zero_takes_the_number_of_the_style_away(docx: MakeDocx) -> None:
    assert shown(docx, item("无号", number=0), numbering=numbering(level(0, "decimal", "%1."))) == ["无号"]


def test_empty_paragraphs_do_not_count(docx: MakeDocx) -> None:
    body = item("甲") + item("") + item("乙")
    assert shown(docx, body, numbering=numbering(level(0, "decimal", "%1、"))) == ["1、甲", "2、乙"]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (10, "chineseCounting", "十"), (11, "chineseCounting", "十一"), (20, "chineseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"), (21, "japaneseCounting", "二十一"),
        (11, "ideographDigital", "一一"), (3, "chineseLegalSimplified", "叁"), (10, "chineseLegalSimplified", "壹拾"),
        (3, "decimalEnclosedCircle", "③"), (21, "decimalEnclosedCircle", "㉑"), (4, "decimalEnclosedParen", "⑷"),
        (2, "lowerLetter", "b"), (28, "lowerLetter", "bb"), (4, "upperRoman", "IV"), (7, "decimalZero", "07"),
        (2, "ideographTraditional", "乙"), (12, "decimalFullWidth", "１２"), (5, "unknownForm", "5"),
    ],
)  # fmt: skip
def test_numbers_print_in_their_format(number: int, form: str, text: str) -> None:
    assert numeral(number, form) == text
