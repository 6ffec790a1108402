"""The rows of a ledger: the grid, one row with its evidence and history, out to Excel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from quanheng.ledgers.cells import shown
from quanheng.ledgers.schema import CHOICE, DATE, FILE, MONTH, Column, Schema
from quanheng.web.downloads import download
from quanheng.web.files.store import TooLarge, place
from quanheng.web.jobs.models import Job
from quanheng.web.ledgers import doubts, proofs
from quanheng.web.ledgers import rows as held
from quanheng.web.ledgers.listing import asked, cell_text, exported, operators, page
from quanheng.web.ledgers.models import Doubt, Ledger, Row, RowEvidence, Run
from quanheng.web.ledgers.views.access import around, ledger_of
from quanheng.web.typed import whole
from quanheng.web.units.entry import person
from quanheng.web.units.rights import demand

_HIDDEN = {"page", "sort"}
_PICKED = (DATE, MONTH)
_ISO = re.compile(r"(\d{4}-\d\d(-\d\d)?)?")  # the browser's own widget would hide anything else


def grid(request: HttpRequest, number: int) -> HttpResponse:
    """A page of rows, filtered and sorted as the address says."""
    ledger, schema = ledger_of(request, number)
    context = around(request, ledger, schema, "grid")
    wanted = asked(schema, request.GET, context["fills"])
    filters = [(key, value) for key, value in request.GET.dict().items() if value and key not in _HIDDEN]
    context |= {
        "page": page(ledger, schema, wanted, context["fills"]),
        "columns": [c for c in schema.columns if c.type != FILE and (context["fills"] or not c.private)],
        "operators": operators(schema.column(wanted.column) if schema.has(wanted.column) else None),
        "filters": urlencode(filters),
        "filtered": any(key != "year" for key, _ in filters),
        "whole": Doubt.objects.filter(ledger=ledger, row=None),
        "severe": _severe(ledger),
        "fresh": doubts.fresh(ledger),
        "checking": Job.objects.filter(
            kind="ledger-check", args={"ledger": ledger.pk}, state__in=[Job.State.WAITING, Job.State.RUNNING]
        ).first(),
        "empty": not held.current(ledger).exists(),
        "latest": ledger.batches.filter(state="taken").first(),
    }
    return render(request, "ledgers/grid.html", context)


def _severe(ledger: Ledger) -> list[tuple[str, int]]:
    found: dict[str, set[int]] = {}
    for severity, number in Doubt.objects.filter(ledger=ledger).values_list("severity", "number").distinct():
        found.setdefault(severity, set()).add(number)
    order = ("error", "missing", "doubt", "note")
    return [(severity, len(found[severity])) for severity in order if severity in found]


@dataclass
class Field:
    """An input of a row; `step` of the browser's own widgets, `fault` and `other` shown beside it."""

    column: Column
    value: str
    fault: str = ""
    other: str | None = None
    key: bool = False
    needed: bool = False

    @property
    def widget(self) -> str:
        """date, month, choice, number or text."""
        if self.column.type == CHOICE or (self.column.type in _PICKED and _ISO.fullmatch(self.value)):
            return self.column.type
        return "number" if self.column.numeric else "text"

    @property
    def unit(self) -> str:
        """The unit that stands behind the input."""
        return self.column.unit if self.column.numeric and self.column.type != "year" else ""


def fields(schema: Schema, row: Row | None, given: dict[str, str] | None = None) -> list[Field]:
    """The inputs of a row, with what was typed where it could not be saved."""
    made = []
    for column in schema.columns:
        if column.type == FILE:
            continue
        kept = "" if row is None else (row.raw.get(column.name) or shown(row.data.get(column.name), column))
        made.append(
            Field(column, (given or {}).get(column.name, kept), key=column.name in schema.key),
        )
    return made


def row(request: HttpRequest, number: int, row: int) -> HttpResponse:
    """One row: its cells to be edited, evidence, what the traps say, who changed what."""
    ledger, schema = ledger_of(request, number)
    context = around(request, ledger, schema, "grid")
    found = get_object_or_404(Row.objects.visible_to(request.user), pk=row, ledger=ledger)
    status, inputs = 200, fields(schema, found)
    if request.method == "POST":
        demand(person(request), "edit_section", ledger)
        saved = _save(request, ledger, schema, found)
        if saved is None:
            return redirect("ledger-row", ledger.pk, found.pk)
        inputs, status = saved
        found.refresh_from_db()
    open_ = held.editable(found, schema)
    context |= {
        "row": found,
        "run": Run.objects.filter(row=found).first(),
        "fields": [
            f for f in inputs if (context["fills"] or not f.column.private) and f.column.name in open_
        ],
        "faults": [f for f in inputs if f.fault],
        "stale": status == 409,
        "doubts": found.doubts.all(),
        "proofs": found.evidence.select_related("by"),
        "history": _history(found, schema, context["fills"]),
        "name": cell_text(found, schema.columns[0], context["fills"]) or found.key,
    }
    return render(request, "ledgers/row.html", context, status=status)


def _save(request: HttpRequest, ledger: Ledger, schema: Schema, found: Row) -> tuple[list[Field], int] | None:
    """Save the inputs; None when it is done, else the inputs to show again and the status."""
    given = request.POST.dict()
    typed, inputs = _typed(schema, found, given)
    if typed.faults:
        return inputs, 422
    try:
        changed = held.save_row(found, typed, person(request), whole(given.get("version")) or 0)
    except held.Stale:
        found.refresh_from_db()
        for one, now in zip(inputs, fields(schema, found), strict=True):
            one.other = now.value if now.value != one.value else None
        return inputs, 409
    doubts.check(ledger, person(request))
    messages.success(request, "已保存" if changed else "没有改动")
    for name, words in typed.told.items():
        messages.warning(request, f"{schema.column(name).title}：{words}")
    return None


