"""Plain text: wrapped lines become paragraphs again, loose tables become tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanheng.read.aligned_table import take_aligned
from quanheng.read.decode import decode
from quanheng.read.draft import Draft
from quanheng.read.loose_table import take_table
from quanheng.read.wrapped import Layout, layout, paragraphs

if TYPE_CHECKING:
    from quanheng.model.document import Document
    from quanheng.read.aligned_table import Found

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
        table = take_table(lines, at)
        if table is not None:
            _add_prose(draft, prose, footers, habit)
            draft.add_rows(table[0])
            at += table[1]
        elif (aligned := take_aligned(lines, at)) is not None:
            _add_aligned(draft, aligned, lines[at : at + aligned.taken], prose, footers, habit)
            at += aligned.taken
        else:
            (footers if _PAGE_NUMBER.fullmatch(lines[at]) else prose).append(lines[at])
            at += 1
    _add_prose(draft, prose, footers, habit)


def _add_aligned(
    draft: Draft, found: Found, lines: list[str], prose: list[str], footers: list[str], habit: Layout
) -> None:
    """The table, or its lines as text with a word about it."""
    if found.rows:
        _add_prose(draft, prose, footers, habit)
        draft.add_rows(found.rows)
    else:
        prose += lines
        draft.not_read(found.reason, len(draft.blocks))


def _add_prose(draft: Draft, prose: list[str], footers: list[str], habit: Layout) -> None:
    """Page numbers stand in the middle of sentences: they come after the text that they interrupt."""
    for paragraph in paragraphs(prose, habit):
        draft.add("paragraph", paragraph)
    for line in footers:
        draft.add("footer", line.strip())
    prose.clear()
    footers.clear()
