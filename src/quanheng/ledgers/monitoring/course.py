"""The course of a sum over the months of a year, and where it is heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from quanheng.ledgers.cells import trimmed
from quanheng.ledgers.measures.evaluate import by_month, evaluate
from quanheng.ledgers.measures.record import ONE, SUM, Measure
from quanheng.ledgers.monitoring.record import (
    LIKELY,
    NO_TARGET,
    OPEN,
    REACHED,
    UNLIKELY,
    Forecast,
    Month,
)
from quanheng.ledgers.period import months_of, year_of
from quanheng.ledgers.rows import Row
from quanheng.ledgers.schema import Schema
from quanheng.model.quantity import round_to

_YEAR = 12


def adds_up(measure: Measure) -> bool:
    """True for a sum with a month of its own: its months add up to the year."""
    return measure.combine == ONE and measure.parts[0].function == SUM and bool(measure.series)


def months(measure: Measure, schema: Schema, rows: Sequence[Row], year: int, last: int) -> Iterator[Month]:
    """Each month up to the last (1-12), alone and with those before it."""
    alone = dict(by_month(measure, schema, rows, months_of(year, 1, last)))
    for at, (month, result) in enumerate(alone.items(), 1):
        yield Month(month, result, evaluate(measure, schema, rows, months_of(year, 1, at)))


def latest(measure: Measure, schema: Schema, rows: Sequence[Row], year: int) -> int:
    """The last month of the year (1-12) that has rows, 0 without one."""
    told = by_month(measure, schema, rows, year_of(year))
    return max((int(month[5:]) for month, result in told if result.rows), default=0)


def forecast(
    measure: Measure, schema: Schema, rows: Sequence[Row], year: int, last: int, target: Decimal | None = None
) -> Forecast:
    """Where a sum is heading; `target` is in its unit. Raises ValueError for a measure that does not add up."""
    if not adds_up(measure):
        raise ValueError(f"“{measure.title}”不是可按月相加的取数")
    own = evaluate(measure, schema, rows, months_of(year, 1, last))
    done = own.value or Decimal(0)
    ways = tuple(_ways(measure, schema, rows, (year, last), done))
    needed = None
    if target is not None and last < _YEAR:
        needed = round_to(max(target - done, Decimal(0)) / (_YEAR - last), measure.decimals)
    missing = (*own.missing, *_gaps(measure, schema, rows, year, last))
    return Forecast(measure, done, ways, target, needed, _verdict(done, ways, target), missing)


def _ways(
    measure: Measure, schema: Schema, rows: Sequence[Row], when: tuple[int, int], done: Decimal
) -> Iterator[tuple[str, Decimal]]:
    year, last = when
    if last >= _YEAR:
        yield f"全年累计{trimmed(done)}{measure.unit}", done
        return
    told = f"1-{last}月" if last > 1 else "1月"
    mean = round_to(done * _YEAR / last, measure.decimals)
    yield f"按月均：{told}{trimmed(done)}÷{last}×12={trimmed(mean)}{measure.unit}", mean
    if latest(measure, schema, rows, year - 1) < _YEAR or list(_gaps(measure, schema, rows, year - 1, _YEAR)):
        return
    whole = evaluate(measure, schema, rows, year_of(year - 1)).value or Decimal(0)
    same = evaluate(measure, schema, rows, months_of(year - 1, 1, last)).value or Decimal(0)
    if same > 0:
        alike = round_to(whole * done / same, measure.decimals)
        yield (
            (
                f"按上年进度：上年全年{trimmed(whole)}×{told}{trimmed(done)}÷上年同期{trimmed(same)}"
                f"={trimmed(alike)}{measure.unit}"
            ),
            alike,
        )


def _gaps(measure: Measure, schema: Schema, rows: Sequence[Row], year: int, last: int) -> Iterator[str]:
    """Months up to the last without a row: a sum over them is no course."""
    told = by_month(measure, schema, rows, months_of(year, 1, last))
    empty = [f"{int(month[5:])}月" for month, result in told if not result.rows]
    if empty:
        yield f"{year}年{'、'.join(empty)}没有记录"


def _verdict(done: Decimal, ways: Sequence[tuple[str, Decimal]], target: Decimal | None) -> str:
    if target is None:
        return NO_TARGET
    if done >= target:
        return REACHED
    reach = {value >= target for _, value in ways}
    return OPEN if len(reach) != 1 else LIKELY if reach.pop() else UNLIKELY
