"""Measures: what a ledger proves, how it was counted, built in the browser, bound to indicators."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from quanheng.ledgers.measures.load import measure as read_measure
from quanheng.ledgers.measures.record import Measure, Result
from quanheng.ledgers.outgoing import head
from quanheng.ledgers.period import Period
from quanheng.ledgers.schema import CHOICE, DATE, FILE, NUMERIC, TIMED, BadLedger, Schema
from quanheng.model.quantity import round_to, trimmed
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.departments.entries import record_of
from quanheng.web.departments.indicators import name_of
from quanheng.web.departments.models import Book
from quanheng.web.ledgers import measuring, registers
from quanheng.web.ledgers.listing import cell_text
from quanheng.web.ledgers.models import Binding, Ledger, Row, SavedMeasure
from quanheng.web.ledgers.views.access import around, ledger_of, within
from quanheng.web.typed import whole
from quanheng.web.units.entry import person
from quanheng.web.units.rights import demand

OPS = {
    "is": "等于", "in": "是其中之一", "not": "不是", "contains": "包含", "filled": "已填", "empty": "未填",
    "during": "在本期内", "until": "不晚于期末", "reaches": "为空或不早于期末", "at_least": "不小于", "at_most": "不大于",
}  # fmt: skip


@dataclass
class Told:
    """A measure with its value in the period."""

    name: str
    measure: Measure
    result: Result
    own: bool

    @property
    def value(self) -> str:
        """The value without idle zeros; — where it cannot be computed."""
        return "—" if self.result.value is None else trimmed(self.result.value)


def index(request: HttpRequest, number: int) -> HttpResponse:
    """What the ledger proves this year."""
    ledger, schema = ledger_of(request, number)
    period, chosen = _period(request, ledger)
    known = measuring.measures(ledger, schema)
    found = measuring.results(ledger, schema, known, period)
    told = [Told(name, one, found[name], name.startswith("saved-")) for name, one in known.items()]
    context = {**around(request, ledger, schema, "measures"), "told": told, **chosen}
    return render(request, "ledgers/measures.html", context)


def _period(request: HttpRequest, ledger: Ledger) -> tuple[Period, dict[str, Any]]:
    """The months that the address asks for, of the year that the ledger is checked for."""
    year = within(request, "year", 1990, 2100, ledger.year)
    last = within(request, "last", 1, 12, 12)
    first = within(request, "first", 1, last, 1)
    period = measuring.months(year, first, last)
    return period, {
        "year": year,
        "first": first,
        "last": last,
        "period": period.words(),
        "months": range(1, 13),
    }


def _measure(ledger: Ledger, schema: Schema, name: str) -> Measure:
    found = measuring.measures(ledger, schema).get(name)
    if found is None:
        raise Http404
    return found


def measure(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One value: how it was counted, month by month, the rows behind it, and the indicator that takes it."""
    ledger, schema = ledger_of(request, number)
    one = _measure(ledger, schema, name)
    period, chosen = _period(request, ledger)
    context = around(request, ledger, schema, "measures")
    saved = (
        SavedMeasure.objects.filter(ledger=ledger, pk=name.removeprefix("saved-"))
        if name.startswith("saved-")
        else None
    )
    context |= {
        **chosen,
        "told": Told(name, one, measuring.result(ledger, schema, one, period), name.startswith("saved-")),
        "parts": _parts(ledger, schema, one, period, context["fills"]),
        "heads": [head(column) for column in _columns(schema)],
        "series": _bars(measuring.by_month(ledger, schema, one, period)),
        "saved": saved.first() if saved else None,
        "bindings": Binding.objects.visible_to(request.user)
        .filter(ledger=ledger, measure=name)
        .select_related("book"),
        "free": _free(request, ledger) if context["manages"] else [],
    }
    return render(request, "ledgers/measure.html", context)


def _columns(schema: Schema) -> list[Any]:
    return [column for column in schema.columns if column.type != FILE][:9]


def _parts(
    ledger: Ledger, schema: Schema, one: Measure, period: Period, private: bool
) -> list[dict[str, Any]]:
    made = []
    for label, count, rows in measuring.rows_behind(ledger, schema, one, period):
        lines = [_line(row, schema, private) for row in rows]
        made.append({"label": label, "count": count, "lines": lines, "more": count - len(lines)})
    return made


def _line(row: Row, schema: Schema, private: bool) -> tuple[Row, list[tuple[str, bool]]]:
    return row, [(cell_text(row, column, private), column.numeric) for column in _columns(schema)]


@dataclass
class Bar:
    """A month of a chart; `height` of 100, `x` from the left."""

    month: str
    value: str
    height: int
    x: int


