"""A state of a page as data: where it is, who looks, what stands there, what was sent or clicked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page

Rows = dict[str, Any]
Given = Mapping[str, str | list[str]]
"""What a form sends: one value of a name, or several."""
NOBODY = "anonymous"
FOLDER = "pages"
"""Of the pictures, within those that are kept."""


@dataclass(frozen=True)
class State:
    """`page` is the name of an address, `args` its words as in `addresses.Address`, `name` the state in a word or two.

    Everything that is done for a state is taken back after it: no state knows of another.
    """

    page: str
    name: str
    who: str = "accountant"
    args: str = ""
    query: str = ""
    scene: str = "county"
    """Of `scenes.SCENES`: what the workspace holds."""
    first: Callable[[Rows, pytest.MonkeyPatch], object] | None = field(default=None, compare=False)
    """What happened to the rows before somebody looks; may add rows that `args` names."""
    sends: Given | Callable[[Rows], Given] | None = field(default=None, compare=False)
    """What the form on the page sends; the page that answers is the state."""
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict, compare=False)
    """Files that are sent with it: the field, the name of the file, its bytes."""
    then: Callable[[Page], object] | None = field(default=None, compare=False)
    """What the person does on the page before it is looked at."""
    lands: str = ""
    """The address to which it leads, where that is another."""
    status: int = 200
    shows: str = ""
    """Words that tell this state from the others of the page."""
    pieces: tuple[str, ...] = ()
    """Addresses that the page asks for parts of itself."""

    @property
    def seen(self) -> str:
        """The address of the page that is looked at in the end."""
        return self.lands or self.page

    def __str__(self) -> str:
        return f"{self.page}.{self.name}"
