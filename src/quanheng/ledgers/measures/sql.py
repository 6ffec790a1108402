"""Measures compiled to SQL with parameters, over a table of JSON rows, for SQLite and PostgreSQL.

Names of tables and columns come from the caller's code, never from a user; everything that an office
declared (words of filters, names of columns) goes in as a parameter. Numbers are integers in the rows, so
sums are exact on both. Each column is taken out of the JSON once, in a materialised step.
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
from quanheng.ledgers.measures import record
from quanheng.ledgers.measures.evaluate import Parameters, blank_columns, combined
from quanheng.ledgers.measures.record import Aggregate, Counted, Measure, Result
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A measure of a ledger's rows in a period; `ledger` is the id in the table."""

    measure: Measure
    schema: Schema
    ledger: Any
    period: Period


@dataclass(frozen=True, slots=True)
class Query:
    """A statement and its parameters in order."""

    text: str
    parameters: tuple[Any, ...]


@dataclass(slots=True)
class _Writer:
    """Writes conditions over the columns c0, c1 ... of the step that takes them out of the JSON."""

    storage: Storage
    schema: Schema
    period: Period
    names: dict[str, str] = field(default_factory=dict)

    def column(self, name: str) -> str:
        return self.names.setdefault(name, f"c{len(self.names)}")

    def text(self, name: str) -> str:
        """A column of texts as it is compared: by its characters' codes, whatever the database's language."""
        return self.column(name) if self.storage.sqlite else f'{self.column(name)} COLLATE "C"'

    def compared(self, name: str) -> str:
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

    def marks(self, count: int) -> str:
        return ", ".join([self.storage.mark] * count)

    def days(self, first: str, last: str) -> str:
        a, b = self.column(first), self.column(last)
        if self.storage.sqlite:
            return f"CAST(julianday({b}) - julianday({a}) AS INTEGER)"
        return f"({b}::date - {a}::date)"


def _some(text: str) -> str:
    return f"COALESCE({text}, {_FALSE})"


_FALSE = "(1=0)"
_Written = tuple[str, list[Any]]


def _set(writer: _Writer, test: Test, given: Sequence[Value]) -> _Written:
    word = "NOT IN" if test.op == "not" else "IN"
    return _some(f"{writer.column(test.column)} {word} ({writer.marks(len(given))})"), list(given)


def _filled(writer: _Writer, test: Test, given: Sequence[Value]) -> _Written:
    return f"({writer.column(test.column)} IS {'NOT ' if given[0] == 'yes' else ''}NULL)", []


def _contains(writer: _Writer, test: Test, given: Sequence[Value]) -> _Written:
    function = "instr" if writer.storage.sqlite else "strpos"
    one = f"{function}({writer.column(test.column)}, {writer.storage.mark}) > 0"
    return _some(f"({' OR '.join([one] * len(given))})"), list(given)


def _order(writer: _Writer, test: Test, given: Sequence[Value]) -> _Written:
    return _some(f"{writer.compared(test.column)} {_ORDER[test.op]} {writer.storage.mark}"), list(given)


def _during(writer: _Writer, test: Test, given: Sequence[Value]) -> _Written:
    mark = writer.storage.mark
    return _some(f"{writer.compared(test.column)} BETWEEN {mark} AND {mark}"), list(given)


def _at_day(writer: _Writer, test: Test, given: Sequence[Value]) -> _Written:
    column = writer.column(test.column)
    met = f"{writer.compared(test.column)} {_AT_DAY[test.op]} {writer.storage.mark}"
    return (_some(met) if test.op == "until" else f"({column} IS NULL OR {met})"), list(given)


def _other(writer: _Writer, test: Test, _: Sequence[Value]) -> _Written:
    return _some(f"{writer.compared(test.column)} {_OTHER[test.op]} {writer.compared(test.other)}"), []


def _days(writer: _Writer, test: Test, given: Sequence[Value]) -> _Written:
    days = writer.days(test.column, test.other)
    return _some(f"{days} {_ORDER[test.op]} {writer.storage.mark}"), list(given)


_WRITERS: dict[str, Callable[[_Writer, Test, Sequence[Value]], _Written]] = {
    SET: _set, FILLED: _filled, CONTAINS: _contains, ORDER: _order, DURING: _during,
    AT_DAY: _at_day, OTHER: _other, DAYS: _days,
}  # fmt: skip


def _counted(writer: _Writer, part: Aggregate) -> _Written:
    """The rows that an aggregate counts: its condition, and its own columns filled."""
    text, given = writer.condition(part.where)
    filled = [f"({writer.column(name)} IS NOT NULL)" for name in part.columns]
    return " AND ".join([text, *filled]), given


