"""Every page in every one of its states: compared with what it looked like, at both sizes, and heard for faults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.db import transaction
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from playwright.sync_api import Browser, Request, Response, Route
from pytest_django.live_server_helper import LiveServer

from tests.web.browser import Seat, seat
from tests.web.states import STATES
from tests.web.states.scenes import NOW, SCENES, Scene
from tests.web.states.state import FOLDER, Rows, State

pytestmark = pytest.mark.django_db
"""What a test does to rows is taken back at its end; a scene stands until the last of its states was looked at."""

_TOKEN = "a" * 32
_PATIENCE = 100
_FORM = """([address, given, files]) => {
  const form = document.createElement('form');
  Object.assign(form, {method: 'post', action: address, enctype: 'multipart/form-data', acceptCharset: 'utf-8'});
  const add = (name, type, value) => {
    const field = Object.assign(document.createElement('input'), {name, type});
    if (value !== null) field.value = value;
    form.append(field);
  };
  for (const [name, value] of given) add(name, 'hidden', value);
  for (const name of files) add(name, 'file', null);
  document.body.append(form);
}"""


@pytest.fixture(scope="module")
def server(browser: Browser, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:  # noqa: ARG001
    """One server for all pages, over the database of the tests.

    After the browser: with its loop running, Django has another connection to the database than without.
    """
    with django_db_blocker.unblock():
        running = LiveServer("127.0.0.1")
        try:
            yield running.url
        finally:
            running.thread.terminate()


@pytest.fixture(scope="module")
def window(browser: Browser, server: str) -> Iterator[Seat]:
    """One window in which everybody looks; parts that ask again and again how far something is are not answered."""
    with seat(browser, server, "everybody") as made:
        made.context.route(re.compile(r"/(progress|jobs/\d+)/$"), _still)
        yield made


def _still(route: Route) -> None:
    if "hx-request" in route.request.headers:
        route.fulfill(status=204)
    else:
        route.continue_()


@pytest.fixture(scope="module")
def scene(request: pytest.FixtureRequest, server: str, django_db_blocker: Any) -> Iterator[Scene]:  # noqa: ARG001
    """What the workspace holds, on the day of the pictures; work that is begun from here on waits."""
    patch = pytest.MonkeyPatch()
    patch.setattr(timezone, "now", lambda: NOW)
    with django_db_blocker.unblock(), transaction.atomic():
        made = SCENES[request.param]()
        patch.setattr("quanheng.web.jobs.run.async_task", lambda *_, **__: None)
        yield made
        transaction.set_rollback(True)
    patch.undo()


@pytest.mark.parametrize(
    ("scene", "state"),
    [(state.scene, state) for state in STATES],
    indirect=["scene"],
    ids=["-".join((state.scene, str(state))) for state in STATES],
    scope="module",
)
def test_the_page_looks_as_it_did(
    scene: Scene, state: State, window: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = dict(scene.rows)
    window.heard.clear()
    window.provoked = state.status
    try:
        if state.first:
            state.first(rows, monkeypatch)
        _sit_down(window, scene.sessions[state.who])
        address = reverse(state.page, args=scene.words(state.args, rows)) + state.query
        status, text = _arrive(window, state, address, rows), window.page.locator("body").inner_text()
        assert (status, _named(window.page.url)) == (state.status, state.seen), text[:400]
        assert state.shows in text
        window.looked_at(f"{FOLDER}/{state}")
    finally:
        window.page.goto("about:blank")
    assert not window.heard, "\n".join(window.heard)


def _sit_down(window: Seat, session: str) -> None:
    """As somebody who has signed in, or as nobody."""
    window.context.clear_cookies()
    cookies = {"csrftoken": _TOKEN} | ({"sessionid": session} if session else {})
    window.context.add_cookies([{"name": n, "value": v, "url": window.address} for n, v in cookies.items()])


def _arrive(window: Seat, state: State, address: str, rows: Rows) -> int:
    """Open the address, or send its form, and do what is done there; the status that came."""
    page, asked = window.page, set[str]()

    def heard(request: Request) -> None:
        asked.add(_named(request.url))

    page.on("request", heard)
    try:
        sends = state.sends is not None or state.files
        answer = _sent(window, state, address, rows) if sends else page.goto(window.address + address)
        if state.then:
            state.then(page)
        for _ in range(_PATIENCE):
            if asked.issuperset(state.pieces):
                break
            page.wait_for_timeout(50)
        assert asked.issuperset(state.pieces), "the page did not ask for a part of itself"
    finally:
        page.remove_listener("request", heard)
    assert answer is not None
    return int(answer.status)


def _named(url: str) -> str:
    """The name of the address, empty for files."""
    try:
        return resolve(unquote(urlsplit(url).path)).view_name
    except Resolver404:
        return ""


def _sent(window: Seat, state: State, address: str, rows: Rows) -> Response | None:
    page, given = window.page, state.sends or {}
    window.go("/alive/")
    given = {"csrfmiddlewaretoken": _TOKEN} | dict(given(rows) if callable(given) else given)
    pairs = [
        (name, one) for name, said in given.items() for one in ([said] if isinstance(said, str) else said)
    ]
    page.evaluate(_FORM, [address, pairs, list(state.files)])
    for name, (called, data) in state.files.items():
        file = {"name": called, "mimeType": "application/octet-stream", "buffer": data}
        page.locator(f"input[name={name}]").set_input_files(file)  # type: ignore[arg-type]
    with page.expect_navigation() as arrived:
        page.evaluate("document.forms[0].submit()")
    answer: Response | None = arrived.value
    return answer
