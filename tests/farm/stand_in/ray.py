"""A stand-in for Ray that does every task here and now; RAY_FAULT says what befalls its head, and after how many tasks."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

_FAULT, _, _AFTER = os.environ.get("RAY_FAULT", "").partition(":")
_done = 0


class RayError(Exception):
    """What Ray raises."""


class LocalRayletDiedError(RayError):
    """Its part on this machine has gone."""


exceptions = SimpleNamespace(RayError=RayError, LocalRayletDiedError=LocalRayletDiedError)


def init(**_: object) -> None:
    """Connect, or not."""
    if _FAULT == "unreachable":
        raise ConnectionError("could not connect\nto anything")


def shutdown() -> None:
    """Nothing to take down."""


def cluster_resources() -> dict[str, float]:
    """Two processes."""
    return {"CPU": 2.0}


def remote(**_: object) -> Callable[[Callable[..., Any]], Any]:
    """A task that is done when it is given."""
    return lambda work: SimpleNamespace(remote=lambda *given: _Reference(work, given))


class _Reference:
    def __init__(self, work: Callable[..., Any], given: tuple[Any, ...]) -> None:
        self.work, self.given = work, given


def wait(references: list[_Reference], num_returns: int) -> tuple[list[_Reference], list[_Reference]]:
    """The first ones are ready."""
    return references[:num_returns], references[num_returns:]


def get(reference: _Reference) -> Any:
    """The result of the task, until the fault comes."""
    global _done  # noqa: PLW0603
    _done += 1
    if _FAULT and _done > int(_AFTER or 0):
        if _FAULT == "head":
            sys.stderr.write("Failed to connect to GCS\n")
            os._exit(1)  # as the real one ends the process that it is in
        if _FAULT == "raylet":
            raise LocalRayletDiedError
        raise RayError
    return reference.work(*reference.given)
