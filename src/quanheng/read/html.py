"""Web pages, and the many "Word" and "Excel" files that are web pages inside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser, LexborNode

from quanheng.read.decode import decode
from quanheng.read.draft import Draft
from quanheng.read.html_table import is_layout, slots
from quanheng.read.numerals import numeral

if TYPE_CHECKING:
    from quanheng.model.document import Document

_DROPPED = {
    "script", "style", "nav", "noscript", "template", "svg", "iframe", "select", "button", "head", "title",
    "object", "canvas", "-comment",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td",
    "th", "tbody", "thead", "tfoot", "caption", "section", "article", "main", "header", "footer", "aside",
    "form", "fieldset", "figure", "figcaption", "blockquote", "pre", "center", "address", "hr", "body",
    "html",
}  # fmt: skip
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\f\xa0]+")
_SOURCE_BREAK = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])")
_ENDED = re.compile(r"[。；：！？][”’」』）)]*\s*$")
_NUMBERED = re.compile(
    r"\s*(?:[一二三四五六七八九十]+[、．.]|[（(][一二三四五六七八九十\d]+[)）]|\d{1,2}[、．]|\d{1,2}\.(?!\d))"
)
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DEEPEST = 300


def read(data: bytes, name: str) -> Document:
    """Return the document: what the page shows, layout tables unwrapped, data tables with spans."""
    declared = _DECLARED.search(data[:4096])
    text, faults = decode(data, declared[1].decode("ascii") if declared else "")
    draft = Draft()
    body = LexborHTMLParser(text).body
    if body is not None:
        _Page(draft).walk(body, 0)
    if faults:
        draft.not_read(f"有 {faults} 处字符无法识别。")
    return draft.document(name, "html")


class _Page:
    """Text runs up until a block element begins or ends."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._run: list[str] = []
        self._level = 0
        self._items: dict[int, int] = {}  # ordered list: items seen so far

    def walk(self, node: LexborNode, depth: int) -> None:
        kept = node.tag == "pre"
        child = node.child
        while child is not None:
            tag = child.tag or ""
            if tag == "-text":
                self._run.append(squeezed(child.text_content or "", kept))
            else:
                self._visit(child, tag, depth)
            child = child.next
        if depth == 0:
            self._flush()

    def _visit(self, node: LexborNode, tag: str, depth: int) -> None:
        if tag == "br":
            self._run.append("\n")
        elif tag not in _DROPPED and not is_hidden(node):
            if tag not in _BLOCKS:
                self._inside(node, depth)
                return
            self._flush()
            if tag == "table" and not is_layout(node):
                self._table(node)
            else:
                self._level = int(tag[1]) if tag in _LEVELS else self._level
                self._run.append(self._item_number(node) if tag == "li" else "")
                self._inside(node, depth)
            self._flush()
            self._level = 0

    def _inside(self, node: LexborNode, depth: int) -> None:
        if depth < _DEEPEST:
            self.walk(node, depth + 1)
        else:
            self._run.append(squeezed(node.text()))

    def _item_number(self, node: LexborNode) -> str:
        """The number that a browser prints in front of an item of an ordered list."""
        parent = node.parent
        if parent is None or parent.tag != "ol" or "none" in (parent.attributes.get("style") or ""):
            return ""
        start = parent.attributes.get("start") or "1"
        first = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1
        at = self._items.get(parent.mem_id, first)
        self._items[parent.mem_id] = at + 1
        return numeral(at, _FORMS.get(parent.attributes.get("type") or "", "decimal")) + ". "

    def _table(self, node: LexborNode) -> None:
        height, width, cells = slots(node, shown)
        caption = node.css_first("caption")
        if caption is not None and (title := shown(caption)):
            self._draft.add("paragraph", title)
        if any(cell.text for cell in cells):
            self._draft.add_table(height, width, cells)

    def _flush(self) -> None:
        for text in split_lines("".join(self._run)) if self._run else ():
            self._draft.add("heading" if self._level else "paragraph", text, self._level)
        self._run.clear()


def is_hidden(node: LexborNode) -> bool:
    """True when the element itself says that it is not shown."""
    found = node.attributes
    return bool(found) and ("hidden" in found or bool(_HIDDEN.search(found.get("style") or "")))


def squeezed(text: str, keep: bool = False) -> str:
    """Spaces as a browser shows them; a line break of the source between Chinese characters is none."""
    if keep:
        return text.replace("\xa0", " ")
    return _SPACES.sub(" ", _SOURCE_BREAK.sub("", text) if "\n" in text else text)


def shown(node: LexborNode) -> str:
    """The text of a cell or caption, one line for each line that is shown."""
    only = node.child
    if only is not None and only.next is None and only.tag == "-text":  # as most cells are
        return "\n".join(split_lines(squeezed(only.text_content or "")))
    draft = Draft()
    _Page(draft).walk(node, 0)
    return "\n".join(block.text for block in draft.blocks if block.text)


def split_lines(run: str) -> list[str]:
    """Paragraphs of a run of text: <br> parts them after a full stop and before a number."""
    if "\n" not in run:
        return [text] if (text := run.strip()) else []
    found: list[str] = []
    for line in run.split("\n"):
        text = line.strip()
        if found and text and found[-1] and not _ENDED.search(found[-1]) and not _NUMBERED.match(text):
            found[-1] += "\n" + text
        else:
            found.append(text)
    return [text for text in found if text]
