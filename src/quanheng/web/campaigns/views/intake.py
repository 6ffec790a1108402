"""Receiving files: the upload, the tray, what is lacking."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from quanheng.report import words
from quanheng.web.campaigns import access, bulk, intake
from quanheng.web.campaigns.forms import FORMS
from quanheng.web.campaigns.models import Campaign, Receipt
from quanheng.web.campaigns.standing import standings
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.files.store import TooLarge
from quanheng.web.jobs.views import STOP_POLLING
from quanheng.web.refusals import refusal
from quanheng.web.typed import whole
from quanheng.web.units.entry import person
from quanheng.web.units.rights import demand

_R = Receipt.State


def _campaign(request: HttpRequest, number: int) -> Campaign:
    campaign = access.campaign_of(request, number)
    demand(person(request), "campaign", campaign)
    return campaign


def _context(request: HttpRequest, campaign: Campaign) -> dict[str, Any]:
    user = person(request)
    tasks = list(access.tasks(user, campaign))
    known = {task.pk: task for task in tasks}
    receipts = list(campaign.receipts.select_related("task__unit", "draft"))
    standing = standings(tasks, user)
    lacking = [task for task in tasks if standing[task.pk].lacking]
    return {
        "campaign": campaign,
        "tasks": tasks,
        "tray": [
            {"receipt": one, "guesses": [known[key] for key in one.guesses if key in known]}
            for one in receipts
            if one.state == _R.UNMATCHED
        ],
        "underway": [one for one in receipts if one.state == _R.WAITING],
        "rest": [one for one in receipts if one.state not in {_R.UNMATCHED, _R.WAITING}],
        "lacking": [(task, standing[task.pk]) for task in lacking],
        "complete": len(tasks) - len(lacking),
        "reminder": bulk.reminder(lacking, standing) if lacking else "",
        "kinds": [(kind, words.KINDS[kind]) for kind in FORMS],
        "waiting": sum(one.state == _R.UNMATCHED for one in receipts),
    }


def show(request: HttpRequest, number: int) -> HttpResponse:
    """The page; asked for by htmx, only its lists, until nothing is under way."""
    campaign = _campaign(request, number)
    context = _context(request, campaign)
    if getattr(request, "htmx", False):
        status = 200 if context["underway"] else STOP_POLLING
        return render(request, "campaigns/intake_lists.html", context, status=status)
    return render(request, "campaigns/intake.html", context)


@require_POST
def upload(request: HttpRequest, number: int) -> HttpResponse:
    """Take the files of one or many fields."""
    campaign = _campaign(request, number)
    files = [file for _, many in request.FILES.lists() for file in many]
    if not files:
        return refusal(request, "没有收到文件", "请选择文件、文件夹或压缩包后再上传。", 422)
    made, refused = [], []
    for file in files:
        name = getattr(file, "name", None) or "未命名"
        try:
            made += intake.take_in(campaign, name, file.chunks(), person(request))
        except TooLarge as fault:
            refused.append(f"{name}：{fault}")
    said = f"收到 {len(made)} 个文件，正在识别"
    messages.info(request, f"{said}；没有收的：{'；'.join(refused)}" if refused else said)
    return redirect("campaign-intake", campaign.pk)


@require_POST
def settle(request: HttpRequest, number: int, receipt: int) -> HttpResponse:
    """One click: to that unit, or left out."""
    campaign = _campaign(request, number)
    row = get_object_or_404(campaign.receipts, pk=receipt)
    chosen = request.POST.get("task", "")
    try:
        if chosen == "":
            intake.dismiss(row, person(request))
        else:
            task = get_object_or_404(access.tasks(person(request), campaign), pk=whole(chosen) or 0)
            kind = request.POST.get("kind", "")
            intake.assign(row, task, person(request), kind if kind in FORMS else "")
    except NotNow as fault:
        return refusal(request, "没有归位", str(fault))
    return redirect("campaign-intake", campaign.pk)
