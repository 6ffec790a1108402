"""Pages over all units: whether like is treated alike, and the table of the whole."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from quanheng.web.campaigns import access, copied_job
from quanheng.web.campaigns.consistency import report
from quanheng.web.campaigns.summary import summary, workbook
from quanheng.web.downloads import download
from quanheng.web.units.entry import person


def consistency(request: HttpRequest, number: int) -> HttpResponse:
    """What is treated unlike, and the last comparison of texts."""
    campaign = access.campaign_of(request, number)
    user = person(request)
    context = {
        "campaign": campaign,
        "report": report(campaign, user),
        "job": copied_job.last(campaign, user),
        "sets": access.sets(request, campaign),
    }
    return render(request, "campaigns/consistency.html", context)


@require_POST
def compare(request: HttpRequest, number: int) -> HttpResponse:
    """Compare the texts of the units, as a job."""
    campaign = access.campaign_of(request, number)
    copied_job.start(campaign, person(request))
    return redirect("campaign-consistency", campaign.pk)


def show(request: HttpRequest, number: int) -> HttpResponse:
    """通报."""
    campaign = access.campaign_of(request, number)
    made = summary(campaign, person(request))
    most = max((count for _, count, _ in made.kinds), default=0)
    context = {
        "campaign": campaign,
        "summary": made,
        "bars": [(title, count, units, 100 * count // most) for title, count, units in made.kinds[:10]],
        "sets": access.sets(request, campaign),
    }
    return render(request, "campaigns/summary.html", context)


def export(request: HttpRequest, number: int) -> HttpResponse:
    """The same for Excel."""
    campaign = access.campaign_of(request, number)
    data = workbook(campaign, summary(campaign, person(request)))
    name = f"{campaign.title}-通报-{timezone.localdate():%Y%m%d}.xlsx"
    return download(data, name)
