"""A measure as a record: whatever its kind, it is one or two aggregates over rows and what is done with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from quanheng.ledgers.conditions import Condition

COUNT, DISTINCT, SUM, DAYS = "count", "distinct", "sum", "days"
ONE, RATIO, DIFFERENCE, GROWTH = "one", "ratio", "difference", "growth"


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One number over the rows that meet `where`.

    count     the rows                   distinct  the different values of `columns`, none of them empty
    sum       of the columns together     days      from the first date column to the second, added up
    `used` are the columns without which a row cannot be judged; `label` is what the formula calls it.
    """

    function: str
    columns: tuple[str, ...]
    where: Condition
    used: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of one ledger.

    kind       the word it was declared with: count, distinct, sum, valid, net_increase, ratio, average,
               on_time_rate, coverage, mean_days, growth
    combine    one, ratio (first ÷ second), difference (first − second) or growth (by how much per cent
               the first is above the second)
    unit       of the value: 家, 亿元, %, 元/人, 天 ...; money is divided down to it
    names      what documents call it, `title` first
    whole      the parameter that a coverage is divided by, "" where it is an aggregate
    series     the date column by which it is told month by month, "" where it cannot be
    indicator  False for a measure that only serves a trap or a balance
    source     the declaration as it was read
    """

    name: str
    ledger: str
    title: str
    unit: str
    kind: str
    combine: str
    parts: tuple[Aggregate, ...]
    names: tuple[str, ...] = ()
    whole: str = ""
    series: str = ""
    decimals: int = 2
    indicator: bool = True
    source: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counted:
    """What the rows gave for one aggregate.

    value    a whole number: rows, different values, 分 or last places, days
    rows     the rows that were counted
    unproved of them, those without their evidence
    """

    value: int
    rows: int
    unproved: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """The value of a measure in its unit, None where it cannot be computed.

    formula  Chinese, with the numbers: 有效91家−期初59家=32家
    rows     how many rows stand behind it: those that any part counted
    missing  in Chinese, what would have to be there for it to be sure
    """

    value: Decimal | None
    unit: str
    rows: int
    formula: str
    missing: tuple[str, ...] = ()
    parts: tuple[Counted, ...] = ()
