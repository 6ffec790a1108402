"""What a workspace holds when its pages are looked at: nothing, people alone, a row of every kind, the demonstration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import time

from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY as _WHOSE
from django.test import Client

from quanheng.web.campaigns.models import Assignment, Campaign, Task
from quanheng.web.demo.fill import fill
from quanheng.web.departments.models import Book
from quanheng.web.disclosure.models import Publication
from quanheng.web.ledgers.models import Ledger
from quanheng.web.rectification.models import Item
from quanheng.web.units.models import Unit, User
from tests.web.conftest import make_county
from tests.web.every_row import make_world
from tests.web.states.state import NOBODY, Rows

NOW = datetime(2026, 3, 12, 2, 30, tzinfo=UTC)
"""The day on which all pictures are taken: a deadline or an age shows the same in every year."""


@dataclass
class Scene:
    """`rows` by the words of addresses, people among them; `sessions` of who has signed in."""

    rows: Rows
    people: dict[str, User]
    sessions: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows |= self.people
        for name, user in self.people.items():
            client = Client()
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            session = client.session  # as the page of the login leaves it: with the password just now
            session["account_authentication_methods"] = [
                {"method": "password", "at": time(), "reauthenticated": True}
            ]
            session[_WHOSE] = str(user.pk)
            session.save()
            self.sessions[name] = client.cookies["sessionid"].value
        self.sessions[NOBODY] = ""

    def words(self, args: str, rows: Rows) -> list[str]:
        """The words of an address: rows by their number, everything else as it stands."""
        return [
            str(word if word not in rows else rows[word].number if word == "draft" else rows[word].pk)
            for word in args.split()
        ]


def nothing() -> Scene:
    """The program was just installed."""
    return Scene({}, {})


def people() -> Scene:
    """Units and people are there, and no work has begun."""
    county = make_county()
    for kind in (Assignment, Task, Campaign):
        kind.objects.all().delete()
    return Scene({"unit": county.department}, county.people)


def county() -> Scene:
    """A row of every kind, as the tests of rights have it."""
    world = make_world()
    return Scene(dict(world.row), world.people)


def demo() -> Scene:
    """The demonstration: three departments, two years, a campaign under way."""
    fill(lambda _: None)
    logins = {user.username: user for user in User.objects.exclude(username__contains="-sign")}
    rows: Rows = {"campaign": Campaign.objects.get(year=2025), "closed": Campaign.objects.get(year=2024)}
    for name, short in (("audit", "审计"), ("housing", "住房"), ("disabled", "残疾人")):
        unit = Unit.objects.get(name__contains=short)
        rows[name] = unit
        rows[f"{name}-task"] = task = Task.objects.get(unit=unit, campaign__year=2025)
        rows[f"{name}-book"] = Book.objects.get(unit=unit, year=2025)
        rows[f"{name}-draft"] = task.documents.get().latest
        rows[f"{name}-document"] = task.documents.get()
        rows[f"{name}-out"] = Publication.objects.get(unit=unit, kind="self_evaluation")
        rows[f"{name}-owed"] = Publication.objects.get(unit=unit, kind="final_accounts")
    rows |= {ledger.name: ledger for ledger in Ledger.objects.all()}
    rows["item"] = Item.objects.filter(task=rows["disabled-task"]).first()
    return Scene(rows, logins)


SCENES: dict[str, Callable[[], Scene]] = {
    "nothing": nothing,
    "people": people,
    "county": county,
    "demo": demo,
}
