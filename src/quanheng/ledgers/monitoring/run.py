"""A monitored ledger as a whole: each of its sums with its months, growth, forecast, groups and fallers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from quanheng.ledgers.measures.evaluate import evaluate
from quanheng.ledgers.measures.record import GROWTH, Measure
from quanheng.ledgers.monitoring.course import adds_up, forecast, months
from quanheng.ledgers.monitoring.members import fallers, shares, silent
from quanheng.ledgers.monitoring.record import Running, Watch, Watched
from quanheng.ledgers.schema import Schema

Targets = Mapping[str, Decimal]
"""By the name or title of a measure, in its unit."""


def monitored(schema: Schema) -> list[tuple[Measure, Measure | None]]:
    """The sums of a ledger that come month by month, each with the measure of its growth."""
    grown = {one.parts[0].columns[0]: one for one in schema.measures.values() if one.combine == GROWTH}
    return [(one, grown.get(one.parts[0].columns[0])) for one in schema.measures.values() if adds_up(one)]


def run(watch: Watch, targets: Targets | None = None) -> Iterator[Running]:
    """Everything about each sum up to the month of the watch; targets are in the unit of the measure."""
    known = targets or {}
    for measure, growth in monitored(watch.schema):
        yield one_sum(measure, growth, watch, known.get(measure.name, known.get(measure.title)))


def one_sum(measure: Measure, growth: Measure | None, watch: Watch, target: Decimal | None = None) -> Running:
    """Everything about one sum, with the measure of its growth, up to the month of the watch."""
    return Running(
        measure,
        tuple(months(measure, watch)),
        evaluate(growth, watch.schema, watch.rows, watch.period) if growth else None,
        forecast(measure, watch, target),
        tuple(shares(measure, growth, watch)),
        tuple(fallers(growth, watch) if growth else ()),
    )


def seen_from(watch: Watch, targets: Targets | None = None) -> Watched:
    """The whole ledger; who is silent is told by its first sum. Raises IndexError where it has no sum by month."""
    first = monitored(watch.schema)[0][0]
    return Watched(watch, tuple(run(watch, targets)), tuple(silent(first, watch)))
