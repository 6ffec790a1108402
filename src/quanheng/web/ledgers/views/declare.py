"""Forms in which an office describes a ledger and its process, without code."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from quanheng.ledgers.schema import FILE, BadLedger
from quanheng.web.campaigns.steps import Stale
from quanheng.web.ledgers import declaring, doubts, drawing
from quanheng.web.ledgers.declaring import STATE, Whose
from quanheng.web.ledgers.described import OWN
from quanheng.web.ledgers.models import Declaration
from quanheng.web.ledgers.views.access import around, ledger_of
from quanheng.web.typed import whole
from quanheng.web.units.entry import person
from quanheng.web.units.models import Unit
from quanheng.web.units.rights import can_anywhere, demand, visible_units

SPARE, SPARE_STEPS = 4, 2
FIRST_LINES, FIRST_STEPS = 8, 3


def ledger(request: HttpRequest) -> HttpResponse:
    """Describe a new ledger."""
    if not can_anywhere(person(request), "edit_section"):
        raise PermissionDenied("自建台账由股室填报人或单位财务办理")
    units = visible_units(person(request), "edit_section").exclude(kind=Unit.Kind.FIRM)
    unit = units.filter(pk=whole(request.POST.get("unit")) or 0).first() or units.first()
    if unit is None:
        raise Http404
    whose = Whose(
        unit,
        declaring.own_section(person(request)) or request.POST.get("section", "").strip()[:40],
        person(request),
    )
    return _form(request, None, whose, {"tab": "declare", "units": units, "unit": unit})


def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change what was described; columns with rows stay."""
    held, schema = ledger_of(request, number)
    demand(person(request), "edit_section", held)
    row = declaring.described(held, person(request))
    if row is None:
        raise Http404
    context = {**around(request, held, schema, "settings"), "unit": held.unit, "units": []}
    return _form(request, row, Whose(held.unit, held.section, person(request)), context)


def _form(
    request: HttpRequest, row: Declaration | None, whose: Whose, context: dict[str, Any]
) -> HttpResponse:
    fault, given, status = "", request.POST.dict(), 200
    if request.method == "POST":
        try:
            made = declaring.save_ledger(row, given, whose, _seen(request))
        except (BadLedger, Stale) as bad:
            fault, status = str(bad), 409 if isinstance(bad, Stale) else 422
        else:
            doubts.check(made, person(request))
            messages.success(request, "已保存，可以填了")
            return redirect("ledger", made.pk)
    context |= {
        "head": given if fault else _head(row),
        "lines": _typed_lines(given) if fault else _lines(row),
        "types": declaring.TYPES,
        "fault": fault,
        "row": row,
    }
    return render(request, "ledgers/own_ledger.html", context, status=status)


def _seen(request: HttpRequest) -> int:
    """The version of what the person changed; who was told that it is old sends the new one the next time."""
    return whole(request.POST.get("version")) or 0


def _head(row: Declaration | None) -> dict[str, str]:
    tree = row.tree if row else {}
    states = tree.get("columns", {}).get(STATE, {}).get("choices", [])
    return {
        "title": tree.get("title", ""),
        "section": tree.get("section", ""),
        "about": tree.get("about", ""),
        "evidence": " ".join(tree.get("evidence", [])),
        "states": " ".join(states),
    }


def _lines(row: Declaration | None) -> list[dict[str, Any]]:
    tree = row.tree if row else {}
    made = [
        {**one, "name": name, "choices": " ".join(one.get("choices", [])), "key": name in tree.get("key", [])}
        for name, one in tree.get("columns", {}).items()
        if name != STATE
    ]
    return made + [{"type": "text"}] * (SPARE if made else FIRST_LINES)


def _typed_lines(given: dict[str, str]) -> list[dict[str, Any]]:
    keys = ("name", "title", "type", "unit", "choices", "required", "key", "private")
    count = sum(name.startswith("title-") for name in given)
    return [{key: given.get(f"{key}-{at}", "") for key in keys} for at in range(count)]


def process(request: HttpRequest, number: int) -> HttpResponse:
    """Describe the process over a ledger that the unit described itself."""
    held, schema = ledger_of(request, number)
    demand(person(request), "edit_section", held)
    if not held.name.startswith(OWN):
        raise Http404
    row = declaring.process_of(held, person(request))
    fault, given, status = "", _joined(request), 200
    if request.method == "POST":
        whose = Whose(held.unit, held.section, person(request))
        try:
            declaring.save_process(held, row, given, whose, _seen(request))
        except (BadLedger, Stale) as bad:
            fault, status = str(bad), 409 if isinstance(bad, Stale) else 422
        else:
            messages.success(request, "流程已保存")
            return redirect("ledger-process", held.pk)
    context = {
        **around(request, held, schema, "process"),
        "title": given.get("title", "") if fault else (row.tree["title"] if row else ""),
        "steps": drawing.typed_cards(given) if fault else _cards(row),
        "parties": drawing.parties(schema),
        "states": schema.column(schema.state).choices if schema.state else (),
        "columns": [c for c in schema.columns if c.type != FILE and c.name != schema.state],
        "fault": fault,
        "row": row,
    }
    return render(request, "ledgers/own_process.html", context, status=status)


def _joined(request: HttpRequest) -> dict[str, str]:
    """The inputs; several ticks of one name joined by |."""
    return {name: "|".join(str(one) for one in request.POST.getlist(name)) for name in request.POST}


def _cards(row: Declaration | None) -> list[dict[str, Any]]:
    made = drawing.cards(row.tree) if row else []
    return made + [{}] * (SPARE_STEPS if made else FIRST_STEPS)
