"""Every address with every role: allowed, forbidden or not found exactly as the tables say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from quanheng.web.events.models import Event
from quanheng.web.units.models import User
from tests.web.addresses import PAGES, Address
from tests.web.every_row import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_work")]

OTHERS = {"account_", "mfa_", "admin:", "api:"}
"""Addresses of libraries, with tests of their own below; the API has its own table."""
ALLOWED = "allowed"
DONE = {200, 286, 302, 409, 422}
"""Done, or refused for what was given, which only those are told who have the right."""


def names() -> set[str]:
    """The names of all addresses, with their namespaces."""

    def walk(found: URLResolver, before: str) -> Iterator[str]:
        for one in found.url_patterns:
            if isinstance(one, URLResolver):
                yield from walk(one, f"{before}{one.namespace}:" if one.namespace else before)
            elif isinstance(one, URLPattern):
                yield f"{before}{one.name}"

    return set(walk(get_resolver(), ""))


def test_every_address_has_a_line() -> None:
    """An address that nobody wrote down is an address whose rights nobody thought about."""
    ours = {name for name in names() if not name.startswith(tuple(OTHERS))}
    written = {line.name for line in PAGES}
    assert ours - written == set(), "no line in tests/web/addresses.py"
    assert written - ours == set(), "the line has no address any more"


@pytest.mark.parametrize("submitted", [True, False], ids=["submitted", "before"])
@pytest.mark.parametrize("line", PAGES, ids=str)
def test_every_role_is_answered_as_the_table_says(world: World, line: Address, submitted: bool) -> None:
    wrong = []
    for name in [*world.people, "anonymous"]:
        expected = _expected(world, line, name, submitted)
        got, events = _answer(world, line, name, submitted)
        if got != expected:
            wrong.append(f"{name}: {got}, by the table {expected}")
        elif expected != ALLOWED and events:
            wrong.append(f"{name}: refused, and yet {events} events")
    world.submitted = True
    assert not wrong, "\n".join(wrong)


def _expected(world: World, line: Address, name: str, submitted: bool) -> str:
    """`allowed`, `login`, 404 or 403."""
    world.submitted = submitted
    if name == "anonymous" and line.see != "anyone":
        return ALLOWED if line.name == "home" else "login"
    if not world.reaches(name, line.see):
        return "404"
    refused = line.needs and (line.needs == "-" or not world.reaches(name, line.needs))
    return "403" if refused else ALLOWED


def _answer(world: World, line: Address, name: str, submitted: bool) -> tuple[str, int]:
    """What came back in the words of `_expected`, and how many events it wrote."""
    rows = world.row | world.people
    words = [word if word not in rows else rows[word].number if word == "draft" else rows[word].pk
             for word in line.args.split()]  # fmt: skip
    client, point = world.clients[name], transaction.savepoint()
    if not submitted:
        world.before()
    before = Event.objects.count()
    address, given = reverse(line.name, args=words), line.post(rows) if callable(line.post) else line.post
    try:
        answer = client.get(address) if given is None else client.post(address, given)
        if getattr(answer, "streaming", False):
            b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # closes the file
        login = answer.headers.get("Location", "").startswith("/account/login/")
        known = "login" if login else ALLOWED if answer.status_code in DONE else str(answer.status_code)
        return known, Event.objects.count() - before
    finally:
        transaction.savepoint_rollback(point)


@pytest.mark.parametrize("name", ["accountant", "performance", "manager", "anonymous"])
def test_the_stock_administration_is_for_staff(world: World, name: str) -> None:
    for address in ("/admin/", "/admin/units/user/", "/admin/units/user/add/"):
        where = world.clients[name].get(address).headers["Location"]
        assert where.startswith(("/admin/login/", "/account/login/"))


def test_nobody_signs_up_from_outside(world: World) -> None:
    known, client = User.objects.count(), world.clients["anonymous"]
    password = "long enough to pass"
    client.post("/account/signup/", {"username": "new", "password1": password, "password2": password})
    assert User.objects.count() == known
    for name in sorted(one for one in names() if one.startswith(("account_", "mfa_"))):
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        assert client.get(address).status_code in {200, 302, 404, 405}, name
