"""Paragraphs that explain one subject each of the functional classification: 1. “甲（类）乙（款）丙（项）”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quanheng.facts.paragraphs import Paragraph

_NAME = r"[^，。；：、（）“”\d\s]{2,36}"
_CODE = r"(?:（\d{3,7}）)?"
_HEAD = re.compile(
    rf"“?(?P<class>{_NAME})（类）{_CODE}”?[-—、/]?(?:“?(?P<section>{_NAME})（款）{_CODE}”?[-—、/]?)?"
    rf"“?(?P<item>{_NAME})（项）{_CODE}”?"
)
# 1.行政运行（2010301），年初预算: the code instead of 类 and 款
_CODED = re.compile(
    r"(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]{1,2}|第[\d一二三四五六七八九十]{1,3}项：?)?“?(?P<item>[^，。；：（）\d]{2,36})（(?P<code>\d{7})(?:项)?）”?(?=[。，：])"
)
_LEADING = re.compile(r"^(?:其中|包括|用于|主要用于|财政拨款|一般公共预算)+")
_PURPOSE = re.compile(
    r"主要(?:是)?(?:用于|用途为|用途是|反映)[：]?(?P<purpose>[^。；]{3,80}?)(?=[。；]|，(?=20\d\d|年初|全年|上年|比|较|预算|支出决算)|$)"
)
_REASON = re.compile(r"原因(?:主要)?(?:是因为|是由于|是因|是|为|在于)?[：，]?(?P<reason>[^。；]{2,80})")
_TAIL = re.compile(r"(?:等(?:方面)?|方面)?的?(?:支出|经费|费用|开支|资金|预算)*(?:支出)?$")
_PLAIN = re.compile(r"[“”（）、，\s]")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a paragraph."""

    text: str
    start: int
    end: int


@dataclass(slots=True, eq=False)
class SubjectItem:
    """One subject with the words about it: `names` are 类, 款 and 项, `code` as printed, `start`:`end` the part of the paragraph."""

    paragraph: Paragraph
    names: tuple[str, str, str]
    start: int
    head_end: int
    end: int
    code: str = ""
    purpose: Span | None = None
    reason: Span | None = None

    @property
    def name(self) -> str:
        """The 项."""
        return self.names[2]

    @property
    def full_name(self) -> str:
        """款 and 项 in one, as many write it where the 项 alone says little."""
        return self.names[1] + self.names[2]


def core(words: str) -> str:
    """A name or purpose without quotation marks and without 支出, 经费 behind it."""
    return _TAIL.sub("", _PLAIN.sub("", words))


def _span(pattern: re.Pattern[str], group: str, paragraph: Paragraph, start: int, end: int) -> Span | None:
    found = pattern.search(paragraph.text, start, end)
    return Span(found[group], *found.span(group)) if found else None


def items_of(paragraph: Paragraph) -> Iterator[SubjectItem]:
    """The subjects that a paragraph explains, each up to the next one."""
    if "（项）" not in paragraph.text:
        yield from _coded(paragraph)
        return
    heads = list(_HEAD.finditer(paragraph.text))
    for at, head in enumerate(heads):
        end = heads[at + 1].start() if at + 1 < len(heads) else len(paragraph.text)
        names = (_LEADING.sub("", head["class"]), head["section"] or "", head["item"])
        yield SubjectItem(
            paragraph,
            names,
            head.start(),
            head.end(),
            end,
            "",
            _span(_PURPOSE, "purpose", paragraph, head.end(), end),
            _span(_REASON, "reason", paragraph, head.end(), end),
        )


def _coded(paragraph: Paragraph) -> Iterator[SubjectItem]:
    found = _CODED.match(paragraph.text)
    if found:
        end, length = found.end(), len(paragraph.text)
        purpose = _span(_PURPOSE, "purpose", paragraph, end, length)
        reason = _span(_REASON, "reason", paragraph, end, length)
        names = ("", "", found["item"])
        yield SubjectItem(paragraph, names, found.start("item"), end, length, found["code"], purpose, reason)


def subject_items(paragraphs: Iterable[Paragraph]) -> list[SubjectItem]:
    """Every subject explained in the running text, in reading order."""
    return [item for part in paragraphs if part.cell is None for item in items_of(part)]
