"""What was read of a filled workbook: the record, and what is wrong with which cell."""

from __future__ import annotations

from dataclasses import dataclass, field

from quanheng.model.workbook import (
    DepartmentYear,
    Key,
)
from quanheng.model.workbook_flat import FlatKey
from quanheng.read.stored import StoredSheet


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a cell; `cell` is like 02预算决算!E7, the words are Chinese."""

    cell: str
    message: str
    hint: str


@dataclass(slots=True)
class Filled:
    """What was read: the record with its sums, the faults, and the cell of each amount and text.

    `sections` are those that are there; `origin` is what a small workbook held when it was handed
    out, None in a whole one.
    """

    record: DepartmentYear
    faults: list[Fault] = field(default_factory=list)
    cells: dict[Key | str, str] = field(default_factory=dict)
    sections: list[str] = field(default_factory=list)
    origin: dict[FlatKey, str] | None = None


def _letter(column: int) -> str:
    """The letters of a column counted from 1."""
    made = ""
    while column:
        column, rest = divmod(column - 1, 26)
        made = chr(65 + rest) + made
    return made


def address(sheet: StoredSheet, row: int, column: int) -> str:
    """A cell as people name it: 02预算决算!E7."""
    return f"{sheet.name}!{_letter(column)}{row}"
