"""Until when something is to be published, on what basis, and by how many days that was missed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from quanheng.norms import UnknownNorm, documents, norm
from quanheng.web.disclosure.models import Publication, Release

BY_LAW = frozenset({Publication.Kind.BUDGET.value, Publication.Kind.FINAL_ACCOUNTS.value})
"""The kinds for which the law counts days from the approval."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """`due` None where nothing sets one; `certain` False where the text of the basis was not read: then we only ask."""

    due: date | None
    basis: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Clock:
    """The deadline of a publication against the day it was first published, None while it is not.

    late   days beyond the deadline, of what is out and of what is still owed; 0 in time or without a deadline
    left   days to go for what is not out, None where nothing counts
    """

    deadline: Deadline
    day: date | None
    late: int
    left: int | None

    @property
    def words(self) -> str:
        """What to say beside the date; a basis that was not read supports no more than a question."""
        if self.deadline.due is None:
            return "没有期限"
        if self.late:
            said = f"晚 {self.late} 天" if self.day else f"已过期限 {self.late} 天"
            return said if self.deadline.certain else f"{said}，请核实"
        return "按期" if self.day else f"剩 {self.left} 天"


def deadline(publication: Publication) -> Deadline:
    """The earlier of the law's date and the bureau's own."""
    found = [d for d in (_by_law(publication), _set(publication)) if d is not None]
    waiting = publication.kind in BY_LAW and publication.approved_on is None
    none = Deadline(None, "填上批复日期后按规定天数推算" if waiting else "没有规定期限")
    return min(found, key=lambda d: d.due or date.max, default=none)


def _by_law(publication: Publication) -> Deadline | None:
    if publication.kind not in BY_LAW or publication.approved_on is None:
        return None
    try:
        found = norm("disclosure-days", publication.unit.place, publication.approved_on)
    except UnknownNorm:
        return None
    law = documents()[found.document]["title"]
    read = "" if found.binding_evidence else "（条文未读到原文，只作提醒）"
    said = f"{publication.approved_on:%Y-%m-%d} 批复后 {found.value} 日内：《{law}》{found.article}{read}"
    return Deadline(publication.approved_on + timedelta(days=int(found.number)), said, found.binding_evidence)


def _set(publication: Publication) -> Deadline | None:
    return Deadline(publication.set_due, "财政部门规定的日期") if publication.set_due else None


def clock(publication: Publication, first: Release | None = None) -> Clock:
    """How the publication stands today; `first` is its first version that was published, looked for among its releases when left out."""
    if first is None and publication.first_at is not None:
        first = min((r for r in publication.releases.all() if r.out), key=lambda r: r.number, default=None)
    found, day = deadline(publication), first.published_on if first else None
    if found.due is None:
        return Clock(found, day, 0, None)
    over = ((day or timezone.localdate()) - found.due).days
    return Clock(found, day, max(over, 0), None if day else -over)
