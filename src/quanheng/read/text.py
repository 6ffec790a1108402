"""Plain text: wrapped lines become paragraphs again, loose tables become tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanheng.read.aligned_table import Found, take_aligned
from quanheng.read.decode import decode
from quanheng.read.draft import Draft
from quanheng.read.loose_table import take_table
from quanheng.read.wrapped import Layout, layout, paragraphs

if TYPE_CHECKING:
    from quanheng.model.document import Document

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—－–]+\s*\d{1,3}\s*[-—－–]+|第\s*\d{1,3}\s*页(?:[\s,，/]*共\s*\d{1,3}\s*页)?)\s*"
)


def read(data: bytes, name: str) -> Document:
    """Return the document; paragraphs keep their inner line breaks, page numbers become footers."""
    text, faults = decode(data)
    draft = Draft()
    add_text(draft, text)
    if faults:
        draft.not_read(f"有 {faults} 处字符无法识别。")
    return draft.document(name, "text")


def add_text(draft: Draft, text: str) -> None:
    """Append the paragraphs and tables of a plain text."""
    lines = text.replace("\f", "\n").replace("\x0b", "\n").replace("\x1a", "").split("\n")
    habit = layout([line for line in lines if "\t" not in line])
    prose: list[str] = []
    footers: list[str] = []
    at = 0
    while at < len(lines):
        found = _table(lines, at)
        if found is None:
            (footers if _PAGE_NUMBER.fullmatch(lines[at]) else prose).append(lines[at])
        elif found.rows:
            _add_prose(draft, prose, footers, habit)
            draft.add_rows(found.rows)
        else:
            prose += lines[at : at + found.taken]
            draft.not_read(found.reason, len(draft.blocks))
        at += 1 if found is None else found.taken
    _add_prose(draft, prose, footers, habit)


def _table(lines: list[str], at: int) -> Found | None:
    """The table that starts at a line, or the lines that look like one and stay text."""
    table = take_table(lines, at)
    return Found(*table) if table is not None else take_aligned(lines, at)


def _add_prose(draft: Draft, prose: list[str], footers: list[str], habit: Layout) -> None:
    """Page numbers stand in the middle of sentences: they come after the text that they interrupt."""
    for paragraph in paragraphs(prose, habit):
        draft.add("paragraph", paragraph)
    for line in footers:
        draft.add("footer", line.strip())
    prose.clear()
    footers.clear()
