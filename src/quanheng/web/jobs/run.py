"""Jobs: given out in the transaction of what they belong to, done at least once, ended exactly once.

A worker claims a job by one compare-and-set and renews its lease while it lives; a job whose worker was
killed is given out again by `sweep`. What a job writes must therefore be idempotent.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django_q.models import OrmQ
from django_q.tasks import async_task

from quanheng.pipeline import save_log
from quanheng.web.events.log import record
from quanheng.web.jobs.models import Job
from quanheng.web.units.models import Unit, User

LEASE = timedelta(seconds=30)
OFFER = timedelta(seconds=60)
"""How long a job that was handed out may wait for a worker before it is looked after."""
ATTEMPTS = 5
Work = Callable[["Progress"], dict[str, Any]]
_KINDS: dict[str, Work] = {}


class Cancelled(Exception):
    """The user asked to stop; what is done stays."""


class Refused(Exception):
    """The job cannot be done for a reason that the user can do something about; the message is shown."""


def job(kind: str) -> Callable[[Work], Work]:
    """Register the function that does jobs of that kind; it returns what the pages show of the result."""

    def registered(work: Work) -> Work:
        _KINDS[kind] = work
        return work

    return registered


class Progress:
    """What a job's function sees: its arguments, and where it says how far it is."""

    def __init__(self, row: Job) -> None:
        self.row = row
        self.args: dict[str, Any] = row.args

    def tell(self, step: str, done: int | None = None, total: int | None = None) -> None:
        """Show the step; raises Cancelled when the user asked to stop."""
        told: dict[str, Any] = {"step": step[:200], "lease": timezone.now() + LEASE}
        told |= {} if done is None else {"done": done}
        told |= {} if total is None else {"total": total}
        Job.objects.filter(pk=self.row.pk).update(**told)
        if Job.objects.filter(pk=self.row.pk, cancel=True).exists():
            raise Cancelled


def enqueue(kind: str, title: str, by: User | None, unit: Unit | None = None, **args: Any) -> Job:
    """Make the job and hand it out; in the caller's transaction, so that neither exists without the other."""
    assert kind in _KINDS, kind
    with transaction.atomic():
        row = Job.objects.create(kind=kind, title=title[:200], args=args, by=by, unit=unit)
        async_task("quanheng.web.jobs.run.perform", row.pk)
    row.refresh_from_db()
    return row


def perform(number: int) -> str:
    """Do one job; called by the worker. A second call for the same job does nothing."""
    row = _claimed(number)
    if row is None:
        return "已有结果或正在进行"
    stop = threading.Event()
    alive = threading.Thread(target=_renew, args=(number, stop), daemon=True)
    if not connection.in_atomic_block:  # inside a test's transaction another thread would wait for ever
        alive.start()
    try:
        end = {"state": Job.State.DONE, "result": _KINDS[row.kind](Progress(row)), "error": ""}
    except Cancelled:
        end = {"state": Job.State.CANCELLED, "error": "已取消，做完的部分保留"}
    except Refused as fault:
        end = {"state": Job.State.FAILED, "error": str(fault)[:500]}
    except Exception as fault:  # noqa: BLE001  (a job's fault must not stop the worker)
        log = save_log(f"job {row.kind} {number}", b"", fault)
        end = {
            "state": Job.State.FAILED,
            "error": f"程序内部出错（{type(fault).__name__}），日志存于 {log}，请发给维护人员",
        }
    finally:
        stop.set()
    Job.objects.filter(pk=number, attempts=row.attempts).update(ended=timezone.now(), lease=None, **end)
    return str(end["state"])


def _claimed(number: int) -> Job | None:
    """The job, if it is ours now: waiting, or running with a lease that ran out."""
    now = timezone.now()
    open_ = Job.objects.filter(pk=number)
    free = open_.filter(state=Job.State.WAITING) | open_.filter(state=Job.State.RUNNING, lease__lt=now)
    taken = free.update(state=Job.State.RUNNING, lease=now + LEASE, attempts=F("attempts") + 1)
    return Job.objects.get(pk=number) if taken else None


def _renew(number: int, stop: threading.Event) -> None:
    while not stop.wait(LEASE.total_seconds() / 3):
        Job.objects.filter(pk=number, state=Job.State.RUNNING).update(lease=timezone.now() + LEASE)
    connection.close()


@transaction.atomic
def cancel(row: Job, by: User) -> Job:
    """Ask the worker to stop; what it has done stays. A job that is over is left as it is."""
    if not row.over:
        waiting = Job.objects.filter(pk=row.pk, state=Job.State.WAITING)
        waiting.update(state=Job.State.CANCELLED, error="已取消，还没有开始")
        Job.objects.filter(pk=row.pk).update(cancel=True)
        record(by, "cancel-job", row, unit=row.unit, words=f"取消 {row}")
        row.refresh_from_db()
    return row


def sweep() -> int:
    """Give out again what no living worker holds; returns how many. Called every few seconds by `serve`."""
    now = timezone.now()
    again = 0
    for row in Job.objects.filter(state=Job.State.RUNNING, lease__lt=now):
        ours = Job.objects.filter(pk=row.pk, attempts=row.attempts, lease__lt=now, state=Job.State.RUNNING)
        if row.attempts >= ATTEMPTS:
            told = f"试了 {ATTEMPTS} 次都没有做完，请把文件发给维护人员"
            ours.update(state=Job.State.FAILED, error=told, ended=now, lease=None)
        else:
            again += _offer(ours, row.pk)
    # With nothing left to fetch, a job that still waits was fetched by a worker that died before it began.
    if not OrmQ.objects.filter(lock__lte=now).exists():
        for number in Job.objects.filter(_forgotten(now)).values_list("pk", flat=True):
            again += _offer(Job.objects.filter(_forgotten(now), pk=number), number)
    return again


def _forgotten(now: datetime) -> Q:
    return Q(state=Job.State.WAITING) & (Q(lease=None, made__lt=now - OFFER) | Q(lease__lt=now))


def _offer(ours: QuerySet[Job], number: int) -> int:
    """Hand the job out unless another sweep has done it: 1 or 0. A job handed out twice is done once."""
    with transaction.atomic():
        if not ours.update(state=Job.State.WAITING, lease=timezone.now() + OFFER):
            return 0
        async_task("quanheng.web.jobs.run.perform", number)
    return 1
