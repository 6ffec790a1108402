"""What every page of ledgers asks first: who is there, which ledger, what they may do to it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from quanheng.ledgers.schema import Schema
from quanheng.web.ledgers.described import OWN, process_over, schema_of
from quanheng.web.ledgers.models import Ledger
from quanheng.web.typed import whole
from quanheng.web.units.entry import person
from quanheng.web.units.rights import may

__all__ = ["around", "ledger_of", "person"]


def ledger_of(request: HttpRequest, number: int) -> tuple[Ledger, Schema]:
    """The ledger if the person sees it, with its description."""
    seen = Ledger.objects.visible_to(request.user).select_related("unit")
    found: Ledger = get_object_or_404(seen, pk=number)
    return found, schema_of(found)


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
