"""Dates that the calendar does not have, dates cut short, document numbers in the wrong brackets."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from quanheng.facts.wording_statement import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanheng.facts.paragraphs import Paragraph
    from quanheng.model.figure import Statement

_DATE = re.compile(r"\d++(?:年(?P<month>\d{1,3})月|月)(?:(?P<day>\d{1,3})(?P<after>[^\d]?))?")
_SPAN = re.compile(
    r"(?P<y>(?:19|20)\d\d)年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?(?:至|到|-|—+|~)"
    r"(?:(?P<y2>(?:19|20)\d\d)年)?(?P<m2>\d{1,2})月(?:(?P<d2>\d{1,2})日)?"
)
_YEARS = re.compile(r"(20\d\d)年?度?(?:至|-|—+|~)(20\d\d)年")
_BAD_YEAR = re.compile(r"20(?<!\d20)(?:\d{3,}|\d|\d?[oOlI]\d?)年(?=度|\d{1,2}月|[末初底]|部门|预算|决算)")
_LOOKS_LIKE_DAY = frozenset("融曰目口旦田白闩臼甘")
# what may follow "3月20" without the word for day: a measure word, a unit, a mark of a range
_NOT_DAY = frozenset(
    "日号个名人家次项年月天周万亿元千百户件台辆套批场期处笔组多余起至到的、，~—-.%/以第所只座条篇份位栋亩吨公平种类"
)
_NUMBER = re.compile(
    r"[【\[（〔〈{［](?P<year>(?:19|20)\d\d)年?[】\]）〕〉}］](?P<word>第?)(?P<zeros>0*)(?P<number>[1-9]\d{0,3})号"
)
_CODE = re.compile(r"[一-鿿]{2,8}$")
_CODE_START = re.compile(r"^.*(?:根据|按照|依据|关于|印发|以及|文件|[和及与或经据照按的以由])(?=[一-鿿]{2})")


def date_statements(paragraph: Paragraph) -> Iterator[Statement]:
    """Statements malformed_date (degree sure, open or form) and document_number."""
    text = paragraph.text
    if "月" in text:
        for found in _DATE.finditer(text):
            yield from _one_date(paragraph, found)
        for found in _SPAN.finditer(text):
            yield from _span(paragraph, found)
    if "年" in text:
        for found in _BAD_YEAR.finditer(text):
            yield said("malformed_date", paragraph, found.span(), why="年份不是四位数字", degree="open")
        for found in _YEARS.finditer(text):
            if found[1] > found[2]:
                yield said("malformed_date", paragraph, found.span(), why="起止年份颠倒", degree="open")
    if "号" in text:
        for found in _NUMBER.finditer(text):
            yield from _document_number(paragraph, found)


def _one_date(paragraph: Paragraph, found: re.Match[str]) -> Iterator[Statement]:
    text, start = paragraph.text, found.start()
    first = found[0].split("年")[0].split("月")[0]
    with_year = found["month"] is not None
    if start and text[start - 1] in ".,，-/第" and not with_year:
        return
    if with_year and not (len(first) == 4 and first[:2] in ("19", "20")):
        return
    month = int(found["month"] if with_year else first)
    closed = found["after"] in ("日", "号")
    if not 1 <= month <= 12:
        if with_year or closed:
            yield said("malformed_date", paragraph, (start, found.end()), why="月份不存在", degree="sure")
    elif found["day"] and closed:
        day = int(found["day"])
        if not 1 <= day <= _last_day(int(first) if with_year else 2024, month):
            yield said("malformed_date", paragraph, (start, found.end()), why="日期不存在", degree="sure")
    elif found["day"]:
        yield from _day_without_word(paragraph, found, with_year)


def _last_day(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


def _day_without_word(paragraph: Paragraph, found: re.Match[str], with_year: bool) -> Iterator[Statement]:
    """`12月31融，` is a slip of the keyboard or the scanner; `12月31，` leaves the word out."""
    text, after = paragraph.text, found["after"]
    if len(found["day"]) > 2 or not 1 <= int(found["day"]) <= 31:
        return
    stop = found.end("day")
    whole = text[found.start() : stop] + "日"
    follows = text[stop + 1 : stop + 2]
    dated = with_year or text[max(0, found.start() - 2) : found.start()] in ("截至", "截止", "止到", "至到")
    if after in _LOOKS_LIKE_DAY or (
        dated
        and after
        and "一" <= after <= "鿿"
        and after not in _NOT_DAY
        and follows in "，。；、）"
        and follows
    ):
        yield said(
            "malformed_date", paragraph, (found.start(), stop + 1), whole, why="“日”写成别的字", degree="slip"
        )
    elif dated and (after in ("，", "。", "；") or not after) and len(text) > stop:
        yield said("malformed_date", paragraph, (found.start(), stop), whole, why="漏写“日”", degree="form")


def _span(paragraph: Paragraph, found: re.Match[str]) -> Iterator[Statement]:
    end_year = found["y2"] or found["y"]
    first = (found["y"], int(found["m"]), int(found["d"] or 0))
    last = (end_year, int(found["m2"]), int(found["d2"] or (31 if not found["d"] else found["d"])))
    if last < first:
        degree = "sure" if found["y2"] else "open"
        yield said("malformed_date", paragraph, found.span(), why="止期早于起期", degree=degree)


def _document_number(paragraph: Paragraph, found: re.Match[str]) -> Iterator[Statement]:
    """GB/T 9704: six-cornered brackets round the year, no 第, no leading zero; orders (令第5号) are apart."""
    start = found.start()
    code = _CODE.search(paragraph.text, max(0, start - 8), start)
    if code is None or code[0][-1] in "令告第号年同目期批字约":
        return
    name = _CODE_START.sub("", code[0])
    if found[0][0] == "〔" and found[0][5:6] == "〕" and not found["word"] and not found["zeros"]:
        return
    value = f"{name}〔{found['year']}〕{found['number']}号"
    yield said("document_number", paragraph, (start - len(name), found.end()), value)
