"""Totals that no ledger has, from a small table beside the books: 乡镇总数 25."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import PurePath

from quanheng.ledgers.incoming.grid import grids, texts

NAME = "总数"
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*[^\d.\s]{0,3}")
_PAIR = 2


class BadTotals(ValueError):
    """A table of totals that cannot be used; the message is Chinese."""


def is_totals(path: str) -> bool:
    """True for the file that is named 总数."""
    return PurePath(path).stem == NAME


def totals_of(path: str, data: bytes) -> dict[str, Decimal]:
    """The totals by name: each row a name and a number, perhaps with its unit; a first row of words is its head.

    Raises BadTotals, and Unreadable.
    """
    made: dict[str, Decimal] = {}
    for grid in grids(data, path):
        for at, row in enumerate(grid.rows):
            cells = texts(row)
            if not cells:
                continue
            found = _NUMBER.fullmatch(cells[1].replace(",", "")) if len(cells) >= _PAIR else None
            if found is None and at == 0:
                continue
            if found is None:
                raise BadTotals(f"第{grid.first + at}行“{' '.join(cells)}”不是“名称、数”两格")
            if made.setdefault(cells[0], Decimal(found[1])) != Decimal(found[1]):
                raise BadTotals(f"“{cells[0]}”有两个不同的数")
    if not made:
        raise BadTotals("没有一行是“名称、数”")
    return made
