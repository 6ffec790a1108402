"""The fiscal year of a document: that of its title, not the day on which it was written or published."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanheng.facts.paragraphs import Paragraph

_MONTH = r"(?!(?:\d{1,2}|[一二三四五六七八九十]{1,3})月)"
_YEAR = re.compile(rf"(?<!\d)(?P<year>20\d\d)(?:年{_MONTH}(?P<fiscal>度)?|(?=部门|单位))")
_CHINESE_YEAR = re.compile(
    rf"二[〇○零O0](?P<tens>[〇○零O0一二三四五六七八九])(?P<ones>[〇○零O0一二三四五六七八九])年{_MONTH}(?P<fiscal>度)?"
)
_SPAN = re.compile(r"(?<!\d)20\d\d年?度?(?:至|到|-|—+|~|、|和|及|与)20\d\d年")
_ASIDE = re.compile(r"（[^（）]*(?:公开|编制|发布|印发|[含附]|月)[^（）]*）")
_TOPIC = re.compile(r"[^，。；（]{0,16}?(?:决算|预算|自评|评价|绩效)")


def title_years(lines: Sequence[str]) -> list[int]:
    """The fiscal years of a title: several when it speaks of several, none when it gives none."""
    span = next((found for line in lines if (found := _SPAN.search(line))), None)
    if span:
        return [int(year) for year in re.findall(r"20\d\d", span[0])]
    marks = [mark for line in lines for mark in _marks(_ASIDE.sub("", line))]
    years = list(dict.fromkeys(year for year, _ in marks))
    sure = list(dict.fromkeys(year for year, attached in marks if attached))
    return sure if sure and len(years) > 1 else years


def _marks(line: str) -> list[tuple[int, bool]]:
    """Each year of a line, and whether the topic of a document follows it."""
    found = [(int(mark["year"]), mark.end()) for mark in _YEAR.finditer(line)]
    found += [
        (2000 + 10 * _digit(mark["tens"]) + _digit(mark["ones"]), mark.end())
        for mark in _CHINESE_YEAR.finditer(line)
    ]
    return [(year, bool(_TOPIC.match(line, end))) for year, end in found]


def _digit(char: str) -> int:
    return max(0, "〇一二三四五六七八九".find(char))


def heading_year(paragraphs: Sequence[Paragraph]) -> int | None:
    """The year that most headings name."""
    years = [int(f["year"]) for p in paragraphs if p.is_heading and (f := _YEAR.search(p.text))]
    return Counter(years).most_common(1)[0][0] if years else None


def spoken_year(paragraphs: Sequence[Paragraph]) -> int | None:
    """The year most often called a fiscal year; at least twice, and more often than any other."""
    counts = Counter(
        year for p in paragraphs for year in re.findall(r"(?<!\d)(20\d\d)年度", p.text)
    ).most_common(2)
    if counts and counts[0][1] > 1 and (len(counts) == 1 or counts[0][1] > counts[1][1]):
        return int(counts[0][0])
    return None
