"""A sign of life from inside a long reading: after a page, after a step.

Whoever watches over the reading (quanheng.workers) listens; without a listener it costs one comparison.
"""

from __future__ import annotations

from collections.abc import Callable

_listeners: list[Callable[[str], None]] = []


def pulse(words: str = "") -> None:
    """Say that the work goes on; call it once a page or once a step, not once a character.

    `words` tell a user in Chinese how far it is, where the work is long.
    """
    for listener in _listeners:
        listener(words)


def listen(listener: Callable[[str], None] | None) -> None:
    """Call `listener` at each pulse of this process instead of the one before; None for nobody."""
    _listeners[:] = [listener] if listener else []
