"""Administration: people, their roles and first passwords."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
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
from quanheng.web.units.administering import PERSON_FIELDS, stamp
from quanheng.web.units.forms import PersonForm, RoleForm
from quanheng.web.units.models import Membership, User
from quanheng.web.units.views.units import administrator, own_units

router = Router(tags=["单位和人员"])
ONE = "/people/{user}"


class Post(Schema):
    """A role over a unit and those under it."""

    unit: Key
    role: Short
    section: Short = ""
    starts: date | None = None
    ends: date | None = None


class PersonGiven(Schema):
    """What is known of a person, and whether the account is in use."""

    shown: Short
    phone: Short = ""
    is_active: bool = True


class NewPerson(Schema):
    """A person with a first role; the user name stays."""

    shown: Short
    username: Short
    phone: Short = ""
    role: Post


class PostShape(Schema):
    """A role that the person has, will have or had."""

    id: int
    unit_id: int
    role: str
    role_words: str
    section: str
    starts: date | None
    ends: date | None

    @staticmethod
    def resolve_role_words(row: Membership) -> str:
        """The role in Chinese."""
        return row.get_role_display()


class PersonShape(Schema):
    """A person with the roles in units that I administer."""

    id: int
    username: str
    shown: str
    phone: str
    is_active: bool
    roles: list[PostShape]

    @staticmethod
    def resolve_roles(row: Any) -> Any:
        """Where the one who asks administers."""
        return row.mine


class WithWord(Schema):
    """A person with a password that is told this once and has to be changed at the next login."""

    person: PersonShape
    password: str


def _people(by: User, words: str = "") -> QuerySet[User]:
    """With their roles where `by` administers, as `mine`."""
    held = Membership.objects.filter(unit__in=own_units(by)).order_by("unit__path", "role", "pk")
    return administering.people(by, words).prefetch_related(Prefetch("memberships", held, "mine"))


def _user(by: User, number: int) -> User:
    return get_object_or_404(_people(by), pk=number)


def _told(response: HttpResponse, user: User, word: str) -> dict[str, Any]:
    response["Cache-Control"] = "no-store"
    return {"person": user, "password": word}


def _post(given: Post, by: User) -> administering.Post:
    form = RoleForm(given.dict(), user=by)
    if not form.is_valid():
        raise Unfit.of(form)
    return form.post()


@router.get("/people", response=list[PersonShape])
@paginate(Pages)
def people(request: HttpRequest, words: Short = "") -> Any:
    """Those who have or had a role in a unit that I administer, searched by name, user name, telephone or unit."""
    by = administrator(request)
    return _people(by, words)


@router.post("/people", response={201: WithWord})
def make_person(request: HttpRequest, response: HttpResponse, given: NewPerson) -> Any:
    """A new person with a first role; the password is told this once."""
    by = administrator(request)
    form = PersonForm(given.dict(exclude={"role"}))
    if not form.is_valid():
        raise Unfit.of(form)
    word = administering.new_word()
    user = administering.make_person(form.cleaned_data, _post(given.role, by), by, word)
    return Status(201, _told(response, _user(by, user.pk), word.text))


@router.get(ONE, response=PersonShape)
def one_person(request: HttpRequest, response: HttpResponse, user: Path[Key]) -> Any:
    """One person."""
    by = administrator(request)
    found = _user(by, user)
    versions.tag(response, stamp(found, PERSON_FIELDS))
    return found


@router.put(ONE, response=PersonShape)
def change_person(
    request: HttpRequest, response: HttpResponse, user: Path[Key], given: PersonGiven, if_match: IfMatch
) -> Any:
    """Name, telephone, and whether the account is in use."""
    by = administrator(request)
    found, seen = _user(by, user), versions.stamped(if_match)
    form = PersonForm(given.dict(), known=True)
    if not form.is_valid():
        raise Unfit.of(form)
    made = administering.change_person(found, form.cleaned_data, by, seen)
    versions.tag(response, stamp(made, PERSON_FIELDS))
    return _user(by, user)


@router.post(f"{ONE}/roles", response={201: PostShape})
def give_role(request: HttpRequest, user: Path[Key], given: Post) -> Any:
    """One more role; nobody gives one to themselves."""
    by = administrator(request)
    return Status(201, administering.give_role(_user(by, user), _post(given, by), by))


@router.delete(f"{ONE}/roles/{{role}}", response={204: None})
def end_role(request: HttpRequest, user: Path[Key], role: Path[Key]) -> Any:
    """The role ends with yesterday; what was done in it stays."""
    by = administrator(request)
    held = _user(by, user).memberships.filter(unit__in=own_units(by))
    administering.end_role(get_object_or_404(held, pk=role), by)
    return Status(204, None)


@router.post(f"{ONE}/password", response=WithWord)
def reset_password(request: HttpRequest, response: HttpResponse, user: Path[Key]) -> Any:
    """A new first password, told this once."""
    by = administrator(request)
    found = _user(by, user)
    return _told(response, found, administering.new_password(found, by))


@router.delete(f"{ONE}/second-factor", response={204: None})
def clear_second_factor(request: HttpRequest, user: Path[Key]) -> Any:
    """Take the second factor off for somebody who lost it."""
    by = administrator(request)
    administering.clear_second_factor(_user(by, user), by)
    return Status(204, None)
