"""Measures over rows in memory, and what is made of the numbers wherever they were counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from quanheng.ledgers.conditions import days_between, holds
from quanheng.ledgers.measures.record import (
    COUNT,
    DAYS,
    DIFFERENCE,
    DISTINCT,
    GROWTH,
    RATIO,
    SUM,
    Aggregate,
    Counted,
    Measure,
    Result,
)
from quanheng.ledgers.period import Period
from quanheng.ledgers.rows import Row
from quanheng.ledgers.schema import MONEY, Schema
from quanheng.model import quantity
from quanheng.model.quantity import round_to, trimmed

Parameters = Mapping[str, Decimal]
"""Totals that no ledger has, by name: 乡镇总数."""
_HUNDRED = Decimal(100)


def evaluate(
    measure: Measure,
    schema: Schema,
    rows: Iterable[Row],
    period: Period,
    parameters: Parameters | None = None,
) -> Result:
    """The value of a measure over all rows of its ledger in a period."""
    kept = list(rows)
    met = counted_rows(measure, schema, kept, period)
    counted = [_counted(part, schema, rows) for part, rows in zip(measure.parts, met, strict=True)]
    blank = sum(1 for row in kept if any(row.data.get(name) is None for name in blank_columns(measure)))
    behind = len({id(row) for rows in met for row in rows})
    return combined(measure, schema, Tally(tuple(counted), behind, blank), parameters or {})


def counted_rows(measure: Measure, schema: Schema, rows: Iterable[Row], period: Period) -> list[list[Row]]:
    """The rows behind each part of a measure: what a click on the value shows."""
    kept = list(rows)
    return [[row for row in kept if _is_counted(part, schema, row, period)] for part in measure.parts]


def blank_columns(measure: Measure) -> tuple[str, ...]:
    """Columns of which an empty cell may have kept a row out, or out of the sum."""
    return tuple(dict.fromkeys(name for part in measure.parts for name in part.used))


def _is_counted(part: Aggregate, schema: Schema, row: Row, period: Period) -> bool:
    filled = all(row.data.get(name) is not None for name in part.columns)
    return filled and holds(part.where, row.data, period, schema)


def _counted(part: Aggregate, schema: Schema, met: Sequence[Row]) -> Counted:
    unproved = sum(1 for row in met if row.data.get(schema.proof) is None) if schema.proof else 0
    return Counted(_value(part, met), len(met), unproved)


def _value(part: Aggregate, met: Sequence[Row]) -> int:
    if part.function == COUNT:
        return len(met)
    if part.function == DISTINCT:
        return len({tuple(row.data[name] for name in part.columns) for row in met})
    if part.function == DAYS:
        first, last = part.columns
        return sum(days_between(str(row.data[first]), str(row.data[last])) for row in met)
    return sum(value for row in met for name in part.columns if isinstance(value := row.data[name], int))


def by_month(
    measure: Measure, schema: Schema, rows: Iterable[Row], period: Period
) -> Iterator[tuple[str, Result]]:
    """The measure month by month, by the month of its `series` column; empty for one without."""
    if not measure.series:
        return
    groups: dict[str, list[Row]] = {month: [] for month in period.months()}
    for row in rows:
        value = row.data.get(measure.series)
        if isinstance(value, str) and value[:7] in groups:
            groups[value[:7]].append(row)
    for month, kept in groups.items():
        yield month, evaluate(measure, schema, kept, period)


def by_group(  # noqa: PLR0913, PLR0917  (as `evaluate`, and the column)
    measure: Measure,
    schema: Schema,
    rows: Iterable[Row],
    period: Period,
    column: str,
    parameters: Parameters | None = None,
) -> dict[str, Result]:
    """The measure for each value of a column of words, in the order of their first rows; empty cells left out."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        value = row.data.get(column)
        if isinstance(value, str):
            groups.setdefault(value, []).append(row)
    return {name: evaluate(measure, schema, kept, period, parameters) for name, kept in groups.items()}


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted: each part, the rows that any part counted, and those with an empty cell that matters."""

    parts: tuple[Counted, ...]
    behind: int
    blank: int


def combined(measure: Measure, schema: Schema, tally: Tally, parameters: Parameters) -> Result:
    """Value, formula and what is missing, from the numbers of the parts; the same whoever counted them."""
    counted = tally.parts
    numbers = [_number(part, one, schema) for part, one in zip(measure.parts, counted, strict=True)]
    whole = parameters.get(measure.whole) if measure.whole else None
    if whole is not None:
        numbers.append(whole)
    value, formula = _WAYS[measure.combine](measure, schema, numbers)
    missing = tuple(_missing(measure, schema, counted, tally.blank, numbers))
    return Result(value, measure.unit, tally.behind, formula, missing, counted)


def _number(part: Aggregate, counted: Counted, schema: Schema) -> Decimal:
    """The number of a part: money in 元, others in the unit of their column."""
    if part.function != SUM:
        return Decimal(counted.value)
    return Decimal(counted.value).scaleb(-schema.column(part.columns[0]).decimals)


def _in_unit(measure: Measure, schema: Schema, number: Decimal) -> Decimal:
    """A sum in the unit of the measure."""
    part = measure.parts[0]
    if part.function != SUM:
        return number
    column, wanted = schema.column(part.columns[0]), quantity.unit(measure.unit)
    if column.type == MONEY:
        return number.scaleb(-wanted.power) if wanted.dimension == quantity.MONEY else number
    own = quantity.unit(column.unit)
    return number.scaleb(own.power - wanted.power) if own.name != wanted.name else number


def _one(measure: Measure, schema: Schema, numbers: Sequence[Decimal]) -> tuple[Decimal | None, str]:
    value = _in_unit(measure, schema, numbers[0])
    counted = measure.parts[0]
    words = {COUNT: "计数", DISTINCT: "去重计数", SUM: "合计"}[counted.function]
    of = "、".join(schema.column(name).title for name in counted.columns)
    return value, f"{of}{words}={trimmed(value)}{measure.unit}"


def _difference(measure: Measure, schema: Schema, numbers: Sequence[Decimal]) -> tuple[Decimal | None, str]:
    first, second = (_in_unit(measure, schema, number) for number in numbers)
    labels = [part.label for part in measure.parts]
    value = first - second
    told = (
        f"{labels[0]}{trimmed(first)}{measure.unit}−{labels[1]}{trimmed(second)}{measure.unit}"
        f"={trimmed(value)}{measure.unit}"
    )
    return value, told


def _ratio(measure: Measure, schema: Schema, numbers: Sequence[Decimal]) -> tuple[Decimal | None, str]:
    labels = [part.label for part in measure.parts] + ([measure.whole] if measure.whole else [])
    if len(numbers) < 2:
        return None, f"{labels[0]}{trimmed(numbers[0])}÷{labels[1]}（未给出）"
    top, bottom = numbers[0], numbers[1]
    told = f"{labels[0]}{_plain(measure, schema, 0, top)}÷{labels[1]}{_plain(measure, schema, 1, bottom)}"
    if not bottom:
        return None, f"{told}，分母为0，不能计算"
    share = top * _HUNDRED / bottom if measure.unit == "%" else top / bottom
    if measure.unit != "%":
        share = share.scaleb(-quantity.unit(measure.unit.split("/")[0]).power)
    value = round_to(share, measure.decimals)
    return value, f"{told}={trimmed(value)}{measure.unit}"


def _plain(measure: Measure, schema: Schema, place: int, number: Decimal) -> str:
    """A part as the formula prints it, money with its unit."""
    part = measure.parts[place] if place < len(measure.parts) else None
    money = part is not None and part.function == SUM and schema.column(part.columns[0]).type == MONEY
    return trimmed(number) + ("元" if money else "")


def _growth(measure: Measure, schema: Schema, numbers: Sequence[Decimal]) -> tuple[Decimal | None, str]:
    now, before = numbers
    told = f"（本期{_plain(measure, schema, 0, now)}−上年同期{_plain(measure, schema, 1, before)}）÷上年同期"
    if before <= 0:
        return None, f"{told}，上年同期不是正数，不能计算"
    value = round_to((now - before) * _HUNDRED / before, measure.decimals)
    return value, f"{told}={trimmed(value)}{measure.unit}"


_WAYS = {"one": _one, DIFFERENCE: _difference, RATIO: _ratio, GROWTH: _growth}


def _missing(
    measure: Measure, schema: Schema, counted: Sequence[Counted], blank: int, numbers: Sequence[Decimal]
) -> Iterator[str]:
    if measure.whole and len(numbers) <= len(measure.parts):
        yield f"没有给出{measure.whole}"
    if not any(one.rows for one in counted):
        yield "没有一行符合条件"
    unproved = max((one.unproved for one in counted), default=0)
    if unproved:
        what = "、".join(schema.evidence) or "佐证"
        yield f"有{unproved}行没有佐证附件（{what}）"
    if blank:
        titles = "、".join(schema.column(name).title for name in blank_columns(measure))
        yield f"有{blank}行的{titles}没有填全，可能少计"
