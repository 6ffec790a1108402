"""Processes: what waits for the person, what is under way, one thing with its steps, forms on paper, people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from quanheng.ledgers.cells import shown
from quanheng.ledgers.processes.machine import Offer, Refused
from quanheng.ledgers.processes.record import Actor, Step, Term
from quanheng.ledgers.schema import FILE
from quanheng.web.files.store import TooLarge, keep, place
from quanheng.web.ledgers import doubts, people, running
from quanheng.web.ledgers.described import process_over, schema_of
from quanheng.web.ledgers.listing import HIDDEN
from quanheng.web.ledgers.models import Acting, Ledger, Row, RowEvidence, Run
from quanheng.web.ledgers.running import Course, Doing
from quanheng.web.ledgers.views.access import around, ledger_of
from quanheng.web.ledgers.views.rows import Field, fields
from quanheng.web.typed import day, whole
from quanheng.web.units.entry import person
from quanheng.web.units.rights import demand, may


def mine(request: HttpRequest) -> HttpResponse:
    """What waits for the person, and what is under way with others."""
    found = running.waiting(person(request))
    context = {
        "tab": "mine",
        "mine": [one for one in found if one.mine],
        "others": [one for one in found if not one.mine],
        "begins": _begins(request),
    }
    return render(request, "ledgers/mine.html", context)


def _begins(request: HttpRequest) -> list[tuple[Ledger, Course, Step]]:
    """The first steps that the person may take."""
    made = []
    held = Acting.objects.filter(user=person(request)).select_related("unit")
    for one in {(a.unit_id, a.process): a for a in held}.values():
        for ledger in Ledger.objects.filter(unit=one.unit).select_related("unit"):
            process = process_over(ledger.unit, ledger.name)
            if process is None or process.name != one.process:
                continue
            way = Course(ledger, schema_of(ledger), process)
            roles = running.actor(person(request), ledger, process).roles
            made += [(ledger, way, s) for s in process.steps if "" in s.sources and roles & set(s.who)]
    return made


def process(request: HttpRequest, number: int) -> HttpResponse:
    """The process over a ledger: its steps, what is under way, terms, people."""
    ledger, schema = ledger_of(request, number)
    context = around(request, ledger, schema, "process")
    if context["process"] is None:
        raise Http404
    way = Course(ledger, schema, context["process"])
    runs = list(
        Run.objects.filter(ledger=ledger)
        .select_related("row", "ledger__unit")
        .prefetch_related("moves")[:500]
    )
    found = running.waiting(person(request), Run.objects.filter(ledger=ledger))
    acting = Acting.objects.filter(unit=ledger.unit, process=way.process.name).select_related("user")
    context |= {
        "way": way,
        "warnings": running.warnings(way, runs),
        "under_way": found,
        "over": [run for run in runs if run.ended],
        "acting": acting,
        "candidates": people.candidates() if context["manages"] else [],
        "described": [_described(way, step) for step in way.process.steps],
        "named": [{"one": one, "role": way.process.roles.get(one.role, one.role)} for one in acting],
        "first": [step for step in way.process.steps if "" in step.sources],
        "my_roles": running.actor(person(request), ledger, way.process).roles,
    }
    return render(request, "ledgers/process.html", context)


def _described(way: Course, step: Step) -> dict[str, Any]:
    """A step as the table of steps tells it."""
    terms = [(step.within, "内"), (step.wait, "后"), (step.during, "内可以办")]

    def told(term: Term, then: str) -> str:
        start = way.schema.column(term.column).title if term.column else ""
        if start and not term.days:
            return f"不晚于{start}"
        return f"{start}{'起' if start else ''}{term.words()}{then}"

    signs = "都签" if step.signs else ""
    return {
        "step": step,
        "sources": "、".join(state or "新登记" for state in step.sources),
        "who": _names(way, step) + signs,
        "terms": "，".join(told(term, then) for term, then in terms if term),
        "form": way.process.forms[step.form].title if step.form else "",
    }


@require_POST
def appoint(request: HttpRequest, number: int) -> HttpResponse:
    """Let somebody act in a role."""
    ledger, schema = ledger_of(request, number)
    demand(person(request), "edit", ledger)
    found = around(request, ledger, schema, "process")["process"]
    role, user = request.POST.get("role", ""), request.POST.get("user", "")
    known = {str(one.pk): one for one in people.candidates()}
    if found is None or role not in found.roles or user not in known:
        messages.error(request, "请选人员和身份")
        return redirect("ledger-process", ledger.pk)
    made = Acting(
        unit=ledger.unit,
        process=found.name,
        role=role,
        user=known[user],
        organisation=request.POST.get("organisation", "").strip()[:120],
        ties=request.POST.get("ties", "").strip(),
    )
    try:
        with transaction.atomic():
            people.appoint(made, found, person(request))
    except IntegrityError:
        messages.error(request, f"{made.user}已经是{found.roles[role]}")
    else:
        messages.success(request, f"{made.user}可以以{found.roles[role]}的身份办理")
    return redirect("ledger-process", ledger.pk)


@require_POST
def dismiss(request: HttpRequest, number: int, acting: int) -> HttpResponse:
    """End somebody's acting."""
    ledger, schema = ledger_of(request, number)
    demand(person(request), "edit", ledger)
    found = around(request, ledger, schema, "process")["process"]
    row = get_object_or_404(Acting.objects.visible_to(request.user), pk=acting, unit=ledger.unit)
    people.dismiss(row, found, person(request))
    messages.success(request, "已撤下；办过的步骤留着")
    return redirect("ledger-process", ledger.pk)


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
    seen = Ledger.objects.select_related("unit")
    ledger = get_object_or_404(seen, pk=number)
    found = process_over(ledger.unit, ledger.name)
    inside = may(person(request), "view", ledger)
    if found is None or not (
        inside or Acting.objects.filter(user=person(request), unit=ledger.unit, process=found.name)
    ):
        raise Http404
    way = Course(ledger, schema_of(ledger), found)
    first = next((one for one in found.steps if one.name == step and "" in one.sources), None)
    if first is None:
        raise Http404
    registers = may(person(request), "edit_section", ledger)
    if not registers and not running.actor(person(request), ledger, found).roles & set(first.who):
        raise PermissionDenied(f"“{first.title}”由{_names(way, first)}办理")
    asked = _asked(way, first, None)
    if request.method == "POST":
        asked.inputs = _inputs(way, first, None, request.POST.dict())
        try:
            run = running.begin(way, step, _doing(request, way, first, registers))
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


