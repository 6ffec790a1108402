"""Who sees and does what, generated from the table of roles."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quanheng.web.campaigns.models import Task
from quanheng.web.campaigns.steps import NotNow, Stale, take
from quanheng.web.units.models import Membership
from quanheng.web.units.rights import may
from quanheng.web.units.roles import TABLE, Role, Scope


@pytest.mark.parametrize("submitted", [False, True])
@pytest.mark.parametrize("action", sorted(TABLE))
def test_every_role_may_exactly_what_the_table_says(county: Any, action: str, submitted: bool) -> None:
    if submitted:
        Task.objects.update(submitted_at=timezone.now())
    for role in Role:
        scope = TABLE[action].get(role)
        # The firm's person is no member of the department; only the assignment opens the task.
        expected = scope == Scope.ALWAYS or (scope is not None and submitted)
        assert may(county.people[role], action, county.task) == expected, role
    assert not may(county.stranger, action, county.task)


def test_an_assignment_that_has_ended_opens_nothing(county: Any) -> None:
    Task.objects.update(submitted_at=timezone.now())
    assert may(county.people["third_party"], "view", county.task)
    county.task.assignments.update(ends=timezone.localdate() - timedelta(days=1))
    assert not may(county.people["third_party"], "view", county.task)


def test_steps_need_right_state_version_and_reason(county: Any) -> None:
    people, task = county.people, county.task
    with pytest.raises(PermissionDenied):
        take(task, "prepare", people["leader"], 1)
    task = take(task, "prepare", people["accountant"], 1)
    with pytest.raises(Stale):
        take(task, "submit", people["leader"], 1)
    with pytest.raises(NotNow, match="不能签收"):
        take(task, "acknowledge", people["accountant"], 2)
    task = take(task, "submit", people["leader"], 2)
    assert task.submitted_at is not None
    with pytest.raises(NotNow, match="理由"):
        take(task, "return", people["performance"], 3, "  ")
    assert take(task, "return", people["performance"], 3, "缺附表").state == Task.State.RETURNED


def test_a_page_asks_for_the_roles_once_and_the_next_page_asks_again(county: Any) -> None:
    """However many rights a page asks about; what the administrator takes away holds from the next page on."""
    client = county.client("accountant")
    with CaptureQueriesContext(connection) as asked:
        assert list(client.get("/").context["tasks"])
    roles = [one["sql"] for one in asked if 'FROM "units_membership"' in one["sql"]]
    assert roles
    assert len(roles) == len(set(roles))
    Membership.objects.filter(user=county.people["accountant"]).delete()
    assert not list(client.get("/").context["tasks"])
