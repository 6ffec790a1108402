"""Statements: what a document says, or fails to say, that is not a figure; nothing is judged here."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from quanheng.facts.contents import contents_statements
from quanheng.facts.identity import identify
from quanheng.facts.paragraphs import Paragraph
from quanheng.facts.wording_dates import date_statements
from quanheng.facts.wording_names import name_statements
from quanheng.facts.wording_numbers import number_statements
from quanheng.facts.wording_placeholders import placeholder_statements, typo_statements
from quanheng.facts.wording_privacy import privacy_statements
from quanheng.facts.wording_structure import structure_statements
from quanheng.facts.wording_tables import table_statements
from quanheng.model.place import Cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from quanheng.facts.identity import Identity
    from quanheng.model.document import Table
    from quanheng.model.figure import Statement

_EACH = (number_statements, date_statements, placeholder_statements, typo_statements, privacy_statements)
_WITHOUT_DIGITS = (number_statements, placeholder_statements, typo_statements)
_NUMBER_CELL = (number_statements, privacy_statements)
_DIGIT = re.compile(r"\d")
# not so long that it could be a telephone or an account
_PLAIN = re.compile(r"-?(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,10})(?:\.\d{1,2})?")
_SHORT = 30


def _looked_for(paragraph: Paragraph) -> tuple[Callable[[Paragraph], Iterator[Statement]], ...]:
    """What can be found in a paragraph at all: nothing but odd numbers in a cell that is one."""
    if not _DIGIT.search(paragraph.text):
        return _WITHOUT_DIGITS
    return _EACH if paragraph.cell is None or paragraph.text.strip("0123456789.") else _NUMBER_CELL


def _says_nothing(paragraph: Paragraph) -> bool:
    """True for a cell in which none of them finds anything: a plain number, a head or label known from other tables."""
    text = paragraph.text
    if paragraph.cell is None or len(text) > _SHORT:
        return False
    return _PLAIN.fullmatch(text) is not None or _is_usual(text)


@lru_cache(maxsize=8192)
def _is_usual(text: str) -> bool:
    alone = Paragraph(0, text, text, cell=Cell(0, 0, 0))
    return not any(True for find in _looked_for(alone) for _ in find(alone))


def find_statements(
    paragraphs: Sequence[Paragraph], tables: Sequence[Table] = (), identity: Identity | None = None
) -> list[Statement]:
    """Statements in reading order of their kind; headings must be marked before (`outline`).

    `notes["degree"]` tells how firmly the words bind, by kind; `value` is what should stand there,
    "" when that is open. Forms are only looked at when their `tables` are given.
    """
    identity = identity or identify(paragraphs)
    looked = (p for p in paragraphs if p.text and not _says_nothing(p))
    found = [statement for p in looked for find in _looked_for(p) for statement in find(p)]
    found += name_statements(paragraphs, identity)
    found += structure_statements(paragraphs, identity.kind)
    found += contents_statements(paragraphs)
    found += table_statements(paragraphs, tables)
    return found
