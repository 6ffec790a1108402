"""Work that outlasts a request."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Path, Router
from ninja.pagination import paginate

from quanheng.web.api.paging import Key, Pages
from quanheng.web.api.shapes import FILE, JobShape
from quanheng.web.campaigns import letters_job
from quanheng.web.downloads import download
from quanheng.web.files.models import StoredFile
from quanheng.web.files.store import content
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


@router.get("/jobs/{job}/letters.zip", openapi_extra=FILE)
def job_letters(request: HttpRequest, job: Path[Key]) -> HttpResponse:
    """The letters that a job of 批量拟意见书 put together; 404 before it is over."""
    row = get_object_or_404(Job.objects.visible_to(person(request)), pk=job, kind=letters_job.KIND)
    file = get_object_or_404(StoredFile, pk=row.result.get("file", ""))
    return download(content(file), f"复核意见书-{timezone.localdate():%Y%m%d}.zip")


@router.post("/jobs/{job}/cancel", response=JobShape)
def cancel_job(request: HttpRequest, job: Path[Key]) -> Any:
    """Ask it to stop; what is done stays."""
    user = person(request)
    return run.cancel(get_object_or_404(Job.objects.visible_to(user), pk=job), user)
