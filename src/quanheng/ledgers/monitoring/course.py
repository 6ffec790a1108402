"""The course of a sum over the months of a year, and where it is heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from quanheng.ledgers.measures.evaluate import by_month, evaluate
from quanheng.ledgers.measures.record import ONE, SUM, Measure, Result
from quanheng.ledgers.monitoring.record import (
    LIKELY,
    NO_TARGET,
    OPEN,
    REACHED,
    UNLIKELY,
    Forecast,
    Month,
    Watch,
)
from quanheng.ledgers.period import year_of
from quanheng.ledgers.rows import Row
from quanheng.ledgers.schema import Schema
from quanheng.model.quantity import round_to, trimmed

_YEAR = 12


def adds_up(measure: Measure) -> bool:
    """True for a sum with a month of its own: its months add up to the year."""
    return measure.combine == ONE and measure.parts[0].function == SUM and bool(measure.series)


def months(measure: Measure, watch: Watch) -> Iterator[Month]:
    """Each month up to the last, alone and with those before it."""
    alone = dict(by_month(measure, watch.schema, watch.rows, watch.period))
    for at, (month, result) in enumerate(alone.items(), 1):
        yield Month(month, result, _up_to(measure, watch.at(watch.year, at)))


def _up_to(measure: Measure, watch: Watch) -> Result:
    return evaluate(measure, watch.schema, watch.rows, watch.period)


def latest(measure: Measure, schema: Schema, rows: Sequence[Row], year: int) -> int:
    """The last month of the year (1-12) that has rows, 0 without one."""
    told = by_month(measure, schema, rows, year_of(year))
    return max((int(month[5:]) for month, result in told if result.rows), default=0)


def forecast(measure: Measure, watch: Watch, target: Decimal | None = None) -> Forecast:
    """Where a sum is heading; `target` is in its unit. Raises ValueError for a measure that does not add up."""
    if not adds_up(measure):
        raise ValueError(f"“{measure.title}”不是可按月相加的取数")
    own = _up_to(measure, watch)
    done = own.value or Decimal(0)
    ways = tuple(_ways(measure, watch, done))
    needed = None
    if target is not None and watch.last < _YEAR:
        needed = round_to(max(target - done, Decimal(0)) / (_YEAR - watch.last), measure.decimals)
    missing = (*own.missing, *_gaps(measure, watch))
    return Forecast(measure, done, ways, target, needed, _verdict(done, ways, target), missing)


def _ways(measure: Measure, watch: Watch, done: Decimal) -> Iterator[tuple[str, Decimal]]:
    last, unit = watch.last, measure.unit
    if last >= _YEAR:
        yield f"全年累计{trimmed(done)}{unit}", done
        return
    told = f"1-{last}月" if last > 1 else "1月"
    mean = round_to(done * _YEAR / last, measure.decimals)
    yield f"按月均：{told}{trimmed(done)}÷{last}×12={trimmed(mean)}{unit}", mean
    if any(_gaps(measure, watch.at(watch.year - 1, _YEAR))):
        return
    whole = _up_to(measure, watch.at(watch.year - 1, _YEAR)).value or Decimal(0)
    same = _up_to(measure, watch.at(watch.year - 1, last)).value or Decimal(0)
    if same > 0:
        alike = round_to(whole * done / same, measure.decimals)
        yield (
            (
                f"按上年进度：上年全年{trimmed(whole)}×{told}{trimmed(done)}÷上年同期{trimmed(same)}"
                f"={trimmed(alike)}{unit}"
            ),
            alike,
        )


def _gaps(measure: Measure, watch: Watch) -> Iterator[str]:
    """Months up to the last without a row: a sum over them is no course."""
    told = by_month(measure, watch.schema, watch.rows, watch.period)
    empty = [f"{int(month[5:])}月" for month, result in told if not result.rows]
    if empty:
        yield f"{watch.year}年{'、'.join(empty)}没有记录"


def _verdict(done: Decimal, ways: Sequence[tuple[str, Decimal]], target: Decimal | None) -> str:
    if target is None:
        return NO_TARGET
    if done >= target:
        return REACHED
    reach = {value >= target for _, value in ways}
    return OPEN if len(reach) != 1 else LIKELY if reach.pop() else UNLIKELY
