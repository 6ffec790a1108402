"""Who does the work: one process after the other, several on this machine, or Ray on many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quanheng import pipeline
from quanheng.farm.examine import examine, load, stopped
from quanheng.farm.listing import Job
from quanheng.farm.store import Entry, Examined, Part
from quanheng.model.setting import Setting
from quanheng.workers import Limits, Stopped, Workers

ATTEMPTS = 3
"""A process can be killed for no fault of its file: only a file that loses so many is blamed."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How the jobs are done: `jobs` processes, each file within `limits`; results go into `folder`."""

    folder: Path
    setting: Setting
    limits: Limits
    jobs: int = 1


Runner = Callable[[list[Job], Plan], Iterator[Entry]]
"""Does every job and yields an entry as soon as its rows are stored, in any order."""


def serial(jobs: list[Job], plan: Plan) -> Iterator[Entry]:
    """One file after the other, in one process beside this one."""
    yield from _stored(jobs, plan, 1)


def pool(jobs: list[Job], plan: Plan) -> Iterator[Entry]:
    """Several files at a time on this machine."""
    yield from _stored(jobs, plan, plan.jobs)


def _stored(jobs: list[Job], plan: Plan, count: int) -> Iterator[Entry]:
    part = Part(plan.folder)
    crew = crew_of(plan.limits, count)
    try:
        for one in examined(jobs, plan.setting, crew):
            yield part.add(one)
    finally:
        crew.close()
        part.close()


def crew_of(limits: Limits, count: int) -> Workers[Examined]:
    """Processes that examine files."""
    return Workers(examine, count, limits=limits, load=load)


def examined(jobs: Iterable[Job], setting: Setting, crew: Workers[Examined]) -> Iterator[Examined]:
    """What came of each job, in any order; a file whose process was lost is tried again when the rest is done."""
    pending = jobs
    for attempt in range(1, ATTEMPTS + 1):
        lost: list[Job] = []
        tasks = ((job.file, job.digest, job.name, setting) for job in pending)
        for outcome in crew.run(tasks, in_order=False):
            if not isinstance(outcome, Stopped):
                yield outcome
            elif outcome.reason == "crash" and attempt < ATTEMPTS:
                lost.append(_job(outcome))
            else:
                job = _job(outcome)
                yield stopped(job.digest, job.name, pipeline.stopped(outcome))
        pending = lost


def _job(outcome: Stopped) -> Job:
    file, digest, name, _ = outcome.task
    return Job(digest, file, name)
