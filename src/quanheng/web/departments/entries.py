"""The record of a book in the database: read whole, written by sections, nothing of another's work lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from quanheng.lexicon.workbook import At, Line, Section, codes_of, complete, layout
from quanheng.model.workbook import DepartmentYear, Key
from quanheng.model.workbook_flat import FlatKey, flat, unflat
from quanheng.read.filled import Fault
from quanheng.read.stored import Stored, StoredSheet
from quanheng.read.workbook import read_sheets
from quanheng.web.departments import grid as grids
from quanheng.web.departments.models import Book, Entry, Part
from quanheng.web.events.log import record as event
from quanheng.web.ledgers.models import Ledger
from quanheng.web.units.models import User

_LONGEST = 100
"""Signs that the history has for where a value came from."""


def record_of(book: Book) -> DepartmentYear:
    """The department-year that the entries make up, with its sums."""
    empty = DepartmentYear(book.year, book.unit.name, book.framework)
    return complete(unflat(empty, entries_of(book)))


def entries_of(book: Book) -> dict[FlatKey, str]:
    """Every entry, in order."""
    return {tuple(json.loads(key)): value for key, value in book.entries.values_list("key", "value")}


def state_of(book: Book) -> str:
    """The hash of all entries and of the state of the ledgers: documents written from another state are out of date."""
    rows: list[Any] = sorted(book.entries.values_list("key", "value"))
    rows += sorted(Ledger.objects.filter(unit_id=book.unit_id).values_list("name", "version"))
    return sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def part_of(book: Book, section: Section) -> Part:
    """The section's row, made when it is first looked at."""
    return Part.objects.get_or_create(book=book, section=section.id)[0]


@transaction.atomic
def move(book: Book, section: Section, state: Part.State, told: str, by: User) -> Part:
    """Hand a section in, or send it back with a reason."""
    part = Part.objects.select_for_update().get(pk=part_of(book, section).pk)
    part.state, part.told, part.version = state, told[:300], part.version + 1
    part.save()
    event(by, str(state), book, unit=book.unit, words=f"“{section.title}”{state.label} {told}".strip())
    return part


@dataclass
class Saved:
    """What came of saving: the grid to show again where it could not be saved, with faults and others' values."""

    done: bool
    grid: grids.Grid
    faults: list[Fault] = field(default_factory=list)
    conflicts: int = 0
    part: Part | None = None


def save(book: Book, section: Section, given: Mapping[str, str], by: User, version: int) -> Saved:
    """Take the inputs of a page. With a fault, or after somebody else's saving, nothing is written.

    The grid that comes back then holds what was typed, and beside each cell that differs the other's value.
    """
    typed = grids.sheet(section, given)
    filled = read_sheets(DepartmentYear(book.year, book.unit.name, book.framework), [typed])
    with transaction.atomic():
        part = Part.objects.select_for_update().get(pk=part_of(book, section).pk)
        whole = record_of(book)
        shown = _as_typed(section, typed, whole)
        if filled.faults:
            for fault in filled.faults:
                _put_fault(shown, fault)
            return Saved(False, shown, filled.faults, part=part)
        if part.version != version:
            differing = _beside(shown, grids.grid(section, whole))
            # Who sends once more what is there already is not in anybody's way.
            return Saved(not differing, shown, conflicts=differing, part=part)
        changed = _write(book, held(section, whole), flat(filled.record), whole)
        part.version, part.changed, part.by = part.version + 1, timezone.now(), by
        if part.state != Part.State.RETURNED or changed:
            part.state = Part.State.FILLING
        part.save()
        if changed:
            event(by, "fill", book, unit=book.unit, words=f"填写“{section.title}”，改动 {changed} 处")
    return Saved(True, grids.grid(section, record_of(book)), part=part)


def held(section: Section, whole: DepartmentYear) -> dict[FlatKey, str]:
    """The entries that belong to a section: what its own page would bring back unchanged."""
    page = grids.grid(section, whole)
    given = {name: cell.value for name, cell in page.cells().items()}
    empty = DepartmentYear(whole.year, whole.organisation, whole.framework)
    return flat(read_sheets(empty, [grids.sheet(section, given)]).record)


