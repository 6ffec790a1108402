"""Waiting for processes by what they do, not by a guess of how long it takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from quanheng.read.process_tree import memory_of


def comes(state: Callable[[], object], seconds: float = 20) -> bool:
    """True as soon as `state` is; False when it is not in time."""
    limit = time.monotonic() + seconds
    while not state():
        if time.monotonic() > limit:
            return False
        time.sleep(0.02)
    return True


def gone(processes: Iterable[int]) -> bool:
    """True when none of them holds memory any more: a killed one ends when the system has got round to it."""
    ended = list(processes)
    return comes(lambda: not any(memory_of(one) for one in ended))
