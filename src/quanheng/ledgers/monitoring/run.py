"""A monitored ledger as a whole: each of its sums with its months, growth, forecast, groups and fallers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from quanheng.ledgers.measures.evaluate import evaluate
from quanheng.ledgers.measures.record import GROWTH, Measure
from quanheng.ledgers.monitoring.course import adds_up, forecast, months
from quanheng.ledgers.monitoring.members import fallers, shares
from quanheng.ledgers.monitoring.record import Running
from quanheng.ledgers.period import months_of
from quanheng.ledgers.rows import Row
from quanheng.ledgers.schema import Schema

Targets = Mapping[str, Decimal]
"""By the name or title of a measure, in its unit."""


def monitored(schema: Schema) -> list[tuple[Measure, Measure | None]]:
    """The sums of a ledger that come month by month, each with the measure of its growth."""
    grown = {one.parts[0].columns[0]: one for one in schema.measures.values() if one.combine == GROWTH}
    return [(one, grown.get(one.parts[0].columns[0])) for one in schema.measures.values() if adds_up(one)]


def run(
    schema: Schema, rows: Sequence[Row], year: int, last: int, targets: Targets | None = None
) -> Iterator[Running]:
    """Everything about each sum up to a month (1-12); of targets in the unit of the measure."""
    known = targets or {}
    period = months_of(year, 1, last)
    for measure, growth in monitored(schema):
        target = known.get(measure.name, known.get(measure.title))
        yield Running(
            measure,
            tuple(months(measure, schema, rows, year, last)),
            evaluate(growth, schema, rows, period) if growth else None,
            forecast(measure, schema, rows, year, last, target),
            tuple(shares(measure, growth, schema, rows, period)),
            tuple(fallers(growth, schema, rows, year, last) if growth else ()),
        )
