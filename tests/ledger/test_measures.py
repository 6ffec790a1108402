"""Measures: what the rows give, and that SQL gives the same whatever the rows and the measure."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quanheng.ledgers.load import names, read_schema, schema
from quanheng.ledgers.measures.evaluate import by_group, by_month, counted_rows, evaluate
from quanheng.ledgers.measures.load import measure
from quanheng.ledgers.measures.record import Measure
from quanheng.ledgers.measures.sql import Asked, Storage, keys, query, query_by_group, query_by_month, result
from quanheng.ledgers.period import Period, months_of, year_of
from quanheng.ledgers.rows import Row, row_hash, row_of, rows_hash
from quanheng.ledgers.schema import Column, Schema

YEAR = year_of(2024)


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


MIXED = read_schema(
    "mixed",
    {
        "title": "各种栏",
        "columns": {
            "code": {"title": "编号", "type": "code"},
            "name": {"title": "名称"},
            "state": {"title": "状态", "type": "choice", "choices": "甲 乙 丙"},
            "begun": {"title": "开始", "type": "date"},
            "done": {"title": "结束", "type": "date"},
            "month": {"title": "月份", "type": "month"},
            "year": {"title": "年度", "type": "year"},
            "amount": {"title": "金额", "type": "money", "unit": "元"},
            "other": {"title": "另一金额", "type": "money", "unit": "元"},
            "count": {"title": "数量", "type": "count", "unit": "个"},
        },
        "key": "code",
    },
    "test",
)


def cells(column: Column) -> st.SearchStrategy[Any]:
    days = st.dates(YEAR.start.replace(year=2023), YEAR.end.replace(year=2025)).map(str)
    made: dict[str, st.SearchStrategy[Any]] = {
        "date": days,
        "month": days.map(lambda day: day[:7]),
        "year": st.integers(2023, 2025),
        "choice": st.sampled_from(column.choices or ("",)),
        "money": st.integers(-(10**13), 10**13),
        "count": st.integers(0, 50),
    }
    return st.none() | made.get(column.type, st.sampled_from(["甲", "乙丙", "A'b", 'q"%_', "东乡", "é"]))


ROWS = st.lists(
    st.fixed_dictionaries({column.name: cells(column) for column in MIXED.columns}), max_size=25
).map(lambda rows: [row_of(MIXED, {**data, "code": f"{n}"}, n) for n, data in enumerate(rows)])

TESTS = st.recursive(
    st.sampled_from(
        [
            {"column": "state", "in": ["甲", "乙"]},
            {"column": "state", "not": "丙"},
            {"column": "begun", "during": "period"},
            {"column": "month", "during": "year"},
            {"column": "year", "during": "period"},
            {"column": "begun", "until": "opening"},
            {"column": "done", "reaches": "closing"},
            {"column": "month", "beyond": "closing"},
            {"column": "done", "by": "begun"},
            {"column": "amount", "after": "other"},
            {"column": "amount", "same": "other"},
            {"days": ["begun", "done"], "at_most": 90},
            {"days": ["begun", "done"], "above": 0},
            {"column": "amount", "at_least": "100000000元"},
            {"column": "count", "below": 9},
            {"column": "begun", "above": "2024-06-30"},
            {"column": "name", "contains": ["乙", "%"]},
            {"column": "name", "filled": "no"},
        ]
    ),
    lambda inner: st.builds(
        lambda op, parts: {op: parts}, st.sampled_from(["any", "all", "none"]), st.lists(inner, max_size=3)
    ),
    max_leaves=5,
)
KINDS = st.sampled_from(
    [
        {"measure": "count"},
        {"measure": "count", "series": "begun"},
        {"measure": "distinct", "of": "name"},
        {"measure": "distinct", "of": ["name", "count"]},
        {"measure": "sum", "of": "amount", "unit": "万元"},
        {"measure": "sum", "of": ["amount", "other"], "unit": "元", "series": "month"},
        {"measure": "valid", "of": "name", "from": "begun", "to": "done"},
        {"measure": "valid", "from": "month", "left": "done"},
        {"measure": "net_increase", "of": "name", "from": "begun", "to": "done"},
        {"measure": "growth", "of": "amount", "before": "other", "unit": "%"},
        {"measure": "on_time_rate", "done": "begun", "due": "done", "unit": "%"},
        {"measure": "mean_days", "from": "begun", "to": "done", "unit": "天"},
        {"measure": "coverage", "of": "name", "whole": {"parameter": "总数"}, "unit": "%"},
        {
            "measure": "ratio",
            "unit": "%",
            "top": {"measure": "sum", "of": "amount"},
            "bottom": {"measure": "sum", "of": "other"},
        },
        {
            "measure": "average",
            "unit": "元/个",
            "top": {"measure": "sum", "of": "amount"},
            "bottom": {"measure": "count"},
        },
    ]
)
PERIODS = st.sampled_from([YEAR, months_of(2024, 3, 8), year_of(2025)])


def measure_of(kind: dict[str, Any], where: Any) -> Measure:
    return measure("m", {"title": "数", "unit": "个", "where": where, **kind}, MIXED, "test")


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:")
    made.execute("CREATE TABLE row (ledger_id INTEGER, key TEXT, data TEXT, valid INTEGER)")
    yield made
    made.close()


LITE = Storage("sqlite", current="valid", mark="?")


def fill(made: sqlite3.Connection, rows: list[Row]) -> None:
    made.execute("DELETE FROM row")
    made.executemany(
        "INSERT INTO row VALUES (7, ?, ?, 1)", [(r.key, json.dumps(r.data, ensure_ascii=False)) for r in rows]
    )
    made.execute("INSERT INTO row SELECT 7, key, data, 0 FROM row")  # superseded versions
    made.execute("INSERT INTO row SELECT 8, key, data, 1 FROM row")  # another ledger


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(rows=ROWS, kind=KINDS, where=TESTS, period=PERIODS)
def test_sqlite_gives_what_python_gives(
    database: sqlite3.Connection, rows: list[Row], kind: dict[str, Any], where: Any, period: Period
) -> None:
    made = measure_of(kind, where)
    fill(database, rows)
    asked = Asked(made, MIXED, 7, period)
    parameters = {"总数": Decimal(40)}
    statement = query(asked, LITE)
    answer = database.execute(statement.text, statement.parameters).fetchone()
    assert result(made, MIXED, answer, parameters) == evaluate(made, MIXED, rows, period, parameters)
    behind = keys(asked, LITE)
    shown = [row[0] for row in database.execute(behind.text, behind.parameters)]
    assert shown == sorted(row.key for row in counted_rows(made, MIXED, rows, period)[0])
    grouped = query_by_group(asked, LITE, "state")
    by_state = {
        row[0]: result(made, MIXED, row[1:], parameters)
        for row in database.execute(grouped.text, grouped.parameters)
    }
    assert by_state == by_group(made, MIXED, rows, period, "state", parameters)
    if made.series:
        monthly = query_by_month(asked, LITE)
        answers = {
            row[0]: result(made, MIXED, row[1:]).value
            for row in database.execute(monthly.text, monthly.parameters)
        }
        python = {month: one for month, one in by_month(made, MIXED, rows, period) if month in answers}
        assert answers == {month: one.value for month, one in python.items()}


@pytest.mark.parametrize("name", names())
def test_every_shipped_measure_compiles_and_runs(database: sqlite3.Connection, name: str) -> None:
    ledger: Schema = schema(name)
    fill(database, [])
    for made in ledger.measures.values():
        statement = query(Asked(made, ledger, 7, YEAR), LITE)
        answer = database.execute(statement.text, statement.parameters).fetchone()
        assert result(made, ledger, answer) == evaluate(made, ledger, [], YEAR)
