"""The runner on Ray Core: many processes on one machine or on many that share the folders of input and output.

A task is a batch of documents. Each process of Ray keeps one process of ours beside it, so that a file that
crashes, hangs or swells costs that file and not the task. Paths go in; rows are written by the task itself as a
part in the folder of the batch, and only its index comes back. What is lost with a node is done again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from quanheng.farm.listing import Job
from quanheng.farm.runners import ATTEMPTS, Plan, crew_of, examined
from quanheng.farm.store import Entry, Examined, Part

if TYPE_CHECKING:
    from quanheng.workers import Workers

_LARGEST_BATCH = 50
_BATCHES = 8  # for each process at least so many, so that none waits long for the last
_AHEAD = 4  # tasks per process that are on their way at once
_kept: dict[str, Workers[Examined]] = {}  # of a process of Ray, from task to task


def ray(jobs: list[Job], plan: Plan) -> Iterator[Entry]:
    """Every job by Ray: the cluster that RAY_ADDRESS names, else one on this machine with `plan.jobs` processes."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    import ray as engine  # noqa: PLC0415  (200 MB that others need not have)

    ours = not engine.is_initialized()
    if ours:
        local = None if os.environ.get("RAY_ADDRESS") else plan.jobs
        engine.init(num_cpus=local, include_dashboard=False, log_to_driver=False, configure_logging=False)
    try:
        yield from _Driver(engine, plan).run(jobs)
    finally:
        if ours:
            engine.shutdown()


class Lost(Exception):
    """The cluster itself has gone, or loses the same documents again and again; what is stored stays."""


class _Driver:
    """Hands out batches, few at a time; a batch that is lost with its process is divided and given again."""

    def __init__(self, engine: Any, plan: Plan) -> None:
        self._engine = engine
        self._plan = replace(plan, folder=plan.folder.resolve())
        self._task = engine.remote(num_cpus=1, max_retries=ATTEMPTS)(_batch)
        self._given: dict[Any, tuple[list[Job], int]] = {}

    def run(self, jobs: list[Job]) -> Iterator[Entry]:
        processes = max(1, int(self._engine.cluster_resources().get("CPU", 1)))
        size = max(1, min(_LARGEST_BATCH, len(jobs) // (processes * _BATCHES)))
        waiting = [(jobs[at : at + size], 1) for at in range(0, len(jobs), size)][::-1]
        while waiting or self._given:
            while waiting and len(self._given) < _AHEAD * processes:
                batch, attempt = waiting.pop()
                self._given[self._task.remote(batch, self._plan)] = (batch, attempt)
            ready, _ = self._engine.wait(list(self._given), num_returns=1)
            batch, attempt = self._given.pop(ready[0])
            try:
                found: list[Entry] = self._engine.get(ready[0])
            except self._engine.exceptions.RayError as fault:
                if attempt >= ATTEMPTS or isinstance(fault, self._engine.exceptions.LocalRayletDiedError):
                    raise Lost(type(fault).__name__) from fault
                half = -(-len(batch) // 2)
                waiting += [(part, attempt + 1) for part in (batch[:half], batch[half:]) if part]
            else:
                yield from found


def _batch(batch: list[Job], plan: Plan) -> list[Entry]:
    """In a process of Ray: the rows of the batch as a part of their own."""
    crew = _kept.setdefault(repr(plan.limits), crew_of(plan.limits, 1))
    part = Part(plan.folder)
    try:
        return [part.add(one) for one in examined(batch, plan.setting, crew)]
    finally:
        part.close()
