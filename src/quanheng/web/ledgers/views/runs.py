"""One thing on its way: entered, its steps taken, its forms printed, its papers fetched."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from quanheng.ledgers.processes.machine import Offer, Refused
from quanheng.ledgers.processes.record import Step
from quanheng.web.files.store import TooLarge, place
from quanheng.web.ledgers import doubts, entering, progress, running
from quanheng.web.ledgers.models import Row, Run
from quanheng.web.ledgers.proofs import kept
from quanheng.web.ledgers.running import Course, Doing
from quanheng.web.ledgers.views.access import around, first_step, ledger_of, run_of, step_of
from quanheng.web.ledgers.views.rows import Field, fields
from quanheng.web.typed import day, whole
from quanheng.web.units.entry import person
from quanheng.web.units.rights import demand, may


@dataclass
class Asked:
    """A step on the page: its inputs, and why it cannot be taken (now, or as it was tried)."""

    step: Step
    inputs: list[Field] = field(default_factory=list)
    offer: Offer | None = None
    tried: list[str] = field(default_factory=list)
    mine: bool = False
    who: str = ""


def begin(request: HttpRequest, number: int, step: str) -> HttpResponse:
    """Enter something new by a first step of the process."""
    way, first = first_step(request, number, step)
    ledger, registers = way.ledger, entering.registers(way, person(request))
    inside = may(person(request), "view", ledger)
    asked = _asked(way, first, None)
    if request.method == "POST":
        asked.inputs = _inputs(way, first, None, request.POST.dict())
        try:
            run = running.begin(way, step, _doing(request, way, first))
        except (Refused, TooLarge) as fault:
            asked.tried = fault.reasons if isinstance(fault, Refused) else [str(fault)]
        else:
            doubts.check(ledger, person(request))
            messages.success(request, f"已{first.title}")
            return redirect("run", run.pk)
    context = {
        "ledger": ledger, "schema": way.schema, "way": way, "asked": asked, "registers": registers, "inside": inside,
        "today": timezone.localdate().isoformat(), "roles": _roles(way, first), "fills": registers, "tab": "process",
    }  # fmt: skip
    return render(request, "ledgers/begin.html", context, status=422 if asked.tried else 200)


def _roles(way: Course, step: Step) -> list[tuple[str, str]]:
    return [(role, way.process.roles[role]) for role in step.who]


def _asked(way: Course, step: Step, row: Row | None) -> Asked:
    return Asked(step, _inputs(way, step, row, None), who=progress.names(way, step))


def _inputs(way: Course, step: Step, row: Row | None, given: dict[str, str] | None) -> list[Field]:
    wanted = way.inputs(step)
    made = [one for one in fields(way.schema, row, given) if one.column.name in wanted]
    for one in made:
        one.needed = one.column.name in step.needs or (row is None and one.column.required)
        if one.column.name in way.blind and given is None:
            one.value = ""
    return made


def _doing(request: HttpRequest, way: Course, step: Step) -> Doing:
    posted = request.POST.dict()
    files = [
        (paper, one)
        for at, paper in enumerate(step.evidence)
        for one in kept(request.FILES.getlist(f"paper-{at}"), paper)
    ]
    told = (posted.get(name, "") for name in ("note", "person", "role", "organisation"))
    given = entering.Given(posted, files, day(posted.get("on")), *told)
    return entering.doing(way, step, given, person(request))


def run(request: HttpRequest, number: int) -> HttpResponse:
    """One thing on its way."""
    return _page(request, run_of(request, number))


def _page(request: HttpRequest, found: Run, tried: Asked | None = None) -> HttpResponse:
    way = running.course(found)
    registers = may(person(request), "edit_section", found.ledger)
    inside = may(person(request), "view", found.ledger)
    who = running.actor(person(request), found.ledger, way.process)
    offers = []
    for offer, mine in progress.offers(way, found, who):
        one = _asked(way, offer.step, found.row)
        one.offer, one.mine = offer, mine
        if tried and tried.step.name == offer.step.name:
            one.tried, one.inputs = tried.tried, tried.inputs
        offers.append(one)
    hidden = set() if inside else way.blind
    context = {
        "run": found,
        "ledger": found.ledger,
        "schema": way.schema,
        "way": way,
        "title": running.Waiting(found, way, [], []).title,
        "states": progress.states(way, found),
        "cells": progress.cells(way, found.row, registers, hidden),
        "moves": progress.moves(way, found, person(request), hidden),
        "mine": [one for one in offers if one.mine],
        "others": [one for one in offers if not one.mine],
        "objections": way.machine.open_objections(running.standing(found)),
        "proofs": progress.papers(way, found, person(request), inside),
        "forms": way.process.forms.values(),
        "registers": registers,
        "inside": inside,
        "today": timezone.localdate().isoformat(),
        "fills": registers,
        "tab": "process",
    }
    return render(request, "ledgers/run.html", context, status=422 if tried else 200)


@require_POST
def take(request: HttpRequest, number: int, step: str) -> HttpResponse:
    """Take a step; refused, the page comes back with the reasons and what was typed."""
    found = run_of(request, number)
    way = running.course(found)
    wanted = step_of(way, step)
    try:
        doing = _doing(request, way, wanted)
        after = running.take(found, step, doing, whole(request.POST.get("version")) or 0)
    except running.Stale:
        messages.error(request, "别人刚办过一步，请看现在的状态再办；您填的没有保存")
        return redirect("run", found.pk)
    except (Refused, TooLarge) as fault:
        asked = _asked(way, wanted, found.row)
        asked.inputs = _inputs(way, wanted, found.row, request.POST.dict())
        asked.tried = fault.reasons if isinstance(fault, Refused) else [str(fault)]
        messages.error(request, f"“{wanted.title}”没有办：{'；'.join(asked.tried)}")
        return _page(request, found, asked)
    doubts.check(found.ledger, person(request))
    messages.success(request, f"已{wanted.title}，现在是“{after.state}”")
    return redirect("run", found.pk)


@require_POST
def take_in(request: HttpRequest, number: int, row: int) -> HttpResponse:
    """Put a row that is there already on its way."""
    ledger, schema = ledger_of(request, number)
    demand(person(request), "edit_section", ledger)
    found = around(request, ledger, schema, "process")["process"]
    one = get_object_or_404(
        Row.objects.visible_to(request.user).select_related("ledger__unit"), pk=row, ledger=ledger
    )
    if found is None or Run.objects.filter(row=one).exists():
        raise Http404
    made = running.take_in(one, found, person(request))
    messages.success(request, "已纳入流程，以后的状态由办理步骤来定")
    return redirect("run", made.pk)


def printed(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """A form of the process to be printed and signed; with `?move=` one person's own."""
    found = run_of(request, number)
    way = running.course(found)
    described = way.process.forms.get(form)
    if described is None:
        raise Http404
    inside = may(person(request), "view", found.ledger)
    registers = may(person(request), "edit_section", found.ledger)
    steps = [step.name for step in way.process.steps if step.form == form]
    moves = [one for one in found.moves.all() if one.step in steps]
    chosen = request.GET.get("move", "")
    if (wanted := whole(chosen)) is not None:
        moves = [one for one in moves if one.number == wanted]
    hidden = set() if inside or (moves and moves[-1].by_id == person(request).pk and chosen) else way.blind
    data = {**found.row.data, **({k: v for one in moves for k, v in one.data.items()} if chosen else {})}
    shown_row = Row(key=found.row.key, data=data)
    known = dict(progress.cells(way, shown_row, registers, hidden))
    titles = [way.schema.column(name).title for name in described.columns]
    context = {
        "run": found,
        "form": described,
        "way": way,
        "cells": [(title, known.get(title, "")) for title in titles],
        "papers": sorted({paper for one in moves for paper in one.papers}),
        "notes": [
            (one.person, one.note) for one in moves if one.note and not (hidden and one.step in way.counted)
        ],
        "signs": [
            (way.process.roles[role], [one for one in moves if one.role == role]) for role in described.signs
        ],
        "today": timezone.localdate(),
    }
    return render(request, "ledgers/print_form.html", context)


def paper(request: HttpRequest, number: int, proof: int) -> FileResponse:
    """A paper of what is on its way, for those who act in it; always a download."""
    found = run_of(request, number)
    inside = may(person(request), "view", found.ledger)
    seen = progress.papers(running.course(found), found, person(request), inside)
    one = next((paper for paper in seen if paper.pk == proof), None)
    if one is None:
        raise Http404
    return FileResponse(place(one.file_id).open("rb"), as_attachment=True, filename=one.name)
