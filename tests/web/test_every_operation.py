"""Every operation of the API with every role, as the table of operations says; and what an API has to keep."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from ninja import Schema

from quanheng.web.api.face import api
from quanheng.web.campaigns.adopting import proposals
from quanheng.web.events.models import Event
from quanheng.web.units.administering import PERSON_FIELDS, UNIT_FIELDS, stamp
from quanheng.web.units.models import Unit, User
from tests.web.every_row import World
from tests.web.operations import OPERATIONS
from tests.web.operations.line import Line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_work")]
SCHEMA = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))
FOUND = {
    one["operationId"]: (path, method, one)
    for path, many in SCHEMA["paths"].items()
    for method, one in many.items()
}
DONE, BUSY = {200, 201, 202, 204}, {409, 412}


def test_every_operation_has_a_line() -> None:
    written = {line.name for line in OPERATIONS}
    assert set(FOUND) - written == set(), "no line in tests/web/operations"
    assert written - set(FOUND) == set(), "the line has no operation any more"


def test_no_two_shapes_share_a_name() -> None:
    """The schema has one entry for a name: the second would be described as the first."""
    names = Counter(
        name
        for module in map(sys.modules.get, sorted(sys.modules))
        if module and module.__name__.startswith("quanheng.web.api.")
        for name, one in vars(module).items()
        if isinstance(one, type) and issubclass(one, Schema) and one.__module__ == module.__name__
    )
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("line", OPERATIONS, ids=str)
def test_every_role_is_answered_as_the_table_says(world: World, line: Line) -> None:
    wrong, done, silent = [], set(), set()
    for submitted in (True, False):
        for name in [*world.people, "anonymous"]:
            world.submitted = submitted
            expected = _expected(world, line, name)
            status, events = _answer(world, line, name, submitted)
            if status in DONE:
                done.add(name)
                silent |= set() if events else {name}
            if (status not in DONE | BUSY | line.also) if expected is None else status != expected:
                wrong.append(f"{name}{'' if submitted else ' before'}: {status}, by the table {expected}")
            elif expected is not None and events:
                wrong.append(f"{name}: refused, and yet {events} events")
    world.submitted = True
    assert not wrong, "\n".join(wrong)
    assert done or line.needs == "-", "nobody gets it done: the line's request is not a good one"
    writes = FOUND[line.name][1] != "get" and not line.quiet
    assert not (writes and silent), f"a write that no event tells, by {silent}"


def _expected(world: World, line: Line, name: str) -> int | None:
    """401, 404, 403, or None for allowed."""
    if name == "anonymous":
        return 401
    if not world.reaches(name, line.see):
        return 404
    return 403 if line.needs and (line.needs == "-" or not world.reaches(name, line.needs)) else None


def _answer(world: World, line: Line, name: str, submitted: bool) -> tuple[int, int]:
    rows = world.row | world.people | {"department": world.county.department, "root": world.county.root}
    path, method, _ = FOUND[line.name]
    for one in line.at.split():
        place, _, word = one.partition("=")
        path = path.replace(f"{{{place}}}", str(getattr(rows.get(word), "pk", word)))
    path += f"?{line.query}" if line.query else ""
    given: dict[str, Any] = {}
    body, form = (one(rows) if callable(one) else one for one in (line.body, line.form))
    if form is not None:
        given["data"] = form
    elif body is not None:
        given |= {"data": json.dumps(body, default=str), "content_type": "application/json"}
    if line.match:
        version = _version(rows, line.match, name)
        given["headers"] = {"If-Match": f'"{version}"'}
    client: Client = world.clients[name]
    point = transaction.savepoint()
    if not submitted:
        world.before()
    if line.when:
        line.when(rows)
    before = Event.objects.count()
    try:
        answer = getattr(client, method)(path, **given)
        if getattr(answer, "streaming", False):
            b"".join(answer.streaming_content)
        return answer.status_code, Event.objects.count() - before
    finally:
        transaction.savepoint_rollback(point)


def _version(rows: dict[str, Any], of: str, name: str) -> int | str:
    """The row's version now, of units and people a stamp; of one's own verdict on the finding, which the performance section alone has given."""
    if of == "mine":
        return int(name == "performance")
    if of == "proposals":
        return proposals(rows["task"], [rows["draft"]]).seen
    row = rows[of]
    if isinstance(row, Unit | User):
        return stamp(row, UNIT_FIELDS if isinstance(row, Unit) else PERSON_FIELDS)
    return int(type(rows[of]).objects.get(pk=rows[of].pk).version)
