"""Where everything of the workbook stands: rows and columns of each section, references for formulas.

Column A (hidden) holds the codes of the rows, a hidden row in each section those of the columns; whoever
reads the workbook finds cells by them, so lines may be inserted and columns moved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from quanheng.lexicon.workbook import At, Column, Layout, Line, Part, Row, Section, Sheet, codes_of
from quanheng.model.workbook import DepartmentYear

FIRST_COLUMN = 2  # A holds the codes
FORM_COLUMN = 4  # B has the label, C the unit
WORDS_COLUMN = 3
_SPARE = 5  # empty lines left below what a list holds


@dataclass(frozen=True, slots=True)
class Placed:
    """A section on its sheet; rows from 1. `codes` is the hidden row, `first` to `last` its rows or lines."""

    sheet: str
    section: Section
    title: int
    first: int
    last: int

    @property
    def codes(self) -> int:
        """The hidden row of the codes of the columns."""
        return self.title + 1

    @property
    def head(self) -> int:
        """The last row of the head."""
        return self.first - 1

    def column(self, column: Column) -> int:
        """The number of a column on the sheet."""
        at = self.section.columns.index(column)
        if self.section.record:
            return FIRST_COLUMN + at
        return (WORDS_COLUMN if column.text == "words" else FORM_COLUMN) + at

    def row(self, row: Row) -> int:
        """The number of a row of a form."""
        return self.first + self.section.rows.index(row)

    def reference(self, column: Column, row: int) -> str:
        """A cell, for formulas on the same sheet."""
        return f"{get_column_letter(self.column(column))}{row}"


def grouped(section: Section) -> bool:
    """True for a section with two rows of heads."""
    return any(column.group for column in section.columns)


class Plan:
    """The places of all sections for a record: lists have a line for each entry, and some to spare."""

    def __init__(self, layout: Layout, record: DepartmentYear) -> None:
        self.layout = layout
        self.placed: dict[str, Placed] = {}
        for sheet in layout.sheets:
            self._place(sheet, record)
        self._rows = {
            row.line: (placed, row)
            for placed in self.placed.values()
            for row in placed.section.rows
            if row.line
        }

    def _place(self, sheet: Sheet, record: DepartmentYear) -> None:
        at = 2
        for section in sheet.sections:
            first = at + 3 + grouped(section)
            count = _lines(section, record)
            self.placed[section.id] = Placed(sheet.name, section, at, first, first + count - 1)
            at = first + count + 1 + bool(section.record)

    def on(self, sheet: str) -> Iterator[Placed]:
        """The sections of a sheet, from the top."""
        return (placed for placed in self.placed.values() if placed.sheet == sheet)

    def cell(self, line: Line, where: At) -> str | None:
        """The cell of an amount, with its sheet; None where the form has no such column."""
        placed, row = self._rows[line]
        column = next((c for c in placed.section.columns if c.at == where), None)
        if column is None:
            return None
        return f"'{placed.sheet}'!{placed.reference(column, placed.row(row))}"

    def span(self, section: str, code: str) -> str:
        """All lines of a column of a list, with its sheet."""
        placed = self.placed[section]
        column = placed.section.column(code)
        assert column
        letter = get_column_letter(placed.column(column))
        return f"'{placed.sheet}'!${letter}${placed.first}:${letter}${placed.last}"

    def reference(self, part: Part, where: At) -> str | None:
        """The cell or the lines of an addend of a check."""
        if not part.section:
            return self.cell(part.line, where)
        return self.span(part.section, f"{part.line}={where.basis}@{where.offset}")


def _lines(section: Section, record: DepartmentYear) -> int:
    if not section.record:
        return len(section.rows)
    return max(section.lines, len(entries(section, record)) + _SPARE)


def entries(section: Section, record: DepartmentYear) -> list[object]:
    """What a list holds, in order: codes of subjects, indicators, projects, problems or duties."""
    if section.record == "subject":
        return list(codes_of(record, section))
    lists: dict[str, list[object]] = {
        "indicator": list(record.indicators),
        "project": list(record.projects),
        "problem": list(record.problems),
        "duty": list(record.duties),
    }
    return lists[section.record]