def _bars(series: list[tuple[str, Result]]) -> list[Bar]:
    """Bars from nought to the greatest value; months without one have none."""
    values = [one.value or Decimal() for _, one in series]
    most = max([*values, Decimal()])
    if not most:
        return []
    return [
        Bar(
            f"{int(month[5:])}月",
            trimmed(round_to(value, 2)),
            int(max(value, Decimal()) * 100 / most),
            at * 52 + 10,
        )
        for at, ((month, _), value) in enumerate(zip(series, values, strict=True))
    ]


def _free(request: HttpRequest, ledger: Ledger) -> list[tuple[Book, list[str]]]:
    """The years of the unit whose indicators the person may bind, with their names."""
    books = Book.objects.visible_to(request.user, "edit").filter(unit=ledger.unit).select_related("unit")
    return [(book, [name_of(one) for one in record_of(book).indicators if one.level3]) for book in books]


def build(request: HttpRequest, number: int) -> HttpResponse:
    """Build a measure: what is chosen stands in the address and is computed at once; POST keeps it."""
    ledger, schema = ledger_of(request, number)
    demand(person(request), "edit_section", ledger)
    edited = SavedMeasure.objects.filter(
        ledger=ledger, pk=whole(request.GET.get("edit") or request.POST.get("edit")) or 0
    ).first()
    given = request.POST.dict() if request.method == "POST" else request.GET.dict()
    inputs = {
        k: v for k, v in given.items() if k not in {"csrfmiddlewaretoken", "edit", "year", "first", "last"}
    }
    if edited and not inputs:
        inputs = dict(edited.inputs)
    told, fault = None, ""
    period, chosen = _period(request, ledger)
    if inputs.get("kind"):
        try:
            if request.method == "POST":
                made = measuring.save(edited or SavedMeasure(ledger=ledger), schema, inputs, person(request))
                messages.success(request, f"已保存取数“{made.title}”，可以绑定到指标")
                return redirect("ledger-measure", ledger.pk, made.name)
            one = read_measure("saved", measuring.tree(schema, inputs), schema, inputs.get("title") or "取数")
            told = Told("", one, measuring.result(ledger, schema, one, period, _whole(inputs, one)), True)
        except BadLedger as bad:
            fault = str(bad)
    context = {
        **around(request, ledger, schema, "measures"), **chosen,
        "inputs": inputs, "told": told, "fault": fault, "edit": edited.pk if edited else "",
        "kinds": measuring.KINDS, "ops": OPS, "lines": _lines(inputs),
        "columns": [c for c in schema.columns if c.type != FILE],
        "numbers": [c for c in schema.columns if c.type in NUMERIC],
        "dates": [c for c in schema.columns if c.type == DATE],
        "timed": [c for c in schema.columns if c.type in TIMED],
        "choices": [c for c in schema.columns if c.type == CHOICE],
    }  # fmt: skip
    return render(request, "ledgers/build.html", context, status=422 if fault else 200)


def _lines(inputs: dict[str, str]) -> list[dict[str, str]]:
    names = [*map(str, range(measuring.CONDITIONS)), "top"]
    return [
        {"name": n, **{key: inputs.get(f"{key}-{n}", "") for key in ("column", "op", "value")}} for n in names
    ]


def _whole(inputs: dict[str, str], one: Measure) -> dict[str, Decimal]:
    try:
        return {one.whole: Decimal(inputs.get("whole", "").replace(",", ""))} if one.whole else {}
    except InvalidOperation:
        return {}


@require_POST
def drop(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """Give up a measure that was built here; one that an indicator takes stays."""
    ledger, schema = ledger_of(request, number)
    demand(person(request), "edit_section", ledger)
    row = get_object_or_404(
        SavedMeasure.objects.visible_to(request.user),
        ledger=ledger,
        pk=whole(name.removeprefix("saved-")) or 0,
    )
    try:
        measuring.drop(row, schema, person(request))
    except NotNow as fault:
        messages.error(request, str(fault))
        return redirect("ledger-measure", ledger.pk, name)
    messages.success(request, "已删除")
    return redirect("ledger-measures", ledger.pk)


@require_POST
def bind(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """Bind an indicator of a year to the measure, and take the result over."""
    ledger, schema = ledger_of(request, number)
    one = _measure(ledger, schema, name)
    year, _, indicator = request.POST.get("indicator", "").partition(":")
    if whole(year) is None:
        demand(person(request), "edit", ledger)
        messages.error(request, "请选一个指标")
        return redirect("ledger-measure", ledger.pk, name)
    book = get_object_or_404(Book.objects.visible_to(request.user), pk=year, unit=ledger.unit)
    demand(person(request), "edit", book)
    total = _whole(request.POST.dict(), one).get(one.whole)
    made = Binding(book=book, indicator=indicator, ledger=ledger, measure=name, whole=total)
    try:
        told = registers.bind(made, person(request))
    except KeyError as fault:
        raise Http404 from fault
    messages.success(request, "；".join(["已绑定", *told]))
    return redirect("book-indicators", book.pk)
