"""Who I am, and the units that I work for."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Router, Schema
from ninja.pagination import paginate

from quanheng.web.api.paging import Key, Pages
from quanheng.web.units.entry import person
from quanheng.web.units.models import Membership, Unit, User
from quanheng.web.units.rights import visible_units

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
def unit(request: HttpRequest, unit: Path[Key]) -> Any:
    """One of them."""
    return get_object_or_404(seen_units(person(request)), pk=unit)
