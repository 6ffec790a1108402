"""What monitoring says of a measure in the middle of a year. Values are in the unit of the measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from quanheng.ledgers.measures.record import Measure, Result
from quanheng.ledgers.period import Period, months_of
from quanheng.ledgers.rows import Row
from quanheng.ledgers.schema import Schema

REACHED, LIKELY, OPEN, UNLIKELY, NO_TARGET = "已达到", "有望达到", "难以判断", "可能达不到", "没有目标"


@dataclass(frozen=True, slots=True)
class Watch:
    """A ledger's rows (of earlier years too, where they are kept) seen from the end of month `last` (1-12) of a year."""

    schema: Schema
    rows: Sequence[Row]
    year: int
    last: int = 12

    @property
    def period(self) -> Period:
        """From January to the end of the last month."""
        return months_of(self.year, 1, self.last)

    def at(self, year: int, last: int) -> Watch:
        """The same rows seen from elsewhere."""
        return replace(self, year=year, last=last)


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the year: its own result, and that of the year up to it."""

    month: str
    alone: Result
    so_far: Result


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where a sum is heading at the end of the year.

    done     what came in up to the last month
    ways     what the whole year comes to, in Chinese with its formula and as a number: by the monthly mean,
             and by last year's course where its rows are there
    target   None where there is none; `needed` what each month left must bring to reach it, None at year's end
    verdict  reached, likely or unlikely where every way says so, else open
    missing  in Chinese, what makes it less sure
    """

    measure: Measure
    done: Decimal
    ways: tuple[tuple[str, Decimal], ...]
    target: Decimal | None
    needed: Decimal | None
    verdict: str
    missing: tuple[str, ...] = ()

    @property
    def low(self) -> Decimal:
        """The least that any way gives."""
        return min((value for _, value in self.ways), default=self.done)

    @property
    def high(self) -> Decimal:
        """The most that any way gives."""
        return max((value for _, value in self.ways), default=self.done)


@dataclass(frozen=True, slots=True)
class Faller:
    """One that fell against the year before, over the months up to the last.

    growth is negative, in %; loss is in 元 or the unit of the column, positive; `months` is how many months
    up to the last one it fell without a break; formula says how growth came about.
    """

    key: str
    name: str
    group: str
    growth: Decimal
    loss: Decimal
    months: int
    formula: str


@dataclass(frozen=True, slots=True)
class Silent:
    """One that reported earlier and not in the last month; `last` is the month it reported last."""

    key: str
    name: str
    last: str


@dataclass(frozen=True, slots=True)
class Share:
    """A group, as an industry: its result, its growth where it is measured, and its share of the whole in %."""

    group: str
    result: Result
    growth: Result | None
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Running:
    """Everything about one sum of a monitored ledger up to a month."""

    measure: Measure
    months: tuple[Month, ...]
    growth: Result | None
    forecast: Forecast
    shares: tuple[Share, ...]
    fallers: tuple[Faller, ...]


@dataclass(frozen=True, slots=True)
class Watched:
    """A monitored ledger up to a month: each of its sums, and who reported earlier and not in that month."""

    watch: Watch
    running: tuple[Running, ...]
    silent: tuple[Silent, ...]