def _names(way: Course, step: Step) -> str:
    return "、".join(way.process.roles[role] for role in step.who)


def _roles(way: Course, step: Step) -> list[tuple[str, str]]:
    return [(role, way.process.roles[role]) for role in step.who]


def _asked(way: Course, step: Step, row: Row | None) -> Asked:
    return Asked(step, _inputs(way, step, row, None), who=_names(way, step))


def _inputs(way: Course, step: Step, row: Row | None, given: dict[str, str] | None) -> list[Field]:
    wanted = way.inputs(step)
    made = [one for one in fields(way.schema, row, given) if one.column.name in wanted]
    for one in made:
        one.needed = one.column.name in step.needs or (row is None and one.column.required)
        if one.column.name in way.blind and given is None:
            one.value = ""
    return made


def _doing(request: HttpRequest, way: Course, step: Step, registers: bool) -> Doing:
    """What was given; who keeps the ledger may enter what somebody else did on paper."""
    on = day(request.POST.get("on")) or timezone.localdate()
    if on > timezone.localdate():
        raise Refused([f"办理日 {on.isoformat()} 还没有到"])
    who = running.actor(person(request), way.ledger, way.process)
    named, role = request.POST.get("person", "").strip()[:80], request.POST.get("role", "")
    if registers and named:
        if role not in step.who:
            raise Refused([f"“{step.title}”由{_names(way, step)}办理"])
        who = Actor(named, frozenset([role]), request.POST.get("organisation", "").strip()[:120])
    given = request.FILES
    files = [
        (paper, ((file.name or paper)[:255], keep(file.chunks())))
        for at, paper in enumerate(step.evidence)
        for file in given.getlist(f"paper-{at}")
    ]
    return Doing(
        who, person(request), on, request.POST.dict(), files, request.POST.get("note", "").strip(), role
    )


def _run(request: HttpRequest, number: int) -> Run:
    seen = Run.objects.visible_to(request.user).select_related("ledger__unit", "row")
    found: Run = get_object_or_404(seen, pk=number)
    return found


def run(request: HttpRequest, number: int) -> HttpResponse:
    """One thing on its way."""
    return _page(request, _run(request, number))


def _page(request: HttpRequest, found: Run, tried: Asked | None = None) -> HttpResponse:
    way = running.course(found)
    registers = may(person(request), "edit_section", found.ledger)
    inside = may(person(request), "view", found.ledger)
    who = running.actor(person(request), found.ledger, way.process)
    standing = running.standing(found)
    offers = []
    # A step whose time is over can still be entered with the day on which it was taken.
    then = {
        offer.step.name
        for offer in way.machine.offers(standing, who, found.row.data, standing.since)
        if not offer.refusals
    }
    for offer in way.machine.offers(standing, who, found.row.data, timezone.localdate()):
        one = _asked(way, offer.step, found.row)
        able = not offer.refusals or offer.step.name in then
        one.offer, one.mine = offer, bool(who.roles & set(offer.step.who)) and able
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
        "states": _states(way, found),
        "cells": _cells(way, found.row, registers, hidden),
        "moves": _moves(way, found, request, hidden),
        "mine": [one for one in offers if one.mine],
        "others": [one for one in offers if not one.mine],
        "objections": way.machine.open_objections(standing),
        "proofs": _papers(way, found, request, inside),
        "forms": way.process.forms.values(),
        "registers": registers,
        "inside": inside,
        "today": timezone.localdate().isoformat(),
        "fills": registers,
        "tab": "process",
    }
    return render(request, "ledgers/run.html", context, status=422 if tried else 200)


