"""A sign of life from inside a long reading: after a page, after a step.

Whoever watches over the reading (quanheng.workers) listens; without a listener it costs one comparison.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Listener = Callable[[str, Any], None]
_listeners: list[Listener] = []


def pulse(words: str = "", news: Any = None) -> None:
    """Say that the work goes on; call it once a page or once a step, not once a character.

    `words` tell a user in Chinese how far it is, where the work is long; `news` is what is known so far.
    """
    for listener in _listeners:
        listener(words, news)


def listen(listener: Listener | None) -> None:
    """Call `listener` at each pulse of this process instead of the one before; None for nobody."""
    _listeners[:] = [listener] if listener else []
