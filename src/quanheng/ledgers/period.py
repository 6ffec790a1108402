"""The time that a measure speaks of."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

OPENING, CLOSING = "opening", "closing"


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both days included."""

    start: date
    end: date

    @property
    def opening(self) -> date:
        """The day before the first: what held then was there when the period opened."""
        return self.start - timedelta(days=1)

    def day(self, which: str) -> date:
        """The day that `opening` or `closing` means."""
        return self.opening if which == OPENING else self.end

    def months(self) -> list[str]:
        """Its months as 2024-01, in order."""
        first, last = self.start.year * 12 + self.start.month - 1, self.end.year * 12 + self.end.month
        return [f"{number // 12}-{number % 12 + 1:02}" for number in range(first, last)]

    def words(self) -> str:
        """As people say it: 2024年, 2024年1-6月."""
        year = self.start.year
        if self == year_of(year):
            return f"{year}年"
        if self.start.day == 1 and self.end == _last(self.end.year, self.end.month) and year == self.end.year:
            months = (
                f"{self.start.month}-{self.end.month}"
                if self.start.month != self.end.month
                else str(self.end.month)
            )
            return f"{year}年{months}月"
        return f"{self.start.isoformat()}至{self.end.isoformat()}"


def year_of(year: int) -> Period:
    """A calendar year, which is the fiscal year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def months_of(year: int, first: int, last: int) -> Period:
    """From the first month to the end of the last, of one year."""
    return Period(date(year, first, 1), _last(year, last))


def _last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
