"""Requests made from the schema: no server error, and no answer that the schema does not know."""

from __future__ import annotations

import random
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from quanheng.web.api import tokens
from quanheng.web.units.models import Membership, User
from quanheng.web.units.roles import Role
from tests.web.every_row import World
from tests.web.operations import OPERATIONS
from tests.web.test_every_operation import FOUND, SCHEMA

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_work")]
EXAMPLES = 6
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
LINES = {line.name: line for line in OPERATIONS}


@pytest.fixture(scope="module")
def contract() -> Any:
    """The schema with the application behind it."""
    found = schemathesis.openapi.from_dict(SCHEMA)
    found.app = get_wsgi_application()
    return found


@pytest.fixture(scope="module")
def text(world: World) -> str:
    """The token of somebody who is everything over the whole county: requests get past the rights."""
    user = User.objects.create_user("everything", password="long enough to pass")
    for role in (Role.ACCOUNTANT, Role.LEADER, Role.PERFORMANCE, Role.MANAGER):
        Membership.objects.create(user=user, unit=world.county.root, role=role)
    return tokens.issue(user, "契约测试", world.county.campaign.deadline)[1]


@pytest.mark.parametrize("name", sorted(FOUND))
def test_no_request_breaks_the_contract(world: World, contract: Any, text: str, name: str) -> None:
    path, method, _ = FOUND[name]
    operation = contract[path][method.upper()]
    rows = world.row | {"department": world.county.department}

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy())
    def run(case: Any) -> None:
        if random.Random(repr(case.path_parameters)).random() < 0.8:  # mostly rows that there are
            pairs = (one.partition("=") for one in LINES[name].at.split())
            case.path_parameters = {place: getattr(rows.get(word), "pk", word) for place, _, word in pairs}
        if "If-Match" in (case.headers or {}):
            case.headers["If-Match"] = random.Random(repr(case.body)).choice(['"1"', '"0"', '"2"', "x"])
        point = transaction.savepoint()
        try:
            answer = case.call(headers={"Authorization": f"Bearer {text}"})
            case.validate_response(answer, checks=CHECKS)
        finally:
            transaction.savepoint_rollback(point)

    run()
