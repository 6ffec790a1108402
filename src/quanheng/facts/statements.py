"""Statements: what a document says, or fails to say, that is not a figure; nothing is judged here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanheng.facts.contents import contents_statements
from quanheng.facts.identity import identify
from quanheng.facts.wording_dates import date_statements
from quanheng.facts.wording_names import name_statements
from quanheng.facts.wording_numbers import number_statements
from quanheng.facts.wording_placeholders import placeholder_statements, typo_statements
from quanheng.facts.wording_privacy import privacy_statements
from quanheng.facts.wording_structure import structure_statements
from quanheng.facts.wording_tables import table_statements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from quanheng.facts.identity import Identity
    from quanheng.facts.paragraphs import Paragraph
    from quanheng.model.document import Table
    from quanheng.model.figure import Statement

_EACH = (number_statements, date_statements, placeholder_statements, typo_statements, privacy_statements)
_WITHOUT_DIGITS = (number_statements, placeholder_statements, typo_statements)
_NUMBER_CELL = (number_statements, privacy_statements)
_DIGIT = re.compile(r"\d")


def _looked_for(paragraph: Paragraph) -> tuple[Callable[[Paragraph], Iterator[Statement]], ...]:
    """What can be found in a paragraph at all: nothing but odd numbers in a cell that is one."""
    if not _DIGIT.search(paragraph.text):
        return _WITHOUT_DIGITS
    return _EACH if paragraph.cell is None or paragraph.text.strip("0123456789.") else _NUMBER_CELL


def find_statements(
    paragraphs: Sequence[Paragraph], tables: Sequence[Table] = (), identity: Identity | None = None
) -> list[Statement]:
    """Statements in reading order of their kind; headings must be marked before (`outline`).

    `notes["degree"]` tells how firmly the words bind, by kind; `value` is what should stand there,
    "" when that is open. Forms are only looked at when their `tables` are given.
    """
    identity = identity or identify(paragraphs)
    found = [statement for p in paragraphs if p.text for find in _looked_for(p) for statement in find(p)]
    found += name_statements(paragraphs, identity)
    found += structure_statements(paragraphs, identity.kind)
    found += contents_statements(paragraphs)
    found += table_statements(paragraphs, tables)
    return found
