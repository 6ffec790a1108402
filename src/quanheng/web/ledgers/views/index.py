"""The ledgers of the person's units: which are kept, how full, what is doubtful; others taken up from the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from quanheng.ledgers.schema import Schema
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.ledgers import keeping
from quanheng.web.ledgers.described import schema_of, schemas
from quanheng.web.ledgers.models import Ledger
from quanheng.web.ledgers.rows import current
from quanheng.web.ledgers.views.access import around, ledger_of
from quanheng.web.typed import whole
from quanheng.web.units.entry import person
from quanheng.web.units.models import Membership, Unit
from quanheng.web.units.rights import can_anywhere, demand, visible_units
from quanheng.web.units.roles import Role


@dataclass
class Kept:
    """A ledger with its counts; `unproved` is None where no evidence is asked for."""

    ledger: Ledger
    schema: Schema
    rows: int
    severe: dict[str, int]
    unproved: int | None

    @property
    def severe_pairs(self) -> list[tuple[str, int]]:
        """Severity and how often, the gravest first."""
        order = ("error", "missing", "doubt", "note")
        return [(name, self.severe[name]) for name in order if name in self.severe]


def index(request: HttpRequest) -> HttpResponse:
    """What is kept, by unit and office."""
    seen = Ledger.objects.visible_to(request.user).select_related("unit")
    counted = Count("doubts__number", distinct=True)
    by_severity: dict[int, dict[str, int]] = {}
    for pk, severity, number in seen.values_list("pk", "doubts__severity").annotate(counted):
        if severity:
            by_severity.setdefault(pk, {})[severity] = number
    kept = [_kept(one, by_severity.get(one.pk, {})) for one in seen]
    kept.sort(key=lambda one: (one.ledger.unit.path, one.ledger.section, one.schema.no, one.schema.title))
    context = {
        "kept": kept,
        "tab": "index",
        "manages": visible_units(person(request), "edit").exists(),
        "declares": can_anywhere(person(request), "edit_section"),
        "several": len({one.ledger.unit_id for one in kept}) > 1,
    }
    return render(request, "ledgers/index.html", context)


def _kept(ledger: Ledger, severe: dict[str, int]) -> Kept:
    schema = schema_of(ledger)
    rows = current(ledger).count()
    unproved = None
    if schema.evidence and schema.proof:
        unproved = current(ledger).filter(**{f"data__{schema.proof}__isnull": True}).count()
    return Kept(ledger, schema, rows, severe, unproved)


def take_up(request: HttpRequest) -> HttpResponse:
    """Choose from all ledgers those that the unit will keep, each with the office that fills it."""
    if not can_anywhere(person(request), "edit"):
        raise PermissionDenied("启用台账由单位财务办理")
    units = visible_units(person(request), "edit").exclude(kind=Unit.Kind.FIRM)
    asked = request.POST.get("unit") or request.GET.get("unit")
    unit = get_object_or_404(units, pk=whole(asked) or 0 if asked else _first(units))
    known = schemas(unit)
    offices = list(_offices(unit))
    if request.method == "POST":
        sections = {name: request.POST.get(f"section-{name}", "") for name in request.POST.getlist("name")}
        made = keeping.keep(unit, sections, person(request))
        if not made:
            messages.error(request, "请先勾选要启用的台账")
            return redirect(f"{request.path}?unit={unit.pk}")
        messages.success(request, f"已启用 {len(made)} 本台账")
        return redirect("ledgers")
    context = {
        "unit": unit,
        "units": units,
        "offices": offices,
        "free": [(known[name], _office_for(known[name], offices)) for name in keeping.free(unit)],
        "tab": "take-up",
        "manages": True,
    }
    return render(request, "ledgers/take_up.html", context)


def _first(units: Any) -> int:
    first = units.first()
    return first.pk if first else 0


def _offices(unit: Unit) -> Sequence[str]:
    held = Membership.objects.filter(
        Membership.current(), role=Role.SECTION, unit__path__startswith=unit.path
    )
    return sorted({name for name in held.values_list("section", flat=True) if name})


def _office_for(schema: Schema, offices: Sequence[str]) -> str:
    """The unit's office that the description means; none is chosen for offices of other names."""
    return schema.section if schema.section in offices else ""


def settings(request: HttpRequest, number: int) -> HttpResponse:
    """Which office fills the ledger, and for which year it is checked."""
    ledger, schema = ledger_of(request, number)
    demand(person(request), "edit", ledger)
    offices = list(_offices(ledger.unit))
    if request.method == "POST":
        year, section = whole(request.POST.get("year")) or 0, request.POST.get("section", "").strip()[:40]
        try:
            keeping.arrange(ledger, section, year, person(request))
        except NotNow as fault:
            messages.error(request, str(fault))
        else:
            messages.success(request, "已保存")
        return redirect("ledger-settings", ledger.pk)
    context = {**around(request, ledger, schema, "settings"), "offices": offices}
    return render(request, "ledgers/settings.html", context)


@require_POST
def leave(request: HttpRequest, number: int) -> HttpResponse:
    """Stop keeping a ledger that has no rows."""
    ledger, schema = ledger_of(request, number)
    demand(person(request), "edit", ledger)
    try:
        keeping.leave(ledger, person(request))
    except NotNow as fault:
        messages.error(request, str(fault))
        return redirect("ledger-settings", ledger.pk)
    messages.success(request, f"已停用“{schema.title}”")
    return redirect("ledgers")
