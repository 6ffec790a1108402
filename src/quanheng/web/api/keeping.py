"""Ledgers that a unit begins to keep, gives to an office, and leaves again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Path, Router, Schema, Status

from quanheng.web.api.ledgers import ONE, LedgerShape
from quanheng.web.api.paging import Key, Number
from quanheng.web.api.problems import Unfit
from quanheng.web.api.shapes import Short
from quanheng.web.ledgers import keeping
from quanheng.web.ledgers.described import schemas
from quanheng.web.ledgers.models import Ledger
from quanheng.web.ledgers.views.access import ledger_of
from quanheng.web.units.entry import person
from quanheng.web.units.models import Unit
from quanheng.web.units.rights import can_anywhere, demand, visible_units

router = Router(tags=["台账"])
OF = "/units/{unit}/ledgers"


class Free(Schema):
    """A ledger that could be kept; `section` is the office that it is meant for."""

    name: str
    title: str
    section: str


class Keep(Schema):
    """The ledgers by name, each with the office that fills it, "" for all."""

    sections: dict[Short, Short] = Field(min_length=1, max_length=200)


class Arrangement(Schema):
    """The office that fills the ledger ("" for all), and the year that it is checked for."""

    section: Short = Field("", max_length=40)
    year: Number


def _unit(request: HttpRequest, number: int) -> Unit:
    if not can_anywhere(person(request), "edit"):
        raise PermissionDenied("启用台账由单位财务办理")
    units = visible_units(person(request), "edit").exclude(kind=Unit.Kind.FIRM)
    return get_object_or_404(units, pk=number)


@router.get(OF, response=list[Free])
def ledgers_to_keep(request: HttpRequest, unit: Path[Key]) -> Any:
    """Those that the unit could keep and does not."""
    row = _unit(request, unit)
    known = schemas(row)
    return [
        Free(name=name, title=known[name].title, section=known[name].section) for name in keeping.free(row)
    ]


@router.post(OF, response={201: list[LedgerShape]})
def keep_ledgers(request: HttpRequest, unit: Path[Key], given: Keep) -> Any:
    """Begin to keep ledgers."""
    row = _unit(request, unit)
    strange = [name for name in given.sections if name not in keeping.free(row)]
    if strange:
        raise Unfit({"sections": [f"没有这本台账，或已经启用：{'、'.join(strange)}"]})
    return Status(201, keeping.keep(row, given.sections, person(request)))


@router.put(f"{ONE}/keeping", response=LedgerShape)
def arrange_ledger(request: HttpRequest, ledger: Path[Key], given: Arrangement) -> Any:
    """Give it to an office, checked for a year."""
    row = ledger_of(request, ledger)[0]
    demand(person(request), "edit", row)
    keeping.arrange(row, given.section.strip(), given.year, person(request))
    return Ledger.objects.select_related("unit").get(pk=row.pk)


@router.delete(f"{ONE}/keeping", response={204: None})
def leave_ledger(request: HttpRequest, ledger: Path[Key]) -> Any:
    """Stop keeping it; one with rows stays."""
    row = ledger_of(request, ledger)[0]
    demand(person(request), "edit", row)
    keeping.leave(row, person(request))
    return Status(204, None)
