"""Processes apart for work on files of strangers: a crash, a hang or a swelling costs that one file.

The parent watches from outside, since code that hangs inside a C library gives nobody a turn inside.
A worker stays warm from file to file; one that had to be stopped, or has grown large, is replaced.

This is the only guard, of one file and of a corpus alike. Pools of others (pebble, concurrent.futures) were
weighed: they count the seconds of a task, not of its silence, look at no memory, and end a worker without the
converters that it started.
"""

from __future__ import annotations

import gc
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic
from typing import Any, Generic, TypeVar, cast

from quanheng.read.process_tree import kill_tree, memory_of
from quanheng.read.pulse import listen

_ADDRESSES = 8 << 30  # a single absurd request fails at once, before a look from outside could see it
_LARGE = 600 * 2**20  # a worker that has grown to this is not used again
_LOOK = 0.05  # seconds between two looks at the memory: a machine can fill some 100 MB in this time
_AHEAD = 4  # tasks per worker drawn before the oldest result: their bytes lie in memory
_SIGNS = 0.2  # seconds between two bare signs of life: a short task needs none
_LITTER = 50_000  # objects made and not given back before anybody looks for circles among them

R = TypeVar("R")
Told = Callable[[tuple[Any, ...], str, Any], None]
"""Called with a task, words for the user or "", and what is known so far or None."""


@dataclass(frozen=True, slots=True)
class Limits:
    """When a worker is stopped.

    silence   seconds without a sign of life (a page, a step, a result)
    memory    bytes held beyond the copy of this process that it began as, the programs that it started counted in
    seconds   for a task as a whole, however lively it is; None for no end
    """

    silence: float = 45.0
    memory: int = 1400 * 2**20
    seconds: float | None = None


