"""Who is behind a sum: industries with their shares, those that fell, those that no longer report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from quanheng.ledgers.measures.evaluate import by_group, evaluate
from quanheng.ledgers.measures.record import GROWTH, Measure, Result
from quanheng.ledgers.monitoring.record import Faller, Share, Silent, Watch
from quanheng.ledgers.period import months_of
from quanheng.ledgers.rows import Row
from quanheng.ledgers.schema import Monitored, Schema
from quanheng.model.quantity import round_to

_HUNDRED = Decimal(100)


def shares(measure: Measure, growth: Measure | None, watch: Watch) -> list[Share]:
    """The measure by the ledger's groups, the largest first; those that add up have shares."""
    told = watch.schema.monitoring
    if told is None or not told.group:
        return []
    grown = by_group(growth, watch.schema, watch.rows, watch.period, told.group) if growth else {}
    results = by_group(measure, watch.schema, watch.rows, watch.period, told.group)
    whole = sum((one.value for one in results.values() if one.value is not None), Decimal(0))
    made = [
        Share(name, one, grown.get(name), _share(one, whole, measure))
        for name, one in results.items()
        if one.rows
    ]
    return sorted(made, key=lambda one: (-(one.result.value or Decimal(0)), one.group))


def _share(result: Result, whole: Decimal, measure: Measure) -> Decimal | None:
    if result.value is None or whole <= 0:
        return None
    return round_to(result.value * _HUNDRED / whole, measure.decimals)


def fallers(growth: Measure, watch: Watch) -> list[Faller]:
    """Those that fell over the months up to the last, the greatest loss first.

    `growth` compares two columns of the same rows. Empty for a ledger that does not say whom it monitors.
    """
    told = watch.schema.monitoring
    if told is None or growth.combine != GROWTH:
        return []
    members: dict[str, list[Row]] = {}
    for row in watch.rows:
        if row.data.get(told.of) is not None:
            members.setdefault(str(row.data[told.of]), []).append(row)
    made = [_faller(key, growth, replace(watch, rows=rows), told) for key, rows in members.items()]
    return sorted((one for one in made if one is not None), key=lambda one: (-one.loss, one.key))


def _faller(key: str, growth: Measure, watch: Watch, told: Monitored) -> Faller | None:
    one = evaluate(growth, watch.schema, watch.rows, watch.period)
    if one.value is None or one.value >= 0:
        return None
    last = watch.rows[-1].data
    name, group = (str(last.get(column) or "") for column in (told.name, told.group))
    return Faller(
        key, name, group, one.value, _loss(growth, watch.schema, one), _running(growth, watch), one.formula
    )


def _loss(growth: Measure, schema: Schema, result: Result) -> Decimal:
    """What is lacking against the year before, in 元 or in the column's unit."""
    now, before = (part.value for part in result.parts)
    return Decimal(before - now).scaleb(-schema.column(growth.parts[0].columns[0]).decimals)


def _running(growth: Measure, watch: Watch) -> int:
    """Months up to the last, without a break, in each of which it fell."""
    count = 0
    for month in range(watch.last, 0, -1):
        period = months_of(watch.year, month, month)
        value = evaluate(growth, watch.schema, watch.rows, period).value
        if value is None or value >= 0:
            break
        count += 1
    return count


def silent(measure: Measure, watch: Watch) -> Iterator[Silent]:
    """Those that reported in the year and not in its last month, by the month in which they reported last."""
    told = watch.schema.monitoring
    if told is None or not measure.series:
        return
    known: dict[str, tuple[str, str]] = {}
    for row in watch.rows:
        key, month = row.data.get(told.of), row.data.get(measure.series)
        if isinstance(key, str) and isinstance(month, str) and month[:4] == str(watch.year):
            known[key] = max(known.get(key, ("", "")), (month[:7], str(row.data.get(told.name) or "")))
    for key, (month, name) in sorted(known.items(), key=lambda pair: (pair[1][0], pair[0])):
        if month < f"{watch.year}-{watch.last:02}":
            yield Silent(key, name, month)
