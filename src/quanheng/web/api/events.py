"""The log of what was decided."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Router, Schema
from ninja.pagination import paginate

from quanheng.web.api.paging import Pages
from quanheng.web.api.shapes import Short
from quanheng.web.events.models import Event
from quanheng.web.units.entry import person
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


@router.get("/events", response=list[EventShape])
@paginate(Pages)
def events(request: HttpRequest, subject: Short = "", action: Short = "") -> Any:
    """Events of my units, the newest first; `subject` is model and key, as an event names it."""
    user = person(request)
    if not can_anywhere(user, "log"):
        raise PermissionDenied("日志由单位财务、单位领导、财政绩效股、审计、人大和系统管理员查看")
    found = Event.objects.visible_to(user, "log")
    found = found.filter(subject=subject) if subject else found
    return found.filter(action=action) if action else found