def _states(way: Course, found: Run) -> list[tuple[str, str]]:
    """The states in order, each `done`, `now`, or still to come; side ways only when they were gone."""
    gone = {move.target for move in found.moves.all()} | {move.source for move in found.moves.all()}
    main = [s for s in way.process.states if s in gone or s == found.state or s not in _side(way)]
    at = main.index(found.state) if found.state in main else -1
    return [
        (s, "now" if s == found.state else "done" if n < at and s in gone else "") for n, s in enumerate(main)
    ]


def _side(way: Course) -> set[str]:
    """States that end the way before its last one, and those one comes back from."""
    order = {state: at for at, state in enumerate(way.process.states)}
    back = {
        s
        for step in way.process.steps
        for s in step.sources
        if s and step.target and order[step.target] < order[s]
    }
    ends = set(way.process.ends)
    longest = max((len(step.sources) for step in way.process.steps), default=0)
    side = {s for s in ends if s != _main_end(way)} | back
    return side if longest else set()


def _main_end(way: Course) -> str:
    """The end that most steps lead through: the one reached from the latest state."""
    order = {state: at for at, state in enumerate(way.process.states)}
    reached = [
        (max(order[s] for s in step.sources if s), step.target)
        for step in way.process.steps
        if step.target in way.process.ends and any(step.sources)
    ]
    return max(reached)[1] if reached else ""


def _cells(way: Course, row: Row, private: bool, hidden: set[str]) -> list[tuple[str, str]]:
    made = []
    for column in way.schema.columns:
        text = row.raw.get(column.name) or shown(row.data.get(column.name), column)
        if column.type == FILE or not text or column.name in hidden:
            continue
        unit = column.unit if column.numeric and column.type != "year" else ""
        made.append((column.title, HIDDEN if column.private and not private else f"{text}{unit}"))
    return made


def _moves(way: Course, found: Run, request: HttpRequest, hidden: set[str]) -> list[dict[str, Any]]:
    made = []
    for one in found.moves.select_related("by"):
        own = one.by_id == person(request).pk
        cells = [
            (
                way.schema.column(name).title,
                shown(value, way.schema.column(name)) + way.schema.column(name).unit,
            )
            for name, value in one.data.items()
            if way.schema.has(name) and (own or name not in hidden) and not way.schema.column(name).private
        ]
        known = {step.name: step for step in way.process.steps}
        step = known.get(one.step)
        made.append(
            {
                "one": one,
                "step": step,
                "role": way.process.roles.get(one.role, one.role),
                "cells": cells if one.number > 1 else [],
                "note": one.note if own or not hidden or one.step not in way.counted else "",
                "entered": "" if one.by is None or str(one.by) == one.person else str(one.by),
            }
        )
    return made


def _papers(way: Course, found: Run, request: HttpRequest, inside: bool) -> list[RowEvidence]:
    """The papers that the person may see: of steps that several take alone, from outside only one's own."""
    apart = {paper for step in way.process.steps if step.name in way.counted for paper in step.evidence}
    all_of_it = RowEvidence.objects.filter(row=found.row).select_related("by")
    me = person(request).pk
    return [one for one in all_of_it if inside or one.paper not in apart or one.by_id == me]


@require_POST
def take(request: HttpRequest, number: int, step: str) -> HttpResponse:
    """Take a step; refused, the page comes back with the reasons and what was typed."""
    found = _run(request, number)
    way = running.course(found)
    try:
        wanted = way.process.step(step)
    except KeyError as fault:
        raise Http404 from fault
    registers = may(person(request), "edit_section", found.ledger)
    try:
        doing = _doing(request, way, wanted, registers)
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
    found = _run(request, number)
    way = running.course(found)
    described = way.process.forms.get(form)
    if described is None:
        raise Http404
    inside = may(person(request), "view", found.ledger)
    registers = may(person(request), "edit_section", found.ledger)
    steps = [step.name for step in way.process.steps if step.form == form]
    moves = [one for one in found.moves.all() if one.step in steps]
    chosen = request.GET.get("move", "")
    if chosen.isdigit():
        moves = [one for one in moves if one.number == int(chosen)]
    hidden = set() if inside or (moves and moves[-1].by_id == person(request).pk and chosen) else way.blind
    data = {**found.row.data, **({k: v for one in moves for k, v in one.data.items()} if chosen else {})}
    shown_row = Row(key=found.row.key, data=data)
    known = dict(_cells(way, shown_row, registers, hidden))
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
    found = _run(request, number)
    inside = may(person(request), "view", found.ledger)
    one = next((p for p in _papers(running.course(found), found, request, inside) if p.pk == proof), None)
    if one is None:
        raise Http404
    return FileResponse(place(one.file_id).open("rb"), as_attachment=True, filename=one.name)
