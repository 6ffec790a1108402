"""Pages of a quick check: files in, the check under way, its result in three panes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from quanheng.read.endings import READ
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.documents import board, exports, made, pages, reading, standing
from quanheng.web.documents.forms import SettingsForm, place_name
from quanheng.web.documents.intake import again, may_replace, receive, receive_many, replace, replaceable
from quanheng.web.documents.models import Document, Draft
from quanheng.web.files.store import TooLarge
from quanheng.web.jobs.views import STOP_POLLING
from quanheng.web.rectification.earlier import last_year
from quanheng.web.refusals import refusal
from quanheng.web.units.entry import person
from quanheng.web.units.models import User
from quanheng.web.units.rights import demand, may

_RECENT = 30
_LONGEST_TEXT = 2_000_000
ACCEPTED = ",".join(f".{ending}" for ending in READ)


def draft_of(request: HttpRequest, document: int, number: int) -> Draft:
    """The draft, for whoever may see the whole of it; 404 for everybody else."""
    seen = Draft.objects.visible_to(request.user, "view_whole").select_related(
        "document__unit", "document__task", "file", "job", "by"
    )
    found: Draft = get_object_or_404(seen, document=document, number=number)
    return found


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Drop a file, paste a text, or go on with an earlier one."""
    return render(request, "documents/index.html", _index(request))


def _index(request: HttpRequest, **more: Any) -> dict[str, Any]:
    theirs = Prefetch("drafts", Draft.objects.visible_to(request.user, "view_whole"))
    seen = Document.objects.visible_to(request.user, "view_whole").prefetch_related(theirs)
    rows = [(document, max(document.drafts.all(), key=_number, default=None)) for document in seen[:_RECENT]]
    return {"rows": rows, "accepted": ACCEPTED, "form": SettingsForm(), **more}


def _number(draft: Draft) -> int:
    return draft.number


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take the files; one leads to its page, several to the list."""
    files = request.FILES.getlist("file")
    drafts: list[Draft] = []
    told: list[str] = [] if files else ["还没有选择文件。请选择一个文件，或把文字粘贴在下面"]
    for file in files:
        try:
            made_, failed = receive_many(file.name or "文件", file.chunks(), person(request))
        except TooLarge as fault:
            told.append(f"{file.name}：{fault}，没有收下。请拆成几个文件，或另存为较小的文件")
            continue
        drafts += made_
        told += failed
    if len(drafts) == 1 and not told:
        return redirect("draft", drafts[0].document_id, drafts[0].number)
    if not drafts:
        return render(request, "documents/index.html", _index(request, refused=told), status=422)
    for words in told:
        messages.warning(request, words)
    messages.success(request, f"收下 {len(drafts)} 份文件，正在核对")
    return redirect("quick")


@require_POST
def paste(request: HttpRequest) -> HttpResponse:
    """Check a text that was pasted."""
    text = request.POST.get("text", "")
    if not text.strip() or len(text) > _LONGEST_TEXT:
        words = "文字太长，请存成文件再上传" if text.strip() else "还没有文字。请把要核对的文字粘贴进来"
        return render(
            request, "documents/index.html", _index(request, refused=[words], text=text), status=422
        )
    first = next(line.strip() for line in text.splitlines() if line.strip())
    name = "".join(c for c in first if c not in '\\/:*?"<>|')[:40] or "粘贴的文字"
    draft = receive(f"{name}.txt", [text.encode("utf-8", "replace")], person(request))
    return redirect("draft", draft.document_id, draft.number)


@require_GET
def latest(request: HttpRequest, document: int) -> HttpResponse:
    """The newest draft of a document that the person sees."""
    found = get_object_or_404(Document.objects.visible_to(request.user, "view_whole"), pk=document)
    newest = found.drafts_for(person(request)).first()
    if newest is None:
        raise Http404
    return redirect("draft", found.pk, newest.number)


@require_POST
def next_draft(request: HttpRequest, document: int) -> HttpResponse:
    """Take a corrected file as the next draft; what was said of the last one is carried over."""
    found = get_object_or_404(Document.objects.visible_to(request.user, "view_whole"), pk=document)
    replaceable(found, person(request))
    file = request.FILES.get("file")
    if file is None:
        return refusal(request, "没有文件", "还没有选择改过的文件。请退回去选择一个。", 422)
    try:
        draft = replace(found, file.name or "文件", file.chunks(), person(request))
    except NotNow as fault:
        return refusal(request, "没有收下新稿", str(fault))
    except TooLarge as fault:
        return refusal(request, "文件太大", f"{fault}，没有收下。请拆成几个文件后再试。", 413)
    if found.latest != draft:
        messages.info(request, f"这个文件和第 {draft.number} 稿一模一样，没有另存新稿")
    return redirect("draft", found.pk, draft.number)


@require_POST
def delete(request: HttpRequest, document: int) -> HttpResponse:
    """Remove one's own quick check with everything made of it; documents of a unit stay."""
    found = get_object_or_404(Document.objects.visible_to(request.user, "view_whole"), pk=document)
    standing.remove_own(found, person(request))
    messages.success(request, f"已删除“{found.title}”和它的核对结果")
    return redirect("quick")