LIMITS = Limits()
"""Of a file that somebody waits for."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """A task without a result, and why: "crash", "silence", "seconds" or "memory"; `limits` held for it."""

    task: tuple[Any, ...]
    reason: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class _Alive:
    """A sign of life, with words for the user where the work is long, and with what is known so far."""

    words: str
    news: Any = None


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection[Any, Any]
    number: int = -1
    task: tuple[Any, ...] = ()
    given: float = 0.0
    heard: float = 0.0
    copied: int = 0
    most: int = 0
    looked: float = 0.0

    def look(self) -> None:
        """Keep the most it has held; what it shares with the process that it is a copy of is not of its making.

        A worker that answers a hundred times a second is not looked at more often than one that is silent.
        """
        now = monotonic()
        if now - self.looked >= _LOOK:
            self.looked = now
            self.most = max(self.most, memory_of(self.process.pid or 0) - self.copied)


class Workers(Generic[R]):
    """`count` processes that each do one task at a time; started when the first task comes.

    `told` hears the words with which a long task says how far it is, and what it knows so far. `load` imports what
    every task needs: where workers are copies of this process, it is imported once, here.
    """

    def __init__(
        self,
        work: Callable[..., R],
        count: int = 1,
        told: Told | None = None,
        limits: Limits | None = None,
        load: Callable[[], None] | None = None,
    ) -> None:
        self._load = load
        self._limits = limits or LIMITS
        self._work = work
        self._told = told
        self._count = count
        self._workers: list[_Worker] = []
        self._done: dict[int, R | Stopped] = {}

    def run(self, tasks: Iterable[tuple[Any, ...]], *, in_order: bool = True) -> Iterator[R | Stopped]:
        """Yield the results in the order of the tasks, or as they come; few tasks are drawn ahead of the results."""
        source, given, told, more = iter(tasks), 0, 0, True
        while more or told < given:
            while more and given - told < _AHEAD * self._count and self._has_room():
                task = next(source, None)
                if task is None:
                    more = False
                else:
                    self._assign(given, task)
                    given += 1
            self._watch()
            while (ready := told if in_order else next(iter(self._done), told)) in self._done:
                yield self._done.pop(ready)
                told += 1

    def close(self) -> None:
        """End the processes, those at work too."""
        for worker in list(self._workers):
            self._end(worker)

    def _has_room(self) -> bool:
        return len(self._workers) < self._count or any(worker.number < 0 for worker in self._workers)

    def _assign(self, number: int, task: tuple[Any, ...]) -> None:
        worker = next((w for w in self._workers if w.number < 0), None) or self._start()
        worker.number, worker.task, worker.most = number, task, 0
        worker.given = worker.heard = monotonic()
        try:
            worker.connection.send(task)
        except OSError:  # it ended while it had nothing to do
            self._end(worker)
            self._assign(number, task)

    def _start(self) -> _Worker:
        # A copy of this process is ready in milliseconds, but a copy of other threads' locks is a trap.
        alone = sys.platform == "linux" and threading.active_count() == 1
        if alone and self._load is not None:
            self._load()
        ours, theirs = Pipe()
        # A copy holds our ends of the pipes too; while it does, nobody would hear that we have gone.
        copied = (ours, *(worker.connection for worker in self._workers)) if alone else ()
        make = get_context("fork").Process if alone else get_context("spawn").Process
        process = make(target=_serve, args=(theirs, self._work, self._limits, copied), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours, copied=memory_of(process.pid or 0) if alone else 0)
        self._workers.append(worker)
        return worker

    def _watch(self) -> None:
        """Wait a moment for results; stop what has been silent too long or holds too much."""
        busy = {worker.connection: worker for worker in self._workers if worker.number >= 0}
        if not busy:
            return
        for ready in cast("list[Connection[Any, Any]]", wait(list(busy), timeout=_LOOK)):
            self._hear(busy[ready])
        for worker in [worker for worker in self._workers if worker.number >= 0]:
            worker.look()
            if reason := self._excess(worker):
                self._give_up(worker, reason)

    def _excess(self, worker: _Worker) -> str:
        """Which limit the worker is beyond, "" for none."""
        now, limits = monotonic(), self._limits
        if worker.most > limits.memory:
            return "memory"
        if now - worker.heard > limits.silence:
            return "silence"
        return "seconds" if limits.seconds is not None and now - worker.given > limits.seconds else ""

    def _hear(self, worker: _Worker) -> None:
        try:
            said = worker.connection.recv()
        except (EOFError, OSError):
            self._give_up(worker, "crash")
            return
        if isinstance(said, _Alive):
            worker.heard = monotonic()
            if self._told is not None and (said.words or said.news is not None):
                self._told(worker.task, said.words, said.news)
            return
        self._done[worker.number] = said
        worker.number, worker.task = -1, ()
        worker.look()
        if worker.most > _LARGE:
            self._end(worker)

    def _give_up(self, worker: _Worker, reason: str) -> None:
        self._done[worker.number] = Stopped(worker.task, reason, self._limits)
        self._end(worker)

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        kill_tree(worker.process.pid or 0)
        worker.process.join()
        worker.connection.close()


def _serve(
    connection: Connection[Any, Any],
    work: Callable[..., object],
    limits: Limits,
    copied: Iterable[Connection[Any, Any]],
) -> None:
    """The life of a worker: a task, its result, until the parent hangs up."""
    for other in copied:
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and ends the workers
    _limit(limits)
    alarm = getattr(signal, "setitimer", lambda *_: None)

    said = 0.0

    def alive(words: str = "", news: Any = None) -> None:
        nonlocal said
        now = monotonic()
        if words or news is not None or now - said > _SIGNS:
            said = now
            wind_up()
            connection.send(_Alive(words, news))

    def wind_up() -> None:
        # The kernel keeps this clock: it ends even a worker whose parent is no longer there to watch.
        alarm(getattr(signal, "ITIMER_REAL", 0), limits.silence * 2)

    listen(alive)
    gc.set_threshold(_LITTER)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        for served in count():
            task = connection.recv()
            wind_up()
            alive()
            if served == 1:
                gc.collect()
                gc.freeze()  # modules, norms and patterns stay: no search for circles goes through them again
            connection.send(work(*task))
            alarm(getattr(signal, "ITIMER_REAL", 0), 0)


def _limit(limits: Limits) -> None:
    try:
        import resource  # noqa: PLC0415  (not on Windows, where the parent's looks must do)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError, OSError):
        room = max(_ADDRESSES, 2 * limits.memory)
        resource.setrlimit(resource.RLIMIT_AS, (room, room))
