"""Comma or tab separated values, also where the name pretends to be a workbook."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from typing import TYPE_CHECKING

from quanheng.read.decode import decode
from quanheng.read.draft import Draft

if TYPE_CHECKING:
    from quanheng.model.document import Document


def read(data: bytes, name: str) -> Document:
    """Return one table of stripped cells; blank lines are left out."""
    text, faults = decode(data)
    csv.field_size_limit(10_000_000)
    rows = list(csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text)))
    draft = Draft()
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if rows:
        draft.add_rows(rows)
    if faults:
        draft.not_read(f"有 {faults} 处字符无法识别。")
    return draft.document(name, "text")


def _delimiter(text: str) -> str:
    """The sign that most lines hold equally often."""
    lines = [line for line in text.split("\n")[:200] if line.strip()]

    def agreement(sign: str) -> int:
        counts = Counter(line.count(sign) for line in lines if sign in line)
        return max(counts.values(), default=0)

    return max("\t,;|", key=agreement)
