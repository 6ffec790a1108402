"""Styles of a Word file: outline level and numbering that a paragraph inherits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanheng.read.docx_text import W

if TYPE_CHECKING:
    from lxml import etree

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)


def value(node: etree._Element | None, path: str) -> str | None:
    """The w:val of the element at `path` (names without prefix, parted by /), None if it is not there."""
    if node is None:
        return None
    found = node.find("/".join(W + name for name in path.split("/")))
    return None if found is None else found.get(W + "val")


class Styles:
    """Paragraph styles by id."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default: str | None = None
        for style in root.iterfind(W + "style") if root is not None else ():
            name = style.get(W + "styleId", "")
            self._styles[name] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self._default = name

    def chain(self, paragraph: etree._Element) -> list[etree._Element]:
        """The style of a w:p and those it is based on, nearest first."""
        name = value(paragraph, "pPr/pStyle") or self._default
        found: list[etree._Element] = []
        while name in self._styles and self._styles[name] not in found:
            found.append(self._styles[name])
            name = value(found[-1], "basedOn")
        return found

    def level(self, paragraph: etree._Element) -> int:
        """Outline level of a w:p from 1, or 0 for body text."""
        own = value(paragraph, "pPr/outlineLvl")
        if own is not None:
            return _outline(own)
        for style in self.chain(paragraph):
            given = value(style, "pPr/outlineLvl")
            if given is not None:
                return _outline(given)
            named = _HEADING.fullmatch((value(style, "name") or "").strip())
            if named:
                return int(named[1])
        return 0

    def numbering(self, paragraph: etree._Element) -> tuple[str, str | None, str | None] | None:
        """(numId, ilvl, style that links them) of a w:p, None if it is not numbered."""
        holders = [(paragraph, None)] + [(s, s.get(W + "styleId")) for s in self.chain(paragraph)]
        level: str | None = None
        for holder, style in holders:
            if holder.find(f"{W}pPr/{W}numPr") is not None:
                level = level if level is not None else value(holder, "pPr/numPr/ilvl")
                number = value(holder, "pPr/numPr/numId")
                if number is not None:
                    return None if number == "0" else (number, level, style)
        return None


def _outline(text: str) -> int:
    return int(text) + 1 if text.isdigit() and int(text) < 9 else 0
