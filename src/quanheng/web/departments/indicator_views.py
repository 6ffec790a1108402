"""Indicators with their evidence, and how far they were month by month."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from quanheng.model.workbook import DepartmentYear
from quanheng.web.departments import evidence as proofs
from quanheng.web.departments.entries import record_of
from quanheng.web.departments.indicators import lines, name_of, readings, set_reading
from quanheng.web.departments.models import Evidence
from quanheng.web.departments.views import around, book_of
from quanheng.web.files.store import TooLarge, keep, place
from quanheng.web.ledgers.models import Ledger
from quanheng.web.ledgers.registers import Taken, taken
from quanheng.web.typed import whole
from quanheng.web.units.entry import person
from quanheng.web.units.rights import demand


def indicators(request: HttpRequest, number: int) -> HttpResponse:
    """Every indicator with target, result, points, state and evidence."""
    book = book_of(request, number)
    demand(person(request), "view_whole", book)
    record = record_of(book)
    found = taken(book, record)
    context = {
        **around(request, book, "indicators"),
        **lines(book, record, found),
        "proved": len(found),
        "kept": Ledger.objects.filter(unit=book.unit).exists(),
        "frozen": book.frozen.all()[:3],
    }
    return render(request, "departments/indicators.html", context)


@require_POST
def add(request: HttpRequest, number: int) -> HttpResponse:
    """Keep files as evidence of an indicator."""
    book = book_of(request, number)
    demand(person(request), "edit_section", book)
    indicator = request.POST.get("indicator", "")[:400]
    given = request.FILES.getlist("files")
    if not given:
        messages.error(request, "请先选择佐证文件")
    for file in given:
        try:
            kept = keep(file.chunks())
        except TooLarge as fault:
            messages.error(request, f"{file.name}：{fault}")
            continue
        about = proofs.About(
            indicator, file.name or "佐证", request.POST.get("page", ""), request.POST.get("note", "")
        )
        proofs.add(book, about, kept, person(request))
    return redirect("book-indicators", book.pk)


def open_file(request: HttpRequest, number: int, evidence: int) -> FileResponse:
    """The file as it was given; always a download, never run by the browser."""
    book = book_of(request, number)
    row = get_object_or_404(Evidence.objects.visible_to(request.user), pk=evidence, book=book)
    return FileResponse(place(row.file_id).open("rb"), as_attachment=True, filename=row.name)


@require_POST
def drop(request: HttpRequest, number: int, evidence: int) -> HttpResponse:
    """Take a file off an indicator; the bytes and the event stay."""
    book = book_of(request, number)
    demand(person(request), "edit_section", book)
    row = get_object_or_404(Evidence.objects.visible_to(request.user), pk=evidence, book=book)
    proofs.drop(row, person(request))
    return redirect("book-indicators", book.pk)


def monitoring(request: HttpRequest, number: int) -> HttpResponse:
    """Readings by month; saving takes the whole column of one month."""
    book = book_of(request, number)
    demand(person(request), "view_whole", book)
    record = record_of(book)
    month = min(12, max(1, whole(request.POST.get("month") or request.GET.get("month")) or 7))
    if request.method == "POST":
        demand(person(request), "edit", book)
        given = request.POST.dict()
        if given.get("from-ledgers"):
            given |= _readings(record, taken(book, record, month), given)
        changed = set_reading(book, record, month, given, person(request))
        messages.success(request, f"{month} 月监控已保存，改动 {changed} 处")
        return redirect(f"{request.path}?month={month}")
    found = taken(book, record, month)
    context = {
        **around(request, book, "monitoring"),
        **readings(book, record, month, found),
        "month": month,
        "months": range(1, 13),
        "proved": len(found),
    }
    return render(request, "departments/monitoring.html", context)


def _readings(record: DepartmentYear, found: dict[str, Taken], given: dict[str, str]) -> dict[str, str]:
    """The readings that were left empty, from the ledgers."""
    names = [name_of(one) for one in record.indicators if one.level3]
    return {
        f"value-{n}": found[name].value
        for n, name in enumerate(names)
        if name in found and found[name].result.value is not None and not given.get(f"value-{n}", "").strip()
    }
