"""A section of the workbook as a table of inputs, and back: the same codes as in the Excel file.

The inputs of a page are put into a sheet marked like the workbook's, and `read.workbook` reads them, so
that a cell means the same, and is refused for the same reason, wherever it was filled in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from quanheng.lexicon.workbook import Column, Row, Section, codes_of
from quanheng.model.quantity import trimmed
from quanheng.model.workbook import DepartmentYear, Key, reason_key
from quanheng.read.stored import Stored, StoredSheet
from quanheng.report import numbers

SPARE = 5
_TOP = 3
_WORDS = 3
_NAME = re.compile(r"c-(\d+)-(\d+)")
_ABSENT = "—"


@dataclass(slots=True)
class Cell:
    """An input, or a computed cell (`name` empty); `fault` and `other` are shown beside it, `key` is its amount's."""

    name: str
    value: str = ""
    kind: str = "text"
    label: str = ""
    choice: tuple[str, ...] = ()
    lines: int = 1
    fault: str = ""
    other: str | None = None
    key: Key | None = None

    @property
    def numeric(self) -> bool:
        """Whether the cell stands to the right."""
        return self.kind in {"money", "count", "number", "percent"}


@dataclass(slots=True)
class Line:
    """A row of the table: a form's with its label, a list's without."""

    at: int
    cells: list[Cell]
    label: str = ""
    unit: str = ""
    computed: bool = False


@dataclass(slots=True)
class Grid:
    """A section on the page; `groups` are heads over heads with their spans."""

    section: Section
    heads: list[Column]
    lines: list[Line]
    groups: list[tuple[str, int]] = field(default_factory=list)

    def cells(self) -> dict[str, Cell]:
        """The inputs by their name."""
        return {cell.name: cell for line in self.lines for cell in line.cells if cell.name}


def grid(section: Section, record: DepartmentYear, spare: int = SPARE) -> Grid:
    """The section with what the record holds, and `spare` empty lines under a list."""
    lines = _form(section, record) if not section.record else _list(section, record, spare)
    groups: list[tuple[str, int]] = []
    for column in section.columns:
        if groups and groups[-1][0] == column.group:
            groups[-1] = (column.group, groups[-1][1] + 1)
        else:
            groups.append((column.group, 1))
    return Grid(section, list(section.columns), lines, groups if any(name for name, _ in groups) else [])


def sheet(section: Section, given: Mapping[str, str]) -> StoredSheet:
    """The inputs of a page as a sheet of the workbook; names that are no cells are left aside."""
    made = StoredSheet(section.title)
    made.cells[1, 1] = Stored(f"#section:{section.id}")
    made.cells[2, 1] = Stored("#columns")
    for number, column in enumerate(section.columns):
        made.cells[2, _column(section, number)] = Stored(column.code)
    for number, row in enumerate(section.rows):
        made.cells[_TOP + number, 1] = Stored(row.code)
    for name, text in given.items():
        found = _NAME.fullmatch(name)
        if found and text.strip():
            made.cells[int(found[1]), int(found[2])] = Stored(text.strip().replace("\r\n", "\n"))
    return made


def name_of(address: str) -> str:
    """The input that a fault's address (like 标题!E7) is about."""
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", address.rpartition("!")[2]).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return f"c-{digits}-{column}"


def _column(section: Section, number: int) -> int:
    """Words of a form stand in the workbook's column C; the others follow the label and the unit."""
    return number + (_WORDS if not section.record else 2)


def _form(section: Section, record: DepartmentYear) -> list[Line]:
    lines = []
    for number, row in enumerate(section.rows):
        at = _TOP + number
        cells = [
            _form_cell(section, record, row, column, f"c-{at}-{_column(section, place)}")
            for place, column in enumerate(section.columns)
            if row.line or column.text
        ]
        lines.append(Line(at, cells, row.label, row.unit if row.line else "", bool(row.sum)))
    return lines


def _form_cell(section: Section, record: DepartmentYear, row: Row, column: Column, name: str) -> Cell:
    label = f"{row.label} {column.head}" if row.line else row.label
    if not row.line:
        return Cell(name, record.text(row.text), row.kind, label, row.choice, row.lines)
    if column.text:
        return Cell(name, record.text(reason_key(*row.line)), "text", label)
    if column.at is None:
        return Cell("", _shown(section, record, column, row), "money", label)
    key = Key(row.line.item, column.at.basis, record.year + column.at.offset, row.line.fund)
    return Cell("" if row.sum else name, _amount(record, key, bool(row.sum)), row.kind, label, key=key)


def _shown(section: Section, record: DepartmentYear, column: Column, row: Row) -> str:
    """Difference, growth or ratio of two columns, for the eye only."""
    assert row.line
    values = []
    for code in column.of:
        of = section.column(code)
        assert of
        assert of.at
        year = record.year + of.at.offset
        values.append(record.value(row.line.item, of.at.basis, year, row.line.fund))
    first, second = values
    if first is None or second is None:
        return ""
    if column.shown == "difference":
        return numbers.grouped(first - second)
    if second == 0:
        return _ABSENT
    whole = first - second if column.shown == "growth" else first
    return numbers.grouped((whole / second * 100).quantize(Decimal("0.01")))


def _amount(record: DepartmentYear, key: Key, computed: bool) -> str:
    if key in record.absent:
        return _ABSENT
    found = record.values.get(key)
    if found is None:
        return ""
    return numbers.grouped(found.value) if computed else trimmed(found.value)


def _list(section: Section, record: DepartmentYear, spare: int) -> list[Line]:
    held = _entries(section, record)
    lines = []
    for number, entry in enumerate([*held, *[None] * spare]):
        at = _TOP + number
        lines.append(
            Line(
                at,
                [
                    _list_cell(record, entry, column, f"c-{at}-{_column(section, place)}")
                    for place, column in enumerate(section.columns)
                ],
            )
        )
    return lines


def _entries(section: Section, record: DepartmentYear) -> list[object]:
    """What a list holds, in order: codes of subjects, indicators, projects or problems."""
    lists: dict[str, list[object]] = {
        "indicator": list(record.indicators),
        "project": list(record.projects),
        "problem": list(record.problems),
        "duty": list(record.duties),
    }
    return list(codes_of(record, section)) if section.record == "subject" else lists[section.record]


def _list_cell(record: DepartmentYear, entry: object | None, column: Column, name: str) -> Cell:
    if column.shown:
        return Cell("", "", "money", column.head)
    if column.line and column.at:
        code = entry if isinstance(entry, str) else getattr(entry, "name", "")
        where = (column.at.basis, record.year + column.at.offset)
        key = Key(column.line.item, *where, column.line.fund, str(code))
        value = _amount(record, key, column.computed) if entry is not None else ""
        return Cell("" if column.computed else name, value, "money", column.head, key=key)
    told = "" if entry is None else _told(record, entry, column.field)
    return Cell(name, told, column.kind, column.head, column.choice)


def _told(record: DepartmentYear, entry: object, name: str) -> str:
    if isinstance(entry, str):
        held = {
            "code": entry,
            "name": record.subjects.get(entry, ""),
            "reason": record.text(reason_key(entry)),
        }
        return held[name]
    value = getattr(entry, name)
    return trimmed(value) if isinstance(value, Decimal) else (value or "")
