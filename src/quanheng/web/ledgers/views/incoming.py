"""Tables that come in: pasted or from a file, looked at with every doubt, taken, undone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from quanheng.ledgers.incoming.preview import Preview
from quanheng.ledgers.schema import FILE, MONEY, Schema
from quanheng.model.finding import NOTE
from quanheng.web.files.store import TooLarge
from quanheng.web.ledgers import batches, doubts
from quanheng.web.ledgers.listing import cell_text
from quanheng.web.ledgers.models import Batch, Ledger, Row
from quanheng.web.ledgers.views.access import around, ledger_of
from quanheng.web.typed import whole
from quanheng.web.units.entry import person
from quanheng.web.units.rights import demand

SHOWN = 30
DOUBTFUL = 100
UNITS = ("", "元", "万元", "亿元")


def paste(request: HttpRequest, number: int) -> HttpResponse:
    """Where a table is pasted or a file is chosen; both lead to a preview."""
    ledger, schema = ledger_of(request, number)
    demand(person(request), "edit_section", ledger)
    if request.method == "POST":
        try:
            made = _batch(request, ledger, schema)
        except (batches.NotTaken, TooLarge) as fault:
            messages.error(request, str(fault))
        else:
            return redirect("ledger-batch", ledger.pk, made.pk)
    context = {
        **around(request, ledger, schema, "paste"),
        "batches": ledger.batches.exclude(state="dropped").select_related("by")[:20],
        "columns": [column for column in schema.columns if column.type != FILE],
    }
    return render(request, "ledgers/paste.html", context)


def _batch(request: HttpRequest, ledger: Ledger, schema: Schema) -> Batch:
    file = request.FILES.get("file")
    if file is not None:
        return batches.from_file(ledger, schema, file.name or "文件", file.read(), person(request))
    text, html = request.POST.get("text", ""), request.POST.get("html", "")
    return batches.from_clipboard(ledger, text, html, person(request))


def batch(request: HttpRequest, number: int, batch: int) -> HttpResponse:
    """What a table would give, or what came of it; the columns can be chosen anew."""
    ledger, schema = ledger_of(request, number)
    demand(person(request), "edit_section", ledger)
    held = _held(request, ledger, batch)
    context = {**around(request, ledger, schema, "paste"), "batch": held}
    if held.state != Batch.State.PREVIEW:
        return render(request, "ledgers/taken.html", context)
    try:
        if request.method == "POST":
            _choose(request, held, schema)
            return redirect("ledger-batch", ledger.pk, held.pk)
        made = batches.look(held, schema)
    except batches.NotTaken as fault:
        messages.error(request, str(fault))
        return redirect(
            "ledger-batch" if request.method == "POST" else "ledger-paste", *_back(ledger, held, request)
        )
    context |= _preview(ledger, schema, held, made)
    return render(request, "ledgers/batch.html", context)


def _back(ledger: Ledger, held: Batch, request: HttpRequest) -> list[int]:
    return [ledger.pk, held.pk] if request.method == "POST" else [ledger.pk]


def _held(request: HttpRequest, ledger: Ledger, number: int) -> Batch:
    seen = Batch.objects.visible_to(request.user).select_related("ledger__unit", "file")
    found: Batch = get_object_or_404(seen, pk=number, ledger=ledger)
    return found


def _choose(request: HttpRequest, held: Batch, schema: Schema) -> None:
    given = {
        whole(name.removeprefix("column-")): value
        for name, value in request.POST.dict().items()
        if name.startswith("column-")
    }
    columns = {at: name for at, name in given.items() if at is not None and (not name or schema.has(name))}
    table, unit = whole(request.POST.get("table")), request.POST.get("unit", "")
    batches.choose(
        held, schema, columns, unit if unit in UNITS else "", held.table if table is None else table
    )


def _preview(ledger: Ledger, schema: Schema, held: Batch, made: Preview) -> dict[str, Any]:
    result = batches.plan(ledger, made)
    columns = [schema.column(one.column) for one in made.columns if one.column]
    doubtful = [one for one in made.rows if any(told.severity != NOTE for told in one.told)]
    first = [one for one in made.rows[:SHOWN] if one not in doubtful[:DOUBTFUL]]
    lines = []
    for one in sorted([*first, *doubtful[:DOUBTFUL]], key=lambda c: c.number):
        row = Row(key=one.row.key, data=one.row.data, raw=one.row.raw)
        about = {told.column: told for told in one.told}
        cells = [(cell_text(row, column, True), column.numeric, about.get(column.name)) for column in columns]
        lines.append({"number": one.number, "cells": cells, "told": one.told})
    return {
        "made": made,
        "plan": result,
        "changed": [(row, cells) for _, row, cells in result.changed[:SHOWN]],
        "titles": {column.name: column.title for column in schema.columns},
        "heads": columns,
        "lines": lines,
        "more": len(made.rows) - len(lines),
        "more_doubtful": max(0, len(doubtful) - DOUBTFUL),
        "choices": schema.columns,
        "units": UNITS,
        "has_money": any(column.type == MONEY for column in columns),
        "tables": list(enumerate(batches.tables(held))) if held.table >= 0 else [],
    }


@require_POST
def take(request: HttpRequest, number: int, batch: int) -> HttpResponse:
    """Take what was looked at."""
    ledger, schema = ledger_of(request, number)
    demand(person(request), "edit_section", ledger)
    held = _held(request, ledger, batch)
    try:
        words = batches.take(held, schema, person(request))
    except batches.NotTaken as fault:
        messages.error(request, str(fault))
    else:
        doubts.check(ledger, person(request))
        messages.success(request, f"已收下：{words}")
    return redirect("ledger-batch", ledger.pk, held.pk)


@require_POST
def undo(request: HttpRequest, number: int, batch: int) -> HttpResponse:
    """Undo a batch as a whole."""
    ledger, schema = ledger_of(request, number)
    demand(person(request), "edit_section", ledger)
    held = _held(request, ledger, batch)
    try:
        words = batches.undo(held, schema, person(request))
    except batches.NotTaken as fault:
        messages.error(request, str(fault))
    else:
        doubts.check(ledger, person(request))
        messages.success(request, words)
    return redirect("ledger-batch", ledger.pk, held.pk)


@require_POST
def drop(request: HttpRequest, number: int, batch: int) -> HttpResponse:
    """Leave what was only looked at."""
    ledger, _ = ledger_of(request, number)
    demand(person(request), "edit_section", ledger)
    batches.drop(_held(request, ledger, batch))
    messages.success(request, "没有收，台账没有变")
    return redirect("ledger-paste", ledger.pk)
