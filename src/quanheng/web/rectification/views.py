"""Pages of rectification: the board over units, and one unit's items with their answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from quanheng.report.papers.kinds import OUTCOME
from quanheng.web.campaigns.letters import name_of
from quanheng.web.campaigns.models import Letter, Task
from quanheng.web.campaigns.steps import NotNow, Stale
from quanheng.web.disclosure.models import Publication
from quanheng.web.documents.intake import receive
from quanheng.web.documents.models import Document
from quanheng.web.downloads import download
from quanheng.web.files.store import TooLarge, keep, place
from quanheng.web.rectification import board as boards
from quanheng.web.rectification import items, outcome, settling
from quanheng.web.rectification.models import Answer, Item
from quanheng.web.rectification.rechecks import Mark, corrected, marks, rechecks
from quanheng.web.refusals import refusal
from quanheng.web.typed import day, whole
from quanheng.web.units.entry import person
from quanheng.web.units.rights import demand, may


@dataclass(frozen=True)
class Refused:
    """What somebody said to an item that could not be taken, and why: nothing of it is lost."""

    item: int
    why: str
    given: QueryDict


def _task(request: HttpRequest, number: int) -> Task:
    seen = Task.objects.visible_to(request.user, "view_whole").select_related("unit", "campaign")
    found: Task = get_object_or_404(seen, pk=number)
    return found


def board(request: HttpRequest) -> HttpResponse:
    """The items of a year that the person sees, by state, with filters for unit and what is late."""
    chosen, late = whole(request.GET.get("unit")), bool(request.GET.get("late"))
    found = boards.board(person(request), whole(request.GET.get("year")), chosen, late)
    return render(request, "rectification/board.html", {"board": found, "chosen": chosen, "late": late})


def task(request: HttpRequest, number: int) -> HttpResponse:
    """One unit's items: what is asked, what was answered, what the new draft says."""
    return _shown(request, _task(request, number))


def _shown(request: HttpRequest, row: Task, refused: Refused | None = None) -> HttpResponse:
    """The page; with what was refused and why beside its item, where something was."""
    user = person(request)
    found = rechecks(row, user)
    shown = marks(row, found)
    counts = {name: sum(m.item.state in states for m in shown) for name, states in boards.COLUMNS}
    context: dict[str, Any] = {
        "task": row,
        "entries": [_entry(mark, refused) for mark in shown],
        "counts": counts,
        "rechecks": list(found.values()),
        "documents": {m.item.document for m in shown if m.item.document},
        "letter": row.letters.filter(state="signed").order_by("-pk").first(),
        "outcome": outcome.known(row),
        "published": _published(row),
        "open": any(m.item.open for m in shown),
        "may_answer": may(user, "answer", row),
        "may_settle": may(user, "close_item", row),
        "fresh": [m for m in shown if m.item.state == Item.State.SENT],
        "kinds": [(kind, kind.label) for kind in Answer.OF_UNIT],
    }
    return render(request, "rectification/task.html", context, status=422 if refused else 200)


def _entry(mark: Mark, refused: Refused | None) -> dict[str, Any]:
    """An item as its card shows it; `yes` and `no` are the reviewer's words on the answer that waits."""
    said = mark.item.waiting
    yes, no = settling.words_of(said) if said else ("", "")
    mine = refused if refused and refused.item == mark.item.pk else None
    return {"item": mark.item, "state": mark.state, "waiting": said, "yes": yes, "no": no, "refused": mine}


def _published(row: Task) -> QuerySet[Publication]:
    """What of the task's documents is out: once corrected here it has to be corrected there."""
    out = Publication.objects.filter(releases__draft__document__task=row, first_at__isnull=False)
    return out.select_related("unit").distinct()


def signed_letter(row: Task) -> Letter:
    """The newest signed letter of a unit's part, or 404."""
    signed = row.letters.filter(state=Letter.State.SIGNED).exclude(file=None)
    found = signed.select_related("task__unit", "task__campaign").order_by("-pk").first()
    if found is None:
        raise Http404
    return found


