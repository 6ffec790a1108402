"""Measures on PostgreSQL: the same as over the rows in memory, exactly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings

from quanheng.ledgers.measures.slots import filled
from quanheng.ledgers.measures.writer import POSTGRESQL, Query, Storage
from quanheng.ledgers.period import Period
from quanheng.ledgers.rows import Row
from tests.ledger.mixed import (
    CELLS,
    KINDS,
    PERIODS,
    ROW,
    ROWS,
    SLOTS,
    TESTS,
    VARIED,
    WAYS,
    YEAR,
    compare,
    measure_of,
)
from tests.web.postgres import server

STORAGE = Storage(POSTGRESQL, SLOTS)


@pytest.fixture(scope="module")
def database() -> Iterator[psycopg.Connection]:
    with server() as running, psycopg.connect(running.address(), autocommit=True) as made:
        made.execute("CREATE TABLE row (id BIGSERIAL, ledger_id INTEGER, data JSONB, valid BOOLEAN)")
        made.execute(f"CREATE TABLE cells (row_id BIGINT, ledger_id INTEGER, {CELLS})".encode())
        yield made


def fill(made: psycopg.Connection, rows: list[Row]) -> None:
    """The rows of ledger 7 from number 1; beside them superseded ones, and those of another ledger."""
    made.execute("TRUNCATE row, cells RESTART IDENTITY")
    with made.cursor().copy("COPY row (ledger_id, data, valid) FROM STDIN") as copy:
        for ledger, valid in ((7, True), (7, False), (8, True)):
            for row in rows:
                copy.write_row((ledger, json.dumps(row.data, ensure_ascii=False), valid))
    filling = filled(STORAGE, ROW, "valid")
    made.execute(filling.text.encode(), filling.parameters)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=60,
)
@given(rows=ROWS, kind=KINDS, where=TESTS, period=PERIODS)
def test_postgresql_gives_what_python_gives(
    database: psycopg.Connection, rows: list[Row], kind: dict[str, Any], where: Any, period: Period
) -> None:
    fill(database, rows)

    def execute(one: Query) -> list[tuple[Any, ...]]:
        return database.execute(one.text.encode(), one.parameters).fetchall()

    compare(execute, STORAGE, measure_of(kind, where), rows, period)


@pytest.mark.parametrize("kind", WAYS, ids=lambda kind: f"{kind['measure']}-{WAYS.index(kind)}")
def test_every_way_to_count_gives_the_same_of_varied_rows(
    database: psycopg.Connection, kind: dict[str, Any]
) -> None:
    fill(database, VARIED)

    def execute(one: Query) -> list[tuple[Any, ...]]:
        return database.execute(one.text.encode(), one.parameters).fetchall()

    compare(execute, STORAGE, measure_of(kind, [{"column": "state", "in": ["甲", "乙"]}]), VARIED, YEAR)
