"""Markdown: what it shows, without its signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanheng.read.decode import decode
from quanheng.read.draft import Draft
from quanheng.read.text import add_text

if TYPE_CHECKING:
    from quanheng.model.document import Document

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*")
_FENCE = re.compile(r" {0,3}(```|~~~).*")
_RULE = re.compile(r" {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})")
_BULLET = re.compile(r"\s*[-*+]\s+(?=\S)")
_QUOTE = re.compile(r"\s*>\s?")
_INLINE = (
    (re.compile(r"(?i)<!--.*?-->|</?(?:b|i|u|em|strong|span|font|su[bp]|br|p|div)(?:\s[^<>]*)?/?>"), ""),
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"(?<!\])\[([^\]]+)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![*\w])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![*\w])"), r"\1"),
    (re.compile(r"~~(?=\S)(.+?)(?<=\S)~~"), r"\1"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!~>|-])"), r"\1"),
)


def read(data: bytes, name: str) -> Document:
    """Return the document: headings with level, paragraphs, list items one block each, tables."""
    text, faults = decode(data)
    draft = Draft()
    pending: list[str] = []
    lines = text.split("\n")
    for at, line in enumerate(lines):
        heading = _HEADING.fullmatch(line)
        underline = _UNDERLINE.fullmatch(lines[at + 1]) if at + 1 < len(lines) else None
        if heading:
            _flush(draft, pending)
            _add_heading(draft, heading[2], len(heading[1]))
        elif underline and _titled(line, pending):
            _flush(draft, pending)
            _add_heading(draft, line, 1 if underline[1][0] == "=" else 2)
        elif (_UNDERLINE.fullmatch(line) and not pending) or _RULE.fullmatch(line) or _FENCE.fullmatch(line):
            pending.append("")
        else:
            pending += _plain(line)
    _flush(draft, pending)
    if faults:
        draft.not_read(f"有 {faults} 处字符无法识别。")
    return draft.document(name, "text")


def _titled(line: str, pending: list[str]) -> bool:
    """A line above === or --- is a heading if it stands alone and is no row of a table."""
    return bool(line.strip()) and "|" not in line and not (pending and pending[-1].strip())


def _add_heading(draft: Draft, text: str, level: int) -> None:
    shown = shown_text(text).strip()
    if shown:
        draft.add("heading", shown, level)


def _plain(line: str) -> list[str]:
    """The line as it is shown; a bullet starts a paragraph of its own."""
    line = _QUOTE.sub("", line) if _QUOTE.match(line) else line
    bullet = _BULLET.match(line)
    if bullet:
        return ["", "", "", shown_text(line[bullet.end() :])]
    return [line if "|" in line else shown_text(line)]


def shown_text(line: str) -> str:
    """Drop the signs of emphasis, links and code from a line."""
    for pattern, shown in _INLINE:
        line = pattern.sub(shown, line)
    return line


def _flush(draft: Draft, pending: list[str]) -> None:
    first = len(draft.blocks)
    add_text(draft, "\n".join(pending))
    for block in draft.blocks[first:]:
        for cell in block.table.cells if block.table is not None else ():
            cell.text = shown_text(cell.text)
    pending.clear()
