"""Pages of the data of a year: the list, who fills what, a section's table, the check, the history."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from quanheng.facts.workbook_split import handouts
from quanheng.lexicon.workbook import Section, layout
from quanheng.model.workbook import DepartmentYear
from quanheng.web.campaigns.models import Task
from quanheng.web.campaigns.returned import reasons
from quanheng.web.departments import checked, entries
from quanheng.web.departments import grid as grids
from quanheng.web.departments.models import Book, Entry, Part
from quanheng.web.rectification.earlier import earlier_of
from quanheng.web.typed import whole
from quanheng.web.units.entry import person
from quanheng.web.units.models import Membership
from quanheng.web.units.rights import can_anywhere, demand, may
from quanheng.web.units.roles import Role


def book_of(request: HttpRequest, number: int) -> Book:
    """The book if the person sees it, with its unit and task."""
    seen = Book.objects.visible_to(request.user).select_related("unit", "task__campaign")
    found: Book = get_object_or_404(seen, pk=number)
    return found


def index(request: HttpRequest) -> HttpResponse:
    """The years of the person's units."""
    books = Book.objects.visible_to(request.user).select_related("unit", "task__campaign")
    own = Task.objects.visible_to(request.user, "edit").filter(books=None).select_related("unit", "campaign")
    context = {
        "books": books,
        "waiting": own.exclude(state__in=[Task.State.ARCHIVED]),
        "may_open": can_anywhere(person(request), "edit"),
    }
    return render(request, "departments/index.html", context)


def overview(request: HttpRequest, number: int) -> HttpResponse:
    """Who fills what until when, and the ways out and in."""
    book = book_of(request, number)
    mine = sections_of(request, book)
    known = {p.section: p for p in book.parts.select_related("by")}
    duties = offices(entries.record_of(book))
    rows = [
        (sheet, section, known.get(section.id), duties.get(sheet.name, []))
        for sheet, section in layout().sections()
        if section.id in mine
    ]
    context = {
        **around(request, book, "overview"),
        "rows": rows,
        "divisions": sorted({office for listed in duties.values() for office in listed}),
        "waiting": [
            (section, given)
            for _, section, part, given in rows
            if given and not (part and part.state == Part.State.HANDED)
        ],
    }
    return render(request, "departments/overview.html", context)


def offices(record: DepartmentYear) -> dict[str, list[str]]:
    """The offices of the unit that fill in each sheet."""
    made: dict[str, list[str]] = {}
    for one in handouts(record):
        for sheet in one.sheets:
            made.setdefault(sheet, []).append(one.office)
    return made


def around(request: HttpRequest, book: Book, here: str) -> dict[str, Any]:
    """What all pages of a book show above: its name, the places in it, its state."""
    whole = may(person(request), "view_whole", book)
    others = (
        book.tasks.exclude(pk=book.task_id or 0).select_related("campaign").order_by("campaign__deadline")
    )
    edits = may(person(request), "edit", book)
    own = whole and (edits or may(person(request), "submit", book))
    sent_back = reasons([book.task]).get(book.task.pk) if own and book.task else None
    return {
        "book": book, "tab": here, "whole": whole, "edits": edits, "others": others if whole else [],
        "sent_back": sent_back,
    }  # fmt: skip


def sections_of(request: HttpRequest, book: Book) -> set[str]:
    """The sections that the person may see: all, or those of their own office."""
    everything = {section.id for _, section in layout().sections()}
    if may(person(request), "view_whole", book):
        return everything
    held = Membership.objects.filter(
        Membership.current(), user=person(request), role=Role.SECTION, unit__path__startswith=book.unit.path
    )
    mine = set(held.values_list("section", flat=True))
    given = offices(entries.record_of(book))
    return {s.id for sheet, s in layout().sections() if mine & set(given.get(sheet.name, []))}


def section_of(request: HttpRequest, book: Book, name: str) -> Section:
    """The description of a section that the person may see, or 404."""
    if name not in sections_of(request, book):
        raise Http404
    return layout().section(name)


def section(request: HttpRequest, number: int, section: str) -> HttpResponse:
    """A section's table; saving takes it whole or says what is wrong."""
    book = book_of(request, number)
    described = section_of(request, book, section)
    part = entries.part_of(book, described)
    saved = None
    if request.method == "POST":
        demand(person(request), "edit_section", book)
        saved = entries.save(
            book, described, request.POST.dict(), person(request), whole(request.POST.get("version")) or 0
        )
        if saved.done:
            messages.success(request, f"“{described.title}”已保存")
            return redirect("book-section", book.pk, section)
        part = saved.part or part
    mine = sections_of(request, book)
    listed = [s for _, s in layout().sections() if s.id in mine]
    place = listed.index(described)
    shown = saved.grid if saved else grids.grid(described, entries.record_of(book))
    context = {
        **around(request, book, "overview"),
        "grid": shown,
        "sources": _sources(book, shown),
        "saved": saved,
        "part": part,
        "may_fill": may(person(request), "edit_section", book),
        "before": listed[place - 1] if place else None,
        "after": listed[place + 1] if place + 1 < len(listed) else None,
    }
    status = 200 if not saved else (409 if saved.conflicts else 422)
    return render(request, "departments/section.html", context, status=status)


def _sources(book: Book, shown: grids.Grid) -> list[tuple[str, list[str]]]:
    """Where the amounts of a section came from: each source with what it gave; sums came from nowhere."""
    known = entries.sources_of(book)
    made: dict[str, list[str]] = {}
    for line in shown.lines:
        named = f"{line.cells[0].value} " if shown.section.record and line.cells else ""
        for cell in line.cells:
            filled = cell.key is not None and cell.name and cell.value
            place = known.get(entries.amount_key(cell.key)) if filled and cell.key else None
            if place:
                made.setdefault(place, []).append(named + cell.label)
    return list(made.items())


@require_POST
def hand(request: HttpRequest, number: int, section: str) -> HttpResponse:
    """The office has done its part."""
    book = book_of(request, number)
    described = section_of(request, book, section)
    demand(person(request), "edit_section", book)
    entries.move(book, described, Part.State.HANDED, "", person(request))
    messages.success(request, f"“{described.title}”已交")
    return redirect("book", book.pk)


@require_POST
def send_back(request: HttpRequest, number: int, section: str) -> HttpResponse:
    """The accountant sends a part back with a reason."""
    book = book_of(request, number)
    demand(person(request), "edit", book)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        messages.error(request, "退回要写明理由，填报人才知道改什么")
    else:
        entries.move(book, section_of(request, book, section), Part.State.RETURNED, reason, person(request))
    return redirect("book", book.pk)


def check(request: HttpRequest, number: int) -> HttpResponse:
    """What is wrong in the data itself; with `?whole=1` also what the checks of documents find."""
    book = book_of(request, number)
    demand(person(request), "view_whole", book)
    outcome = checked.whole(book) if request.GET.get("whole") else checked.quick(entries.record_of(book))
    context = {
        **around(request, book, "check"),
        "outcome": outcome,
        "earlier": earlier_of(book.unit, book.year, person(request)),
        "whole_check": bool(request.GET.get("whole")),
    }
    return render(request, "departments/check.html", context)


def history(request: HttpRequest, number: int) -> HttpResponse:
    """Who changed which cell, newest first."""
    book = book_of(request, number)
    demand(person(request), "view_whole", book)
    changes = Entry.history.filter(book_id=book.pk).select_related("history_user")[:300]
    return render(
        request, "departments/history.html", {**around(request, book, "overview"), "changes": changes}
    )
