"""The progress of a job as a piece of a page, asked for again until it is over."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from quanheng.web.jobs import run
from quanheng.web.jobs.models import Job
from quanheng.web.units.entry import person

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
    row = run.cancel(row, person(request))
    return render(request, "jobs/progress.html", {"job": row})
