"""Traps that only several rows show together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from quanheng.ledgers.cells import number_of
from quanheng.ledgers.conditions import holds
from quanheng.ledgers.measures.evaluate import evaluate
from quanheng.ledgers.rows import Row
from quanheng.ledgers.schema import CREDIT_CODE, TEXT
from quanheng.ledgers.traps.record import Caught, Search
from quanheng.model.quantity import trimmed

_SHOWN = 5
_OFTEN = 9, 10  # nine rows in ten alike are no chance
_NOISE = re.compile(r"[\s()（）〔〕\[\]【】·.．,，、\-—]|有限责任公司|股份有限公司|有限公司|公司")


def same_key(search: Search) -> Iterator[Caught]:
    """Two rows under one key."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in search.rows:
        if search.schema.key_of(row.data):
            groups[search.schema.key_of(row.data)].append(row)
    heads = "、".join(search.title(name) for name in search.schema.key)
    for key, rows in groups.items():
        if len(rows) > 1:
            yield search.caught(rows, search.schema.key[0], value=key, count=str(len(rows)), heads=heads)


def duplicate(search: Search) -> Iterator[Caught]:
    """Rows that are equal in the named columns; `loosely` compares names without brackets and company words."""
    columns, loosely = search.columns("of"), search["loosely"] in ("yes", True)
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in search.meeting():
        cells = [row.data.get(name) for name in columns]
        if None not in cells:
            told = (str(cell) for cell in cells)
            groups[tuple(_NOISE.sub("", one) if loosely else one for one in told)].append(row)
    heads = "、".join(search.title(name) for name in columns)
    for same, rows in groups.items():
        if len(rows) > 1:
            yield search.caught(
                rows, columns[0], value="／".join(same), count=str(len(rows)), heads=heads, keys=_keys(rows)
            )


def _keys(rows: list[Row]) -> str:
    told = "、".join(row.key for row in rows[:_SHOWN])
    return told + ("等" if len(rows) > _SHOWN else "")


def two_names(search: Search) -> Iterator[Caught]:
    """One code under two names."""
    pairs = [
        (column.name, search.schema.columns[at - 1].name)
        for at, column in enumerate(search.schema.columns)
        if column.type == CREDIT_CODE and at and search.schema.columns[at - 1].type == TEXT
    ]
    for code, name in pairs:
        names: dict[str, dict[str, Row]] = defaultdict(dict)
        for row in search.rows:
            if row.data.get(code) is not None and row.data.get(name) is not None:
                names[str(row.data[code])].setdefault(str(row.data[name]), row)
        for value, known in names.items():
            if len(known) > 1:
                yield search.caught(list(known.values()), name, code=value, names="、".join(known))


def first_time(search: Search) -> Iterator[Caught]:
    """A row that counts as new though an earlier row has the same thing."""
    columns, begun = search.columns("of"), search.columns("from")[0]
    earliest: dict[tuple[object, ...], tuple[str, Row]] = {}
    for row in search.rows:
        key, day = tuple(row.data.get(name) for name in columns), row.data.get(begun)
        if None not in key and day is not None and str(day) < earliest.get(key, ("9999", row))[0]:
            earliest[key] = str(day), row
    test = search.test("when")
    for row in search.rows:
        key, day = tuple(row.data.get(name) for name in columns), row.data.get(begun)
        known = earliest.get(key)
        if known is None or known[1] is row or day is None or known[0] >= str(day):
            continue
        if holds(test, row.data, search.period, search.schema):
            yield search.caught([known[1], row], columns[0], earlier=known[0])


def constant(search: Search) -> Iterator[Caught]:
    """The same number, or the same quotient of two, nearly every time."""
    least = int(search["least"])
    rows = list(search.meeting())
    values: list[tuple[Decimal, Row]] = []
    for row in rows:
        top = row.data.get(search.columns("column")[0])
        bottom = row.data.get(search.columns("by")[0]) if search["by"] else 1
        if isinstance(top, int) and isinstance(bottom, int) and bottom:
            scale = search.schema.column(search.columns("column")[0])
            values.append((number_of(top, scale) / Decimal(bottom), row))
    if len(values) < least:
        return
    value, often = Counter(value for value, _ in values).most_common(1)[0]
    if often * _OFTEN[1] >= len(values) * _OFTEN[0]:
        same = [row for one, row in values if one == value]
        yield search.caught(
            same, search.columns("column")[0], value=trimmed(value), count=str(often), all=str(len(values))
        )


def frequency(search: Search) -> Iterator[Caught]:
    """Months or quarters of the period without a record, where the rule asks for one in each."""
    column, per = search.columns("column")[0], search["per"]
    have = {str(row.data[column])[:7] for row in search.meeting() if row.data.get(column) is not None}
    months = search.period.months()
    if per == "quarter":
        quarters: dict[str, bool] = {}
        for month in months:
            name = f"第{(int(month[5:]) + 2) // 3}季度"
            quarters[name] = quarters.get(name, False) or month in have
        empty = [name for name, found in quarters.items() if not found]
        count = len(quarters) - len(empty)
    else:
        empty = [f"{int(month[5:])}月" for month in months if month not in have]
        count = len(months) - len(empty)
    if empty and (have or search.rows):
        yield search.caught([], column, empty="、".join(empty), count=str(count))


def all_closed(search: Search) -> Iterator[Caught]:
    """A long list of which everything is told to be solved."""
    rows = list(search.meeting())
    done = search.test("done")
    if len(rows) >= int(search["least"]) and all(
        holds(done, row.data, search.period, search.schema) for row in rows
    ):
        yield search.caught([], "", count=str(len(rows)))


def balance(search: Search) -> Iterator[Caught]:
    """What was there, plus what came, less what went, is what is there."""
    found = {}
    for key in ("closing", "opening", "added", "left"):
        measure = search.schema.measures[str(search[key])]
        found[key] = evaluate(measure, search.schema, search.rows, search.period).value or Decimal(0)
    expected = found["opening"] + found["added"] - found["left"]
    if expected != found["closing"]:
        yield search.caught(
            [], "", expected=trimmed(expected), **{key: trimmed(value) for key, value in found.items()}
        )


def overlap(search: Search) -> Iterator[Caught]:
    """One thing in two batches of the same year."""
    columns, batch, day = search.columns("of"), search.columns("batch")[0], search.columns("column")[0]
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in search.meeting():
        key: tuple[object, ...] = (
            *(row.data.get(name) for name in columns),
            str(row.data.get(day) or "")[:4],
        )
        if None not in key and key[-1]:
            groups[key].append(row)
    for key, rows in groups.items():
        batches = list(dict.fromkeys(str(row.data.get(batch)) for row in rows))
        if len(batches) > 1:
            yield search.caught(rows, columns[0], value=str(key[0]), batches="、".join(batches))
