"""Automatic numbering of Word, restored as the text that a reader of the page sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanheng.read.docx_styles import Styles, value
from quanheng.read.docx_text import W
from quanheng.read.numerals import numeral

if TYPE_CHECKING:
    from lxml import etree

_NO_SPACE_AFTER = "、）)】〕：:"


class Numbering:
    """Counts the numbered paragraphs; must be asked once for each paragraph, in document order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._linked: dict[str, str] = {}
        self._nums: dict[str, etree._Element] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        for node in root if root is not None else ():
            if node.tag == W + "abstractNum":
                self._abstract[node.get(W + "abstractNumId", "")] = node
                self._linked[value(node, "styleLink") or ""] = node.get(W + "abstractNumId", "")
            elif node.tag == W + "num":
                self._nums[node.get(W + "numId", "")] = node

    def label(self, paragraph: etree._Element) -> str:
        """The number in front of a w:p with the gap after it, "" if it has none."""
        found = self._styles.numbering(paragraph)
        if found is None or found[0] not in self._nums:
            return ""
        number, given, style = found
        abstract = self._definition(number)
        level = self._level(abstract, given, style)
        self._advance(number, abstract, level)
        return self._print(number, abstract, level)

    def _definition(self, number: str) -> str:
        abstract = value(self._nums[number], "abstractNumId") or ""
        link = value(self._abstract.get(abstract), "numStyleLink")
        return self._linked.get(link, abstract) if link else abstract

    def _level(self, abstract: str, given: str | None, style: str | None) -> int:
        if given is not None and given.isdigit():
            return min(int(given), 8)
        for node in self._abstract[abstract].iterfind(W + "lvl") if abstract in self._abstract else ():
            if style and value(node, "pStyle") == style:
                return int(node.get(W + "ilvl", "0"))
        return 0

    def _find(self, number: str, abstract: str, level: int) -> etree._Element | None:
        for node in self._nums[number].iterfind(f"{W}lvlOverride/{W}lvl"):
            if node.get(W + "ilvl") == str(level):
                return node
        for node in self._abstract[abstract].iterfind(W + "lvl") if abstract in self._abstract else ():
            if node.get(W + "ilvl") == str(level):
                return node
        return None

    def _start(self, number: str, abstract: str, level: int) -> int:
        text = value(self._find(number, abstract, level), "start") or "1"
        return int(text) if text.isdigit() else 1

    def _advance(self, number: str, abstract: str, level: int) -> None:
        counts = self._counts.setdefault(abstract, {})
        override = self._override(number, level)
        if override is not None and (number, level) not in self._started:
            counts[level] = override
        else:
            counts[level] = counts[level] + 1 if level in counts else self._start(number, abstract, level)
        self._started.add((number, level))
        for deeper in [n for n in counts if n > level]:
            restart = value(self._find(number, abstract, deeper), "lvlRestart")
            if restart is None or (restart != "0" and level < int(restart)):
                del counts[deeper]

    def _override(self, number: str, level: int) -> int | None:
        for node in self._nums[number].iterfind(W + "lvlOverride"):
            if node.get(W + "ilvl") == str(level):
                text = value(node, "startOverride")
                return int(text) if text is not None and text.isdigit() else None
        return None

    def _print(self, number: str, abstract: str, level: int) -> str:
        node = self._find(number, abstract, level)
        form = value(node, "numFmt") or "decimal"
        if node is None or form in ("bullet", "none"):
            return ""  # a bullet says nothing, and a dash would turn a figure negative
        legal = node.find(W + "isLgl") is not None

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            own = value(self._find(number, abstract, at), "numFmt") or "decimal"
            count = self._counts[abstract].get(at) or self._start(number, abstract, at)
            return numeral(count, "decimal" if legal else own)

        text = re.sub(r"%([1-9])", shown, value(node, "lvlText") or "")
        return text if not text or text[-1] in _NO_SPACE_AFTER or text[-1].isspace() else text + " "