def letter(request: HttpRequest, number: int) -> FileResponse:
    """The signed letter, for whoever has to act on it."""
    row = _task(request, number)
    found = signed_letter(row)
    return FileResponse(place(found.file_id or "").open("rb"), as_attachment=True, filename=name_of(found))


@require_POST
def acknowledge(request: HttpRequest, number: int) -> HttpResponse:
    """The unit has received them."""
    row = _task(request, number)
    messages.success(request, f"已签收 {items.acknowledge(row, person(request))} 项")
    return redirect("rectification-task", row.pk)


@require_POST
def carry(request: HttpRequest, number: int) -> HttpResponse:
    """Hand what is open to next year's check."""
    row = _task(request, number)
    messages.success(request, f"{settling.carry(row, person(request))} 项转来年核对")
    return redirect("rectification-task", row.pk)


@require_POST
def upload(request: HttpRequest, number: int) -> HttpResponse:
    """The corrected file of a document: checked again, and the items marked."""
    row, user = _task(request, number), person(request)
    if not may(user, "answer", row):
        return refusal(request, "不能办理", "更正的文件由本单位财务上传", 403)
    document = get_object_or_404(
        Document.objects.visible_to(user), pk=whole(request.POST.get("document")) or 0, task=row
    )
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, "请先选择改好的文件")
        return redirect("rectification-task", row.pk)
    try:
        draft = receive(file.name or "改正稿", file.chunks(), user, document=document)
    except TooLarge as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, f"{draft.name} 是第 {draft.number} 稿，核对完就标出哪些已消失、哪些仍在")
    return redirect("rectification-task", row.pk)


@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the unit's answer to an item."""
    item = get_object_or_404(Item.objects.visible_to(person(request), "view_whole"), pk=number)
    given, file = request.POST, request.FILES.get("evidence")
    user, kind = person(request), given.get("kind", "")
    demand(user, "answer", item)
    said = items.Said(
        kind,
        given.get("words", ""),
        day(given.get("until")),
        corrected(item, user) if kind == Answer.Kind.CORRECTED else None,
        keep(file.chunks()) if file else None,
        (file.name or "佐证") if file else "",
    )
    return _done(
        request, item, lambda: items.answer(item, said, user, whole(request.POST.get("version")) or 0)
    )


@require_POST
def settle(request: HttpRequest, number: int) -> HttpResponse:
    """The reviewer's word."""
    item = get_object_or_404(Item.objects.visible_to(person(request), "view_whole"), pk=number)
    given, user = request.POST, person(request)
    said = settling.Word(given.get("passed") == "1", given.get("words", ""), day(given.get("until")))
    version = whole(given.get("version")) or 0
    return _done(request, item, lambda: settling.settle(item, said, user, version))


def evidence(request: HttpRequest, number: int) -> FileResponse:
    """A file that came with an answer."""
    row = get_object_or_404(Answer.objects.visible_to(request.user, "view_whole"), pk=number)
    if row.evidence_id is None:
        raise Http404
    return FileResponse(place(row.evidence_id).open("rb"), as_attachment=True, filename=row.evidence_name)


def _done(request: HttpRequest, item: Item, step: Any) -> HttpResponse:
    try:
        step()
    except Stale as fault:
        return refusal(request, "已被别人改动", f"{fault}。您写的：{request.POST.get('words', '')}")
    except NotNow as fault:
        return _shown(request, _task(request, item.task_id), Refused(item.pk, str(fault), request.POST))
    return redirect(reverse("rectification-task", args=[item.task_id]) + f"#item-{item.pk}")


def told(request: HttpRequest, number: int) -> HttpResponse:
    """What the reviewers decided on the answers, as a Word file for the unit."""
    row = _task(request, number)
    try:
        return download(outcome.written(row), f"{row.unit.name}_{row.campaign.year}年度_{OUTCOME}.docx")
    except NotNow as fault:
        return refusal(request, "还不能写", str(fault))
