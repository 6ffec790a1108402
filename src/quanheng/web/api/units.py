"""Who I am, the units that I work for, and units made and changed."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Path, Router, Schema, Status
from ninja.pagination import paginate

from quanheng.web.api import versions
from quanheng.web.api.paging import Key, Pages
from quanheng.web.api.problems import Unfit
from quanheng.web.api.shapes import Short
from quanheng.web.api.versions import IfMatch
from quanheng.web.units import administering
from quanheng.web.units.administering import UNIT_FIELDS, stamp
from quanheng.web.units.entry import person
from quanheng.web.units.forms import UnitForm
from quanheng.web.units.models import Membership, Unit, User
from quanheng.web.units.rights import visible_units
from quanheng.web.units.views.units import administrator, own_units

router = Router(tags=["单位和人员"])
_SEES = ("view", "campaign", "people")


class Held(Schema):
    """A role over a unit and those under it."""

    unit: int
    unit_name: str
    role: str
    role_words: str
    section: str
    ends: date | None


class Me(Schema):
    """The person that the token or the session belongs to."""

    id: int
    username: str
    name: str
    roles: list[Held]


class UnitShape(Schema):
    """A unit; `path` has the keys from the root."""

    id: int
    name: str
    short: str
    code: str
    kind: str
    parent_id: int | None
    path: str
    jurisdiction: str


class UnitGiven(Schema):
    """A unit as its form has it; `parent` is left out for the top one of all."""

    name: Short
    parent: Key | None = None
    kind: Short = "department"
    code: Short = ""
    short: Short = ""
    jurisdiction: Short = ""


def seen_units(user: User) -> QuerySet[Unit]:
    """The person's own units, those they set work for, and those they administer."""
    found = visible_units(user, _SEES[0])
    for action in _SEES[1:]:
        found |= visible_units(user, action)
    return found.distinct()


@router.get("/me", response=Me)
def me(request: HttpRequest) -> Any:
    """Who comes in with this token, and their roles today."""
    user = person(request)
    held = Membership.objects.filter(Membership.current(), user=user).select_related("unit")
    roles = [
        Held(
            unit=one.unit_id,
            unit_name=one.unit.name,
            role=one.role,
            role_words=one.get_role_display(),
            section=one.section,
            ends=one.ends,
        )
        for one in held
    ]
    return Me(id=user.pk, username=user.username, name=str(user), roles=roles)


@router.get("/units", response=list[UnitShape])
@paginate(Pages)
def units(request: HttpRequest) -> Any:
    """My units, and those that I set work for or administer."""
    return seen_units(person(request))


@router.get("/units/{unit}", response=UnitShape)
def unit(request: HttpRequest, response: HttpResponse, unit: Path[Key]) -> Any:
    """One of them."""
    found = get_object_or_404(seen_units(person(request)), pk=unit)
    versions.tag(response, stamp(found, UNIT_FIELDS))
    return found


@router.post("/units", response={201: UnitShape})
def make_unit(request: HttpRequest, response: HttpResponse, given: UnitGiven) -> Any:
    """A new unit under one that I administer."""
    by = administrator(request)
    form = UnitForm(given.dict(), user=by)
    if not form.is_valid():
        raise Unfit.of(form)
    made = administering.make_unit(form.cleaned_data, by)
    versions.tag(response, stamp(made, UNIT_FIELDS))
    return Status(201, made)


@router.put("/units/{unit}", response=UnitShape)
def change_unit(
    request: HttpRequest, response: HttpResponse, unit: Path[Key], given: UnitGiven, if_match: IfMatch
) -> Any:
    """Change a unit; one that moves takes those under it along."""
    by = administrator(request)
    row = get_object_or_404(own_units(by), pk=unit)
    seen = versions.stamped(if_match)
    form = UnitForm(given.dict(), user=by, unit=row)
    if not form.is_valid():
        raise Unfit.of(form)
    made = administering.change_unit(row, form.cleaned_data, by, seen)
    versions.tag(response, stamp(made, UNIT_FIELDS))
    return made
