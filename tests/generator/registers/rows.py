"""Rows of any ledger that no trap catches, and rows with one trap planted; both from the declarations alone."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from quanheng.ledgers.conditions import Condition, Group, Test, bounds, condition, holds
from quanheng.ledgers.period import year_of
from quanheng.ledgers.registration import credit_check_digit
from quanheng.ledgers.rows import Row, row_of
from quanheng.ledgers.schema import Column, Schema, Trap
from quanheng.ledgers.traps.record import Search
from quanheng.ledgers.traps.run import KINDS, search

YEAR = 2024
PERIOD = year_of(YEAR)
_ROUNDS = 12
_PATTERNS = {"certificate": "GR2024430{0:05}", "number": "20244304230800{0:04}", "subject_code": "2060{0:03}"}
# Where the declaration alone does not say what goes together.
_GIVEN: dict[str, dict[str, Any]] = {
    "satisfaction": {"sent": 400, "returned": 300, "satisfied": 250, "fairly": 40, "unsatisfied": 10},
    "party-activities": {"kind": "党建"},
}
Data = dict[str, Any]


def credit_code(number: int) -> str:
    """A code with the right check digit."""
    body = f"91430423MA4L{number:05}"
    return body + credit_check_digit(body)


def clean(schema: Schema, count: int = 12, seed: int = 0) -> list[Row]:
    """Rows that no trap of the ledger catches."""
    chance = random.Random(f"{schema.name}{seed}")
    made = [_row(schema, number, chance) for number in range(1, count + 1)]
    for _ in range(_ROUNDS):
        again = False
        for trap in schema.traps:
            for data in made:
                again = _mend(trap, schema, data) or again
        if not again:
            break
    return [row_of(schema, data, number) for number, data in enumerate(made, 1)]


def _row(schema: Schema, number: int, chance: random.Random) -> Data:
    day = date(YEAR, (number - 1) % 12 + 1, chance.randint(1, 6))
    data: Data = {}
    for column in schema.columns:
        if column.type == "date":
            data[column.name] = day.isoformat()
            day = min(day + timedelta(days=chance.randint(0, 3)), date(YEAR, 12, 15))
        else:
            data[column.name] = _value(column, number, chance)
    return data | _GIVEN.get(schema.name, {})


def _value(column: Column, number: int, chance: random.Random) -> Any:
    if column.type == "code":
        return (_PATTERNS.get(column.name, "{0:04}") if column.pattern else "{0:04}").format(number)
    return {
        "text": f"{column.title}之{number}",
        "credit_code": credit_code(number),
        "choice": chance.choice(column.choices) if column.choices else "",
        "file": f"佐证{number}.pdf",
        "month": f"{YEAR}-{(number - 1) % 12 + 1:02}",
        "year": YEAR,
        "money": chance.randint(10_000, 90_000) * 100 + 37,
        "number": chance.randint(1, 99) * 10**column.decimals,
        "percent": chance.randint(1, 99) * 10**column.decimals,
        "count": number + 5,
    }[column.type]


def _caught(trap: Trap, schema: Schema, data: Data) -> bool:
    return any(KINDS[trap.kind].run(Search(trap, schema, [row_of(schema, data)], PERIOD)))


def _mend(trap: Trap, schema: Schema, data: Data) -> bool:
    """Change a row that the trap catches by itself; True where it did."""
    if trap.kind in ("frequency", "balance", "all_closed") or not _caught(trap, schema, data):
        return False
    mend = _MENDS.get(trap.kind)
    if mend:
        mend(trap.told, data, schema)
    return True


def _mend_requires(told: Any, data: Data, schema: Schema) -> None:
    needs = condition(told["needs"], schema, "")
    met = dict(data)
    satisfy(needs, met, schema)
    target = condition(told["when"], schema, "")
    if holds(needs, met, PERIOD, schema) and all(
        met.get(c.name) is not None for c in schema.columns if c.required
    ):
        data.update(met)
    else:
        falsify(target, data, schema)


def _day(text: str, days: int) -> str:
    return (date.fromisoformat(text) + timedelta(days=days)).isoformat()


_MENDS: dict[str, Callable[[Any, Data, Schema], None]] = {
    "outside": lambda t, d, s: d.update({t["column"]: _like(s.column(t["column"]), date(YEAR, 6, 15))}),
    "expired": lambda t, d, _: d.update({t["to"]: f"{YEAR + 2}-06-30"}),
    "soon": lambda t, d, _: d.update({t["to"]: f"{YEAR + 2}-06-30"}),
    "order": lambda t, d, _: d.update({t["then"]: d[t["first"]]}),
    "overdue": lambda t, d, _: d.update({t["due"]: d[t["done"]] or f"{YEAR}-12-31"}),
    "days_over": lambda t, d, _: d.update({t["to"]: _day(d[t["from"]], 1)}),
    "late": lambda t, d, _: d.update({t["column"]: f"{YEAR}-11-30"}),
    "at_most": lambda t, d, _: d.update({t["column"]: d[t["of"]]}),
    "total": lambda t, d, _: d.update({t["total"]: sum(d[part] for part in t["parts"])}),
    "rounded": lambda t, d, s: d.update({t["column"]: d[t["column"]] + 7 * 10 ** s.column(t["column"]).decimals}),
    "requires": _mend_requires,
    "per_head": lambda t, d, _: d.update({t["amount"]: 1000}),
}  # fmt: skip


def _like(column: Column, day: date) -> Any:
    return (
        day.year
        if column.type == "year"
        else day.isoformat()[:7]
        if column.type == "month"
        else day.isoformat()
    )


def satisfy(test: Condition, data: Data, schema: Schema) -> None:
    """Change the row so that it meets the condition."""
    if isinstance(test, Group):
        if test.op == "none":
            for part in test.parts:
                falsify(part, data, schema)
        for part in test.parts if test.op == "all" else test.parts[-1:] if test.op == "any" else ():
            satisfy(part, data, schema)
        return
    if test.kind == "days":
        data[test.other] = _day(data[test.column], int(str(test.value[0])) + (test.op == "above"))
        return
    data[test.column] = _meeting(test, schema.column(test.column), data)


def _meeting(test: Test, column: Column, data: Data) -> Any:
    given = bounds(test, column, PERIOD)
    if test.op == "not":
        return next(c for c in column.choices or ("其他", "别的") if c not in given)
    if test.op in ("is", "in", "during", "until", "reaches", "at_least", "at_most"):
        return given[0]
    if test.op in ("above", "below", "beyond"):
        step = 1 if test.op != "below" else -1
        return given[0] + step if isinstance(given[0], int) else None
    if test.op == "filled":
        filled = data.get(test.column) or _value_again(column)
        return filled if given[0] == "yes" else None
    if test.op in ("by", "same"):
        return data[test.other]
    return f"{given[0]}" if test.op == "contains" else data[test.column]


def _value_again(column: Column) -> Any:
    return {"date": f"{YEAR}-06-15", "choice": (column.choices or ("",))[0], "money": 1, "count": 1}.get(
        column.type, "某某"
    )


def falsify(test: Condition, data: Data, schema: Schema) -> None:
    """Change the row so that it does not meet the condition."""
    if isinstance(test, Group):
        parts = test.parts[-1:] if test.op == "all" else test.parts
        for part in parts:
            satisfy(part, data, schema) if test.op == "none" else falsify(part, data, schema)
        return
    column = schema.column(test.column)
    given = bounds(test, column, PERIOD)
    if test.op == "filled":
        data[test.column] = None if given[0] == "yes" else (data.get(test.column) or _value_again(column))
    elif test.op == "same":
        data[test.column] = f"{data[test.column]}甲"
    elif test.kind == "days":
        data[test.other] = _day(data[test.column], int(str(test.value[0])))
    elif test.op in ("at_least", "above", "at_most", "below"):
        step = 1 if test.op in ("at_most", "below") else -1
        data[test.column] = given[0] + step if isinstance(given[0], int) else None
    elif test.op in ("is", "in") and column.choices:
        data[test.column] = next(c for c in column.choices if c not in given)
    elif test.op == "not":
        data[test.column] = given[0]
    elif test.op == "contains":
        data[test.column] = "1010000"
    else:
        data[test.column] = None


def planted(schema: Schema, trap: Trap, seed: int = 0) -> list[Row]:
    """Clean rows into which the trap is planted."""
    count = int(trap.told["least"]) + 5 if trap.kind in ("constant", "all_closed") else 12
    rows = [dict(row.data) for row in clean(schema, count, seed)]
    for data in rows:
        for key in ("where", "when", "done"):
            if trap.kind in ("constant", "all_closed") and key in trap.told:
                satisfy(condition(trap.told[key], schema, ""), data, schema)
    for key in ("where", "when"):
        if key in trap.told:
            for data in rows[:2]:
                satisfy(condition(trap.told[key], schema, ""), data, schema)
    _PLANTS[trap.kind](trap.told, rows, schema)
    return [row_of(schema, data, number) for number, data in enumerate(rows, 1)]


def _copy(told: Any, rows: list[Data], _: Schema) -> None:
    for name in [told["of"]] if isinstance(told["of"], str) else told["of"]:
        rows[1][name] = rows[0][name]


def _overlap(told: Any, rows: list[Data], schema: Schema) -> None:
    _copy(told, rows, schema)
    batches = schema.column(told["batch"]).choices
    rows[0][told["batch"]], rows[1][told["batch"]] = batches[0], batches[1]
    rows[0][told["column"]] = rows[1][told["column"]] = f"{YEAR}-05-05"


def _first_time(told: Any, rows: list[Data], schema: Schema) -> None:
    _copy(told, rows, schema)
    rows[0][told["from"]], rows[1][told["from"]] = f"{YEAR - 2}-05-05", f"{YEAR}-05-05"


def _constant(told: Any, rows: list[Data], _: Schema) -> None:
    for data in rows:
        data[told["column"]] = 5
        if "by" in told:
            data[told["by"]] = 1


def _frequency(told: Any, rows: list[Data], schema: Schema) -> None:
    for data in rows:
        data[told["column"]] = _like(schema.column(told["column"]), date(YEAR, 1, 15))


def _balance(_: Any, rows: list[Data], __: Schema) -> None:
    rows[1]["code"] = rows[0]["code"]
    rows[0].update(entered=f"{YEAR}-02", left=f"{YEAR}-03")
    rows[1].update(entered=f"{YEAR}-05", left=None)


def _total(told: Any, rows: list[Data], _: Schema) -> None:
    rows[0][told["total"]] += 1


def _title(told: Any, rows: list[Data], _: Schema) -> None:
    rows[0][told["title"]] = "某项目补助10万元"
    rows[0][told["amount"]] = 20_000_000


def _per_head(told: Any, rows: list[Data], _: Schema) -> None:
    heads = 1
    for name in [told["persons"]] if isinstance(told["persons"], str) else told["persons"]:
        heads *= rows[0][name]
    rows[0][told["amount"]] = int(told["most"]) * heads * 100 + 100 * heads


def _requires(told: Any, rows: list[Data], schema: Schema) -> None:
    falsify(condition(told["needs"], schema, ""), rows[0], schema)
    satisfy(condition(told["when"], schema, ""), rows[0], schema)


_PLANTS: dict[str, Callable[[Any, list[Data], Schema], None]] = {
    "outside": lambda t, r, s: r[0].update({t["column"]: _like(s.column(t["column"]), date(YEAR - 1, 12, 31))}),
    "expired": lambda t, r, s: r[0].update({t["to"]: _like(s.column(t["to"]), date(YEAR, 6, 30))}),
    "soon": lambda t, r, _: r[0].update({t["to"]: f"{YEAR + 1}-01-10"}),
    "order": lambda t, r, s: r[0].update(
        {t["first"]: _like(s.column(t["first"]), date(YEAR, 6, 1)), t["then"]: _like(s.column(t["then"]), date(YEAR, 5, 1))}
    ),
    "overdue": lambda t, r, _: r[0].update({t["due"]: f"{YEAR}-03-01", t["done"]: f"{YEAR}-03-02"}),
    "days_over": lambda t, r, _: r[0].update(
        {t["from"]: f"{YEAR}-02-01", t["to"]: _day(f"{YEAR}-02-01", int(t["most"]) + 1)}
    ),
    "late": lambda t, r, _: r[0].update({t["column"]: f"{YEAR}-12-25"}),
    "at_most": lambda t, r, _: r[0].update({t["column"]: r[0][t["of"]] + 1}),
    "total": _total,
    "rounded": lambda t, r, s: r[0].update({t["column"]: int(t["least"]) * 10 ** s.column(t["column"]).decimals}),
    "requires": _requires,
    "per_head": _per_head,
    "title_amount": _title,
    "duplicate": _copy,
    "overlap": _overlap,
    "first_time": _first_time,
    "constant": _constant,
    "frequency": _frequency,
    "all_closed": lambda *_: None,
    "balance": _balance,
}  # fmt: skip


def catches(schema: Schema, trap: Trap, rows: Sequence[Row]) -> bool:
    """True where that one trap catches something in the rows."""
    return any(True for _ in KINDS[trap.kind].run(Search(trap, schema, rows, PERIOD)))


def grave(schema: Schema, rows: Sequence[Row]) -> list[str]:
    """What all traps say of the rows, but for notes."""
    return [one.message for one in search(schema, rows, PERIOD) if one.severity != "note"]
