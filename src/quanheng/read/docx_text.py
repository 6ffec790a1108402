"""Text of a Word paragraph, piece by piece, so that every character knows its element."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATES = _CHOICES + "AlternateContent"

_SKIPPED = {
    W + name
    for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "moveFrom", "instrText", "delInstrText", "rt", "rubyPr",
                 "drawing", "pict", "object", "tbl", "p")
}  # fmt: skip
_FIXED = {
    W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-", W + "softHyphen": "",
}  # fmt: skip
_SYMBOLS = {
    "wingdings": {0xFE: "☑", 0xFD: "☒", 0xA8: "□", 0x6F: "□", 0xFC: "√", 0xFB: "×", 0x6C: "●", 0x6E: "■"},
    "wingdings 2": {0x52: "☑", 0x54: "☒", 0x53: "☒", 0xA3: "□", 0x50: "√", 0x4F: "×"},
    "symbol": {0xB4: "×", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB8: "÷", 0xB9: "≠", 0xB7: "·", 0x25: "%"},
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that come from one element; `element` is None for restored numbering and joints."""

    text: str
    element: etree._Element | None = None
    deleted: bool = False


def branch(alternates: etree._Element) -> etree._Element | None:
    """The one branch of an mc:AlternateContent that counts; the others repeat it."""
    return next((c for c in alternates if c.tag in (_CHOICES + "Choice", _CHOICES + "Fallback")), None)


def pieces(paragraph: etree._Element) -> list[Piece]:
    """The pieces of a w:p in order, text boxes and nested paragraphs left out."""
    return list(_walk(paragraph, [], deleted=False))


def joined(found: list[Piece], deleted: bool = False) -> str:
    """The text that the pieces show, or the text that tracked changes struck out."""
    return "".join(piece.text for piece in found if piece.deleted is deleted)


def _walk(node: etree._Element, fields: list[bool], deleted: bool) -> Iterator[Piece]:
    """`fields` holds, for every open field, whether its result has begun."""
    for child in node:
        tag = child.tag
        if tag in _SKIPPED or (tag == W + "r" and _hidden(child)):
            continue
        if tag == W + "fldChar":
            _enter_field(child.get(W + "fldCharType"), fields)
        elif tag == ALTERNATES:
            chosen = branch(child)
            if chosen is not None:
                yield from _walk(chosen, fields, deleted)
        elif tag in (W + "t", W + "delText", _MATH + "t"):
            if all(fields):
                yield Piece(child.text or "", child, deleted or tag == W + "delText")
        elif tag in _FIXED or tag in (W + "br", W + "sym"):
            if all(fields):
                yield Piece(_sign(child), child, deleted)
        else:
            yield from _walk(child, fields, deleted or tag == W + "del")


def _enter_field(kind: str | None, fields: list[bool]) -> None:
    if kind == "begin":
        fields.append(False)
    elif fields and kind == "separate":
        fields[-1] = True
    elif fields and kind == "end":
        fields.pop()


def _sign(node: etree._Element) -> str:
    if node.tag == W + "br":
        return "\n" if node.get(W + "type", "textWrapping") == "textWrapping" else ""
    if node.tag != W + "sym":
        return _FIXED[node.tag]
    code = int(node.get(W + "char", "0"), 16)
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    known = _SYMBOLS.get(node.get(W + "font", "").lower(), {}).get(low)
    return known or (chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else "")


def _hidden(run: etree._Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(W + "val", "1") not in ("0", "false", "off")


def text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The w:txbxContent elements anchored in a paragraph, each once, inner ones left to their own."""
    for child in paragraph:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag == ALTERNATES:
            chosen = branch(child)
            if chosen is not None:
                yield from text_boxes(chosen)
        elif child.tag not in (W + "t", W + "pPr", W + "rPr"):
            yield from text_boxes(child)
