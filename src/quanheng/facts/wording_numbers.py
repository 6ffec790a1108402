"""Numbers whose writing admits no reading, blanks where a figure should stand, directions left open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanheng.facts.wording_statement import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanheng.facts.paragraphs import Paragraph
    from quanheng.model.figure import Statement

_MONEY = r"(?:[万亿千]元|百万元|元(?![器旦素月宵]))"
# \d before the look-behind keeps the regular expression's fast scan for a first digit
_NUMBER = re.compile(
    r"\d(?<![\d.,]\d)[\d.,]*+(?:"
    r"(?P<split>[万亿]\d[\d.]*+万?元(?![器旦素月宵]))"
    rf"|(?P<double>[万亿]元[万亿]?元(?![器旦素月宵])|元[万亿]元|万万元|%%)"
    r"|(?P<letter>[OolI][\d.OolI]*+(?:[万亿]?元|%))"
    r"|(?P<stray>[万亿]元\d{1,2}(?=[，。；、）]))"
    r"|(?P<about>[余多](?=[一-鿿]))"
    rf"|(?P<unit>{_MONEY}|%))"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
# a comma that parts no three digits reads as punctuation; digits behind a point say that it is one number
_GROUPED = re.compile(r"\d{1,3}(?:[,，]\d+)+\.\d\d")
_DIGIT = re.compile(r"\d")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
# nearly every number is of this shape, and nothing more is asked of it
_USUAL = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
_TWICE = re.compile(
    r"(?:约(?<![制节集公合违签条契预]约)|近(?<![附最]近)|超过?)\d[\d.,]*(?:[余多](?!少)|[一-鿿]{1,3}左右)"
)
_UNIT = re.compile(r"(?:[万亿]?元|%)(?=[，。；、（与比较]|$)")
_WANTS_MONEY = re.compile(
    r"(?:(?:决算数?|预算数?|执行数?|金额|总额|收入|支出|经费|资金|费用?|拨款|结余|结转|余额|原值|数|计|额)(?:分别)?(?:为|是|达|约)"
    r"|增加|减少|安排|(?:共|合|总)计|收入|支出|经费|拨款|[^单浪经花消学收免]费)$"
)
_WANTS_SHARE = re.compile(
    r"(?:增长|下降|上升|提高|降低|增加|减少|(?:占|率|比|重|度)(?:约|达)?(?:为|是)?|完成|达到?|(?:预算|计划|任务|目标|支出|收入)数?的)$"
)
_COUNTED = re.compile(r"(?:辆|个|批次|人次|台)(?=[，。；、）]|$)")
_WANTS_COUNT = re.compile(r"(?:保有量为|编制数为|团组|(?:(?<![一二三四五六七八九十百千几数])共)有?|累计)$")
_RISE = ("增加", "增长", "上升", "提高", "高于", "大于", "多于", "增")
_FALL = ("减少", "下降", "降低", "低于", "小于", "少于", "减")
_ALTERNATIVE = re.compile(
    rf"(?=[（/或增])(?:(?P<mark>（或?|[/或])(?P<word>{'|'.join(_RISE + _FALL)})）?|(?P<plain>增减)(?=\d))"
)
_COMPARED = (("大于", "小于"), ("高于", "低于"), ("多于", "少于"))
_FIGURE = re.compile(r"(?:了|额为|率为|额|率|为|约)?(\d[\d.,]*(?:[万亿]?元|%|个百分点|[人个辆])?)")
_RULE_AFTER = re.compile(r"(?:以上|以内|以下|的?[，]?(?:扣|得|加|应|须|需)|时)")
_NEGATIVE = re.compile(r"[-−](\d[\d.,]*(?:[万亿]?元|%)?)")
_FALLING = re.compile(r"(?P<word>减少|下降|降低|压减)(?:了|额为|率为|为|约)?$")


def number_statements(paragraph: Paragraph) -> Iterator[Statement]:
    """Statements malformed_number, approximate_number, missing_figure, open_direction, negative_decrease."""
    text = paragraph.text
    if _DIGIT.search(text):
        yield from _numbers(paragraph, text)
    if paragraph.cell is not None and not text.strip("-−0123456789.,，"):
        yield from _cell(paragraph, text)
        return
    if paragraph.cell is not None and "，" not in text and "。" not in text:
        return  # the heads and labels of a table are no sentences
    for found in _TWICE.finditer(text):
        yield said("approximate_number", paragraph, found.span(), degree="twice")
    yield from _blanks(paragraph, text)
    yield from _directions(paragraph, text)


def _numbers(paragraph: Paragraph, text: str) -> Iterator[Statement]:
    for found in _NUMBER.finditer(text):
        kind = found.lastgroup or ""
        start, end = found.span()
        number = text[start : found.start(kind)]
        if kind == "unit" and _USUAL.fullmatch(number):
            continue
        if kind == "about":
            if number.isdigit() and len(number) > 2 and number[-1] != "0":
                yield said("approximate_number", paragraph, (start, end + 1), degree="exact")
        elif kind == "split":
            yield from _split(paragraph, (start, end), number, found[kind])
        elif kind == "unit":
            yield from _shape(paragraph, (start, end), number)
        else:
            sure = kind == "double" and text[end - 3] == "元"
            value = number + {"万": "万元", "%": "%"}.get(found[kind][0], "") if kind != "letter" else ""
            degree = "sure" if sure else "form" if found[kind] == "%%" else "open"
            yield said(
                "malformed_number",
                paragraph,
                (start, end),
                "" if sure else value,
                why=_WHY[kind],
                degree=degree,
            )


_WHY = {
    "split": "单位中间夹有数字",
    "double": "单位写了两遍",
    "letter": "数字里夹有字母",
    "stray": "单位后面多出数字",
    "dots": "小数点不止一个",
    "commas": "千分位分隔不对",
    "dangling": "小数点后没有数字",
    "zero": "整数前多出零",
}


def _split(paragraph: Paragraph, span: tuple[int, int], number: str, tail: str) -> Iterator[Statement]:
    """812.05万4元 cannot be read; 3万5000元 and 1亿2000万元 can."""
    inner = tail[1:].rstrip("万元")
    if "." in number.rstrip("."):
        yield said(
            "malformed_number", paragraph, span, f"{number}{tail[0]}元", why=_WHY["split"], degree="sure"
        )
    elif tail[0] == "万" and len(inner.split(".")[0]) > 4:
        yield said("malformed_number", paragraph, span, why=_WHY["split"], degree="open")


def _shape(paragraph: Paragraph, span: tuple[int, int], number: str) -> Iterator[Statement]:
    """Judge only by shape; a number at the head of a paragraph may be an item number ("1.2.5万元")."""
    text, start = paragraph.text, span[0]
    opened = start == 0 or text[start - 1] in "。；：、，（ "
    if ".." in number:
        yield said(
            "malformed_number",
            paragraph,
            span,
            re.sub(r"\.+", ".", text[slice(*span)]),
            why=_WHY["dots"],
            degree="sure",
        )
    elif number.count(".") > 1 and "," not in number and not opened:
        yield said("malformed_number", paragraph, span, why=_WHY["dots"], degree="sure")
    elif "," in number and (number.count(".") > 1 or text[start - 1 : start] == "/"):
        return  # 139.40,148.62 and 7/12，58.33%: several numbers
    elif "," in number and not _THOUSANDS.fullmatch(number.rstrip(".")):
        alone = start == 0 and span[1] == len(text)
        yield said(
            "malformed_number", paragraph, span, why=_WHY["commas"], degree="sure" if alone else "open"
        )
    elif "," in number and start > 1 and text[start - 1] == "，" and text[start - 2].isdigit():
        yield from _broken_before(paragraph, span)
    elif number[-1] == "." and not opened:
        yield said("malformed_number", paragraph, span, why=_WHY["dangling"], degree="open")
    elif len(number) > 1 and number[0] == "0" and number[1] != "." and number.strip("0."):
        value = number.lstrip("0") + text[start + len(number) : span[1]]
        yield said("malformed_number", paragraph, span, value, why=_WHY["zero"], degree="open")


def _broken_before(paragraph: Paragraph, span: tuple[int, int]) -> Iterator[Statement]:
    """`1，23,456元`: the first comma was not taken for a separator because two digits follow it."""
    at = span[0] - 1
    while at and paragraph.text[at - 1].isdigit():
        at -= 1
    head = paragraph.text[at : span[0] - 1]
    group = paragraph.text[span[0] : span[1]].split(",", maxsplit=1)[0]
    if len(head) < 4 and len(group) < 3:
        yield said("malformed_number", paragraph, (at, span[1]), why=_WHY["commas"], degree="open")


def _cell(paragraph: Paragraph, text: str) -> Iterator[Statement]:
    """A cell that is nothing but digits, points and commas, yet no number, date or item number."""
    body = text.lstrip("-−")
    if not body[:1].isdigit() or body.strip("0123456789.,，") or "-" in body:
        return
    parts = re.split(r"[.,，]", body)
    if _PLAIN.fullmatch(body) or _THOUSANDS.fullmatch(body) or max(map(len, parts)) < 3 or not all(parts):
        return
    if "," not in body and not _GROUPED.fullmatch(body) and ("，" in body or len(parts[0]) == 4):
        return  # a list of codes, or a date with points
    why = "dots" if "," not in body and "，" not in body else "commas"
    yield said("malformed_number", paragraph, (0, len(text)), why=_WHY[why], degree="sure")


def _blanks(paragraph: Paragraph, text: str) -> Iterator[Statement]:
    for found in _UNIT.finditer(text):
        start, end = found.span()
        if not start or not "一" <= text[start - 1] <= "鿿":
            continue
        before = text[max(0, start - 14) : start]
        wanted = (_WANTS_SHARE if text[start] == "%" else _WANTS_MONEY).search(before)
        if wanted and "单位" not in before and not before.endswith("增减"):
            left = start - len(wanted[0])
            yield said("missing_figure", paragraph, (left, end), degree="sure" if len(text) > end else "open")
    for found in _COUNTED.finditer(text):
        if wanted := _WANTS_COUNT.search(text, max(0, found.start() - 5), found.start()):
            yield said("missing_figure", paragraph, (wanted.start(), found.end()), degree="sure")


def _directions(paragraph: Paragraph, text: str) -> Iterator[Statement]:
    told: set[str] = set()
    for found in _ALTERNATIVE.finditer(text):
        start = found.start() if found["plain"] else _other_direction(text, found)
        if start is None:
            continue
        figure = _FIGURE.match(text, found.end())
        end = figure.end() if figure else found.end()
        rule = text[max(0, start - 1) : start] == "每" or _RULE_AFTER.match(text, end)
        if figure and not figure[1].strip("0.万亿元%人个辆百分点"):
            continue  # 增加或减少0人: neither
        said_so = figure or (not paragraph.is_heading and found["mark"] != "或")
        if said_so and not rule and text[start:end] not in told:
            told.add(text[start:end])
            degree, either = "figure" if figure else "word", _either(text[start:end])
            yield said("open_direction", paragraph, (start, end), degree=degree, either=either)
    for found in _NEGATIVE.finditer(text):
        if word := _FALLING.search(text, max(0, found.start() - 5), found.start()):
            yield said("negative_decrease", paragraph, (word.start(), found.end()), word["word"] + found[1])


def _either(words: str) -> str:
    """What is left open: 大于（小于） compares, 增加（减少） tells of a change."""
    return next((f"{more}还是{less}" for more, less in _COMPARED if more in words), "增加还是减少")


def _other_direction(text: str, found: re.Match[str]) -> int | None:
    """Start of the opposite word in front of `（减少）`, `/下降`, `或减少`; None without one."""
    before = text[max(0, found.start() - 2) : found.start()]
    opposite = _FALL if found["word"] in _RISE else _RISE
    word = next((word for word in opposite if before.endswith(word)), None)
    bracketed = found["mark"][0] == "（"
    if word is None or bracketed != found[0].endswith("）"):
        return None
    return found.start() - len(word)
