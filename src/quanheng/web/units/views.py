"""Pages of the app."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def index(request: HttpRequest) -> HttpResponse:
    """The app's first page."""
    return render(request, "refusal.html", {"title": "管理", "words": ""})
