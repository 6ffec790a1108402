"""No page without its states, no form without a refusal, no picture without a state."""

from __future__ import annotations

import pytest
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, resolve, reverse

from tests.web.addresses import PAGES, Address
from tests.web.every_row import World
from tests.web.pictures import KEPT
from tests.web.states import STATES
from tests.web.states.state import FOLDER, NOBODY
from tests.web.test_every_address import names

pytestmark = pytest.mark.django_db


def _html(answer: HttpResponseBase) -> bool:
    kind = str(answer.headers.get("Content-Type", ""))
    return answer.status_code in {200, 286} and kind.startswith("text/html") and not answer.streaming


@pytest.mark.usefixtures("no_work")
def test_every_page_has_its_states(world: World) -> None:
    """A page that nobody wrote a state for is a page that nobody looks at; one with a form has to refuse, too."""
    pages = {line.name for line in PAGES if line.post is None and _shown(world, line)}
    seen = {state.seen for state in STATES} | {piece for state in STATES for piece in state.pieces}
    assert pages - seen == set(), "no state in tests/web/states"
    forms = {line.name for line in PAGES if line.post is not None} & pages
    sent = {state.page for state in STATES if state.sends is not None or state.files}
    assert forms - sent == set(), "what the form says when it refuses has no state"


def _shown(world: World, line: Address) -> bool:
    """Whether the address gives anybody a page, or a part of one."""
    words = [world.row[word].number if word == "draft" else (world.row | world.people)[word].pk
             if word in world.row | world.people else word for word in line.args.split()]  # fmt: skip
    return any(_html(client.get(reverse(line.name, args=words))) for client in world.clients.values())


def test_every_page_of_the_library_has_its_states(world: World) -> None:
    """The same for the pages of accounts and of the second step, whose addresses are not ours."""
    seen = {state.seen for state in STATES}
    for name in sorted(one for one in names() if one.startswith(("account_", "mfa_"))):
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        shown = any(_html(world.clients[who].get(address)) for who in ("accountant", NOBODY))
        assert not shown or resolve(address).view_name in seen, f"{name}: no state in tests/web/states"


def test_no_picture_is_left_of_a_state_that_is_gone() -> None:
    known = {f"{state}{size}" for state in STATES for size in ("", "-200")}
    assert {one.stem for one in (KEPT / FOLDER).glob("*.png")} == known
    assert len({str(state) for state in STATES}) == len(STATES), "two states of one name"
