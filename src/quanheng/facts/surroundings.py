"""What the headings above a paragraph or a table say of its figures: item, basis, fund."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from quanheng.facts.leads import clean, fund_of, item_of
from quanheng.model.review import Heading

_TOPIC = re.compile(r"(?:财政拨款)?(?:支出|使用|[预决]算|执行)*(?:总体|具体)?情况(?:的?说明)?$")
_BOTH = re.compile(r"收入支出|收支|收入[、和与]支出")
_HEAD_BASIS = re.compile(
    r"(?P<final>决算|执行|(?<!预算)支出情况|使用情况)|(?P<initial>预(?=决算)|(?<!公共)(?<!基金)(?<!经营)预算(?!绩效|单位|管理|执行|法))"
)
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
_COMPARING = re.compile(r"对比|比较|差异|变动|增减")


def _item_of_title(title: str) -> str:
    """What a heading is about; 收入支出情况 is about two things and 基本情况 about none."""
    found = item_of(title)
    if found or _BOTH.search(title):
        return found
    topic = _TOPIC.sub("", title)
    bare_word = len(clean(topic)) <= len("基本") and "支出" not in title  # 基本情况, not 基本支出情况
    return "" if bare_word and topic != title else item_of(topic)


class _Above(NamedTuple):
    """What one heading says; title is its text."""

    item: str
    basis: str
    fund: str
    title: str


@dataclass(slots=True)
class Surroundings:
    """Year and basis of the document, and what the headings above a paragraph say, by outline level."""

    year: int | None
    basis: str
    stack: dict[int, _Above] = field(default_factory=dict)

    def enter(self, heading: Heading) -> None:
        """Go under a heading: it replaces those of its level and below."""
        for level in [key for key in self.stack if key >= heading.level]:
            del self.stack[level]
        title = heading.title.rstrip("。：")
        # 部门决算情况（含年中预算追加情况）: what stands in brackets is said beside
        found = {str(m.lastgroup) for m in _HEAD_BASIS.finditer(_BRACKET.sub("", title))}
        basis = found.pop() if len(found) == 1 and not _COMPARING.search(title) else ""
        self.stack[heading.level] = _Above(_item_of_title(title), basis, fund_of(title), title)

    def nearest(self, what: Literal["basis", "fund", "title"]) -> str:
        """What the innermost heading says that says it at all, or ""."""
        above = reversed(self.stack.values())  # `enter` keeps them in order of their levels
        return next((said for heading in above if (said := str(getattr(heading, what)))), "")

    @property
    def item(self) -> str:
        """The item that the innermost heading names."""
        return next((heading.item for heading in reversed(self.stack.values())), "")
