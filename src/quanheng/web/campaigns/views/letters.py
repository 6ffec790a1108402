"""Letters of a campaign, and the letter of one unit."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from quanheng.web.campaigns import access, bulk, letters, letters_job
from quanheng.web.campaigns.models import Letter, Task
from quanheng.web.campaigns.standing import standings
from quanheng.web.campaigns.steps import NotNow, Stale
from quanheng.web.campaigns.views.desk import frame
from quanheng.web.downloads import download
from quanheng.web.files.models import StoredFile
from quanheng.web.files.store import content
from quanheng.web.jobs.models import Job
from quanheng.web.rectification import outcome
from quanheng.web.refusals import refusal
from quanheng.web.typed import whole
from quanheng.web.units.entry import person
from quanheng.web.units.rights import can_anywhere


def index(request: HttpRequest, number: int) -> HttpResponse:
    """Every unit under review with its letter."""
    campaign = access.campaign_of(request, number)
    user = person(request)
    seen = Task.objects.visible_to(user, "comment").filter(campaign=campaign)
    tasks = list(seen.select_related("unit", "campaign", "reviewer"))
    standing = standings(tasks, user)
    last: dict[int, Letter] = {}
    for letter in Letter.objects.visible_to(user, "comment").filter(task__in=tasks).order_by("pk"):
        last[letter.task_id] = letter
    rows = [{"task": t, "standing": standing[t.pk], "letter": last.get(t.pk)} for t in tasks]
    context = {
        "campaign": campaign,
        "rows": rows,
        "job": letters_job.last(campaign, user),
        "sets": access.sets(request, campaign),
        "may_draft": can_anywhere(user, "draft_opinion"),
        "may_sign": can_anywhere(user, "sign_opinion"),
    }
    return render(request, "campaigns/letters.html", context)


@require_POST
def all_letters(request: HttpRequest, number: int) -> HttpResponse:
    """Put together what is missing and pack all, as a job."""
    campaign = access.campaign_of(request, number)
    tasks = _ticked(request, number, "draft_opinion")
    if not tasks:
        return refusal(request, "没有选单位", "请先勾选要拟意见书的单位。", 422)
    letters_job.start(campaign, tasks, person(request))
    return redirect("campaign-letters", campaign.pk)


@require_POST
def sign_all(request: HttpRequest, number: int) -> HttpResponse:
    """Sign the ticked letters, each on its own."""
    campaign = access.campaign_of(request, number)
    user = person(request)

    def act(task: Task) -> None:
        letter = task.letters.filter(state=Letter.State.DRAFT).first()
        if letter is None:
            raise NotNow("没有拟好的意见书")
        letters.sign(letter, user, _number(request, f"letter-{task.pk}"), task.version)

    made = bulk.each(_ticked(request, number, "comment"), act)
    messages.info(request, made.told("已签发"))
    return redirect("campaign-letters", campaign.pk)


def _ticked(request: HttpRequest, campaign: int, right: str) -> list[Task]:
    ids = [key for one in request.POST.getlist("task") if (key := whole(one))]
    seen = Task.objects.visible_to(person(request), right).filter(campaign=campaign, pk__in=ids)
    return list(seen.select_related("unit", "campaign"))


def packed(request: HttpRequest, number: int) -> HttpResponse:
    """The zip that a job of the person made."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=number, kind=letters_job.KIND)
    file = StoredFile.objects.filter(pk=job.result.get("file", "")).first()
    if file is None:
        raise Http404
    name = f"复核意见书-{timezone.localdate():%Y%m%d}.zip"
    return download(content(file), name)


def letter(request: HttpRequest, number: int) -> HttpResponse:
    """The letter of a unit: blocks to edit at the left, as it will be printed at the right."""
    task = access.task_of(request, number)
    context = frame(request, task)
    found = task.letters.order_by("-pk").first()
    standing = context["standing"]
    issued = outcome.issued(task) if found and found.state == Letter.State.SIGNED else []
    context |= {
        "letter": found,
        "values": letters.values(found) if found else None,
        "groups": [
            (ask, label, found.content["items"].get(ask, []) if found else [])
            for ask, label in letters.GROUPS.items()
        ],
        "issued": issued,
        "told": any(made for _, made in issued),
        "warnings": letters.warnings(task, standing, found, list(task.scores.all())),
    }
    return render(request, "campaigns/letter.html", context)


@require_POST
def put_together(request: HttpRequest, number: int) -> HttpResponse:
    """Draft it, or draft it anew."""
    task = access.task_of(request, number)
    try:
        letters.put_together(task, person(request))
    except NotNow as fault:
        return refusal(request, "还不能拟意见", str(fault))
    return redirect("desk-letter", task.pk)


@require_POST
def save(request: HttpRequest, number: int) -> HttpResponse:
    """Save what was edited; an old version comes back with both texts."""
    task = access.task_of(request, number)
    found = get_object_or_404(task.letters, pk=_number(request, "letter"))
    given = {name: str(value) for name, value in request.POST.items()}
    try:
        letters.edited(found, given, person(request), _number(request, "version"))
    except Stale as fault:
        found.refresh_from_db()
        mine = {name: text for name, text in given.items() if "-" in name or name == "总体情况"}
        context = {"task": task, "told": str(fault), "mine": mine, "letter": found}
        return render(request, "campaigns/letter_stale.html", context, status=409)
    except NotNow as fault:
        return refusal(request, "没有保存", str(fault))
    messages.success(request, "已保存")
    return redirect("desk-letter", task.pk)


@require_POST
def sign(request: HttpRequest, number: int) -> HttpResponse:
    """签发."""
    task = access.task_of(request, number)
    found = get_object_or_404(task.letters, pk=_number(request, "letter"))
    try:
        letters.sign(found, person(request), _number(request, "version"), _number(request, "task_version"))
    except (NotNow, Stale) as fault:
        return refusal(request, "没有签发", str(fault))
    messages.success(request, "已签发，整改事项已下达给单位。下载后套红、编号、盖章，送达单位。")
    return redirect("desk-letter", task.pk)


def letter_file(request: HttpRequest, number: int, letter: int) -> HttpResponse:
    """The Word file: the kept one of a signed letter, else as it stands now."""
    task = access.task_of(request, number)
    found = get_object_or_404(task.letters.select_related("task__unit", "task__campaign", "file"), pk=letter)
    data = content(found.file) if found.file else letters.written(found)
    return download(data, letters.name_of(found))


def _number(request: HttpRequest, name: str) -> int:
    return whole(request.POST.get(name)) or 0
