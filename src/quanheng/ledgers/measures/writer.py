"""Conditions written in SQL over the columns of JSON rows, for SQLite and PostgreSQL.

Each column is taken out of the JSON once, in a step of its own; names of tables come from the caller's
code, everything that an office declared goes in as a parameter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from quanheng.ledgers.conditions import (
    AT_DAY,
    CONTAINS,
    DAYS,
    DURING,
    FILLED,
    ORDER,
    OTHER,
    SET,
    Condition,
    Group,
    Test,
    bounds,
)
from quanheng.ledgers.period import Period
from quanheng.ledgers.schema import Schema, Value

SQLITE, POSTGRESQL = "sqlite", "postgresql"
_ORDER = {"at_least": ">=", "at_most": "<=", "above": ">", "below": "<"}
_AT_DAY = {"until": "<=", "reaches": ">=", "beyond": ">"}
_OTHER = {"by": "<=", "after": ">", "same": "="}


@dataclass(frozen=True, slots=True)
class Storage:
    """Where rows are: a table with the ledger's id, the key, the JSON, and what makes a row the current one.

    `current` is an SQL condition without parameters, "" where every row counts. `data` is a JSON text
    (SQLite) or jsonb (PostgreSQL).
    """

    dialect: str
    table: str = "row"
    ledger: str = "ledger_id"
    key: str = "key"
    data: str = "data"
    current: str = ""
    mark: str = "%s"

    @property
    def sqlite(self) -> bool:
        """True for SQLite, whose own driver writes parameters as ?; Django writes %s on both."""
        return self.dialect == SQLITE

    @property
    def fence(self) -> str:
        """What keeps a step from being merged into the statement around it."""
        return "LIMIT -1" if self.sqlite else "OFFSET 0"


@dataclass(frozen=True, slots=True)
class Query:
    """A statement and its parameters in order."""

    text: str
    parameters: tuple[Any, ...]


@dataclass(slots=True)
class Writer:
    """Writes conditions over the columns c0, c1 ... of the step that takes them out of the JSON.

    `names` are these by the ledger's columns; `flags` the conditions that the step `judged` works out.
    """

    storage: Storage
    schema: Schema
    period: Period
    names: dict[str, str] = field(default_factory=dict)
    flags: dict[str, Query] = field(default_factory=dict)

    def column(self, name: str) -> str:
        """The name that a column has in the step."""
        return self.names.setdefault(name, f"c{len(self.names)}")

    def text(self, name: str) -> str:
        """A column of texts as it is compared: by its characters' codes, whatever the database's language."""
        return self.column(name) if self.storage.sqlite else f'{self.column(name)} COLLATE "C"'

    def compared(self, name: str) -> str:
        """A column as it is compared and sorted, a number as a number."""
        return self.column(name) if self.schema.column(name).numeric else self.text(name)

    def condition(self, test: Condition) -> tuple[str, list[Any]]:
        """A condition that is TRUE or FALSE, never NULL."""
        if isinstance(test, Group):
            return self._group(test)
        return _WRITERS[test.kind](self, test, bounds(test, self.schema.column(test.column), self.period))

    def _group(self, test: Group) -> tuple[str, list[Any]]:
        parts = [self.condition(one) for one in test.parts]
        parameters = [value for _, given in parts for value in given]
        if not parts:
            return ("(1=1)" if test.op != "any" else "(1=0)"), parameters
        joined = (" AND " if test.op == "all" else " OR ").join(text for text, _ in parts)
        return (f"(NOT ({joined}))" if test.op == "none" else f"({joined})"), parameters

    def taken(self, name: str) -> tuple[str, list[Any]]:
        """The expression that takes a column out of the JSON."""
        data = self.storage.data
        if self.storage.sqlite:
            return f"json_extract({data}, {self.storage.mark})", [f'$."{name}"']
        taken = f"({data} ->> {self.storage.mark})"
        return (f"{taken}::bigint" if self.schema.column(name).numeric else taken), [name]

    def flag(self, test: Condition) -> str:
        """The name under which the step `judged` has a condition; equal conditions share one."""
        text, given = self.condition(test)
        wanted = Query(text, tuple(given))
        known = next((name for name, flag in self.flags.items() if flag == wanted), None)
        if known is None:
            known = f"m{len(self.flags)}"
            self.flags[known] = wanted
        return known

    def marks(self, count: int) -> str:
        """So many places for parameters."""
        return ", ".join([self.storage.mark] * count)

    def days(self, first: str, last: str) -> str:
        """The days from one date column to another."""
        a, b = self.column(first), self.column(last)
        if self.storage.sqlite:
            return f"CAST(julianday({b}) - julianday({a}) AS INTEGER)"
        return f"({b}::date - {a}::date)"


def _some(text: str) -> str:
    return f"COALESCE({text}, {FALSE})"


FALSE = "(1=0)"
Written = tuple[str, list[Any]]


def _set(writer: Writer, test: Test, given: Sequence[Value]) -> Written:
    word = "NOT IN" if test.op == "not" else "IN"
    return _some(f"{writer.column(test.column)} {word} ({writer.marks(len(given))})"), list(given)


def _filled(writer: Writer, test: Test, given: Sequence[Value]) -> Written:
    return f"({writer.column(test.column)} IS {'NOT ' if given[0] == 'yes' else ''}NULL)", []


def _contains(writer: Writer, test: Test, given: Sequence[Value]) -> Written:
    function = "instr" if writer.storage.sqlite else "strpos"
    one = f"{function}({writer.column(test.column)}, {writer.storage.mark}) > 0"
    return _some(f"({' OR '.join([one] * len(given))})"), list(given)


def _order(writer: Writer, test: Test, given: Sequence[Value]) -> Written:
    return _some(f"{writer.compared(test.column)} {_ORDER[test.op]} {writer.storage.mark}"), list(given)


def _during(writer: Writer, test: Test, given: Sequence[Value]) -> Written:
    mark = writer.storage.mark
    return _some(f"{writer.compared(test.column)} BETWEEN {mark} AND {mark}"), list(given)


def _at_day(writer: Writer, test: Test, given: Sequence[Value]) -> Written:
    column = writer.column(test.column)
    met = f"{writer.compared(test.column)} {_AT_DAY[test.op]} {writer.storage.mark}"
    return (_some(met) if test.op == "until" else f"({column} IS NULL OR {met})"), list(given)


def _other(writer: Writer, test: Test, _: Sequence[Value]) -> Written:
    return _some(f"{writer.compared(test.column)} {_OTHER[test.op]} {writer.compared(test.other)}"), []


def _days(writer: Writer, test: Test, given: Sequence[Value]) -> Written:
    days = writer.days(test.column, test.other)
    return _some(f"{days} {_ORDER[test.op]} {writer.storage.mark}"), list(given)


_WRITERS: dict[str, Callable[[Writer, Test, Sequence[Value]], Written]] = {
    SET: _set, FILLED: _filled, CONTAINS: _contains, ORDER: _order, DURING: _during,
    AT_DAY: _at_day, OTHER: _other, DAYS: _days,
}  # fmt: skip


def step(writer: Writer, ledger: Any, more: str = "") -> Written:
    """The step `taken`: every column that is asked for, out of the JSON of the ledger's current rows."""
    text, parameters = _taken(writer, ledger, more)
    return f"WITH taken AS MATERIALIZED ({text})", parameters


