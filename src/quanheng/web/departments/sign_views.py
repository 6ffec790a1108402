"""The sign-off sheet and the steps of handing in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from quanheng.web.campaigns.steps import STEPS, NotNow, Stale, open_steps
from quanheng.web.departments.checked import quick
from quanheng.web.departments.entries import record_of
from quanheng.web.departments.indicators import lines
from quanheng.web.departments.linking import turn_to
from quanheng.web.departments.materials import material
from quanheng.web.departments.signing import STEPS as OURS
from quanheng.web.departments.signing import hand_in
from quanheng.web.departments.views import around, book_of
from quanheng.web.ledgers.registers import taken
from quanheng.web.refusals import refusal
from quanheng.web.typed import whole
from quanheng.web.units.entry import person
from quanheng.web.units.rights import demand, may


def sheet(request: HttpRequest, number: int) -> HttpResponse:
    """One page: score, what is weak, what is not proved; to be printed, signed, and handed in."""
    book = book_of(request, number)
    demand(person(request), "view_whole", book)
    record = record_of(book)
    steps = []
    if book.task:
        steps = [
            (name, STEPS[name])
            for name in open_steps(book.task)
            if name in OURS and may(person(request), STEPS[name].right, book.task)
        ]
    outcome = quick(record)
    owed = material(book.task, person(request)) if book.task else None
    context = {
        **around(request, book, "sign"),
        "material": owed,
        **lines(book, record, taken(book, record)),
        "record": record,
        "outcome": outcome,
        "wrong": outcome.errors + (owed.errors if owed else 0),
        "execution": record.value("execution.score"),
        "steps": steps,
    }
    return render(request, "departments/sign.html", context)


@require_POST
def turn(request: HttpRequest, number: int, task: int) -> HttpResponse:
    """Work on another task of the year."""
    book = book_of(request, number)
    try:
        now = turn_to(book, task, person(request))
    except NotNow as fault:
        raise Http404 from fault
    messages.success(request, f"现在办的是“{now.campaign}”")
    return redirect("book", book.pk)


@require_POST
def step(request: HttpRequest, number: int, step: str) -> HttpResponse:
    """Take a step of the task: prepare, submit, withdraw. Errors in the sums need a signed reason."""
    book = book_of(request, number)
    version = whole(request.POST.get("version")) or 0
    try:
        reason, task = request.POST.get("reason", ""), whole(request.POST.get("task")) or 0
        hand_in(book, step, person(request), version, reason, task)
    except Stale as fault:
        return refusal(request, "已被别人改动", str(fault))
    except NotNow as fault:
        messages.error(request, str(fault))
        return redirect("book-sign", book.pk)
    messages.success(request, f"已{STEPS[step].words}")
    return redirect("book-sign", book.pk)
