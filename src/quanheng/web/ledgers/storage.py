"""Where the library's SQL finds the cells of rows in Django's database, and how they follow the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from quanheng.ledgers.measures.slots import Rows, filled, slots, stands
from quanheng.ledgers.measures.sql import POSTGRESQL, SQLITE, Query, Storage
from quanheng.ledgers.measures.writer import Slots
from quanheng.ledgers.schema import Schema
from quanheng.web.ledgers.models import Cells, Change, Ledger, Row

CHUNK = 500
"""Rows or keys in one question to the database; SQLite takes 999 parameters at least."""


def storage(ledger: Ledger, schema: Schema, more: str = "") -> Storage:
    """The table of the ledger's cells; `more` is a condition of our own code beside that a row counts."""
    return _storage(laid_out(ledger, schema), more)


def _storage(known: Slots, more: str = "") -> Storage:
    dialect = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    return Storage(dialect, known, table=_table(Cells), current=more)


def laid_out(ledger: Ledger, schema: Schema) -> Slots:
    """The slots of the ledger's columns.

    Where one has none yet (a new ledger, a column that its description has since, rows of a version of this program
    without cells) it is given one, and the cells of all rows are written.
    """
    known: Slots = Ledger.objects.values_list("slots", flat=True).get(pk=ledger.pk)
    if all(stands(column, known) for column in schema.columns):
        return known
    with transaction.atomic():
        locked = Ledger.objects.select_for_update().get(pk=ledger.pk)
        locked.slots = slots(schema, locked.slots)
        locked.save(update_fields=["slots"])
        Cells.objects.filter(ledger=locked).delete()
        _fill(locked.slots, "ledger_id = %s", [locked.pk])
    made: Slots = locked.slots
    return made


def follow(known: Slots, rows: Sequence[Row]) -> None:
    """Write the cells of rows that were written, in the same transaction; those that were taken out have none."""
    for some in _chunks(rows):
        Cells.objects.filter(pk__in=some).delete()
        _fill(known, f"id IN ({_marks(some)})", some)


def record_new(change: Change, rows: Sequence[Row]) -> None:
    """Write a change for each new row like this one, with the row's data after it: from row to change in the database."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    said = (change.batch_id, change.what, change.why, change.by_id, now)
    text = (
        f"INSERT INTO {_table(Change)} (ledger_id, row_id, before, after, batch_id, what, why, by_id, at) "  # noqa: S608
        f"SELECT ledger_id, id, '{{}}', data, {_marks(said)} FROM {_table(Row)} WHERE id IN "
    )
    with connection.cursor() as cursor:
        for some in _chunks(rows):
            cursor.execute(f"{text} ({_marks(some)})", (*said, *some))


def _chunks(rows: Sequence[Row]) -> Iterator[list[int]]:
    numbers = [row.pk for row in rows]
    return (numbers[at : at + CHUNK] for at in range(0, len(numbers), CHUNK))


def _marks(given: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(given))


def _table(model: type[Model]) -> str:
    return model._meta.db_table  # noqa: SLF001  (Django's public way to a table's name)


def _fill(known: Slots, which: str, given: Sequence[int]) -> None:
    statement = filled(_storage(known), Rows(_table(Row)), f"{which} AND NOT deleted", given)
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.parameters)


def answer(query: Query) -> list[tuple[Any, ...]]:
    """The rows that a statement of the library answers."""
    with connection.cursor() as cursor:
        cursor.execute(query.text, query.parameters)
        return list(cursor.fetchall())
