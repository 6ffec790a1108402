"""The review desk of one unit: its documents, the re-check form, the steps that end the review."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from quanheng.report.papers.kinds import KINDS, template
from quanheng.web.campaigns import access, deducting
from quanheng.web.campaigns.adopting import adopt, proposals
from quanheng.web.campaigns.deducting import Unsound
from quanheng.web.campaigns.letters import unit_party
from quanheng.web.campaigns.models import ReviewScore, Task
from quanheng.web.campaigns.returned import renewed, returns
from quanheng.web.campaigns.scoring import Given, choice_of, precedents, settle, totals
from quanheng.web.campaigns.sheet import brought_up
from quanheng.web.campaigns.standing import standings
from quanheng.web.campaigns.steps import NotNow, Stale, take
from quanheng.web.documents import made
from quanheng.web.downloads import download
from quanheng.web.refusals import refusal
from quanheng.web.typed import whole
from quanheng.web.units.entry import person
from quanheng.web.units.rights import may

UNDER_REVIEW = {Task.State.SUBMITTED, Task.State.REVIEWING}


def frame(request: HttpRequest, task: Task) -> dict[str, Any]:
    """What every page of the desk needs."""
    user = person(request)
    return {
        "task": task,
        "campaign": task.campaign,
        "standing": standings([task], user)[task.pk],
        "assigned": task.assignments.filter(user=user).first(),
        "may": {
            right: may(user, right, task)
            for right in (
                "accept",
                "return",
                "draft_opinion",
                "sign_opinion",
                "decide",
                "propose_score",
                "review_score",
            )
        },
    }


def desk(request: HttpRequest, number: int) -> HttpResponse:
    """The documents of the unit with what was found in each."""
    task = access.task_of(request, number)
    context = frame(request, task)
    drafts = context["standing"].drafts
    new = renewed(drafts, person(request))
    context |= {
        "drafts": [(draft, new.get(draft.pk)) for draft in drafts],
        "returns": returns(task),
        "proposals": proposals(task, drafts) if task.state in UNDER_REVIEW else None,
    }
    return render(request, "campaigns/desk.html", context)


@require_POST
def adopted(request: HttpRequest, number: int) -> HttpResponse:
    """采纳: what a third party proposed becomes the reviewers' word."""
    task = access.task_of(request, number)
    drafts = standings([task], person(request))[task.pk].drafts
    try:
        made = adopt(task, drafts, person(request), request.POST.get("seen", ""))
    except (NotNow, Stale) as fault:
        return refusal(request, "没有采纳", str(fault))
    messages.success(request, f"已采纳：结论 {len(made.verdicts)} 条，复核得分 {len(made.scores)} 项")
    return redirect("desk", task.pk)


def sheet(request: HttpRequest, number: int) -> HttpResponse:
    """The re-check form in thirteen columns."""
    task = access.task_of(request, number)
    context = frame(request, task)
    try:
        rows = brought_up(task, context["standing"].drafts)
    except made.Missing:
        return refusal(request, "不能打开复核表", "自评表是旧版本核对的，请在文稿页重新核对。")
    known = deducting.rules(task.campaign.norms, task.campaign.year)
    context |= {
        "rows": [{"score": row, "choice": choice_of(row)} for row in rows],
        "rules": known,
        "precedents": precedents(task.campaign, person(request)),
        "totals": totals(rows),
        "open": request.GET.get("row", ""),
    }
    return render(request, "campaigns/sheet.html", context)


@require_POST
def score(request: HttpRequest, number: int, row: int) -> HttpResponse:
    """Decide one indicator; the row comes back, or with what is lacking and what was typed."""
    task = access.task_of(request, number)
    found = get_object_or_404(task.scores.select_related("by"), pk=row)
    status, told, stale = 200, "", False
    try:
        found = settle(found, _given(request), person(request), whole(request.POST.get("version")) or 0)
    except Unsound as fault:
        status, told = 422, str(fault)
    except (Stale, NotNow) as fault:
        status, told, stale = 409, str(fault), True
        found.refresh_from_db()
    if not getattr(request, "htmx", False) and status == 200:
        return redirect(f"{request.path.rsplit('/score/', 1)[0]}/sheet/#row-{row}")
    known = deducting.rules(task.campaign.norms, task.campaign.year)
    context = frame(request, task) | {
        "one": {"score": found, "choice": choice_of(found)},
        "typed": request.POST if status != 200 else None,
        "rules": known,
        "precedents": precedents(task.campaign, person(request)),
        "totals": totals(list(task.scores.all())),
        "told": told,
        "stale": stale,
        "piece": True,
    }
    page = "campaigns/sheet_row.html" if getattr(request, "htmx", False) else "campaigns/sheet_one.html"
    return render(request, page, context, status=status)


def _given(request: HttpRequest) -> Given:
    typed = request.POST.get("score", "").strip().replace("，", ".")
    try:
        value = Decimal(typed) if typed else None
    except InvalidOperation as fault:
        raise Unsound(f"复核得分“{typed}”不是数") from fault
    if value is not None and not value.is_finite():
        raise Unsound(f"复核得分“{typed}”不是数")
    return Given(
        request.POST.get("choice", ""),
        value,
        request.POST.get("result", ""),
        request.POST.get("comment", ""),
        request.POST.get("above", ""),
    )


def history(request: HttpRequest, number: int, row: int) -> HttpResponse:
    """Who changed the score of an indicator, and from what."""
    task = access.task_of(request, number)
    found = get_object_or_404(ReviewScore.objects.visible_to(person(request), "comment"), pk=row, task=task)
    earlier = found.history.select_related("by").order_by("-history_date", "-history_id")
    return render(request, "campaigns/score_history.html", {"score": found, "earlier": earlier, "task": task})


def paper(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """复核表, 问题清单 or 工作底稿 of the unit as a Word file."""
    task = access.task_of(request, number)
    try:
        pages = KINDS[name].make(unit_party(task, person(request)))
    except NotNow as fault:
        return refusal(request, "还不能写", str(fault))
    if not pages:
        return refusal(request, "没有可写的内容", "还没有成立或待说明的问题，所以没有工作底稿。")
    return download(template(name).fill_each(pages), f"{task.unit.name}_{task.campaign.year}年度_{name}.docx")


@require_POST
def step(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """Take up, send back, or pass."""
    task = access.task_of(request, number)
    try:
        row = take(
            task,
            name,
            person(request),
            whole(request.POST.get("version")) or 0,
            request.POST.get("reason", ""),
        )
    except (NotNow, Stale) as fault:
        return refusal(request, "没有办成", str(fault))
    messages.success(request, f"{row.unit}：{row.get_state_display()}")
    return redirect("desk", task.pk)
