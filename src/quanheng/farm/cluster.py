"""The runner on Ray Core: many processes on one machine or on many that share the folders of input and output.

A task is a batch of documents. Each process of Ray keeps one process of ours beside it, so that a file that
crashes, hangs or swells costs that file and not the task. Paths go in; rows are written by the task itself as a
part in the folder of the batch, and only its index comes back. What is lost with a node is done again.

Whoever talks to Ray stands in a process apart: where the head of the cluster goes, Ray ends that process without
asking, and what was to be said of it must be said by another.
"""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from importlib.util import find_spec
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quanheng.farm.listing import Job
from quanheng.farm.runners import ATTEMPTS, Plan, crew_of, examined
from quanheng.farm.store import Entry, Examined, Part

if TYPE_CHECKING:
    from quanheng.workers import Workers

LOG = "ray.log"
"""What Ray has to say itself, in the folder of the plan; for the batch to remove when nothing is lost any more."""
_LARGEST_BATCH = 50
_BATCHES = 8  # for each process at least so many, so that none waits long for the last
_AHEAD = 4  # tasks per process that are on their way at once
_PATIENCE = 20.0  # seconds that Ray has to clear away
_kept: dict[str, Workers[Examined]] = {}  # of a process of Ray, from task to task


class Lost(Exception):
    """The cluster has gone, cannot be reached, or loses the same documents again and again; what is stored stays.

    The message says in Chinese what happened and where Ray's own words are.
    """


def ray(jobs: list[Job], plan: Plan) -> Iterator[Entry]:
    """Every job by Ray: the cluster that RAY_ADDRESS names, else one on this machine with `plan.jobs` processes.

    Raises Lost, and ModuleNotFoundError where Ray is not installed.
    """
    if find_spec("ray") is None:
        raise ModuleNotFoundError("ray", name="ray")
    words = plan.folder / LOG
    ours, theirs = Pipe(duplex=False)
    driver = get_context("spawn").Process(target=_drive, args=(theirs, jobs, plan, words))
    driver.start()
    theirs.close()
    try:
        yield from _heard(ours, words)
        driver.join(_PATIENCE)
    finally:
        ours.close()
        _end(driver)


def _heard(ours: Connection[Any, Any], words: Path) -> Iterator[Entry]:
    """The entries as the driver tells them; Lost where it has a fault to tell or says nothing more."""
    while True:
        try:
            told = ours.recv()
        except (EOFError, OSError):
            raise Lost(f"集群没有了，多半是头节点停了（Ray 自己的记录在 {words}）") from None
        if told is None:
            return
        if isinstance(told, str):
            raise Lost(f"{told}（Ray 自己的记录在 {words}）")
        yield from told


def _end(driver: Any) -> None:
    """At this signal Ray takes down what it started on this machine."""
    driver.terminate()
    driver.join(_PATIENCE)
    driver.kill()
    driver.join()


def _drive(theirs: Connection[Any, Any], jobs: list[Job], plan: Plan, words: Path) -> None:
    """In the process apart: lists of entries, then None; or a text that says why there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and ends this process
    with words.open("wb") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    with suppress(BrokenPipeError):  # nobody listens any more
        try:
            for found in _done(jobs, plan):
                theirs.send(found)
            theirs.send(None)
        except Lost as lost:
            theirs.send(str(lost))
        except Exception as fault:  # noqa: BLE001  (Ray raises a dozen kinds where it cannot be reached)
            traceback.print_exc()
            theirs.send(f"{type(fault).__name__} {fault}".strip().partition("\n")[0])


def _done(jobs: list[Job], plan: Plan) -> Iterator[list[Entry]]:
    import ray as engine  # noqa: PLC0415  (200 MB that others need not have)

    local = None if os.environ.get("RAY_ADDRESS") else plan.jobs
    engine.init(num_cpus=local, include_dashboard=False, log_to_driver=False, configure_logging=False)
    yield from _Driver(engine, plan).run(jobs)
    engine.shutdown()


class _Driver:
    """Hands out batches, few at a time; a batch that is lost with its process is divided and given again."""

    def __init__(self, engine: Any, plan: Plan) -> None:
        self._engine = engine
        self._plan = replace(plan, folder=plan.folder.resolve())
        self._task = engine.remote(num_cpus=1, max_retries=ATTEMPTS)(_batch)
        self._given: dict[Any, tuple[list[Job], int]] = {}

    def run(self, jobs: list[Job]) -> Iterator[list[Entry]]:
        """The entries of each batch; raises Lost."""
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
                if isinstance(fault, self._engine.exceptions.LocalRayletDiedError):
                    raise Lost("本机的 Ray 停了") from fault
                if attempt >= ATTEMPTS:
                    raise Lost(f"同一批文件丢了 {attempt} 次：{type(fault).__name__}") from fault
                half = -(-len(batch) // 2)
                waiting += [(part, attempt + 1) for part in (batch[:half], batch[half:]) if part]
            else:
                yield found


def _batch(batch: list[Job], plan: Plan) -> list[Entry]:
    """In a process of Ray: the rows of the batch as a part of their own."""
    crew = _kept.setdefault(repr(plan.limits), crew_of(plan.limits, 1))
    part = Part(plan.folder)
    try:
        return [part.add(one) for one in examined(batch, plan.setting, crew)]
    finally:
        part.close()
