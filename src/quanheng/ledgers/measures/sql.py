"""Measures compiled to SQL with parameters, over the typed cells of rows, for SQLite and PostgreSQL.

Names of tables and slots come from the caller's code, never from a user; everything that an office declared
(words of filters) goes in as a parameter. Numbers are integers, so sums are exact on both. Each condition is
worked out once. Different values come as a JSON array of all there are and are counted here (`counts`): that costs a
quarter of what the databases take to sort them.
"""

from __future__ import annotations

import json
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
    "counts",
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


def _value(writer: Writer, part: Aggregate) -> str:
    columns = [writer.column(name) for name in part.columns]
    if part.function == record.COUNT:
        return "COUNT(*)"
    if part.function == record.DISTINCT:
        return _listed(writer, columns)
    inner = writer.days(*part.columns) if part.function == record.DAYS else " + ".join(columns)
    return f"SUM({inner})"


def _listed(writer: Writer, columns: Sequence[str]) -> str:
    """All values of a column; those of several as one text: quoting keeps ("a","bc") and ("ab","c") apart."""
    one, several = columns[0], ", ".join(columns)
    if writer.storage.sqlite:  # '' makes a text of what would else be an array in the array
        return (
            f"json_group_array({one})" if one == several else f"json_group_array(json_array({several}) || '')"
        )
    return f"json_agg({one})" if one == several else f"json_agg(jsonb_build_array({several})::text)"


def query(asked: Asked, storage: Storage) -> Query:
    """One statement of one row: value, rows and unproved rows of each part, the rows with blanks, those behind it.

    The last is asked of a measure of several parts alone.
    """
    return query_of_all([asked.measure], asked.schema, asked.ledger, asked.period, storage)


def query_of_all(
    measures: Sequence[Measure], schema: Schema, ledger: Any, period: Period, storage: Storage
) -> Query:
    """The same of several measures in one walk over the rows: what `query` gives for each, one after the other."""
    writer = Writer(storage, schema, period)
    fields = [field for one in measures for field in _fields(writer, one)]
    steps, parameters = judged(writer, ledger)
    return Query(f"{steps} SELECT {', '.join(fields)} FROM judged", tuple(parameters))  # noqa: S608


def query_by_month(asked: Asked, storage: Storage) -> Query:
    """The same for each month of the period that has rows: the month as 2024-01, then what `query` gives."""
    writer = Writer(storage, asked.schema, asked.period)
    fields = _fields(writer, asked.measure)
    month = f"substr({writer.text(asked.measure.series)}, 1, 7)"
    months = asked.period.months()
    steps, parameters = judged(writer, asked.ledger)
    between = f"{month} BETWEEN {storage.mark} AND {storage.mark}"
    text = f"{steps} SELECT {month}, {', '.join(fields)} FROM judged WHERE {between} GROUP BY 1 ORDER BY 1"  # noqa: S608
    return Query(text, (*parameters, months[0], months[-1]))


def query_by_group(asked: Asked, storage: Storage, column: str) -> Query:
    """The same for each value of a column of words: the value, then what `query` gives."""
    writer = Writer(storage, asked.schema, asked.period)
    fields = _fields(writer, asked.measure)
    name = writer.column(column)
    steps, parameters = judged(writer, asked.ledger)
    text = f"{steps} SELECT {name}, {', '.join(fields)} FROM judged WHERE {name} IS NOT NULL GROUP BY 1"  # noqa: S608
    return Query(text, tuple(parameters))


def _fields(writer: Writer, measure: Measure) -> list[str]:
    fields: list[str] = []
    tests: list[str] = []
    for part in measure.parts:
        test = " AND ".join([writer.flag(part.where), *_filled(writer, part)])
        tests.append(f"({test})")
        proof = writer.schema.proof
        unproved = f"{writer.column(proof)} IS NULL" if proof else FALSE
        value = f"{_value(writer, part)} FILTER (WHERE {test})"
        fields += [
            f"{value}::text" if part.function == record.DISTINCT and not writer.storage.sqlite else value,
            f"COUNT(*) FILTER (WHERE {test})",
            f"COUNT(*) FILTER (WHERE {test} AND {unproved})",
        ]
    blank = [f"{writer.column(name)} IS NULL" for name in blank_columns(measure)]
    fields.append(f"COUNT(*) FILTER (WHERE {' OR '.join(blank) or FALSE})")
    if len(tests) > 1:
        fields.append(f"COUNT(*) FILTER (WHERE {' OR '.join(tests)})")
    return fields


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


def counts(answer: Sequence[Any]) -> tuple[int, ...]:
    """The numbers that an answer means: 0 for nothing, of the values in a JSON array how many differ."""
    return tuple(len(set(json.loads(one))) if isinstance(one, str) else int(one or 0) for one in answer)


def result(
    measure: Measure, schema: Schema, answer: Sequence[Any], parameters: Parameters | None = None
) -> Result:
    """The result of the one row that `query` answers, or of its `counts`."""
    ends = 3 * len(measure.parts)
    numbers = counts(answer)
    counted = tuple(Counted(*numbers[at : at + 3]) for at in range(0, ends, 3))
    rows = numbers[ends + 1] if len(counted) > 1 else counted[0].rows
    return combined(measure, schema, Tally(counted, rows, numbers[ends]), parameters or {})
