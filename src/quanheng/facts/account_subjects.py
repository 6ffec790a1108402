"""Names of subjects in account tables against the classification: a code that bears the name of another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from quanheng.facts.account_tables import AccountTable
from quanheng.facts.grids import Entry, Row
from quanheng.lexicon.accounts import bare, unnumbered
from quanheng.model.figure import Statement
from quanheng.model.place import Cell, Place
from quanheng.norms.classification import DEPARTMENT, FUNCTIONAL, GOVERNMENT, subjects

_SIDES = {"2": FUNCTIONAL, "3": DEPARTMENT, "5": GOVERNMENT}
_FORMER = re.compile(r"[旧曾]名 ?([\u4e00-\u9fff、（）]+)")
_CODED = re.compile(r"^[\[（]?\d{3,7}[\]）]?[-—_ ]?")
_ALIKE = 2  # of three characters of the shorter name as many stand in the other: another wording of it


def subject_name_statements(tables: Sequence[AccountTable]) -> Iterator[Statement]:
    """Kind `subject_name`: a known code with the name of another code; `value` is its own name.

    A code that is not in the list and a name that is in none say nothing: both change from year to
    year and from county to county.
    """
    for table in tables:
        for grid in table.grids if table.kind else ():
            for row in grid.rows:
                for code, entry in {e.code: e for e in row.entries if e.code}.items():
                    yield from _named(code, entry, row)


def _named(code: str, entry: Entry, row: Row) -> Iterator[Statement]:
    name = bare(_CODED.sub("", unnumbered(entry.label)))
    own, every = _names(code[0])
    wanted = own.get(code, ())
    if wanted and name in every and not any(_alike(name, other) for other in wanted):
        column = next((at for at, text in row.words if text == entry.label), entry.column)
        near = entry.figure.place
        cell = near.cell and Cell(near.cell.table, row.at, column)
        place = Place(near.block, 0, len(entry.label), near.section, near.page, cell)
        notes = {"degree": "other", "code": code}
        yield Statement("subject_name", entry.label, place, wanted[0], notes=notes)


@cache
def _names(side: str) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """The names of each code of a classification, present one first, and all its names."""
    own = {
        code: tuple(bare(name) for name in (subject.name, *_FORMER.findall(subject.note)))
        for code, subject in (subjects(_SIDES[side]) if side in _SIDES else {}).items()
    }
    return own, frozenset(name for names in own.values() for name in names)


def _alike(name: str, other: str) -> bool:
    """True for another wording: one within the other, or most characters shared."""
    short, long = sorted((name, other), key=len)
    shared = sum(c in long for c in short)
    return short in long or shared * (_ALIKE + 1) > _ALIKE * len(long)
