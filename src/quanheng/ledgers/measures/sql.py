"""Measures compiled to SQL with parameters, over the typed cells of rows, for SQLite and PostgreSQL.

Names of tables and slots come from the caller's code, never from a user; everything that an office declared
(words of filters) goes in as a parameter. Numbers are integers, so sums are exact on both. Each condition is
worked out once. Different values are counted by grouping the rows by them: one sort, however many parts count them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quanheng.ledgers.conditions import Condition
from quanheng.ledgers.measures import record
from quanheng.ledgers.measures.evaluate import Parameters, Tally, blank_columns, combined
from quanheng.ledgers.measures.record import Aggregate, Counted, Measure, Result
from quanheng.ledgers.measures.writer import (
    FALSE,
    POSTGRESQL,
    SQLITE,
    Query,
    Storage,
    Writer,
    judged,
    of_ledger,
)
from quanheng.ledgers.period import Period
from quanheng.ledgers.schema import Schema

__all__ = [
    "POSTGRESQL",
    "SQLITE",
    "Asked",
    "Listing",
    "Query",
    "Storage",
    "apart",
    "behind",
    "listed",
    "query",
    "query_by_group",
    "query_by_month",
    "query_of_all",
    "result",
    "width",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """A measure of a ledger's rows in a period; `ledger` is the id in the table."""

    measure: Measure
    schema: Schema
    ledger: Any
    period: Period


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows to be looked at: those that meet `where`, by the column `sort` ("" for as entered).

    Empty cells come last whichever way; `first` rows are passed over, at most `count` answered.
    """

    schema: Schema
    ledger: Any
    period: Period
    where: Condition
    sort: str = ""
    descending: bool = False
    first: int = 0
    count: int = 50


def _filled(writer: Writer, part: Aggregate) -> list[str]:
    return [f"({writer.column(name)} IS NOT NULL)" for name in part.columns]


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of the answer: what it is of the rows, and of groups of rows of which each has it (as `given`)."""

    of_rows: str
    of_groups: str = "SUM({given})"
    in_group: str = ""


def _value(writer: Writer, part: Aggregate, test: str) -> _Field:
    columns = [writer.compared(name) for name in part.columns]
    only = f"FILTER (WHERE {test})"
    if part.function == record.COUNT:
        return _Field(f"COUNT(*) {only}")
    if part.function == record.DISTINCT:
        one = columns[0] if len(columns) == 1 else _pair(writer, columns)
        return _Field(f"COUNT(DISTINCT {one}) {only}", "COUNT({given})", f"MAX(1) {only}")
    inner = writer.days(*part.columns) if part.function == record.DAYS else " + ".join(columns)
    return _Field(f"SUM({inner}) {only}")


def _pair(writer: Writer, columns: Sequence[str]) -> str:
    """One value of several columns: quoting keeps ("a","bc") and ("ab","c") apart."""
    return f"{'json_array' if writer.storage.sqlite else 'jsonb_build_array'}({', '.join(columns)})"


def query(asked: Asked, storage: Storage) -> Query:
    """One statement of one row: value, rows and unproved rows of each part, the rows with blanks, those behind it.

    The last is asked of a measure of several parts alone.
    """
    return query_of_all([asked.measure], asked.schema, asked.ledger, asked.period, storage)


def query_of_all(
    measures: Sequence[Measure], schema: Schema, ledger: Any, period: Period, storage: Storage
) -> Query:
    """The same of several measures in one walk over the rows: what `query` gives for each, one after the other."""
    return _of_rows(measures, Writer(storage, schema, period), ledger)


def query_by_month(asked: Asked, storage: Storage) -> Query:
    """The same for each month of the period that has rows: the month as 2024-01, then what `query` gives."""
    writer = Writer(storage, asked.schema, asked.period)
    month = f"substr({writer.text(asked.measure.series)}, 1, 7)"
    months = asked.period.months()
    only = Query(f"{month} BETWEEN {storage.mark} AND {storage.mark}", (months[0], months[-1]))
    made = _of_rows([asked.measure], writer, asked.ledger, month, only)
    return Query(f"{made.text} ORDER BY 1", made.parameters)


def query_by_group(asked: Asked, storage: Storage, column: str) -> Query:
    """The same for each value of a column of words: the value, then what `query` gives."""
    writer = Writer(storage, asked.schema, asked.period)
    name = writer.column(column)
    return _of_rows([asked.measure], writer, asked.ledger, name, Query(f"{name} IS NOT NULL", ()))


