"""What of the log a person asks to see: by unit, person, thing, day and word; newest first, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from quanheng.report.lists import Sheet, book
from quanheng.web.events.models import Event
from quanheng.web.typed import day, whole
from quanheng.web.units.models import Unit, User

PAGE = 50
MOST = 50_000
"""Rows of one Excel file; what is left out is said in it."""
COLUMNS = (
    ("序号", 8), ("时间", 20), ("人员", 14), ("单位", 26), ("对象", 14), ("说明", 60), ("事项", 16), ("封签", 68),
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """The filters of the page; what is no date or number counts as not given."""

    words: str = ""
    person: str = ""
    unit: int | None = None
    thing: str = ""
    starts: date | None = None
    ends: date | None = None
    before: int | None = None

    @classmethod
    def of(cls, query: QueryDict) -> Asked:
        """From the address of the page."""
        return cls(
            query.get("words", "").strip(),
            query.get("person", "").strip(),
            whole(query.get("unit")),
            query.get("thing", ""),
            day(query.get("starts")),
            day(query.get("ends")),
            whole(query.get("before")),
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything but the page is asked."""
        return any((self.words, self.person, self.unit, self.thing, self.starts, self.ends))


def found(user: User, asked: Asked) -> QuerySet[Event]:
    """The events that the person may see and asks for, newest first."""
    seen: QuerySet[Event] = Event.objects.visible_to(user, "log").select_related("unit")
    wanted = Q()
    if asked.words:
        wanted &= Q(words__icontains=asked.words)
    if asked.person:
        wanted &= Q(actor_name__icontains=asked.person) | Q(actor__username__iexact=asked.person)
    if asked.unit:
        wanted &= Q(unit=asked.unit)
    if asked.thing:
        wanted &= Q(subject__startswith=f"{asked.thing}:")
    if asked.starts:
        wanted &= Q(at__gte=_midnight(asked.starts))
    if asked.ends:
        wanted &= Q(at__lte=timezone.make_aware(datetime.combine(asked.ends, time.max)))
    if asked.before:
        wanted &= Q(number__lt=asked.before)
    return seen.filter(wanted)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def thing_of(event: Event) -> str:
    """What the event is about, as the workspace calls it, with its number."""
    model, _, key = event.subject.partition(":")
    return f"{_called(model)} {key}"


def _called(model: str) -> str:
    try:
        return str(apps.get_model(model)._meta.verbose_name)  # noqa: SLF001  (Django's public way to a model's name)
    except (LookupError, ValueError):
        return model


def things(user: User) -> list[tuple[str, str]]:
    """The kinds of things in the person's log: name of the model and what it is called."""
    subjects = Event.objects.visible_to(user, "log").order_by().values_list("subject", flat=True).distinct()
    models = {subject.partition(":")[0] for subject in subjects}
    return sorted(((model, _called(model)) for model in models), key=lambda one: one[1])


def units(user: User) -> QuerySet[Unit]:
    """The units in the person's log."""
    seen = Event.objects.visible_to(user, "log").order_by().values("unit").distinct()
    return Unit.objects.filter(pk__in=seen).order_by("path")


def workbook(events: QuerySet[Event], asked: Asked) -> bytes:
    """The events for Excel, with the seal of each, so that a printed list can be laid beside the log."""
    rows: list[Any] = [
        (
            event.number,
            timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M:%S"),
            event.actor_name,
            event.unit.name if event.unit else None,
            thing_of(event),
            event.words,
            event.action,
            event.hash,
        )
        for event in events[:MOST]
    ]
    left = events.count() - len(rows)
    note = (
        f"另有 {left} 条没有列出，请缩小日期范围再导出"
        if left > 0
        else "按所选条件列全"
        if asked.narrowed
        else "全部"
    )
    return book([Sheet("事件日志", COLUMNS, rows, note=note)])
