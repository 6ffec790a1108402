"""Measures: what the rows give, and that SQL gives the same whatever the rows and the measure."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from quanheng.ledgers.load import names, schema
from quanheng.ledgers.measures.evaluate import by_month, evaluate
from quanheng.ledgers.measures.slots import filled, slots
from quanheng.ledgers.measures.sql import (
    SQLITE,
    Asked,
    Query,
    Storage,
    apart,
    counts,
    query,
    query_of_all,
    result,
)
from quanheng.ledgers.period import Period, months_of
from quanheng.ledgers.rows import Row, row_hash, row_of, rows_hash
from quanheng.ledgers.schema import Schema
from tests.ledger.mixed import (
    CELLS,
    KINDS,
    MIXED,
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


def high_tech(code: str, recognised: str, expires: str, **more: Any) -> Row:
    data = {
        "code": code,
        "certificate": f"GR{code}{recognised[:4]}",
        "recognised": recognised,
        "expires": expires,
    }
    return row_of(schema("high-tech-enterprises"), {**data, "kind": "新认定", **more})


def test_net_increase_is_not_what_was_granted() -> None:
    rows = [
        high_tech("A", "2021-09-18", "2024-09-17", kind="新认定"),
        high_tech("A", "2024-11-01", "2027-10-31", kind="重新认定"),
        high_tech("B", "2021-09-18", "2024-09-17"),
        high_tech("C", "2024-11-01", "2027-10-31"),
        high_tech("D", "2024-11-01", "2027-10-31"),
        high_tech("E", "2022-10-18", "2025-10-17", left="2024-05-01"),
    ]
    ledger = schema("high-tech-enterprises")
    made = evaluate(ledger.measures["net_increase"], ledger, rows, YEAR)
    assert made.value == 0
    assert made.formula == "期末有效3家−期初有效3家=0家"
    assert evaluate(ledger.measures["granted"], ledger, rows, YEAR).value == 2
    assert evaluate(ledger.measures["passed"], ledger, rows, YEAR).value == 3
    assert "有3行没有佐证附件" in made.missing[0]


def test_a_sum_is_told_in_the_unit_of_the_measure() -> None:
    ledger = schema("technology-contracts")
    rows = [
        row_of(
            ledger,
            {"number": str(n), "amount": amount, "registered": day, "state": "已登记", "proof": "登记证明"},
        )
        for n, (amount, day) in enumerate(
            [(123_456_00, "2024-03-01"), (426 * 10**9 - 123_456_00, "2024-12-31"), (5, "2025-01-01")]
        )
    ]
    made = evaluate(ledger.measures["amount"], ledger, rows, YEAR)
    assert (made.value, made.unit, made.rows) == (Decimal("42.6"), "亿元", 2)
    assert made.missing == ()


def test_months_add_up_to_the_year() -> None:
    ledger = schema("industry-monthly")
    rows = [row_of(ledger, {"month": f"2024-{m:02}", "code": "X", "output": m * 10**8}) for m in range(1, 13)]
    months = dict(by_month(ledger.measures["output"], ledger, rows, YEAR))
    total = evaluate(ledger.measures["output"], ledger, rows, YEAR).value
    assert total == sum(one.value for one in months.values() if one.value is not None)
    half = evaluate(ledger.measures["output"], ledger, rows, months_of(2024, 1, 6)).value
    assert half == Decimal("0.21")


def test_what_cannot_be_computed_says_what_is_missing() -> None:
    ledger = schema("commissioners")
    rows = [row_of(ledger, {"person": "甲", "level": "县派", "town": "东乡", "begins": "2024-01-01"})]
    made = evaluate(ledger.measures["coverage"], ledger, rows, YEAR)
    assert made.value is None
    assert made.missing[0] == "没有给出乡镇总数"
    known = evaluate(ledger.measures["coverage"], ledger, rows, YEAR, {"乡镇总数": Decimal(4)})
    assert known.value == 25


def test_the_hash_of_rows_changes_with_any_cell_and_not_with_their_order() -> None:
    first, second = high_tech("A", "2024-01-01", "2026-12-31"), high_tech("B", "2024-01-01", "2026-12-31")
    assert rows_hash([first, second]) == rows_hash([second, first])
    assert rows_hash([first, second]) != rows_hash([first])
    assert row_hash(first) != row_hash(high_tech("A", "2024-01-01", "2026-12-30"))
    assert row_hash(Row("k", {"a": None, "b": 1})) == row_hash(Row("k", {"b": 1}))


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:")
    made.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, ledger_id INTEGER, data TEXT, valid INTEGER)")
    made.execute(f"CREATE TABLE cells (row_id INTEGER PRIMARY KEY, ledger_id INTEGER, {CELLS})")
    yield made
    made.close()


def fill(made: sqlite3.Connection, rows: list[Row], storage: Storage) -> None:
    """The rows of ledger 7 from number 1; beside them superseded ones, and those of another ledger."""
    made.execute("DELETE FROM row")
    made.execute("DELETE FROM cells")
    data = [json.dumps(row.data, ensure_ascii=False) for row in rows]
    for ledger, valid in ((7, 1), (7, 0), (8, 1)):
        kept = [(ledger, one, valid) for one in data]
        made.executemany("INSERT INTO row (ledger_id, data, valid) VALUES (?, ?, ?)", kept)
    filling = filled(storage, ROW, "valid")
    made.execute(filling.text, filling.parameters)


LITE = Storage(SQLITE, SLOTS, mark="?")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(rows=ROWS, kind=KINDS, where=TESTS, period=PERIODS)
def test_sqlite_gives_what_python_gives(
    database: sqlite3.Connection, rows: list[Row], kind: dict[str, Any], where: Any, period: Period
) -> None:
    fill(database, rows, LITE)

    def execute(one: Query) -> list[tuple[Any, ...]]:
        return database.execute(one.text, one.parameters).fetchall()

    compare(execute, LITE, measure_of(kind, where), rows, period)


@pytest.mark.parametrize("kind", WAYS, ids=lambda kind: f"{kind['measure']}-{WAYS.index(kind)}")
@pytest.mark.parametrize("where", [None, [{"column": "state", "in": ["甲", "乙"]}]], ids=["all", "some"])
def test_every_way_to_count_gives_the_same_of_varied_rows(
    database: sqlite3.Connection, kind: dict[str, Any], where: Any
) -> None:
    made = measure_of(kind, where)
    fill(database, VARIED, LITE)
    parts = evaluate(made, MIXED, VARIED, YEAR).parts
    assert all(part.rows > 0 for part in parts)
    compare(lambda one: database.execute(one.text, one.parameters).fetchall(), LITE, made, VARIED, YEAR)


@pytest.mark.parametrize("name", names())
def test_every_shipped_measure_compiles_and_runs(database: sqlite3.Connection, name: str) -> None:
    ledger: Schema = schema(name)
    there = Storage(SQLITE, slots(ledger, {}), mark="?")
    fill(database, [], there)
    for made in ledger.measures.values():
        statement = query(Asked(made, ledger, 7, YEAR), there)
        answer = database.execute(statement.text, statement.parameters).fetchone()
        assert result(made, ledger, counts([made], answer)) == evaluate(made, ledger, [], YEAR)
    every = list(ledger.measures.values())
    together = query_of_all(every, ledger, 7, YEAR, there)
    (answer,) = database.execute(together.text, together.parameters).fetchall()
    told = zip(every, apart(every, counts(every, answer)), strict=True)
    empty = [evaluate(made, ledger, [], YEAR) for made in every]
    assert [result(made, ledger, line) for made, line in told] == empty
