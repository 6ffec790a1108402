"""Processes: what waits for the person, what is under way, who acts as what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from quanheng.ledgers.processes.record import Step, Term
from quanheng.web.ledgers import people, progress, running
from quanheng.web.ledgers.described import process_named, process_over, schema_of
from quanheng.web.ledgers.models import Acting, Ledger, Run
from quanheng.web.ledgers.running import Course
from quanheng.web.ledgers.views.access import around, ledger_of
from quanheng.web.units.entry import person
from quanheng.web.units.rights import demand


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
        process = process_named(one.unit, one.process)
        ledger = Ledger.objects.filter(unit=one.unit, name=process.ledger).select_related("unit").first()
        if ledger is None or process_over(ledger.unit, ledger.name) != process:
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
        "who": progress.names(way, step) + signs,
        "terms": "，".join([*(told(term, then) for term, then in terms if term), *_conditions(way, step)]),
        "form": way.process.forms[step.form].title if step.form else "",
    }


def _conditions(way: Course, step: Step) -> Iterator[str]:
    """How many must have acted before, and who may not act, in words."""
    for other, count in step.people.items():
        yield f"“{way.process.step(other).title}”至少 {count} 人"
    for name in step.apart_columns:
        yield f"与{way.schema.column(name).title}有利害关系的回避"
    if step.apart_steps:
        titles = "、".join(way.process.step(other).title for other in step.apart_steps)
        yield f"办过{titles}的回避"


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