def _typed(schema: Schema, row: Row | None, given: dict[str, str]) -> tuple[held.Typed, list[Field]]:
    """What was typed, and the inputs to show again with what cannot stand."""
    typed = held.type_inputs(schema, given, held.editable(row, schema) if row else None)
    inputs = fields(schema, row, given)
    for one in inputs:
        one.fault = typed.faults.get(one.column.name, "")
    return typed, inputs


def _history(row: Row, schema: Schema, private: bool) -> list[dict[str, Any]]:
    """Who changed which cell from what to what, newest first."""
    made = []
    for one in row.changes.select_related("by", "batch")[:50]:
        cells = []
        for name, after in one.after.items():
            if one.what == "new" or not schema.has(name):
                continue
            column = schema.column(name)
            hidden = column.private and not private
            before = one.before.get(name)
            pair = tuple("（不公开）" if hidden else _told(value, column) for value in (before, after))
            cells.append((column.title, *pair))
        made.append({"one": one, "cells": cells})
    return made


def _told(value: Any, column: Column) -> str:
    return (str(value[0]) if isinstance(value, list) else shown(value, column)) or "（空）"


def add(request: HttpRequest, number: int) -> HttpResponse:
    """Enter one row; a second one of a key is asked about first."""
    ledger, schema = ledger_of(request, number)
    demand(person(request), "edit_section", ledger)
    status, inputs, again = 200, fields(schema, None), ""
    if request.method == "POST":
        typed, inputs = _typed(schema, None, request.POST.dict())
        try:
            if not typed.faults:
                known = request.POST.get("again", "")
                made = held.add_row(ledger, typed, person(request), again=known == schema.key_of(typed.data))
                doubts.check(ledger, person(request))
                messages.success(request, "已新增")
                return redirect("ledger-row", ledger.pk, made.pk)
            status = 422
        except held.SameKey as same:
            heads = "、".join(schema.column(name).title for name in schema.key)
            inputs[0].fault = f"已经有{heads}相同的一行（{same.key}）。确实是另一笔，再按一次“保存”"
            status, again = 409, same.key
    context = {
        **around(request, ledger, schema, "grid"),
        "fields": inputs,
        "faults": [f for f in inputs if f.fault],
        "again": again,
    }
    return render(request, "ledgers/row.html", context, status=status)


@require_POST
def delete(request: HttpRequest, number: int, row: int) -> HttpResponse:
    """Take a row out with a reason, or put it back."""
    ledger, _ = ledger_of(request, number)
    demand(person(request), "edit_section", ledger)
    found = get_object_or_404(Row.objects.visible_to(request.user), pk=row, ledger=ledger)
    try:
        held.set_deleted(found, not found.deleted, person(request), request.POST.get("reason", ""))
    except held.NoReason as fault:
        messages.error(request, str(fault))
        return redirect("ledger-row", ledger.pk, found.pk)
    doubts.check(ledger, person(request))
    messages.success(request, "已删除，可以在这一页恢复" if not found.deleted else "已恢复")
    return redirect("ledger-row", ledger.pk, found.pk)


@require_POST
def prove(request: HttpRequest, number: int, row: int) -> HttpResponse:
    """Attach files to a row."""
    ledger, schema = ledger_of(request, number)
    demand(person(request), "edit_section", ledger)
    found = get_object_or_404(Row.objects.visible_to(request.user), pk=row, ledger=ledger)
    given = request.FILES.getlist("files")
    if not given:
        messages.error(request, "请先选择佐证文件")
        return redirect("ledger-row", ledger.pk, found.pk)
    try:
        kept = proofs.kept(given)
    except TooLarge as fault:
        messages.error(request, str(fault))
        return redirect("ledger-row", ledger.pk, found.pk)
    label = proofs.Label(request.POST.get("paper", ""), request.POST.get("page", "").strip())
    proofs.attach(found, schema, kept, person(request), label)
    doubts.check(ledger, person(request))
    messages.success(request, f"已加 {len(kept)} 个佐证文件")
    return redirect("ledger-row", ledger.pk, found.pk)


def proof(request: HttpRequest, number: int, proof: int) -> FileResponse:
    """The file as it was given; always a download."""
    ledger, _ = ledger_of(request, number)
    one = get_object_or_404(RowEvidence.objects.visible_to(request.user), pk=proof, ledger=ledger)
    return FileResponse(place(one.file_id).open("rb"), as_attachment=True, filename=one.name)


@require_POST
def drop_proof(request: HttpRequest, number: int, proof: int) -> HttpResponse:
    """Take a file off a row."""
    ledger, schema = ledger_of(request, number)
    demand(person(request), "edit_section", ledger)
    one = get_object_or_404(
        RowEvidence.objects.visible_to(request.user).select_related("row__ledger__unit"),
        pk=proof,
        ledger=ledger,
    )
    proofs.drop(one, schema, person(request))
    doubts.check(ledger, person(request))
    messages.success(request, "已撤下")
    return redirect("ledger-row", ledger.pk, one.row_id)


def export(request: HttpRequest, number: int) -> HttpResponse:
    """All rows as an Excel file; `?complete=1` seals it, `?private=1` for those who fill it in."""
    ledger, schema = ledger_of(request, number)
    fills = around(request, ledger, schema, "grid")["fills"]
    complete = request.GET.get("complete") == "1"
    private = bool(fills and request.GET.get("private") == "1")
    return download(*exported(ledger, schema, complete=complete, private=private))
