"""Results of a department's year taken from ledgers, and what was frozen when they were handed in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from quanheng.web.departments.views import around, book_of
from quanheng.web.ledgers import registers
from quanheng.web.ledgers.models import Binding, Frozen
from quanheng.web.units.entry import person
from quanheng.web.units.rights import demand


@require_POST
def take(request: HttpRequest, number: int) -> HttpResponse:
    """Write what the ledgers give into the workbook: all that is not typed, or the one indicator that is named."""
    book = book_of(request, number)
    demand(person(request), "edit", book)
    told = registers.take_over(book, person(request), request.POST.get("indicator", ""))
    for words in told:
        (messages.warning if "已填" in words else messages.success)(request, words)
    if not told:
        messages.success(request, "没有可取的：台账给出的都已经填好")
    return redirect("book-indicators", book.pk)


@require_POST
def unbind(request: HttpRequest, number: int, binding: int) -> HttpResponse:
    """The indicator is filled in by hand again."""
    book = book_of(request, number)
    demand(person(request), "edit", book)
    row = get_object_or_404(Binding.objects.visible_to(request.user), pk=binding, book=book)
    registers.unbind(row, person(request))
    messages.success(request, f"“{row.indicator}”已解除绑定，完成值留着")
    return redirect("book-indicators", book.pk)


def frozen(request: HttpRequest, number: int, frozen: int) -> HttpResponse:
    """The results as they were handed in, with the rows that proved them."""
    book = book_of(request, number)
    demand(person(request), "view_whole", book)
    one = get_object_or_404(
        Frozen.objects.visible_to(request.user).select_related("by", "file"), pk=frozen, book=book
    )
    context = {**around(request, book, "indicators"), "frozen": one, "held": registers.frozen_content(one)}
    return render(request, "ledgers/frozen.html", context)
