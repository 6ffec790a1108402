"""A county whose reviews are walked through, and a room in which everybody has a window of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser

from quanheng.web.events.log import broken
from tests.web.browser import Seat, seat
from tests.web.conftest import County, make_county


@pytest.fixture
def county(transactional_db: None) -> County:  # noqa: ARG001
    made = make_county()
    made.campaign.office = {"复核单位": "青岭县财政局", "联系人": "周工", "联系电话": "2266"}
    made.campaign.forms = ["self_evaluation_report"]
    made.campaign.save()
    return made


class Room:
    """Everybody who is needed, each signed in at a window of their own."""

    def __init__(self, open_: ExitStack, browser: Browser, address: str) -> None:
        self._open, self._browser, self._address = open_, browser, address
        self.seats: dict[str, Seat] = {}

    def __getitem__(self, name: str) -> Seat:
        """The person at their window; who has not come yet comes and signs in."""
        if name not in self.seats:
            self.seats[name] = self._open.enter_context(seat(self._browser, self._address, name))
            self.seats[name].sign_in()
        return self.seats[name]

    @property
    def heard(self) -> list[str]:
        """What must not happen, of all."""
        return [f"{one.name}: {words}" for one in self.seats.values() for words in one.heard]


@pytest.fixture
def room(county: County, live_server: Any, browser: Browser) -> Iterator[Room]:  # noqa: ARG001
    with ExitStack() as open_:
        made = Room(open_, browser, live_server.url)
        yield made
        assert not made.heard, "\n".join(made.heard)
        assert list(broken()) == []
