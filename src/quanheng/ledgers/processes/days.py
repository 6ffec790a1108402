"""Days of work: weekends, and the holidays of each year as the norm of that name has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from quanheng.ledgers.processes.record import CALENDAR, Term
from quanheng.norms import UnknownNorm, norm

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a term; `sure` is False where the holidays of a year in between are not known."""

    day: date
    sure: bool = True


def due(term: Term, start: date) -> Due:
    """The last day: the day after the first counts as one."""
    if term.unit == CALENDAR:
        return Due(start + timedelta(days=term.days))
    day, left, sure = start, term.days, True
    while left:
        day += timedelta(days=1)
        sure = sure and _year(day.year) is not None
        left -= is_workday(day)
    return Due(day, sure)


def is_workday(day: date) -> bool:
    """True for a day of work; without the holidays of its year only weekends are free."""
    known = _year(day.year)
    if known is not None:
        free, moved = known
        if day in moved:
            return True
        if day in free:
            return False
    return day.weekday() < _SATURDAY


@cache
def _year(year: int) -> tuple[frozenset[date], frozenset[date]] | None:
    """Free days and weekends that are worked; None for a year that the norm does not have."""
    try:
        found = norm("public-holidays", "cn", date(year, 12, 31))
    except UnknownNorm:
        return None
    if found.since.year != year or not isinstance(found.value, dict):
        return None
    return _days(str(found.value["放假"])), _days(str(found.value["调休上班"]))


def _days(text: str) -> frozenset[date]:
    """Days and ranges, such as 2024-02-10..2024-02-17."""
    made: set[date] = set()
    for part in text.split():
        first, _, last = part.partition("..")
        day, end = date.fromisoformat(first), date.fromisoformat(last or first)
        while day <= end:
            made.add(day)
            day += timedelta(days=1)
    return frozenset(made)
