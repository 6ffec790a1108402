"""Rows written and read: one at a time or thousands, every change kept with what stood there before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from quanheng.ledgers import rows as library
from quanheng.ledgers.cells import typed
from quanheng.ledgers.schema import FILE, Schema, Value
from quanheng.model.finding import ERROR
from quanheng.web.events.log import record as event
from quanheng.web.ledgers.described import schema_of
from quanheng.web.ledgers.models import Batch, Change, Ledger, Row, Run
from quanheng.web.ledgers.storage import CHUNK, follow, laid_out, record_new
from quanheng.web.units.models import User


@dataclass
class Writing:
    """Changes of one ledger in hand: gathered first, written together. Use inside a transaction.

    The rows' history are their `Change` rows, written here with them; bulk writing loses nothing.
    """

    ledger: Ledger
    by: User | None
    why: str = ""
    batch: Batch | None = None
    _new: list[Row] = field(default_factory=list)
    _old: list[tuple[Row, str, dict[str, Any], dict[str, Any]]] = field(default_factory=list)

    def add(self, row: library.Row) -> Row:
        """A new row."""
        made = Row(ledger=self.ledger, key=row.key[:300], data=_filled(row.data), raw=dict(row.raw))
        self._new.append(made)
        return made

    def change(self, row: Row, schema: Schema, data: Mapping[str, Value], raw: Mapping[str, str]) -> bool:
        """Give cells of a row other values; those that are not named stay. False when nothing differs."""
        names = [
            name for name in data if (row.data.get(name), row.raw.get(name)) != (data[name], raw.get(name))
        ]
        if not names:
            return False
        before = _cells(row, names)
        row.data = _filled({**row.data, **{name: data[name] for name in names}})
        row.raw = {k: v for k, v in row.raw.items() if k not in names} | {
            k: raw[k] for k in names if k in raw
        }
        row.key = (schema.key_of(row.data) or row.key)[:300]
        self._old.append((row, Change.What.EDIT, before, _cells(row, names)))
        return True

    def delete(self, row: Row) -> None:
        """Take a row out; it stays with its history."""
        row.deleted = True
        self._old.append((row, Change.What.DELETE, {}, {}))

    def restore(self, row: Row) -> None:
        """Put a row back that was taken out."""
        row.deleted = False
        self._old.append((row, Change.What.RESTORE, {}, {}))

    def write(self) -> int:
        """Write everything with the cells; the ledger's version grows with it. Returns the number of changes."""
        if not self._new and not self._old:
            return 0
        # first, so that rows and a new layout of the ledger's cells never pass each other by
        locked = Ledger.objects.select_for_update().get(pk=self.ledger.pk)
        known = laid_out(locked, schema_of(self.ledger))
        made = Row.objects.bulk_create(self._new, batch_size=CHUNK)
        for row, *_ in self._old:
            row.version += 1
        rows = [row for row, *_ in self._old]
        Row.objects.bulk_update(rows, ["key", "data", "raw", "version", "deleted"], batch_size=100)
        common = {"ledger": self.ledger, "by": self.by, "why": self.why[:200], "batch": self.batch}
        record_new(Change(what=Change.What.NEW, **common), made)
        changes = [
            Change(row=row, what=what, before=before, after=after, **common)
            for row, what, before, after in self._old
        ]
        Change.objects.bulk_create(changes, batch_size=CHUNK)
        follow(known, [*made, *rows])
        locked.version, locked.changed = locked.version + 1, timezone.now()
        locked.save(update_fields=["version", "changed"])
        self.ledger.version, self.ledger.changed = locked.version, locked.changed
        return len(made) + len(changes)


def _filled(data: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in data.items() if value is not None}


def _cells(row: Row, names: Iterable[str]) -> dict[str, Any]:
    """Cells as a change keeps them; a text that could not be typed stands in a list."""
    return {name: [row.raw[name]] if name in row.raw else row.data.get(name) for name in names}


def library_row(row: Row) -> library.Row:
    """The row as the library takes it."""
    return library.Row(row.key, row.data, row.raw)


def current(ledger: Ledger) -> Any:
    """The rows that count."""
    return Row.objects.filter(ledger=ledger, deleted=False)


