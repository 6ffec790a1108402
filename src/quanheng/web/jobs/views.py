"""The progress of a job as a piece of a page, asked for again until it is over."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from quanheng.web.jobs.models import Job

STOP_POLLING = 286
"""The status at which htmx asks no more."""


def progress(request: HttpRequest, number: int) -> HttpResponse:
    """The bar, the step, the count; with the link to the result when there is one."""
    row = get_object_or_404(Job.objects.visible_to(request.user), pk=number)
    return render(request, "jobs/progress.html", {"job": row}, status=STOP_POLLING if row.over else 200)


@require_POST
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Ask the worker to stop; what it has done stays."""
    row = get_object_or_404(Job.objects.visible_to(request.user), pk=number)
    Job.objects.filter(pk=row.pk, state=Job.State.WAITING).update(
        state=Job.State.CANCELLED, error="已取消，还没有开始"
    )
    Job.objects.filter(pk=row.pk).update(cancel=True)
    row.refresh_from_db()
    return render(request, "jobs/progress.html", {"job": row})
