"""Conditions written in SQL over the typed cells of rows, for SQLite and PostgreSQL.

Names of tables and slots come from the caller's code, everything that an office declared goes in as a parameter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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

Slots = Mapping[str, str]
"""The slot of a table of typed cells by column."""
SQLITE, POSTGRESQL = "sqlite", "postgresql"
_ORDER = {"at_least": ">=", "at_most": "<=", "above": ">", "below": "<"}
_AT_DAY = {"until": "<=", "reaches": ">=", "beyond": ">"}
_OTHER = {"by": "<=", "after": ">", "same": "="}


@dataclass(frozen=True, slots=True)
class Storage:
    """Where the cells of rows are: a table with the row's number, the ledger's id, and the slots of its columns.

    `slots` names them by column (`measures/slots.py`): texts, dates as 2024-12-31, whole numbers. `current` is an
    SQL condition without parameters that rows must meet as well, "" where every row counts.
    """

    dialect: str
    slots: Slots = field(default_factory=dict)
    table: str = "cells"
    ledger: str = "ledger_id"
    number: str = "row_id"
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
    """Writes conditions over the slots of the columns.

    `flags` are those that the step `judged` works out, `used` the slots that it hands on.
    """

    storage: Storage
    schema: Schema
    period: Period
    used: dict[str, None] = field(default_factory=dict)
    flags: dict[str, Query] = field(default_factory=dict)

    def column(self, name: str) -> str:
        """The slot of a column."""
        slot = self.storage.slots[name]
        self.used[slot] = None
        return slot

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

    def flag(self, test: Condition) -> str:
        """The name under which the step `judged` has a condition; equal conditions share one."""
        used = dict(self.used)
        text, given = self.condition(test)
        self.used = used  # cells that conditions alone look at end there
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


def of_ledger(storage: Storage) -> str:
    """The table and the condition that a row is of the ledger, whose id is the one parameter."""
    current = f" AND ({storage.current})" if storage.current else ""
    return f"{storage.table} WHERE {storage.ledger} = {storage.mark}{current}"


def judged(writer: Writer, ledger: Any) -> Written:
    """The step `judged`: the cells that are used outside conditions, and what the flags say of each row.

    It is fenced and not materialised: rows pass through one by one, and no condition is worked out twice.
    """
    flags = [f"{flag.text} AS {name}" for name, flag in writer.flags.items()]
    given = [value for flag in writer.flags.values() for value in flag.parameters]
    columns = ", ".join([*writer.used, *flags]) or "1 AS none"
    storage = writer.storage
    return f"WITH judged AS (SELECT {columns} FROM {of_ledger(storage)} {storage.fence})", [*given, ledger]  # noqa: S608
