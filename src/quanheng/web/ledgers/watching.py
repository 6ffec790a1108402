"""A monitored ledger on the page: charts whose numbers stand beside them, forecasts against targets, who falls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from quanheng.facts.results_restated import name_key
from quanheng.ledgers.measures.record import Measure
from quanheng.ledgers.monitoring.course import latest, months
from quanheng.ledgers.monitoring.members import silent
from quanheng.ledgers.monitoring.record import Running, Watch
from quanheng.ledgers.monitoring.run import monitored, one_sum
from quanheng.ledgers.schema import Schema
from quanheng.model.quantity import MONEY, round_to, trimmed, unit
from quanheng.web.departments.entries import record_of
from quanheng.web.departments.models import Book
from quanheng.web.ledgers.models import Ledger
from quanheng.web.ledgers.rows import every, library_row

WIDE, HIGH = 700, 160
"""Of a chart of twelve months, in its own units."""


@dataclass
class Bar:
    """A month: its value and last year's, in words and as heights; None where no row says it."""

    month: str
    value: str
    height: int
    before: str = ""
    before_height: int = 0
    x: int = 0


@dataclass
class Line:
    """A group with its value, share and growth; `width` of 100."""

    name: str
    value: str
    share: str
    growth: str
    width: int


@dataclass
class Page:
    """One monitored sum up to a month, as the page shows it; `silent` reported earlier and not in that month."""

    running: Running
    watch: Watch
    bars: list[Bar]
    lines: list[Line]
    silent: list[str]
    words: str

    @property
    def target(self) -> str:
        """The target without idle zeros, "" without one."""
        found = self.running.forecast.target
        return "" if found is None else trimmed(found)


def page(
    ledger: Ledger, schema: Schema, chosen: str, when: tuple[int, int], target: Decimal | None
) -> Page | None:
    """A sum seen from the end of a month (year and month, 0: the last that has rows); None where there is no row."""
    rows = [library_row(row) for row in every(ledger)]
    measure, growth = next(
        (pair for pair in monitored(schema) if pair[0].name == chosen), monitored(schema)[0]
    )
    last = when[1] or latest(measure, schema, rows, when[0])
    if not last:
        return None
    watch = Watch(schema, rows, when[0], last)
    running = one_sum(measure, growth, watch, target)
    quiet = [one.name for one in silent(measure, watch)]
    return Page(running, watch, _bars(running, watch), _lines(running), quiet, _words(running, last))


def targets_of(ledger: Ledger, schema: Schema, year: int) -> dict[str, Decimal]:
    """The targets that the indicators of the unit's year set for the ledger's sums, in the sums' units."""
    book = Book.objects.filter(unit=ledger.unit, year=year).first()
    if book is None:
        return {}
    made = {}
    record = record_of(book)
    for measure, _ in monitored(schema):
        wanted = {name_key(name) for name in measure.names}
        for one in record.indicators:
            if one.target_value is not None and name_key(one.level3) in wanted:
                made[measure.name] = _in_unit(one.target_value, one.unit, measure)
    return made


def _in_unit(value: Decimal, given: str, measure: Measure) -> Decimal:
    own, theirs = unit(measure.unit), unit(given or measure.unit)
    return value.scaleb(theirs.power - own.power) if own.dimension == theirs.dimension == MONEY else value


def _bars(one: Running, watch: Watch) -> list[Bar]:
    before = [m.alone for m in months(one.measure, watch.at(watch.year - 1, 12))]
    now = [m.alone for m in one.months]
    values = [r.value or Decimal() for r in now if r.rows]
    most = max([*values, *(r.value or Decimal() for r in before if r.rows), Decimal()])
    if not most:
        return []
    made = []
    for at in range(12):
        here = now[at] if at < len(now) and now[at].rows else None
        then = before[at] if at < len(before) and before[at].rows else None
        made.append(
            Bar(
                f"{at + 1}月",
                _short(here.value) if here else "",
                _height(here.value, most) if here else 0,
                _short(then.value) if then else "",
                _height(then.value, most) if then else 0,
                at * (WIDE // 12) + 6,
            )
        )
    return made


def _height(value: Decimal | None, most: Decimal) -> int:
    return int(max(value or Decimal(), Decimal()) * 110 / most)


def _short(value: Decimal | None) -> str:
    return "" if value is None else trimmed(round_to(value, 2))


def _lines(one: Running) -> list[Line]:
    most = max((share.result.value or Decimal() for share in one.shares), default=Decimal())
    return [
        Line(
            share.group or "（没有写）",
            _short(share.result.value),
            "" if share.share is None else f"{trimmed(share.share)}%",
            growth_words(share.growth.value if share.growth else None),
            int(max(share.result.value or Decimal(), Decimal()) * 100 / most) if most else 0,
        )
        for share in one.shares
    ]


def growth_words(value: Decimal | None) -> str:
    """Growth in words with an arrow, never with a colour."""
    if value is None:
        return "—"
    if not value:
        return "持平"
    return f"↑ 增长 {trimmed(value)}%" if value > 0 else f"↓ 下降 {trimmed(-value)}%"


def _words(one: Running, last: int) -> str:
    """The sum in a sentence."""
    told = f"1—{last}月{one.measure.title} {_short(one.forecast.done)}{one.measure.unit}"
    grown = growth_words(one.growth.value) if one.growth else "—"
    return told + ("" if grown == "—" else f"，同比{grown.lstrip('↑↓ ')}")


def silent_words(names: Sequence[str]) -> str:
    """Names in a row, the first twenty."""
    more = f"等 {len(names)} 家" if len(names) > 20 else ""
    return "、".join(names[:20]) + more