def _of_rows(
    measures: Sequence[Measure], writer: Writer, ledger: Any, by: str = "", only: Query | None = None
) -> Query:
    """The fields of measures over the rows that meet `only`, for each value of the expression `by`."""
    fields = [field for one in measures for field in _fields(writer, one)]
    parts = [part for one in measures for part in one.parts if part.function == record.DISTINCT]
    different = {tuple(writer.compared(name) for name in part.columns) for part in parts}
    steps, parameters = judged(writer, ledger)
    rows = f"judged{f' WHERE {only.text}' if only else ''}"
    given = (*parameters, *(only.parameters if only else ()))
    first = [f"{by} AS grouped"] if by else []
    if len(different) == 1:  # of columns apart there is no common group
        inner = [f"{one.in_group or one.of_rows} AS f{at}" for at, one in enumerate(fields)]
        groups = ", ".join([*(["grouped"] if by else []), *different.pop()])
        steps += f", groups AS (SELECT {', '.join([*first, *inner])} FROM {rows} GROUP BY {groups})"  # noqa: S608
        told = [one.of_groups.format(given=f"f{at}") for at, one in enumerate(fields)]
        first, rows = ["grouped"] if by else [], "groups"
    else:
        told = [one.of_rows for one in fields]
    text = f"{steps} SELECT {', '.join([*first, *told])} FROM {rows}"  # noqa: S608
    return Query(f"{text} GROUP BY grouped" if by else text, given)


def _fields(writer: Writer, measure: Measure) -> list[_Field]:
    fields: list[_Field] = []
    tests: list[str] = []
    for part in measure.parts:
        test = " AND ".join([writer.flag(part.where), *_filled(writer, part)])
        tests.append(f"({test})")
        proof = writer.schema.proof
        unproved = f"{writer.column(proof)} IS NULL" if proof else FALSE
        fields += [_value(writer, part, test), _rows(test), _rows(f"{test} AND {unproved}")]
    blank = [f"{writer.column(name)} IS NULL" for name in blank_columns(measure)]
    fields.append(_rows(" OR ".join(blank) or FALSE))
    if len(tests) > 1:
        fields.append(_rows(" OR ".join(tests)))
    return fields


def _rows(test: str) -> _Field:
    return _Field(f"COUNT(*) FILTER (WHERE {test})")


def width(measure: Measure) -> int:
    """How many fields `query` gives for a measure."""
    parts = len(measure.parts)
    return 3 * parts + 1 + (parts > 1)


def behind(asked: Asked, storage: Storage, part: int = 0) -> Query:
    """The numbers of the rows behind one part of a measure, in order: what a click on the value shows."""
    writer = Writer(storage, asked.schema, asked.period)
    one = asked.measure.parts[part]
    test, given = writer.condition(one.where)
    tests = " AND ".join([test, *_filled(writer, one)])
    text = f"SELECT {storage.number} FROM {of_ledger(storage)} AND {tests} ORDER BY {storage.number}"  # noqa: S608
    return Query(text, (asked.ledger, *given))


def listed(asked: Listing, storage: Storage) -> Query:
    """The rows' numbers in order, each with how many rows meet the conditions in all."""
    writer = Writer(storage, asked.schema, asked.period)
    test, given = writer.condition(asked.where)
    order = number = storage.number
    taken = [number]
    if asked.sort:
        column = writer.compared(asked.sort)
        order = f"{column} IS NULL, {column} {'DESC' if asked.descending else 'ASC'}, {number}"
        taken.append(writer.column(asked.sort))
    text = (
        f"WITH met AS MATERIALIZED (SELECT {', '.join(taken)} FROM {of_ledger(storage)} AND {test}) "  # noqa: S608
        f"SELECT {number}, (SELECT COUNT(*) FROM met) FROM met ORDER BY {order} LIMIT {storage.mark} OFFSET {storage.mark}"
    )
    return Query(text, (asked.ledger, *given, asked.count, asked.first))


def apart(measures: Sequence[Measure], answer: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The one row that `query_of_all` answers, cut into what `query` answers for each."""
    made, at = [], 0
    for one in measures:
        made.append(tuple(answer[at : at + width(one)]))
        at += width(one)
    return made


def result(
    measure: Measure, schema: Schema, answer: Sequence[Any], parameters: Parameters | None = None
) -> Result:
    """The result of the one row that `query` answers."""
    ends = 3 * len(measure.parts)
    counted = tuple(
        Counted(*(int(number or 0) for number in answer[at : at + 3])) for at in range(0, ends, 3)
    )
    rows = int(answer[ends + 1] or 0) if len(counted) > 1 else counted[0].rows
    return combined(measure, schema, Tally(counted, rows, int(answer[ends] or 0)), parameters or {})
