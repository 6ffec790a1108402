"""How a remark on the wording becomes a Statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanheng.model.figure import Statement

if TYPE_CHECKING:
    from quanheng.facts.paragraphs import Paragraph


def said(kind: str, paragraph: Paragraph, span: tuple[int, int], value: str = "", **notes: str) -> Statement:
    """A statement over `span` of the normalised text; `value` is what should stand there, "" when open.

    The text is what the file shows there, without its blanks and line breaks.
    """
    text = "".join(paragraph.original(*span).split())
    return Statement(kind, text, paragraph.place(*span), value, notes=notes)
