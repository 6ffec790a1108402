"""What units have to publish, and from when on and until when it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from quanheng.web.campaigns.steps import NotNow
from quanheng.web.disclosure.models import Publication
from quanheng.web.events.log import record
from quanheng.web.units.models import Unit, User
from quanheng.web.units.rights import demand, may


@dataclass(frozen=True, slots=True)
class Days:
    """The day of the approval, from which the law counts, and a deadline that the bureau sets itself."""

    approved: date | None = None
    due: date | None = None


def owe(units: Iterable[Unit], kind: str, year: int, by: User, days: Days) -> list[Publication]:
    """What those units have to publish; rows that are there get the days. A unit sets no deadline for itself.

    Raises:
        PermissionDenied: for whoever neither sets the work of the units nor prepares their publications.
        NotNow: an unknown kind, a year that is none, or a day in the future.
    """
    if kind not in Publication.Kind.values or not 2000 <= year <= 2100:
        raise NotNow("请选公开什么、哪一年")
    if days.approved and days.approved > timezone.localdate():
        raise NotNow("批复日期还没有到")
    with transaction.atomic():
        return [
            _owed(Publication.objects.get_or_create(unit=u, kind=kind, year=year), by, days) for u in units
        ]


def _owed(found: tuple[Publication, bool], by: User, days: Days) -> Publication:
    row, fresh = found
    due = days.due
    if not may(by, "campaign", row):
        demand(by, "prepare_publication", row)
        due = None
    before = (row.approved_on, row.set_due)
    row.approved_on, row.set_due = days.approved or row.approved_on, due or row.set_due
    if fresh or before != (row.approved_on, row.set_due):
        row.version += 0 if fresh else 1
        row.save()
        named = {"批复": row.approved_on, "期限": row.set_due}
        said = "，".join(f"{name} {day}" for name, day in named.items() if day)
        record(by, "owe", row, unit=row.unit, words=f"应公开{row.title} {said}".strip())
    return row
