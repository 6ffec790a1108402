"""Every page of the workspace in each of its states, as data; `test_every_page.py` takes them and looks.

A page without a state fails there by name. Which states a page has: filled, empty, refusing what its form sends,
somebody else was quicker, not allowed, under way, ended badly, and with names and lists as long as they come.
"""

from __future__ import annotations

from tests.web.states import checking, coming_in, keeping, managing, public, reviewing, year

_ALL = [
    *coming_in.STATES,
    *managing.STATES,
    *checking.STATES,
    *year.STATES,
    *reviewing.STATES,
    *keeping.STATES,
    *public.STATES,
]
STATES = sorted(_ALL, key=lambda state: state.scene)
"""Those of one scene together: it is made once for all of them."""
