"""Who is behind a sum: industries with their shares, those that fell, those that no longer report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from quanheng.ledgers.measures.evaluate import by_group, evaluate
from quanheng.ledgers.measures.record import GROWTH, Measure, Result
from quanheng.ledgers.monitoring.record import Faller, Share, Silent
from quanheng.ledgers.period import Period, months_of
from quanheng.ledgers.rows import Row
from quanheng.ledgers.schema import MONEY, Schema
from quanheng.model.quantity import round_to

_HUNDRED = Decimal(100)


def shares(
    measure: Measure, growth: Measure | None, schema: Schema, rows: Sequence[Row], period: Period
) -> list[Share]:
    """The measure by the ledger's groups, the largest first; those that add up have shares."""
    column = schema.monitoring.group if schema.monitoring else ""
    if not column:
        return []
    grown = by_group(growth, schema, rows, period, column) if growth else {}
    told = by_group(measure, schema, rows, period, column)
    values = [result.value for result in told.values() if result.value is not None]
    whole = sum(values, Decimal(0))
    made = [
        Share(name, one, grown.get(name), _share(one, whole, measure))
        for name, one in told.items()
        if one.rows
    ]
    return sorted(made, key=lambda one: (-(one.result.value or Decimal(0)), one.group))


def _share(result: Result, whole: Decimal, measure: Measure) -> Decimal | None:
    if result.value is None or whole <= 0:
        return None
    return round_to(result.value * _HUNDRED / whole, measure.decimals)


def fallers(
    growth: Measure, schema: Schema, rows: Sequence[Row], year: int, last: int, least: Decimal = Decimal(0)
) -> list[Faller]:
    """Those that fell by more than `least` % over the months up to the last, the greatest loss first.

    `growth` compares two columns of the same rows. Empty for a ledger that does not say whom it monitors.
    """
    told = schema.monitoring
    if told is None or growth.combine != GROWTH:
        return []
    period = months_of(year, 1, last)
    names, groups = (_last(rows, told.of, column) for column in (told.name, told.group))
    made = []
    for key, one in by_group(growth, schema, rows, period, told.of).items():
        if one.value is not None and one.value < -least:
            made.append(
                Faller(
                    key,
                    names.get(key, ""),
                    groups.get(key, ""),
                    one.value,
                    _loss(growth, schema, one),
                    _running(growth, schema, [r for r in rows if r.data.get(told.of) == key], (year, last)),
                    one.formula,
                )  # fmt: skip
            )
    return sorted(made, key=lambda one: (-one.loss, one.key))


def _loss(growth: Measure, schema: Schema, result: Result) -> Decimal:
    """What is lacking against the year before, in 元 or in the column's unit."""
    now, before = (part.value for part in result.parts)
    return Decimal(before - now).scaleb(-schema.column(growth.parts[0].columns[0]).decimals)


def _running(growth: Measure, schema: Schema, rows: Sequence[Row], when: tuple[int, int]) -> int:
    """Months up to the last, without a break, in each of which it fell."""
    year, last = when
    count = 0
    for month in range(last, 0, -1):
        value = evaluate(growth, schema, rows, months_of(year, month, month)).value
        if value is None or value >= 0:
            break
        count += 1
    return count


def silent(measure: Measure, schema: Schema, rows: Sequence[Row], year: int, last: int) -> Iterator[Silent]:
    """Those that reported in the year and not in its last month, by the month in which they reported last."""
    told = schema.monitoring
    if told is None or not measure.series:
        return
    months: dict[str, str] = {}
    for row in rows:
        key, month = row.data.get(told.of), row.data.get(measure.series)
        if isinstance(key, str) and isinstance(month, str) and month[:4] == str(year):
            months[key] = max(months.get(key, ""), month[:7])
    names = _last(rows, told.of, told.name)
    for key, month in sorted(months.items(), key=lambda pair: (pair[1], pair[0])):
        if month < f"{year}-{last:02}":
            yield Silent(key, names.get(key, ""), month)


def _last(rows: Sequence[Row], of: str, column: str) -> Mapping[str, str]:
    """What a column says last of each one."""
    return {
        str(row.data[of]): str(row.data.get(column) or "") for row in rows if row.data.get(of) is not None
    }
