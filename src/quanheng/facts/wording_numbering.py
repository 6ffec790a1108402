"""Numbering of headings: styles mixed on one level, numbers left out or repeated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanheng.facts.outline import run_together
from quanheng.facts.wording_statement import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quanheng.facts.paragraphs import Paragraph
    from quanheng.model.figure import Statement

_CN = "一二三四五六七八九十"
NUMBER = re.compile(
    rf"-?(?:(?P<cn>[{_CN}]{{1,3}})、|（(?P<cnp>[{_CN}]{{1,3}})）|(?P<ar>\d{{1,2}})[、.](?!\d)|（(?P<arp>\d{{1,2}})）)"
)
# rows of the accounts (二、事业收入) that a flattened table leaves between the paragraphs
ACCOUNT_ROW = re.compile(r"[^情说报工]{0,24}(?:收入|支出|基金|预算|结余|结转|资金|拨款|经费)$")
_RESTART = re.compile(rf"第[{_CN}\d]{{1,3}}(?:部分|章|篇)|附[件表录]|目录")
_HEADING_WORDS = re.compile(r"[^\d，；。]{4,24}")
# an excerpt may begin at 三、; a text that has run so long without 一、 has lost it
_LONG_OPENING = 12


def numbering_statements(prose: Sequence[Paragraph]) -> Iterator[Statement]:
    """Statements numbering (degree mixed, repeat or gap); value is the number that should stand there."""
    ladders = _Ladders()
    read = [paragraph for paragraph in prose if not run_together(paragraph.text)]
    for index, paragraph in enumerate(read):
        yield from ladders.read(paragraph, index)
        ladders.unnumbered |= _has_lost_its_number(paragraph, read[index + 1 : index + 2])


def _has_lost_its_number(paragraph: Paragraph, following: Sequence[Paragraph]) -> bool:
    """A heading without a number and text below it: a number set by the word processor may be gone.

    A line of figures or one that another such line follows comes from a flattened table or a title.
    """
    if not _bare_heading(paragraph) or not _HEADING_WORDS.fullmatch(paragraph.text):
        return False
    return any(not _bare_heading(below) for below in following)


def _bare_heading(paragraph: Paragraph) -> bool:
    return paragraph.is_heading and not NUMBER.match(paragraph.text)


def numeral(text: str) -> int:
    """Value of a Chinese numeral up to 99 as used in headings; 0 for what is none."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _CN.find(text) + 1 if len(text) == 1 and text in _CN[:9] else 0
    return (_CN.find(tens) + 1 if tens else 1) * 10 + (_CN.find(ones) + 1 if ones else 0)


def in_chinese(value: int) -> str:
    """The numeral of a heading, 1 to 99."""
    tens, ones = divmod(value, 10)
    return ("" if tens < 2 else _CN[tens - 1]) + ("十" if tens else "") + (_CN[ones - 1] if ones else "")


class _Ladders:
    """Two ladders are watched: 一、 broken by 9、 and （一） broken by （2）; in 一、 gaps and repeats too.

    `unnumbered` tells whether a heading since the last number may have lost its own;
    `inner` tells whether a list 1、 or （1） runs below the last number of its ladder, `passed` the
    numbers of account rows since, `waiting` a 9、 that counts once 十、 follows.
    """

    def __init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        self.last = {"cn": 0, "cnp": 0}
        self.inner = {"ar": False, "arp": False}
        self.passed: set[int] = set()
        self.unnumbered = False
        self.waiting: Statement | None = None

    def read(self, paragraph: Paragraph, index: int) -> Iterator[Statement]:
        text = paragraph.text
        found = NUMBER.match(text)
        if found is None:
            if _RESTART.match(text):
                self.restart()
            self._embedded(text, 0)
        elif ACCOUNT_ROW.match(text, found.end()):
            self.passed.add(numeral(found["cn"] or ""))
        else:
            style = found.lastgroup or ""
            if style == "cn":
                yield from self._top(paragraph, found, index)
            elif style == "cnp":
                self.last["cnp"] = numeral(found[style])
                self.inner.update(ar=False, arp=False)
            elif not self.inner[style]:
                yield from self._arabic(paragraph, found, style)
            self._embedded(text, found.end())

    def _embedded(self, text: str, start: int) -> None:
        """An item 1、 within a paragraph opens the list that the next paragraph goes on with."""
        self.inner["arp"] = self.inner["arp"] or "（1）" in text[start:]
        self.inner["ar"] = self.inner["ar"] or "1、" in text[start:] or "1." in text[start:]

    def _top(self, paragraph: Paragraph, found: re.Match[str], index: int) -> Iterator[Statement]:
        last, value = self.last["cn"], numeral(found["cn"])
        explained = self.passed & set(range(last + 1, value))
        if (last or index > _LONG_OPENING) and paragraph.is_heading and value and not explained:
            right = f"{in_chinese(last + 1)}、"
            if value == last:
                yield said("numbering", paragraph, found.span(), right, why="重复", degree="repeat")
            elif value > last + 1 and not self.unnumbered:
                yield said("numbering", paragraph, found.span(), right, why="跳号", degree="gap")
        if self.waiting is not None and value == last + 1:
            yield self.waiting
        self.restart()
        self.last["cn"] = value

    def _arabic(self, paragraph: Paragraph, found: re.Match[str], style: str) -> Iterator[Statement]:
        """The first number of its style below a ladder: 1 opens a list, the ladder's next breaks it."""
        ladder, value = ("cn", int(found["ar"])) if style == "ar" else ("cnp", int(found["arp"]))
        goes_on = 1 < value == self.last[ladder] + 1 and (style == "arp" or not self.last["cnp"])
        if not (goes_on and paragraph.is_heading):
            self.inner[style] = True
            return
        right = f"{in_chinese(value)}、" if style == "ar" else f"（{in_chinese(value)}）"
        mixed = said("numbering", paragraph, found.span(), right, why="与同级编号混用", degree="mixed")
        self.last[ladder] = value
        if style == "ar":
            self.waiting = mixed
        else:
            yield mixed
