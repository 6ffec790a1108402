"""Pages of the app."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quanheng.web.units.entry import person
from quanheng.web.units.rights import can_anywhere


def index(request: HttpRequest) -> HttpResponse:
    """The app's first page."""
    if not can_anywhere(person(request), "people"):
        raise PermissionDenied("可以看的是：系统管理员")
    return render(request, "refusal.html", {"title": "管理", "words": ""})
