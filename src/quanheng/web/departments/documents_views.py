"""Documents written from the data, and their way into the check."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from quanheng.report.written.writing import KINDS, chosen_outline
from quanheng.web.departments import writing
from quanheng.web.departments.entries import record_of, state_of
from quanheng.web.departments.models import Written
from quanheng.web.departments.views import around, book_of
from quanheng.web.files.store import place
from quanheng.web.units.entry import person
from quanheng.web.units.rights import demand


def documents(request: HttpRequest, number: int) -> HttpResponse:
    """What was written, and what of it the data have left behind; POST writes anew."""
    book = book_of(request, number)
    demand(person(request), "view_whole", book)
    if request.method == "POST":
        demand(person(request), "edit", book)
        kinds = [kind for kind in request.POST.getlist("kind") if kind in KINDS]
        also = [form for form in request.POST.getlist("also") if form in {"pdf", "xlsx"}]
        outline = request.POST.get("outline", "")
        outline = outline if outline in writing.OUTLINES else ""
        writing.begin(book, kinds, outline, also, person(request))
        return redirect("book-documents", book.pk)
    now = state_of(book)
    newest = book.written.select_related("job").order_by("-pk")
    shown: dict[str, Written] = {}
    for one in newest:
        shown.setdefault(one.name, one)
    context = {
        **around(request, book, "documents"),
        "kinds": KINDS,
        "outlines": writing.OUTLINES,
        "chosen": chosen_outline(record_of(book)),
        "written": [(one, one.state_of_book != now) for one in shown.values()],
        "job": book.unit.job_set.filter(kind="write", args__book=book.pk).first(),
    }
    return render(request, "departments/documents.html", context)


def open_file(request: HttpRequest, number: int, written: int) -> FileResponse:
    """A written document."""
    book = book_of(request, number)
    demand(person(request), "view_whole", book)
    row = get_object_or_404(Written.objects.visible_to(request.user), pk=written, book=book)
    return FileResponse(place(row.file_id).open("rb"), as_attachment=True, filename=row.name)
