"""Headings and the section path of every paragraph, also where the numbering is noisy."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
_STOP = re.compile(r"[。；，：]$")
_INNER = re.compile(r"[。；，：]")
_AMOUNT = re.compile(r"\d(?:万元|亿元|元|%)")
_LONGEST = 42


def numbering(text: str) -> tuple[int, str]:
    """Level (1 to 6, 0 for none) and the printed number in front of a paragraph."""
    for level, style in enumerate(_STYLES, 1):
        found = style.match(text)
        if found:
            return level, found[0].strip("、，.：:-")
    return 0, ""


def _is_heading(text: str, level: int) -> bool:
    if len(text) > _LONGEST or _AMOUNT.search(text):
        return False
    if level:
        return not _INNER.search(text[len(text) // 3 :].rstrip("。：")) and not text.endswith("；")
    return len(text) <= 24 and not _INNER.search(text.rstrip("。：")) and not _STOP.search(text.rstrip("。"))


def outline(paragraphs: Iterable[Paragraph]) -> list[Heading]:
    """Mark headings, set `section`, `level` and `number` of each paragraph; return the headings."""
    path: dict[int, str] = {}
    headings: list[Heading] = []
    for paragraph in paragraphs:
        if paragraph.cell is not None:
            paragraph.section = "".join(path[key] for key in sorted(path))
            continue
        level, number = numbering(paragraph.text)
        if level:
            for deeper in [key for key in path if key >= level]:
                del path[deeper]
            path[level] = number
        paragraph.section = "".join(path[key] for key in sorted(path))
        paragraph.number = number
        if paragraph.is_heading or _is_heading(paragraph.text, level):
            paragraph.is_heading, paragraph.level = True, level or paragraph.level or 7
            title = paragraph.text[len(number) :].lstrip("、，.：: -")
            headings.append(Heading(paragraph.block, paragraph.level, number, title, paragraph.section))
    return headings