def replace_all(
    book: Book, record: DepartmentYear, by: User, words: str, sources: Mapping[Key, str] | None = None
) -> int:
    """Write a whole record that came from a workbook; returns how many entries changed.

    The history of an entry says where it came from: `sources` where they name an amount, else `words`.
    """
    with transaction.atomic():
        before = record_of(book)
        places = {amount_key(key): place for key, place in (sources or {}).items()}
        changed = _write(book, flat(before), flat(record), before, _Why(words, places))
        now = record_of(book)
        for _, section in layout().sections():
            part = part_of(book, section)
            if part.state == Part.State.EMPTY and held(section, now):
                part.state, part.changed, part.by = Part.State.FILLING, timezone.now(), by
                part.version += 1
                part.save()
        event(by, "import", book, unit=book.unit, words=f"{words}，改动 {changed} 处")
    return changed


@dataclass(frozen=True, slots=True)
class _Why:
    """What is said of where entries came from: of some their places, of all others the same words."""

    words: str = ""
    places: Mapping[FlatKey, str] = field(default_factory=dict)

    def of(self, key: FlatKey) -> str | None:
        return self.places.get(key, self.words)[:_LONGEST] or None


def _write(
    book: Book,
    before: Mapping[FlatKey, str],
    given: Mapping[FlatKey, str],
    whole: DepartmentYear,
    why: _Why | None = None,
) -> int:
    """Bring the entries from `before` to `given`; sums are worked out, not kept."""
    why = why or _Why()
    sums = computed(whole)
    changed = 0
    known = {e.key: e for e in book.entries.all()}
    for key in before:
        name = _name(key)
        if key not in given and name in known:
            known[name].delete()
            changed += 1
    for order, (key, value) in enumerate(given.items()):
        name = _name(key)
        row = known.get(name)
        if key in sums:
            continue
        if row is None:
            row = Entry(book=book, key=name, order=order)
        elif row.value == value:
            continue
        row.value, row.order = value, order
        row._change_reason = why.of(key)  # type: ignore[attr-defined]  # noqa: SLF001  (django-simple-history looks there)
        row.save()
        changed += 1
    return changed


def computed(whole: DepartmentYear) -> set[FlatKey]:
    """The keys of sums, which `complete` adds."""
    made: set[FlatKey] = set()

    def add(line: Line, at: At, code: str = "") -> None:
        made.add(("amount", line.item, at.basis, str(whole.year + at.offset), line.fund, code))

    for _, section in layout().sections():
        for column in section.columns:
            for row in section.rows:
                if row.sum and row.line and column.at:
                    add(row.line, column.at)
            if column.sum and column.line and column.at:
                for code in codes_of(whole, section):
                    add(column.line, column.at, code)
    return made


def sources_of(book: Book) -> dict[FlatKey, str]:
    """Where the values came from that stand there now; those that people typed are not among them."""
    last = Entry.history.filter(book_id=book.pk).values("id").annotate(last=Max("history_id")).values("last")
    told = Entry.history.filter(history_id__in=last).exclude(history_type="-")
    known = told.exclude(history_change_reason=None).values_list("key", "history_change_reason")
    return {tuple(json.loads(key)): reason for key, reason in known}


def amount_key(key: Key) -> FlatKey:
    """The key of an amount among the entries."""
    return ("amount", *map(str, key))


def _name(key: FlatKey) -> str:
    return json.dumps(key, ensure_ascii=False)


def _as_typed(section: Section, typed: StoredSheet, whole: DepartmentYear) -> grids.Grid:
    """The page with what was typed in its cells."""
    lines = max((row for row, _ in typed.cells), default=0)
    shown = grids.grid(section, whole, spare=max(grids.SPARE, lines))
    for name, cell in shown.cells().items():
        _, row, column = name.split("-")
        kept = typed.cells.get((int(row), int(column)), Stored(""))
        cell.value = str(kept.value or "")
    return shown


def _put_fault(shown: grids.Grid, fault: Fault) -> None:
    cell = shown.cells().get(grids.name_of(fault.cell))
    if cell is not None:
        cell.fault = f"{fault.message}。{fault.hint}".replace("。。", "。")


def _beside(shown: grids.Grid, theirs: grids.Grid) -> int:
    """Put the others' values beside the typed ones; returns how many differ."""
    other = theirs.cells()
    count = 0
    for name, cell in shown.cells().items():
        now = other[name].value if name in other else ""
        if now != cell.value:
            cell.other = now
            count += 1
    return count
