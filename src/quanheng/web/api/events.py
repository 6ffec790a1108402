"""The log of what was decided."""

from datetime import date, datetime
from itertools import islice
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.pagination import paginate

from quanheng.web.api.paging import Key, Pages
from quanheng.web.api.shapes import FILE, Short
from quanheng.web.downloads import download
from quanheng.web.events import listing
from quanheng.web.events.log import broken, length
from quanheng.web.events.models import Event
from quanheng.web.units.entry import person
from quanheng.web.units.models import User
from quanheng.web.units.rights import can_anywhere

router = Router(tags=["日志"])


class EventShape(Schema):
    """One event; `hash` covers all of it and `previous`, so that a change of any is seen."""

    number: int
    at: datetime
    actor_name: str
    unit_id: int | None
    action: str
    subject: str
    words: str
    detail: dict[str, Any]
    previous: str
    hash: str


class BrokenSeal(Schema):
    """An event that does not fit its seal, and why."""

    number: int
    told: str


class Verified(Schema):
    """Whether the log is whole; the first hundred that do not fit."""

    length: int
    faults: list[BrokenSeal]


def _reader(request: HttpRequest) -> User:
    user = person(request)
    if not can_anywhere(user, "log"):
        raise PermissionDenied("日志由单位财务、单位领导、财政绩效股、审计、人大和系统管理员查看")
    return user


@router.get("/events/verification", response=Verified)
def verify_events(request: HttpRequest) -> Any:
    """核对封签: go through the seals of the whole log."""
    _reader(request)
    faults = [BrokenSeal(number=number, told=told) for number, told in islice(broken(), 100)]
    return Verified(length=length(), faults=faults)


class Narrowed(Schema):
    """The filters of the page."""

    words: Short = ""
    person: Short = ""
    unit: Key | None = None
    thing: Short = ""
    starts: date | None = None
    ends: date | None = None


@router.get("/events.xlsx", openapi_extra=FILE)
def events_file(request: HttpRequest, asked: Query[Narrowed]) -> HttpResponse:
    """The events of my units for Excel."""
    user, wanted = _reader(request), listing.Asked(**asked.dict())
    data = listing.workbook(listing.found(user, wanted), wanted)
    return download(data, f"事件日志-{timezone.localdate():%Y%m%d}.xlsx")


@router.get("/events", response=list[EventShape])
@paginate(Pages)
def events(request: HttpRequest, subject: Short = "", action: Short = "") -> Any:
    """Events of my units, the newest first; `subject` is model and key, as an event names it."""
    user = _reader(request)
    found = Event.objects.visible_to(user, "log")
    found = found.filter(subject=subject) if subject else found
    return found.filter(action=action) if action else found
