"""A job is done once, can be cancelled, and comes back when its worker was killed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_q.models import OrmQ

from quanheng.web.jobs import run
from quanheng.web.jobs.models import Job


@pytest.fixture
def calls(county: Any) -> Iterator[list[int]]:
    assert county
    made: list[int] = []

    @run.job("try-out")
    def work(progress: run.Progress) -> dict[str, Any]:
        made.append(progress.args["n"])
        progress.tell("第一步", 1, 2)
        if progress.args["n"] < 0:
            raise run.Refused("数是负的，请改后再试")
        return {"n": progress.args["n"]}

    yield made
    del run._KINDS["try-out"]


def test_a_job_is_done_once(county: Any, calls: list[int]) -> None:
    row = run.enqueue("try-out", "试一试", county.people["accountant"], n=3)
    assert (row.state, row.result, calls) == (Job.State.DONE, {"n": 3}, [3])
    run.perform(row.pk)
    assert calls == [3]


def test_what_the_user_can_mend_is_said(county: Any, calls: list[int]) -> None:
    row = run.enqueue("try-out", "试一试", county.people["accountant"], n=-1)
    assert (row.state, row.error, calls) == (Job.State.FAILED, "数是负的，请改后再试", [-1])


@pytest.mark.usefixtures("calls")
def test_a_cancelled_job_stops_at_its_next_word(county: Any) -> None:
    row = Job.objects.create(kind="try-out", args={"n": 1}, by=county.people["accountant"], cancel=True)
    run.perform(row.pk)
    row.refresh_from_db()
    assert (row.state, row.done) == (Job.State.CANCELLED, 1)


def test_a_job_without_a_living_worker_is_given_out_again(calls: list[int]) -> None:
    past = timezone.now() - timedelta(seconds=1)
    row = Job.objects.create(kind="try-out", args={"n": 5}, state=Job.State.RUNNING, lease=past, attempts=1)
    assert run.sweep() == 1
    row.refresh_from_db()
    assert (row.state, row.attempts, calls) == (Job.State.DONE, 2, [5])


def test_a_job_that_kills_its_workers_ends(calls: list[int]) -> None:
    past = timezone.now() - timedelta(seconds=1)
    row = Job.objects.create(kind="try-out", state=Job.State.RUNNING, lease=past, attempts=run.ATTEMPTS)
    assert run.sweep() == 0
    row.refresh_from_db()
    assert (row.state, calls) == (Job.State.FAILED, [])


def test_a_job_whose_worker_died_before_it_began_is_given_out_again(county: Any, calls: list[int]) -> None:
    row = Job.objects.create(kind="try-out", args={"n": 6}, by=county.people["accountant"])
    assert run.sweep() == 0  # it has waited for a moment only
    Job.objects.update(made=timezone.now() - run.OFFER - timedelta(seconds=1))
    queued = OrmQ.objects.create(key="quanheng", payload="", lock=timezone.now())
    assert run.sweep() == 0  # others wait in front of it: it has its turn to come
    queued.delete()
    assert run.sweep() == 1
    row.refresh_from_db()
    assert (row.state, calls) == (Job.State.DONE, [6])
    assert run.sweep() == 0


def test_a_job_that_was_just_handed_out_again_is_left_alone(county: Any) -> None:
    soon = timezone.now() + run.OFFER
    past = timezone.now() - timedelta(days=1)
    row = Job.objects.create(kind="try-out", by=county.people["accountant"], lease=soon)
    Job.objects.filter(pk=row.pk).update(made=past)
    assert run.sweep() == 0