def _value(writer: _Writer, part: Aggregate) -> str:
    columns = [writer.column(name) for name in part.columns]
    if part.function == record.COUNT:
        return "COUNT(*)"
    if part.function == record.DISTINCT:
        # one text for several columns: quoting keeps ("a","bc") and ("ab","c") apart
        if len(columns) == 1:
            return f"COUNT(DISTINCT {columns[0]})"
        make = "json_array" if writer.storage.sqlite else "jsonb_build_array"
        return f"COUNT(DISTINCT {make}({', '.join(columns)}))"
    inner = writer.days(*part.columns) if part.function == record.DAYS else " + ".join(columns)
    return f"SUM({inner})"


def query(asked: Asked, storage: Storage) -> Query:
    """One statement of one row: value, rows and unproved rows of each part, then the rows with blanks."""
    writer = _Writer(storage, asked.schema, asked.period)
    fields, given = _fields(writer, asked.measure)
    step, parameters = _step(writer, asked.ledger)
    return Query(f"{step} SELECT {', '.join(fields)} FROM taken", (*parameters, *given))  # noqa: S608


def query_by_month(asked: Asked, storage: Storage) -> Query:
    """The same for each month of the period that has rows: the month as 2024-01, then what `query` gives."""
    writer = _Writer(storage, asked.schema, asked.period)
    fields, given = _fields(writer, asked.measure)
    month = f"substr({writer.text(asked.measure.series)}, 1, 7)"
    months = asked.period.months()
    step, parameters = _step(writer, asked.ledger)
    between = f"{month} BETWEEN {storage.mark} AND {storage.mark}"
    text = f"{step} SELECT {month}, {', '.join(fields)} FROM taken WHERE {between} GROUP BY 1 ORDER BY 1"  # noqa: S608
    return Query(text, (*parameters, *given, months[0], months[-1]))


def _fields(writer: _Writer, measure: Measure) -> tuple[list[str], list[Any]]:
    fields: list[str] = []
    given: list[Any] = []
    for part in measure.parts:
        test, parameters = _counted(writer, part)
        proof = writer.schema.proof
        unproved = f"{writer.column(proof)} IS NULL" if proof else _FALSE
        fields += [
            f"{_value(writer, part)} FILTER (WHERE {test})",
            f"COUNT(*) FILTER (WHERE {test})",
            f"COUNT(*) FILTER (WHERE {test} AND {unproved})",
        ]
        given += [*parameters, *parameters, *parameters]
    blank = [f"{writer.column(name)} IS NULL" for name in blank_columns(measure)]
    fields.append(f"COUNT(*) FILTER (WHERE {' OR '.join(blank) or _FALSE})")
    return fields, given


def _step(writer: _Writer, ledger: Any, more: str = "") -> _Written:
    """The step that takes every column that is asked for out of the JSON of the ledger's current rows."""
    storage = writer.storage
    parameters: list[Any] = []
    taken = []
    for name, alias in writer.names.items():
        text, given = writer.taken(name)
        taken.append(f"{text} AS {alias}")
        parameters += given
    current = f" AND ({storage.current})" if storage.current else ""
    columns = ", ".join([*taken, *([more] if more else [])]) or "1 AS c0"
    return (
        f"WITH taken AS MATERIALIZED (SELECT {columns} FROM {storage.table} "  # noqa: S608 - names of our own code
        f"WHERE {storage.ledger} = {storage.mark}{current})"
    ), [*parameters, ledger]


def keys(asked: Asked, storage: Storage, part: int = 0) -> Query:
    """The keys of the rows behind one part of a measure: what a click on the value shows."""
    writer = _Writer(storage, asked.schema, asked.period)
    test, given = _counted(writer, asked.measure.parts[part])
    step, parameters = _step(writer, asked.ledger, f"{storage.key} AS row_key")
    text = f"{step} SELECT row_key FROM taken WHERE {test} ORDER BY row_key"  # noqa: S608
    return Query(text, (*parameters, *given))


def result(
    measure: Measure, schema: Schema, answer: Sequence[Any], parameters: Parameters | None = None
) -> Result:
    """The result of the one row that `query` answers."""
    counted = [
        Counted(int(answer[at] or 0), int(answer[at + 1]), int(answer[at + 2]))
        for at in range(0, 3 * len(measure.parts), 3)
    ]
    return combined(measure, schema, counted, int(answer[-1]), parameters or {})
