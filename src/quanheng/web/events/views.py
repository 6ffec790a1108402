"""Pages of the log."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from quanheng.web.downloads import download
from quanheng.web.events import listing
from quanheng.web.events.log import broken, length
from quanheng.web.units.entry import person
from quanheng.web.units.models import User
from quanheng.web.units.rights import can_anywhere


def _reader(request: HttpRequest) -> User:
    user = person(request)
    if not can_anywhere(user, "log"):
        raise PermissionDenied("可以看的是：单位财务、单位领导、财政绩效股、审计和人大、系统管理员")
    return user


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The newest events first, with filters; `?verify=1` goes through the seals of the whole log."""
    user, asked = _reader(request), listing.Asked.of(request.GET)
    events = list(listing.found(user, asked)[: listing.PAGE + 1])
    shown = events[: listing.PAGE]
    query = request.GET.copy()
    for name in ("before", "verify"):
        query.pop(name, None)
    context = {
        "asked": asked,
        "rows": [(event, listing.thing_of(event)) for event in shown],
        "older": shown[-1].number if len(events) > listing.PAGE else None,
        "query": query.urlencode(),
        "things": listing.things(user),
        "units": listing.units(user),
        "verified": "verify" in request.GET,
    }
    if context["verified"]:
        context |= {"faults": list(broken())[:20], "length": length()}
    return render(request, "events/index.html", context)


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The same events for Excel."""
    user, asked = _reader(request), listing.Asked.of(request.GET)
    data = listing.workbook(listing.found(user, asked), asked)
    name = f"事件日志-{timezone.localdate():%Y%m%d}.xlsx"
    return download(data, name)
