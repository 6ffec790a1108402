"""Headings and the section path of every paragraph, also where the numbering is noisy."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quanheng.facts.paragraphs import Paragraph
from quanheng.model.review import Heading

_CN = "一二三四五六七八九十百零〇"
_STYLES = (
    re.compile(rf"第[{_CN}\d]+部分"),
    re.compile(rf"[{_CN}]{{1,3}}[、，.:：]"),
    re.compile(rf"（[{_CN}]{{1,3}}）、?"),
    re.compile(r"-?\d{1,2}(?:[、，]|\.(?!\d))"),
    re.compile(r"-?（\d{1,2}）[、，]?"),
    re.compile(r"[①-⑳]"),
)
_FIRST = re.compile(rf"[第（\-\d①-⑳{_CN}]")  # what a number in front begins with
_STOP = re.compile(r"[。；，：]$")
_INNER = re.compile(r"[。；，：]")
_AMOUNT = re.compile(r"\d(?:万元|亿元|元|%)")
_LONGEST = 42
_CONTENTS = re.compile(r"目 ?录")
_DATED = re.compile(r"^20\d\d年?度?")
_PAGE = re.compile(r"[.．…·\s\-—]*\d{0,3}$")
# 一、概况二、预算报表三、名词解释: numbers that go on within a short line
_INLINE = re.compile(rf"(?:^|(?<=[^{_CN}、，。；：和与至到]{{2}}))([{_CN}]{{1,3}})、(?=[^，。；、]{{2}})")


def numbering(text: str) -> tuple[int, str]:
    """Level (1 to 6, 0 for none) and the printed number in front of a paragraph."""
    if not _FIRST.match(text) or run_together(text):
        return 0, ""
    for level, style in enumerate(_STYLES, 1):
        found = style.match(text)
        if found:
            return level, found[0].strip("、，.：:-")
    return 0, ""


def run_together(text: str) -> bool:
    """True for a list of contents printed as one line: it is neither a heading nor numbered."""
    if "二、" not in text[1:] or not text.startswith("一、") or _INNER.search(text):
        return False
    values = [ordinal(found[1]) for found in _INLINE.finditer(text)]
    return len(values) > 1 and values == list(range(1, len(values) + 1))


_VALUES = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"十": 10}


def ordinal(number: str) -> int:
    """The value of a printed number: 九, （3）, 十二, 9; 0 for what is none."""
    bare = number.strip("（）第部分")
    if bare.isdecimal():
        return int(bare)
    if not bare or any(c not in _VALUES for c in bare):
        return 0
    if bare[0] == "十":
        return 10 + (_VALUES[bare[1]] if len(bare) > 1 else 0)
    return _VALUES[bare[0]] * (10 if len(bare) > 1 else 1) + (_VALUES[bare[2]] if len(bare) > 2 else 0)


def _true_level(level: int, number: str, path: dict[int, str]) -> int:
    """八、 then 9、 then 十、: a number of another style that carries the sequence on stands at its level.

    Not after 第一部分: 二、 stands within it, 一、 has been left out.
    """
    value = ordinal(number)
    if value < 2 or level in path or any(key > level for key in path):
        return level
    shallower = [
        key for key in path if key < level and path[key][0] != "第" and ordinal(path[key]) == value - 1
    ]
    return max(shallower, default=level)


def _is_heading(text: str, level: int) -> bool:
    if len(text) > _LONGEST or _AMOUNT.search(text) or run_together(text):
        return False
    if level:
        return not _INNER.search(text[len(text) // 3 :].rstrip("。：")) and not text.endswith("；")
    return len(text) <= 24 and not _INNER.search(text.rstrip("。：")) and not _STOP.search(text.rstrip("。"))


def _bare(text: str) -> str:
    """A line of the contents or the heading that it announces, without number, year, dots and page."""
    return _DATED.sub("", _PAGE.sub("", text[len(numbering(text)[1]) :].lstrip("、，.：: -")))


def _announced(paragraphs: Sequence[Paragraph]) -> dict[str, int]:
    """Titles of the contents list, each with the number of the paragraph where the list ends."""
    at = next((i for i, p in enumerate(paragraphs[:40]) if _CONTENTS.fullmatch(p.text)), None)
    if at is None:
        return {}
    listed: dict[str, int] = {}
    for number, paragraph in enumerate(paragraphs[at + 1 : at + 60], at + 1):
        title = _bare(paragraph.text)
        if paragraph.cell is not None or len(title) > _LONGEST or title in listed:
            break  # the first title that comes again begins the text
        if len(title) > 3:
            listed[title] = number
    end = max(listed.values(), default=0)
    return dict.fromkeys(listed, end) if len(listed) > 2 else {}


def outline(paragraphs: Sequence[Paragraph]) -> list[Heading]:
    """Mark headings, set `section`, `level` and `number` of each paragraph; return the headings."""
    path: dict[int, str] = {}
    section = ""
    headings: list[Heading] = []
    announced = _announced(paragraphs)
    for at, paragraph in enumerate(paragraphs):
        if paragraph.cell is not None:
            paragraph.section = section
            continue
        level, number = numbering(paragraph.text)
        if level:
            level = _true_level(level, number, path)
            for deeper in [key for key in path if key >= level]:
                del path[deeper]
            path[level] = number
            section = "".join(path[key] for key in sorted(path))
        elif announced and announced.get(_bare(paragraph.text), at) < at:
            # A chapter without a number: what was numbered before it is over.
            path = {0: paragraph.text}
            section = paragraph.text
        paragraph.section = section
        paragraph.number = number
        if paragraph.is_heading or _is_heading(paragraph.text, level):
            paragraph.is_heading, paragraph.level = True, level or paragraph.level or 7
            title = paragraph.text[len(number) :].lstrip("、，.：: -")
            headings.append(Heading(paragraph.block, paragraph.level, number, title, paragraph.section))
    return headings
