"""Figures of one paragraph with the words around them, before anything is concluded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from quanheng.facts.leads import (
    BASE,
    CHANGE,
    COMPLETION,
    LEVEL,
    OF,
    RATE,
    SHARE,
    Lead,
    read_founded,
    read_lead,
)
from quanheng.facts.paragraphs import Paragraph
from quanheng.facts.tokens import FIGURE, SEPARATOR, Token, has_figures, tokens
from quanheng.model.figure import Figure
from quanheng.model.quantity import COUNT, MONEY, NO_UNIT, PERCENT, POINTS, SCORE

_STRENGTH = {"": 0, "、": 1, "，": 2, "：": 2, "（": 2, "）": 2, "；": 3, "。": 4, "！": 4, "？": 4}
# What a figure is, by what the words before it say.
KINDS = {
    LEVEL: "level",
    BASE: "level",
    CHANGE: "delta",
    SHARE: "ratio",
    COMPLETION: "ratio",
    RATE: "ratio",
    OF: "ratio",
}
_LONGEST_NOUN = 14  # 68名科技特派员（省派4个…）: what is counted may stand before the bracket
_FOUNDED = re.compile(r"的?(?:基础|基数)上")  # 在2022年468万元的基础上增长
_NUMERAL = re.compile(r"[一二三四五六七八九十\d]{1,3}")
_AND_NO_MORE = re.compile(r"(?:左右|以上|以内|的|，)?$")


@dataclass(slots=True, eq=False)
class Mention:
    """A figure where it stands.

    `gap` is everything since the figure before it, `context` the clauses without figures in the
    gap, `sentence` its number in the paragraph, `depth` the brackets open around it, `separator`
    the strongest separator in the gap, `target` the level figure that an attribute speaks of, `other`
    a second one that it may mean, `named` the item that a clause before it names, `attr` what the
    lead says of it: level, change, share, completion or rate, `founded` that 的基础上 follows.
    """

    figure: Figure
    lead: Final[Lead]  # `read_as` puts another in its place
    paragraph: Paragraph
    start: int
    end: int
    gap: str
    context: str
    sentence: int
    depth: int
    separator: str
    opened: int
    target: Mention | None = None
    other: Mention | None = None
    parents: list[Mention] = field(default_factory=list)
    subject: str = ""
    named: str = ""
    after: str = ""
    spelled: bool = False
    founded: bool = False
    attr: str = field(init=False)

    def __post_init__(self) -> None:
        self.attr = self.lead.attr

    def read_as(self, lead: Lead) -> None:
        """Take another reading of the words before it."""
        self.lead = lead  # type: ignore[misc]
        self.attr = lead.attr

    @property
    def dimension(self) -> str:
        """Dimension of the unit."""
        return self.figure.unit.dimension


class _Scan:
    """State of the walk over the tokens of one paragraph."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraph, self.text = paragraph, paragraph.text
        self.made: list[Mention] = []
        self.clause = self.last = self.sentence = self.depth = 0
        self.separator = ""
        self.opened = 0
        self.brackets: list[tuple[int, int]] = []

    def separate(self, token: Token) -> None:
        mark = token.text
        if mark == "（":
            self.depth += 1
            self.brackets.append((len(self.made), token.end))
            noun = self.text[self.last : token.start] if self.made and not self.separator else None
            if noun is not None and (
                not noun or (len(noun) <= _LONGEST_NOUN and self.made[-1].dimension == COUNT)
            ):
                self.opened = self.depth
        elif mark == "）" and self.depth:
            self.depth -= 1
            opened = self.brackets.pop()
            if opened[0] == len(self.made):  # （境）, （含税）: part of a name; （一）: a number
                self.clause = (
                    token.end if _NUMERAL.fullmatch(self.text[opened[1] : token.start]) else self.clause
                )
                return
        elif mark in "。！？" and not self.depth:
            self.sentence += 1
        elif mark == "、" and not (
            self.made
            and self.clause == self.last
            and _AND_NO_MORE.fullmatch(self.text[self.last : token.start])
        ):
            return
        if mark != "（" or token.start in (self.last, self.clause):
            self.clause = token.end
        if _STRENGTH[mark] > _STRENGTH[self.separator]:
            self.separator = mark

    def take(self, token: Token) -> None:
        unit = token.unit or NO_UNIT
        words = self.text[self.clause : token.start]
        percent = unit.dimension in (PERCENT, POINTS)
        lead = read_lead(words, percent)
        founded = _FOUNDED.match(self.text, token.end)
        if founded and lead.attr == LEVEL:
            lead = read_founded(words)
        source = "written"
        if unit is NO_UNIT:
            before = self.made[-1] if self.made else None
            spoken = lead.item or lead.basis or lead.generic not in ("", "any")
            if (
                before is not None
                and before.dimension == MONEY
                and spoken
                and before.sentence == self.sentence
            ):
                unit, source = before.figure.unit, "inherited"
        figure = Figure(
            len(self.made),
            self.text[token.start : token.end],
            token.value,
            unit,
            token.decimals,
            self.paragraph.place(token.start, token.end),
            kind=KINDS[lead.attr],
            unit_source=source,
            hedge=token.hedge,
            upper=token.upper,
            polarity=lead.sign,
            confidence=self.paragraph.confidence_at(token.start, token.end),
        )
        self.made.append(
            Mention(
                figure,
                lead,
                self.paragraph,
                token.start,
                token.end,
                self.text[self.last : token.start],
                self.text[self.last : self.clause],
                self.sentence,
                self.depth,
                self.separator,
                self.opened,
                spelled=token.text == "spelled",
                founded=lead.attr == BASE and founded is not None,
            )
        )
        self.last = token.end
        self.clause = founded.end() if founded else token.end
        self.separator, self.opened = "", 0


def mentions(paragraph: Paragraph) -> list[Mention]:
    """Every figure of a paragraph in order, numbers without a unit left out unless they have decimals."""
    if not has_figures(paragraph.text):
        return []
    scan = _Scan(paragraph)
    for token in tokens(paragraph.text):
        if token.kind == SEPARATOR:
            scan.separate(token)
        elif token.kind == FIGURE and (token.unit is not NO_UNIT or token.decimals):
            scan.take(token)
    for here, following in zip(scan.made, scan.made[1:], strict=False):
        here.after = following.gap
    if scan.made:
        scan.made[-1].after = paragraph.text[scan.made[-1].end :]
    return scan.made


def without_spelled(found: list[Mention]) -> list[Mention]:
    """The figures in digits; the words around a number in characters (两项补贴) belong to the next figure's gap."""
    plain = [m for m in found if not m.spelled]
    if len(plain) == len(found):
        return found
    end = 0
    for mention in plain:
        text = mention.paragraph.text
        words = len(mention.gap) - len(mention.context)
        if mention.start - len(mention.gap) > end:
            mention.gap = text[end : mention.start]
            mention.context = mention.gap[: len(mention.gap) - words]
            mention.separator = max(mention.gap, key=lambda c: _STRENGTH.get(c, 0)) if mention.gap else ""
            mention.separator = mention.separator if mention.separator in _STRENGTH else ""
        end = mention.end
    return plain


def is_amount(mention: Mention) -> bool:
    """True for a figure that can be part of a sum."""
    return mention.attr == LEVEL and mention.dimension in (MONEY, COUNT, SCORE)