def judged(writer: Writer, ledger: Any) -> Written:
    """The same, and a step `judged` that adds what the writer's flags say of each row.

    Both are fenced and not materialised: rows pass through one by one, and nothing is worked out twice.
    """
    text, parameters = _taken(writer, ledger, "")
    flags = ", ".join(["*", *(f"{flag.text} AS {name}" for name, flag in writer.flags.items())])
    given = [value for flag in writer.flags.values() for value in flag.parameters]
    fence = writer.storage.fence
    steps = f"WITH taken AS ({text} {fence}), judged AS (SELECT {flags} FROM taken {fence})"  # noqa: S608
    return steps, [*parameters, *given]


def _taken(writer: Writer, ledger: Any, more: str) -> Written:
    storage = writer.storage
    parameters: list[Any] = []
    taken = []
    for name, alias in writer.names.items():
        text, given = writer.taken(name)
        taken.append(f"{text} AS {alias}")
        parameters += given
    current = f" AND ({storage.current})" if storage.current else ""
    columns = ", ".join([*taken, *([more] if more else [])]) or "1 AS c0"
    text = f"SELECT {columns} FROM {storage.table} WHERE {storage.ledger} = {storage.mark}{current}"  # noqa: S608 - names of our own code
    return text, [*parameters, ledger]