def by_key(ledger: Ledger, keys: Sequence[str]) -> dict[str, list[Row]]:
    """The rows that have one of the keys, in the order in which they were entered."""
    made: dict[str, list[Row]] = {}
    wanted = list(dict.fromkeys(key[:300] for key in keys))
    for at in range(0, len(wanted), CHUNK):
        for row in current(ledger).filter(key__in=wanted[at : at + CHUNK]):
            made.setdefault(row.key, []).append(row)
    return made


def next_number(ledger: Ledger) -> int:
    """A number for rows whose key is not complete; never given twice."""
    last = Row.objects.filter(ledger=ledger).order_by("-pk").values_list("pk", flat=True).first()
    return (last or 0) + 1


def on_their_way(ledger: Ledger) -> set[int]:
    """The rows in the hands of a process: its steps move their state, and nothing else does."""
    return set(Run.objects.filter(ledger=ledger).values_list("row_id", flat=True))


def editable(row: Row, schema: Schema) -> list[str]:
    """The columns of a row that may be typed: all but files, and but the state of one that is on its way."""
    moved = schema.state if Run.objects.filter(row=row).exists() else ""
    return [column.name for column in schema.columns if column.type != FILE and column.name != moved]


@dataclass
class Typed:
    """Inputs of a row: the values, and by column why one cannot stand."""

    data: dict[str, Value] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)


def type_inputs(schema: Schema, given: Mapping[str, str], names: Iterable[str] | None = None) -> Typed:
    """Type the inputs named like the columns; files are attached, not typed."""
    made = Typed()
    for column in schema.columns:
        if column.type == FILE or (names is not None and column.name not in names):
            continue
        found = typed(given.get(column.name, ""), column)
        made.data[column.name] = found.value
        if found.severity == ERROR:
            made.faults[column.name] = found.told
        elif found.told:
            made.told[column.name] = found.told
        if column.required and found.value is None and column.name not in made.faults:
            made.faults[column.name] = f"{column.title}没有填"
    return made


class Stale(Exception):
    """Somebody else changed the row since the page was opened; nothing was saved."""


class SameKey(Exception):
    """There is a row of this key already; it may be another matter, or the same entered twice."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class NoReason(ValueError):
    """A row is to be taken out without a word why."""

    def __init__(self) -> None:
        super().__init__("删除要写明理由，以后查得到")


def save_row(row: Row, inputs: Typed, by: User, version: int) -> bool:
    """Save one row; False when nothing differs. Raises Stale."""
    with transaction.atomic():
        locked = Row.objects.select_for_update().select_related("ledger__unit").get(pk=row.pk)
        if locked.version != version:
            raise Stale
        writing = Writing(locked.ledger, by, "修改")
        schema = schema_of(locked.ledger)
        if not writing.change(locked, schema, inputs.data, {}):
            return False
        writing.write()
        words = f"{schema.title}：修改 {locked.key}"
        event(by, "edit-row", locked, unit=locked.ledger.unit, words=words)
    return True


def add_row(ledger: Ledger, inputs: Typed, by: User, again: bool = False) -> Row:
    """Enter one row; a second one of a key only when `again` says so. Raises SameKey."""
    schema = schema_of(ledger)
    key = schema.key_of(inputs.data)
    if key and not again and by_key(ledger, [key]):
        raise SameKey(key)
    with transaction.atomic():
        writing = Writing(ledger, by, "新增")
        row = writing.add(library.row_of(schema, inputs.data, next_number(ledger)))
        writing.write()
        event(by, "add-row", row, unit=ledger.unit, words=f"{schema.title}：新增 {row.key}")
    return row


def set_deleted(row: Row, deleted: bool, by: User, why: str = "") -> None:
    """Take a row out with a reason, or put it back. Raises NoReason."""
    why = why.strip()
    if deleted and not why:
        raise NoReason
    with transaction.atomic():
        locked = Row.objects.select_for_update().select_related("ledger__unit").get(pk=row.pk)
        if locked.deleted == deleted:
            return
        writing = Writing(locked.ledger, by, why)
        (writing.delete if deleted else writing.restore)(locked)
        writing.write()
        title = schema_of(locked.ledger).title
        words = f"{title}：{'删除' if deleted else '恢复'} {locked.key} {why}"
        event(by, "delete-row" if deleted else "restore-row", locked, unit=locked.ledger.unit, words=words)


def every(ledger: Ledger) -> Iterator[Row]:
    """Every row that counts, in the order in which they were entered."""
    yield from current(ledger).order_by("pk").iterator(chunk_size=2000)
