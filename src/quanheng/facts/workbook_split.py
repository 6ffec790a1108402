"""What of a workbook goes to which 股室: the sheets given to it, and the lines of lists that name it.

A line that names nobody goes with its sheet. What a 股室 does not get is not in its record either: when its
workbook comes back, nothing that it never had can look deleted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from quanheng.lexicon.workbook import layout
from quanheng.model.workbook import DepartmentYear

_ALONE = "duty"
"""The list of the duties themselves stays with whoever hands out."""


@dataclass(frozen=True, slots=True)
class Handout:
    """What one 股室 gets: names of sheets, the record cut down to its lines, when it is due ("" not said)."""

    office: str
    sheets: tuple[str, ...]
    record: DepartmentYear
    due: str = ""


def handouts(record: DepartmentYear) -> Iterator[Handout]:
    """One for every 股室 that is named, in the order in which they are."""
    of_lines = {
        "indicator": [one.office for one in record.indicators],
        "project": [one.office for one in record.projects],
    }
    named = [duty.office for duty in record.duties] + [o for offices in of_lines.values() for o in offices]
    for office in dict.fromkeys(filter(None, named)):
        mine = {duty.sheet for duty in record.duties if duty.office == office}
        whole = {_record_of(sheet) for sheet in mine}
        cut = _cut(record, office, whole)
        mine |= {_sheet_of(kind) for kind, offices in of_lines.items() if office in offices}
        due = dict.fromkeys(d.due for d in record.duties if d.office == office and d.due)
        yield Handout(office, tuple(s.name for s in layout().sheets if s.name in mine), cut, "、".join(due))


def unassigned(record: DepartmentYear) -> list[str]:
    """The sheets that nobody fills in; a list of which every line names somebody is not among them."""
    given = {duty.sheet for duty in record.duties}
    if record.indicators and all(one.office for one in record.indicators):
        given.add(_sheet_of("indicator"))
    if record.projects and all(one.office for one in record.projects):
        given.add(_sheet_of("project"))
    return [s.name for s in layout().sheets if s.name not in given and s.name != _sheet_of(_ALONE)]


def _record_of(sheet: str) -> str:
    """The kind of list that a sheet holds, "" for none."""
    sections = (s for one, s in layout().sections() if one.name == sheet)
    return next((s.record for s in sections if s.record), "")


def _sheet_of(kind: str) -> str:
    return next(sheet.name for sheet, section in layout().sections() if section.record == kind)


def _cut(record: DepartmentYear, office: str, whole: set[str]) -> DepartmentYear:
    """The record without the lines that others fill in; of a list in `whole` lines that name nobody stay."""

    def stays(kind: str, named: str) -> bool:
        return named == office or (not named and kind in whole)

    indicators = [one for one in record.indicators if stays("indicator", one.office)]
    projects = [one for one in record.projects if stays("project", one.office)]
    gone = {one.name for one in record.projects} - {one.name for one in projects}
    return replace(
        record,
        indicators=indicators,
        projects=projects,
        values={key: value for key, value in record.values.items() if key.code not in gone},
        totals={key: total for key, total in record.totals.items() if key.code not in gone},
        absent={key for key in record.absent if key.code not in gone},
    )
