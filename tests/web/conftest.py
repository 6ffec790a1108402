"""A small county for the tests: a finance bureau, two departments, and a person of every role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from quanheng.web.campaigns.models import Assignment, Campaign, Task
from quanheng.web.units.models import Membership, Site, Unit, User
from quanheng.web.units.roles import Role

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@dataclass
class County:
    """`people` by role; `department` is theirs, `other` has its own accountant in `stranger`."""

    root: Unit
    finance: Unit
    department: Unit
    other: Unit
    people: dict[str, User]
    stranger: User
    campaign: Campaign
    task: Task

    def client(self, role: str) -> Client:
        """A browser signed in as the person of that role."""
        made = Client()
        made.force_login(
            self.people.get(role, self.stranger),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        return made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for the walks of a module."""
    from tests.web.browser import chromium  # its libraries are for those who walk

    with chromium() as running:
        yield running


def _person(name: str, role: Role, unit: Unit, section: str = "") -> User:
    user = User.objects.create_user(name, password="long enough to pass")
    Membership.objects.create(user=user, unit=unit, role=role, section=section)
    return user


def make_county() -> County:
    """The rows; names are invented."""
    Site.objects.create(mode=Site.Mode.OFFICE, name="青岭县", jurisdiction="43")
    root = Unit.objects.create(name="青岭县", kind=Unit.Kind.AREA, jurisdiction="43")
    finance = Unit.objects.create(name="青岭县财政局", kind=Unit.Kind.FINANCE, parent=root)
    department = Unit.objects.create(name="青岭县水务局", parent=root)
    other = Unit.objects.create(name="青岭县文化馆", parent=root)
    firm = Unit.objects.create(name="明衡评价公司", kind=Unit.Kind.FIRM, parent=root)
    over = {
        Role.SECTION: department,
        Role.ACCOUNTANT: department,
        Role.LEADER: department,
        Role.DIVISION: department,
        Role.PERFORMANCE: root,
        Role.AUDITOR: root,
        Role.THIRD_PARTY: firm,
        Role.MANAGER: root,
    }
    people = {
        str(role): _person(str(role), role, unit, "农村水利股" if role == Role.SECTION else "")
        for role, unit in over.items()
    }
    stranger = _person("stranger", Role.ACCOUNTANT, other)
    today = timezone.localdate()
    campaign = Campaign.objects.create(
        kind=Campaign.Kind.SELF_EVALUATION,
        year=2025,
        title="2025年度部门整体支出绩效自评",
        unit=root,
        deadline=today + timedelta(days=20),
        norms="43",
        state=Campaign.State.OPEN,
    )
    task = Task.objects.create(campaign=campaign, unit=department)
    Assignment.objects.create(
        task=task,
        user=people["third_party"],
        starts=today - timedelta(days=1),
        ends=today + timedelta(days=9),
    )
    return County(root, finance, department, other, people, stranger, campaign, task)


@pytest.fixture
def county(db: None) -> County:  # noqa: ARG001
    return make_county()


@pytest.fixture
def clerk(county: County) -> User:
    """Who reviews for the bureau."""
    return county.people["performance"]


@pytest.fixture
def colleague(county: County) -> User:
    """Another who does."""
    return _person("colleague", Role.PERFORMANCE, county.root)


@pytest.fixture
def publication(county: County) -> Any:
    """The final accounts that the department has to publish."""
    from tests.web.disclosure_kit import owed

    return owed(county)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:  # noqa: ARG001
    """A row of every kind for all tests of a module; each request is rolled back by the test, the whole at the end."""
    from tests.web.every_row import make_world

    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def no_work(monkeypatch: pytest.MonkeyPatch, world: Any) -> None:  # noqa: ARG001
    """Jobs stay waiting after the world is made: rights are asked, not work."""
    monkeypatch.setattr("quanheng.web.jobs.run.async_task", lambda *_, **__: None)
