"""A ledger with every type of column, rows, conditions and measures of it, and the comparison of SQL with memory."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from quanheng.ledgers.load import read_schema
from quanheng.ledgers.measures.evaluate import by_group, by_month, counted_rows, evaluate
from quanheng.ledgers.measures.load import measure
from quanheng.ledgers.measures.record import Measure
from quanheng.ledgers.measures.slots import Rows, every, is_number, slots
from quanheng.ledgers.measures.sql import (
    Asked,
    apart,
    behind,
    counts,
    query,
    query_by_group,
    query_by_month,
    query_of_all,
    result,
)
from quanheng.ledgers.measures.writer import Query, Storage
from quanheng.ledgers.period import Period, months_of, year_of
from quanheng.ledgers.rows import Row, row_of
from quanheng.ledgers.schema import Column

YEAR = year_of(2024)

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


def _day(number: int) -> str | None:
    return f"{2023 + number % 3}-{1 + number % 12:02}-{1 + number % 28:02}" if number % 8 else None


VARIED = [
    row_of(
        MIXED,
        {
            "code": f"{n}",
            "name": ["甲", "乙丙", "A'b", 'q"%_', None][n % 5] if n < 60 else f"{n % 13}",
            "state": ["甲", "乙", "丙", None][n % 4],
            "begun": _day(n),
            "done": _day(n * 5 + n // 10),
            "month": (_day(n * 3 + 1) or "")[:7] or None,
            "year": 2023 + n % 3,
            "amount": n * 7919 % 1000 - 300 if n % 7 else None,
            "other": n * 104729 % 1000 - 200 if n % 9 else None,
            "count": n % 5,
        },
        n,
    )
    for n in range(120)
]
"""Rows of which each way to count finds some: blanks, values that come again, valid at one end, at both."""

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
WAYS: list[dict[str, Any]] = [
    {"measure": "count"},
    {"measure": "count", "series": "begun"},
    {"measure": "distinct", "of": "name"},
    {"measure": "distinct", "of": ["name", "count"]},
    {"measure": "sum", "of": "amount", "unit": "万元"},
    {"measure": "sum", "of": ["amount", "other"], "unit": "元", "series": "month"},
    {"measure": "valid", "of": "name", "from": "begun", "to": "done"},
    {"measure": "valid", "from": "month", "left": "done"},
    {"measure": "net_increase", "of": "name", "from": "begun", "to": "done"},
    {"measure": "net_increase", "of": ["name", "count"], "from": "begun", "left": "done"},
    {
        "measure": "ratio",
        "unit": "%",
        "top": {"measure": "distinct", "of": "name", "where": [{"column": "name", "filled": "yes"}]},
        "bottom": {"measure": "distinct", "of": "name", "where": {"column": "state", "is": "甲"}},
    },
    {
        "measure": "ratio",
        "unit": "%",
        "top": {"measure": "distinct", "of": "name"},
        "bottom": {"measure": "distinct", "of": "code"},
    },
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
KINDS = st.sampled_from(WAYS)
PERIODS = st.sampled_from([YEAR, months_of(2024, 3, 8), year_of(2025)])


def measure_of(kind: dict[str, Any], where: Any) -> Measure:
    return measure("m", {"title": "数", "unit": "个", "where": where, **kind}, MIXED, "test")


SLOTS = slots(MIXED, {})
CELLS = ", ".join(f"{slot} {'BIGINT' if is_number(slot) else 'TEXT'}" for slot in every())
"""The columns of a table of cells."""
ROW = Rows("row")
COUNTED = measure_of({"measure": "count"}, [{"column": "state", "is": "甲"}])
Execute = Callable[[Query], list[tuple[Any, ...]]]
_TOTALS = {"总数": Decimal(40)}


def compare(execute: Execute, storage: Storage, made: Measure, rows: list[Row], period: Period) -> None:
    """Everything that a database answers about ledger 7 is what the rows in memory give."""
    asked = Asked(made, MIXED, 7, period)
    (answer,) = execute(query(asked, storage))
    assert result(made, MIXED, counts([made], answer), _TOTALS) == evaluate(
        made, MIXED, rows, period, _TOTALS
    )
    shown = [row[0] for row in execute(behind(asked, storage))]
    counted = counted_rows(made, MIXED, rows, period)[0]
    assert shown == [number for number, row in enumerate(rows, 1) if any(row is one for one in counted)]
    grouped = execute(query_by_group(asked, storage, "state"))
    by_state = {row[0]: result(made, MIXED, counts([made], row[1:]), _TOTALS) for row in grouped}
    assert by_state == by_group(made, MIXED, rows, period, "state", _TOTALS)
    both = [COUNTED, made]  # in one walk over the rows
    (answer,) = execute(query_of_all(both, MIXED, 7, period, storage))
    given = [(COUNTED, {}), (made, _TOTALS)]
    for (one, of), line in zip(given, apart(both, counts(both, answer)), strict=True):
        assert result(one, MIXED, line, of) == evaluate(one, MIXED, rows, period, of)
    if made.series:
        monthly = execute(query_by_month(asked, storage))
        answers = {row[0]: result(made, MIXED, counts([made], row[1:])).value for row in monthly}
        python = {month: one for month, one in by_month(made, MIXED, rows, period) if month in answers}
        assert answers == {month: one.value for month, one in python.items()}
