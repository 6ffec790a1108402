"""Work that outlasts a request."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Router
from ninja.pagination import paginate

from quanheng.web.api.paging import Key, Pages
from quanheng.web.api.shapes import JobShape
from quanheng.web.jobs import run
from quanheng.web.jobs.models import Job
from quanheng.web.units.entry import person

router = Router(tags=["后台任务"])


@router.get("/jobs", response=list[JobShape])
@paginate(Pages)
def jobs(request: HttpRequest) -> Any:
    """My own, and those of my units; the newest first."""
    return Job.objects.visible_to(person(request))


@router.get("/jobs/{job}", response=JobShape)
def job(request: HttpRequest, job: Path[Key]) -> Any:
    """How far it is."""
    return get_object_or_404(Job.objects.visible_to(person(request)), pk=job)


@router.post("/jobs/{job}/cancel", response=JobShape)
def cancel_job(request: HttpRequest, job: Path[Key]) -> Any:
    """Ask it to stop; what is done stays."""
    user = person(request)
    return run.cancel(get_object_or_404(Job.objects.visible_to(user), pk=job), user)
