"""Pages of the bureau over the publications of all units, and what everybody may see of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from quanheng.web.campaigns.steps import Stale
from quanheng.web.disclosure import board, owing
from quanheng.web.disclosure.facing import demand_overlooking, keep
from quanheng.web.disclosure.forms import FaceForm, SetForm
from quanheng.web.disclosure.models import Face, Publication
from quanheng.web.disclosure.views import tabs
from quanheng.web.downloads import download
from quanheng.web.typed import whole
from quanheng.web.units.entry import person


@require_http_methods(["GET", "POST"])
def county(request: HttpRequest) -> HttpResponse:
    """Who has published, late, corrected; a POST asks the same of all units."""
    user = person(request)
    demand_overlooking(user)
    if request.method == "POST":
        form = SetForm(request.POST)
        if form.is_valid():
            return _asked(request, form.cleaned_data)
    else:
        form = SetForm()
    periods = board.periods(user)
    chosen, only = _chosen(request, periods), request.GET.get("only", "")
    made = board.county(user, *chosen) if chosen else None
    shown = {
        "form": form,
        "periods": periods,
        "county": made,
        "rows": made.only(only) if made else [],
        "only": only,
        "units": len(board.over(user)),
        **tabs(user),
    }
    return render(request, "disclosure/county.html", shown, status=422 if form.errors else 200)


def _asked(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    units = board.over(person(request))
    days = owing.Days(given["approved_on"], given["set_due"])
    made = owing.owe(units, given["kind"], given["year"], person(request), days)
    messages.success(request, f"已布置 {len(made)} 个单位")
    return redirect(f"{reverse('disclosure-county')}?kind={given['kind']}&year={given['year']}")


def _chosen(request: HttpRequest, periods: list[tuple[str, int, str]]) -> tuple[str, int] | None:
    """The kind and year of the query, else the newest; None where nothing is asked yet."""
    kind, year = request.GET.get("kind", ""), whole(request.GET.get("year"))
    if kind in Publication.Kind.values and year:
        return kind, year
    return periods[0][:2] if periods else None


@require_GET
def county_xlsx(request: HttpRequest) -> HttpResponse:
    """The overview as Excel."""
    user = person(request)
    demand_overlooking(user)
    chosen = _chosen(request, board.periods(user))
    if chosen is None:
        raise Http404
    made = board.county(user, *chosen)
    return download(board.workbook(made), f"{made.title}.xlsx")


@require_http_methods(["GET", "POST"])
def face(request: HttpRequest) -> HttpResponse:
    """What of it everybody may see."""
    user = person(request)
    demand_overlooking(user)
    row, fault = Face.now(), ""
    form = FaceForm(request.POST or None, instance=Face.now())
    if request.method == "POST" and form.is_valid():
        try:
            keep(form.save(commit=False), user, whole(request.POST.get("version")) or 0)
        except Stale as stale:
            fault = str(stale)
        else:
            messages.success(request, "已保存")
            return redirect("disclosure-face")
    shown = {"form": form, "face": row, "fault": fault, **tabs(user)}
    status = 409 if fault else 422 if form.errors else 200
    return render(request, "disclosure/face.html", shown, status=status)
