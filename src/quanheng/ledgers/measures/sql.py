"""Measures compiled to SQL with parameters, over the typed cells of rows, for SQLite and PostgreSQL.

Names of tables and slots come from the caller's code, never from a user; everything that an office declared
(words of filters) goes in as a parameter. Numbers are integers, so sums are exact on both. Each condition is
worked out once. What a statement answers of a measure are fields, of which `counts` makes numbers (`measures/fields.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quanheng.ledgers.conditions import Condition
from quanheng.ledgers.measures.evaluate import Parameters, Tally, combined
from quanheng.ledgers.measures.fields import apart, counts, fields, met, width
from quanheng.ledgers.measures.record import Counted, Measure, Result
from quanheng.ledgers.measures.writer import (
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
    told = [field for one in measures for field in fields(writer, one)]
    steps, parameters = judged(writer, ledger)
    return Query(f"{steps} SELECT {', '.join(told)} FROM judged", tuple(parameters))  # noqa: S608


def query_by_month(asked: Asked, storage: Storage) -> Query:
    """The same for each month of the period that has rows: the month as 2024-01, then what `query` gives."""
    writer = Writer(storage, asked.schema, asked.period)
    told = ", ".join(fields(writer, asked.measure))
    month = f"substr({writer.text(asked.measure.series)}, 1, 7)"
    months = asked.period.months()
    steps, parameters = judged(writer, asked.ledger)
    between = f"{month} BETWEEN {storage.mark} AND {storage.mark}"
    text = f"{steps} SELECT {month}, {told} FROM judged WHERE {between} GROUP BY 1 ORDER BY 1"  # noqa: S608
    return Query(text, (*parameters, months[0], months[-1]))


def query_by_group(asked: Asked, storage: Storage, column: str) -> Query:
    """The same for each value of a column of words: the value, then what `query` gives."""
    writer = Writer(storage, asked.schema, asked.period)
    told = ", ".join(fields(writer, asked.measure))
    name = writer.column(column)
    steps, parameters = judged(writer, asked.ledger)
    text = f"{steps} SELECT {name}, {told} FROM judged WHERE {name} IS NOT NULL GROUP BY 1"  # noqa: S608
    return Query(text, tuple(parameters))


def behind(asked: Asked, storage: Storage, part: int = 0) -> Query:
    """The numbers of the rows behind one part of a measure, in order: what a click on the value shows."""
    writer = Writer(storage, asked.schema, asked.period)
    test, given = writer.condition(met(asked.measure.parts[part]))
    text = f"SELECT {storage.number} FROM {of_ledger(storage)} AND {test} ORDER BY {storage.number}"  # noqa: S608
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


def result(
    measure: Measure, schema: Schema, numbers: Sequence[int], parameters: Parameters | None = None
) -> Result:
    """The result of a measure's numbers: the `counts` of the one row that `query` answers."""
    ends = 3 * len(measure.parts)
    counted = tuple(Counted(*numbers[at : at + 3]) for at in range(0, ends, 3))
    rows = numbers[ends + 1] if len(counted) > 1 else counted[0].rows
    return combined(measure, schema, Tally(counted, rows, numbers[ends]), parameters or {})
