"""The list of campaigns, a new one, drawing units again."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from quanheng.web.campaigns import access
from quanheng.web.campaigns.board import REVIEWED, STARTED
from quanheng.web.campaigns.forms import SKIP, CampaignForm
from quanheng.web.campaigns.models import Task
from quanheng.web.campaigns.sampling import Method, new_seed
from quanheng.web.campaigns.setting_up import draw_again, set_up
from quanheng.web.campaigns.steps import Stale
from quanheng.web.refusals import refusal
from quanheng.web.typed import whole
from quanheng.web.units.entry import person
from quanheng.web.units.rights import can_anywhere, demand


def index(request: HttpRequest) -> HttpResponse:
    """Campaigns with how far they are."""
    user = person(request)
    if not can_anywhere(user, "comment"):
        raise PermissionDenied("复核工作由财政局绩效股和受托的第三方办理；本单位的事在“我的单位”里")
    rows = access.campaigns(user).annotate(
        units=Count("tasks", distinct=True),
        drawn=Count("tasks", Q(tasks__sampled=True), distinct=True),
        received=Count("tasks", Q(tasks__state__in=STARTED), distinct=True),
        reviewed=Count("tasks", Q(tasks__state__in=REVIEWED), distinct=True),
        returned=Count("tasks", Q(tasks__state=Task.State.RETURNED), distinct=True),
    )
    return render(
        request, "campaigns/index.html", {"campaigns": rows, "may_set": can_anywhere(user, "campaign")}
    )


def new(request: HttpRequest) -> HttpResponse:
    """The form of a new campaign; unknown names come back with proposals."""
    user = person(request)
    if not can_anywhere(user, "campaign"):
        raise PermissionDenied("工作任务由财政局绩效股下达")
    form = CampaignForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        campaign, sample = set_up(form.cleaned_data, user)
        left = f"；没有列入：{'、'.join(form.skipped)}" if form.skipped else ""
        messages.success(request, f"已下达给 {campaign.tasks.count()} 个单位。{sample.words}{left}")
        return redirect("campaign-board", campaign.pk)
    context = {"form": form, "skip": SKIP}
    return render(request, "campaigns/new.html", context, status=422 if form.errors else 200)


def sampling(request: HttpRequest, number: int) -> HttpResponse:
    """How the units were drawn, and another draw."""
    campaign = access.campaign_of(request, number)
    demand(person(request), "campaign", campaign)
    context = {
        "campaign": campaign,
        "methods": Method.choices,
        "seed": new_seed(),
        "drawn": campaign.tasks.filter(sampled=True).select_related("unit"),
    }
    return render(request, "campaigns/sampling.html", context)


@require_POST
def draw(request: HttpRequest, number: int) -> HttpResponse:
    """Draw again."""
    campaign = access.campaign_of(request, number)
    method, seed = request.POST.get("method", ""), request.POST.get("seed", "").strip() or new_seed()
    try:
        share = Decimal(request.POST.get("share") or "100")
        if method not in Method.values or not Decimal(0) < share <= Decimal(100):
            raise ValueError("抽样方法要选一种，比例写 1 到 100")
        seen = whole(request.POST.get("version"))
        sample = draw_again(campaign, method, share, seed[:40], person(request), seen)
    except Stale as fault:
        return refusal(request, "已被别人改动", str(fault))
    except InvalidOperation:
        return refusal(request, "没有抽样", "比例要写数字，如 20", 422)
    except ValueError as fault:
        return refusal(request, "没有抽样", str(fault))
    messages.success(request, sample.words)
    return redirect("campaign-sampling", campaign.pk)
