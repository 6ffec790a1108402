"""What leaves the result page: files, and two forms for the printer."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from quanheng.report.lacking import Lacking
from quanheng.web.documents import board, exports, made
from quanheng.web.documents.views import draft_of
from quanheng.web.jobs.run import Refused
from quanheng.web.refusals import refusal
from quanheng.web.units.entry import person


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, document: int, number: int, form: str) -> HttpResponseBase:
    """The file where it has been made or is made quickly; a POST starts the job that makes a slow one."""
    draft = draft_of(request, document, number)
    if form not in exports.FORMS or not draft.summary:
        raise Http404
    try:
        path = exports.ready(draft, form)
    except (Lacking, Refused) as fault:
        return refusal(request, "不能导出", str(fault))
    except made.Missing:
        return refusal(request, "不能导出", "核对结果是别的版本做的，请先重新核对，再导出。")
    if path is not None:
        return FileResponse(
            path.open("rb"), as_attachment=True, filename=exports.file_name(draft, form, path)
        )
    if request.method == "POST":
        exports.begin(draft, form, person(request))
        return redirect("draft-export", document, number, form)
    job = exports.last_job(draft, form)
    shown = {"draft": draft, "form": exports.FORMS[form], "name": form, "job": job}
    return render(request, "documents/export.html", shown)


@require_GET
def print_list(request: HttpRequest, document: int, number: int) -> HttpResponse:
    """问题清单 for the printer, with a line for signatures."""
    draft = draft_of(request, document, number)
    shown = {"draft": draft, "summary": draft.summary, "board": board.board(draft, person(request))}
    return render(request, "documents/print_list.html", shown | {"now": timezone.localtime()})


@require_GET
def print_text(request: HttpRequest, document: int, number: int) -> HttpResponse:
    """The text with the numbers of its findings beside the places, and the list after it."""
    draft = draft_of(request, document, number)
    try:
        text = made.read(draft, made.READING).decode()
    except made.Missing:
        return refusal(request, "没有原文", "这一稿没有核对完，没有可以打印的原文。请重新核对。")
    shown = {
        "draft": draft,
        "summary": draft.summary,
        "board": board.board(draft, person(request)),
        "text": text,
    }
    return render(request, "documents/print_text.html", shown | {"now": timezone.localtime()})