@require_GET
def draft(request: HttpRequest, document: int, number: int) -> HttpResponse:
    """The check under way, its result, or why there is none."""
    found = standing.settle(draft_of(request, document, number))
    shown = {"draft": found, "document": found.document, "summary": found.summary}
    if found.state in {Draft.State.WAITING, Draft.State.READING}:
        shown["cards"] = list(found.findings.all())
        return render(request, "documents/progress.html", shown)
    if found.state == Draft.State.FAILED or (
        found.state == Draft.State.PARTLY and not found.findings.exists()
    ):
        return render(request, "documents/failed.html", shown | {"accepted": ACCEPTED})
    return render(request, "documents/draft.html", shown | _result(request, found))


def _way_back(document: Document, user: User) -> tuple[str, str] | None:
    """Label and address of the work that the document belongs to, as this person knows it."""
    task = document.task
    if task is None:
        return None
    if may(user, "comment", task):
        return "复核台", reverse("desk", args=[task.pk])
    book = task.books.first()
    return ("报送材料", reverse("book-material", args=[book.pk])) if book else None


def _result(request: HttpRequest, found: Draft) -> dict[str, Any]:
    """What the three panes show; a check that was cancelled has cards but no text."""
    try:
        text, outline = made.read(found, made.READING).decode(), reading.outline(found)
    except made.Missing:
        text, outline = "", []
    read = found.summary
    return {
        "board": board.board(found, person(request)),
        "text": text,
        "outline": outline,
        "back": _way_back(found.document, person(request)),
        "earlier": last_year(found.document, person(request), found),
        "place": place_name(read.get("jurisdiction")),
        "form": SettingsForm(
            initial={key: read.get(key) for key in SettingsForm.base_fields} | found.settings
        ),
        "forms": exports.FORMS,
        "pictures": read.get("format") in pages.DRAWN and read.get("pages"),
        "accepted": ACCEPTED,
        "drafts": found.document.drafts_for(person(request)).reverse(),
        "may_replace": may_replace(found.document, person(request)),
        "bulk": request.session.get("bulk")
        if request.session.get("bulk", {}).get("draft") == found.pk
        else None,
    }


@require_GET
def progress(request: HttpRequest, document: int, number: int) -> HttpResponse:
    """How far the check is, with the findings so far; reloads the page when it is over."""
    found = standing.settle(draft_of(request, document, number))
    over = found.state not in {Draft.State.WAITING, Draft.State.READING}
    shown = {"draft": found, "cards": list(found.findings.all())}
    answer = render(request, "documents/under_way.html", shown, status=STOP_POLLING if over else 200)
    if over:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
def settings(request: HttpRequest, document: int, number: int) -> HttpResponse:
    """Check again with what the person corrected."""
    found = draft_of(request, document, number)
    demand(request.user, "check", found)
    form = SettingsForm(request.POST)
    if not set(form.fields) & set(request.POST):  # 再试一次: nothing was changed
        again(found, person(request), found.settings)
        return redirect("draft", document, number)
    if not form.is_valid():
        shown = {
            "draft": found,
            "document": found.document,
            "summary": found.summary,
            **_result(request, found),
        }
        return render(request, "documents/draft.html", shown | {"form": form}, status=422)
    again(found, person(request), form.settings(found.summary, found.settings))
    return redirect("draft", document, number)


@require_GET
def figure(request: HttpRequest, document: int, number: int, figure: int) -> HttpResponse:
    """The fact sheet of one number of the text."""
    found = draft_of(request, document, number)
    try:
        sheet = reading.figure(found, figure)
    except made.Missing as fault:
        raise Http404 from fault
    if sheet is None:
        raise Http404
    return render(request, "documents/figure.html", {"sheet": sheet})


@require_GET
def page(request: HttpRequest, document: int, number: int, page: int) -> HttpResponse:
    """A page as a picture with the frames of its findings, as a piece of the result page."""
    found = draft_of(request, document, number)
    shown = pages.page(found, page)
    return render(
        request,
        "documents/page.html",
        {"draft": found, "number": page, "page": shown, "boxes": pages.boxes(found, page) if shown else []},
    )


@require_GET
def picture(request: HttpRequest, document: int, number: int, page: int) -> FileResponse:
    """The picture of a page."""
    shown = pages.page(draft_of(request, document, number), page)
    if shown is None:
        raise Http404
    answer = FileResponse(shown.path.open("rb"))
    answer["Cache-Control"] = "private, max-age=86400"
    return answer
