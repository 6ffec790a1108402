"""Where the cells of rows stand in a table of typed columns, so that measures and lists read no JSON.

The table has slots of texts and of whole numbers; each ledger gives its columns slots of their own, and a column
keeps its slot. The database fills them from the rows itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from quanheng.ledgers.measures.writer import Query, Slots, Storage
from quanheng.ledgers.schema import MOST_DIGITS, BadLedger, Column, Schema

TEXT, NUMBER = "t", "n"
"""How the slots of texts (dates among them) and those of whole numbers begin."""
COUNTS = {TEXT: 40, NUMBER: 20}


def every() -> list[str]:
    """The slots in the order of the table: two texts, a number, ... so that those in use come first."""
    pairs = zip(range(0, COUNTS[TEXT], 2), range(COUNTS[NUMBER]), strict=True)
    return [slot for t, n in pairs for slot in (f"{TEXT}{t}", f"{TEXT}{t + 1}", f"{NUMBER}{n}")]


def is_number(slot: str) -> bool:
    """Whether the slot holds whole numbers."""
    return slot.startswith(NUMBER)


def stands(column: Column, known: Slots) -> bool:
    """Whether the column has a slot of its kind."""
    return known.get(column.name, "").startswith(_kind(column))


def slots(schema: Schema, known: Slots) -> dict[str, str]:
    """The slots of all columns: those that are known stay, others are given the first that are free.

    Slots of columns that the ledger does not have are given only when no other is left. Raises BadLedger.
    """
    made = dict(known)
    for column in schema.columns:
        if not stands(column, made):
            made.pop(column.name, None)
            made[column.name] = _free(_kind(column), made, schema)
    return made


def _kind(column: Column) -> str:
    return NUMBER if column.numeric else TEXT


def _free(kind: str, made: dict[str, str], schema: Schema) -> str:
    used = set(made.values())
    unused = (slot for n in range(COUNTS[kind]) if (slot := f"{kind}{n}") not in used)
    found = next(unused, None)
    if found is None:
        left = next((name for name, slot in made.items() if slot[0] == kind and not schema.has(name)), None)
        if left is None:
            raise BadLedger(f"一本台账最多 {COUNTS[TEXT]} 栏文字和日期、{COUNTS[NUMBER]} 栏数")
        found = made.pop(left)
    return found


@dataclass(frozen=True, slots=True)
class Rows:
    """The table of the rows themselves: their numbers, and what they hold as a JSON text (SQLite) or jsonb."""

    table: str
    number: str = "id"
    data: str = "data"


def filled(storage: Storage, rows: Rows, which: str, given: Sequence[Any] = ()) -> Query:
    """The statement that writes the cells of rows, which have none yet: of those that meet `which` with its parameters."""
    taken = list(_taken(storage, rows.data))
    names = ", ".join([storage.number, storage.ledger, *storage.slots.values()])
    values = ", ".join([rows.number, storage.ledger, *(text for text, _ in taken)])
    text = f"INSERT INTO {storage.table} ({names}) SELECT {values} FROM {rows.table} WHERE {which}"  # noqa: S608 - names of our own code
    return Query(text, (*(value for _, values in taken for value in values), *given))


def _taken(storage: Storage, data: str) -> Iterator[tuple[str, list[str]]]:
    """The expressions that take the columns out of a row's JSON; what is not of the slot's kind is left out."""
    mark = storage.mark
    for name, slot in storage.slots.items():
        if storage.sqlite:
            path, kinds = f'$."{name}"', ("integer", "text")
            kind, value = f"json_type({data}, {mark})", f"json_extract({data}, {mark})"
        else:
            path, kinds = name, ("number", "string")
            kind, value = f"jsonb_typeof({data} -> {mark})", f"({data} ->> {mark})"
        if is_number(slot):
            whole = value if storage.sqlite else f"{value}::bigint"
            short = f"length(ltrim({value}, '-')) <= {MOST_DIGITS}"
            yield f"CASE WHEN {kind} = '{kinds[0]}' AND {short} THEN {whole} END", [path] * 3
        else:
            yield f"CASE WHEN {kind} = '{kinds[1]}' THEN {value} END", [path] * 2
