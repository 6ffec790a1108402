"""What every page of ledgers asks first: who is there, which ledger, what they may do to it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from quanheng.ledgers.processes.record import Step
from quanheng.ledgers.schema import Schema
from quanheng.web.ledgers import entering, progress, running
from quanheng.web.ledgers.described import OWN, process_over, schema_of
from quanheng.web.ledgers.models import Acting, Ledger, Run
from quanheng.web.ledgers.running import Course
from quanheng.web.typed import whole
from quanheng.web.units.entry import person
from quanheng.web.units.rights import may

__all__ = ["around", "first_step", "ledger_of", "person", "run_of", "step_of"]


def ledger_of(request: HttpRequest, number: int) -> tuple[Ledger, Schema]:
    """The ledger if the person sees it, with its description."""
    seen = Ledger.objects.visible_to(request.user).select_related("unit")
    found: Ledger = get_object_or_404(seen, pk=number)
    return found, schema_of(found)


def run_of(request: HttpRequest, number: int) -> Run:
    """What is on its way, if the person sees it."""
    seen = Run.objects.visible_to(request.user).select_related("ledger__unit", "row")
    found: Run = get_object_or_404(seen, pk=number)
    return found


def step_of(way: Course, name: str) -> Step:
    """A step of the process by its name."""
    try:
        return way.process.step(name)
    except KeyError as fault:
        raise Http404 from fault


def first_step(request: HttpRequest, number: int, name: str) -> tuple[Course, Step]:
    """A first step over a ledger, for who keeps the ledger or acts in the process.

    Raises PermissionDenied for who sees it and is neither.
    """
    ledger = get_object_or_404(Ledger.objects.select_related("unit"), pk=number)
    found = process_over(ledger.unit, ledger.name)
    user = person(request)
    if found is None or not (
        may(user, "view", ledger)
        or Acting.objects.filter(user=user, unit=ledger.unit, process=found.name).exists()
    ):
        raise Http404
    way = Course(ledger, schema_of(ledger), found)
    first = step_of(way, name)
    if "" not in first.sources:
        raise Http404
    if not entering.registers(way, user) and not running.actor(user, ledger, found).roles & set(first.who):
        raise PermissionDenied(f"“{first.title}”由{progress.names(way, first)}办理")
    return way, first


def around(request: HttpRequest, ledger: Ledger, schema: Schema, here: str) -> dict[str, Any]:
    """What all pages of a ledger show above, and what the person may do."""
    fills = may(person(request), "edit_section", ledger)
    return {
        "ledger": ledger,
        "schema": schema,
        "tab": here,
        "fills": fills,
        "manages": may(person(request), "edit", ledger),
        "own": ledger.name.startswith(OWN),
        "process": process_over(ledger.unit, ledger.name),
    }


def within(request: HttpRequest, name: str, least: int, most: int, usual: int) -> int:
    """A number of the address, held between two; the usual one where there is none."""
    given = whole(request.GET.get(name))
    return usual if given is None else min(most, max(least, given))
