"""Pages of the unit's own files for the task."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from quanheng.web.campaigns.models import Task
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.departments import materials
from quanheng.web.departments.models import Book, Written
from quanheng.web.departments.views import around, book_of
from quanheng.web.documents.models import Document
from quanheng.web.documents.views import ACCEPTED
from quanheng.web.files.store import TooLarge
from quanheng.web.refusals import refusal
from quanheng.web.units.entry import person
from quanheng.web.units.rights import demand


def _task(book: Book) -> Task:
    if book.task is None:
        raise NotNow("财政局还没有把这一年的任务发给本单位")
    return book.task


def material(request: HttpRequest, number: int) -> HttpResponse:
    """What is owed and what is there; POST takes files."""
    book = book_of(request, number)
    demand(person(request), "view_whole", book)
    if request.method == "POST":
        return _add(request, book)
    context = {
        **around(request, book, "material"),
        "accepted": ACCEPTED,
        "material": materials.material(book.task, person(request)) if book.task else None,
        "open": book.task is not None and book.task.state in materials.OPEN,
    }
    return render(request, "departments/material.html", context)


def _add(request: HttpRequest, book: Book) -> HttpResponse:
    demand(person(request), "edit", book)
    files = [(file.name or "文件", file.chunks()) for file in request.FILES.getlist("file")]
    if not files:
        messages.error(request, "还没有选择文件")
        return redirect("book-material", book.pk)
    try:
        drafts, told = materials.add(_task(book), files, person(request))
    except (NotNow, TooLarge) as fault:
        return refusal(request, "没有收下", str(fault))
    for words in told:
        messages.warning(request, words)
    if drafts:
        messages.success(request, f"收下 {len(drafts)} 份，正在核对")
    return redirect("book-material", book.pk)


@require_POST
def hand_written(request: HttpRequest, number: int, written: int) -> HttpResponse:
    """Put a written document among the files."""
    book = book_of(request, number)
    demand(person(request), "edit", book)
    row = get_object_or_404(Written.objects.visible_to(request.user), pk=written, book=book)
    try:
        _task(book)
        draft = materials.add_written(book, row, person(request))
    except NotNow as fault:
        return refusal(request, "没有放进材料", str(fault))
    messages.success(request, f"“{draft.name}”已放进报送材料，是第 {draft.number} 稿，正在核对")
    return redirect("book-material", book.pk)


@require_POST
def drop(request: HttpRequest, number: int, document: int) -> HttpResponse:
    """Take a file off."""
    book = book_of(request, number)
    demand(person(request), "edit", book)
    seen = Document.objects.visible_to(request.user, "view_whole")
    row = get_object_or_404(seen, pk=document, task=book.task_id or 0)
    try:
        materials.drop(row, person(request))
    except NotNow as fault:
        return refusal(request, "没有撤下", str(fault))
    messages.success(request, f"已撤下“{row.title}”")
    return redirect("book-material", book.pk)
