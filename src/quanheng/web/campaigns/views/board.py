"""The board of a campaign and what is done from it for many units at once."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from quanheng.report.lists import Sheet, book
from quanheng.web.campaigns import access, bulk, risk
from quanheng.web.campaigns.board import FACETS, ORDERS, Board, board, rows_of
from quanheng.web.campaigns.listing import BOARD_COLUMNS, board_lines
from quanheng.web.campaigns.models import Campaign, Task
from quanheng.web.campaigns.people import reviewers, third_parties
from quanheng.web.campaigns.setting_up import assign as open_to
from quanheng.web.campaigns.standing import standings
from quanheng.web.downloads import download
from quanheng.web.refusals import refusal
from quanheng.web.typed import day, whole
from quanheng.web.units.entry import person


def _asked(query: QueryDict) -> tuple[dict[str, list[str]], str]:
    order = query.get("order", "risk")
    return {name: query.getlist(name) for name in FACETS}, order if order in ORDERS else "risk"


def _board(request: HttpRequest, campaign: Campaign) -> tuple[Board, dict[str, list[str]], str]:
    user = person(request)
    chosen, order = _asked(request.GET)
    rows = rows_of(list(access.tasks(user, campaign)), user)
    return board(rows, chosen, order), chosen, order


def show(request: HttpRequest, number: int) -> HttpResponse:
    """The rows, with facets at the left and the actions above."""
    campaign = access.campaign_of(request, number)
    made, chosen, order = _board(request, campaign)
    context: dict[str, Any] = {
        "campaign": campaign,
        "board": made,
        "chosen": {name: values for name, values in chosen.items() if values},
        "order": order,
        "orders": [(name, label) for name, (label, _) in ORDERS.items()],
        "sets": access.sets(request, campaign),
        "formula": risk.FORMULA,
        "return_text": bulk.RETURN_TEXT,
        "reviewers": reviewers(),
        "third_parties": third_parties(),
        "today": timezone.localdate(),
        "waiting": campaign.receipts.filter(state="unmatched").count(),
    }
    piece = bool(getattr(request, "htmx", False))
    return render(request, "campaigns/board_rows.html" if piece else "campaigns/board.html", context)


def _chosen(request: HttpRequest, campaign: Campaign) -> tuple[list[Task], dict[int, int]]:
    """The ticked tasks that the person sees, and the versions that stood beside them."""
    ids = [key for one in request.POST.getlist("task") if (key := whole(one))]
    found = list(access.tasks(person(request), campaign).filter(pk__in=ids))
    versions = {
        task.pk: seen for task in found if (seen := whole(request.POST.get(f"version-{task.pk}"))) is not None
    }
    return found, versions


@require_POST
def act(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """Take up, assign, send back, or remind the ticked units."""
    campaign = access.campaign_of(request, number)
    user = person(request)
    found, versions = _chosen(request, campaign)
    if not found:
        return refusal(request, "没有选单位", "请先在看板里勾选要办的单位。", 422)
    if what == "remind":
        text = bulk.remind(found, standings(found, user), user)
        return render(
            request, "campaigns/reminder.html", {"campaign": campaign, "text": text, "tasks": found}
        )
    if what == "assign":
        reviewer = get_object_or_404(reviewers(), pk=whole(request.POST.get("reviewer")) or 0)
        said = bulk.assign(found, reviewer, user).told(f"已分给 {reviewer}：")
    elif what == "return":
        text = request.POST.get("text", "").strip()
        said = bulk.send_back(found, standings(found, user), text, user, versions).told("已退回")
    else:
        said = bulk.take_up(found, user, versions).told("开始复核")
    messages.info(request, said)
    return redirect("campaign-board", campaign.pk)


@require_POST
def third(request: HttpRequest, number: int) -> HttpResponse:
    """Open the ticked units to a third party's person for a period."""
    campaign = access.campaign_of(request, number)
    found, _ = _chosen(request, campaign)
    chosen = get_object_or_404(third_parties(), pk=whole(request.POST.get("person")) or 0)
    period = _period(request)
    if not found or period is None:
        return refusal(request, "没有分派", "请勾选单位，并写明起止日期，止日不早于起日。", 422)
    for task in found:
        open_to(task, chosen, *period, person(request))
    messages.info(request, f"{len(found)} 个单位交给 {chosen}，{period[0]} 至 {period[1]}")
    return redirect("campaign-board", campaign.pk)


def _period(request: HttpRequest) -> tuple[date, date] | None:
    starts, ends = (day(request.POST.get(name)) for name in ("starts", "ends"))
    return (starts, ends) if starts and ends and starts <= ends else None


def export(request: HttpRequest, number: int) -> HttpResponse:
    """The rows as they are filtered and ordered, for Excel."""
    campaign = access.campaign_of(request, number)
    made, _, _ = _board(request, campaign)
    data = book([Sheet("看板", BOARD_COLUMNS, board_lines(made.rows), note=risk.FORMULA)])
    name = f"{campaign.title}-看板-{timezone.localdate():%Y%m%d}.xlsx"
    return download(data, name)
