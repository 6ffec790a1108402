"""What ledgers prove: measures with their values and the rows behind them, built, bound to indicators, frozen."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Path, Query, Router, Schema, Status
from ninja.pagination import paginate

from quanheng.ledgers.measures.record import Measure, Result
from quanheng.ledgers.schema import BadLedger
from quanheng.ledgers.schema import Schema as Described
from quanheng.model.quantity import trimmed
from quanheng.web.api.ledgers import ONE, LedgerRow, fills, row_shown
from quanheng.web.api.paging import Key, Pages
from quanheng.web.api.problems import Unfit
from quanheng.web.api.shapes import Long, Short
from quanheng.web.departments.models import Book
from quanheng.web.departments.views import book_of
from quanheng.web.ledgers import measuring, registers
from quanheng.web.ledgers.models import Binding, Frozen, Ledger, SavedMeasure
from quanheng.web.ledgers.views.access import ledger_of
from quanheng.web.units.entry import person
from quanheng.web.units.rights import demand, may

router = Router(tags=["台账"])
Month = Annotated[int, Field(ge=1, le=12)]
MEASURE = f"{ONE}/measures/{{measure}}"
BOOK = "/books/{book}"


class Months(Schema):
    """The months of a year, the ledger's own where none is named."""

    year: Annotated[int, Field(ge=1990, le=2100)] | None = None
    first: Month = 1
    last: Month = 12


class MeasureShape(Schema):
    """A measure with its value, null where it cannot be computed, how it was counted, and what is missing."""

    name: str
    title: str
    own: bool
    period: str
    value: str | None
    unit: str
    formula: str
    missing: list[str]
    rows: int


class CountedRows(Schema):
    """A part of a measure: how many rows it counted, and the first of them."""

    label: str
    count: int
    rows: list[LedgerRow]


class BindingShape(Schema):
    """An indicator that takes its result from a measure; `whole` the total that a coverage is divided by."""

    id: int
    book_id: int
    indicator: str
    measure: str
    whole: Decimal | None


class Proven(MeasureShape):
    """With the rows behind it, the values month by month where it has such, and the indicators that take it."""

    parts: list[CountedRows]
    months: dict[str, str | None]
    bindings: list[BindingShape]


class Built(Schema):
    """What the builder's page asks: `kind`, `title`, `unit`, the columns, conditions as column-0, op-0, value-0."""

    inputs: dict[Short, Long] = Field(max_length=100)


class Bind(Schema):
    """The indicator of a year by its name, 产出／数量 as the list of indicators has it."""

    book: Key
    indicator: str = Field(max_length=400)
    whole: Decimal | None = Field(None, max_digits=20, decimal_places=4)


class TakenOver(Schema):
    """What was done, in words."""

    words: list[str]


class OneIndicator(Schema):
    """The one indicator to take over even where another result was typed; empty for all that is not typed."""

    indicator: str = Field("", max_length=400)


class FrozenShape(Schema):
    """The results of a book as they were handed in."""

    id: int
    count: int
    rows: int
    at: datetime


class FrozenContent(FrozenShape):
    """With the proofs, the rows that proved them, and the remarks."""

    proofs: list[dict[str, Any]]
    lists: list[dict[str, Any]]
    told: list[str]


def _months(ledger: Ledger, asked: Months) -> Any:
    return measuring.months(asked.year or ledger.year, min(asked.first, asked.last), asked.last)


def _shape(name: str, measure: Measure, result: Result, period: str) -> MeasureShape:
    return MeasureShape(
        name=name,
        title=measure.title,
        own=name.startswith("saved-"),
        period=period,
        value=_value(result),
        unit=measure.unit,
        formula=result.formula,
        missing=list(result.missing),
        rows=result.rows,
    )


def _value(result: Result) -> str | None:
    return None if result.value is None else trimmed(result.value)


def _measure(ledger: Ledger, schema: Described, name: str) -> Measure:
    found = measuring.measures(ledger, schema).get(name)
    if found is None:
        raise Http404
    return found


def _saved(request: HttpRequest, ledger: Ledger, name: str) -> SavedMeasure:
    number = name.removeprefix("saved-")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    seen = SavedMeasure.objects.visible_to(person(request))
    found: SavedMeasure = get_object_or_404(seen, ledger=ledger, pk=int(number))
    return found


def _proven(request: HttpRequest, ledger: Ledger, schema: Described, name: str, asked: Months) -> Proven:
    one, period = _measure(ledger, schema, name), _months(ledger, asked)
    private = may(person(request), "edit_section", ledger)
    parts = [
        CountedRows(label=label, count=count, rows=[row_shown(row, schema, private, []) for row in rows])
        for label, count, rows in measuring.rows_behind(ledger, schema, one, period)
    ]
    series = measuring.by_month(ledger, schema, one, period)
    bindings = Binding.objects.visible_to(person(request)).filter(ledger=ledger, measure=name)
    return Proven(
        **_shape(name, one, measuring.result(ledger, schema, one, period), period.words()).dict(),
        parts=parts,
        months={month: _value(result) for month, result in series},
        bindings=[BindingShape.from_orm(one) for one in bindings],
    )


def _whole_book(request: HttpRequest, number: int) -> Book:
    row = book_of(request, number)
    demand(person(request), "view_whole", row)
    return row


@router.get(f"{ONE}/measures", response=list[MeasureShape])
def measures(request: HttpRequest, ledger: Path[Key], asked: Query[Months]) -> Any:
    """What the ledger proves in those months."""
    row, schema = ledger_of(request, ledger)
    period, known = _months(row, asked), measuring.measures(row, schema)
    found = measuring.results(row, schema, known, period)
    return [_shape(name, one, found[name], period.words()) for name, one in known.items()]


@router.post(f"{ONE}/measures", response={201: Proven})
def build_measure(request: HttpRequest, ledger: Path[Key], given: Built) -> Any:
    """Keep a measure of one's own."""
    row, schema = fills(request, ledger)
    made = _kept(SavedMeasure(ledger=row), schema, given, request)
    return Status(201, _proven(request, row, schema, made.name, Months()))


def _kept(row: SavedMeasure, schema: Described, given: Built, request: HttpRequest) -> SavedMeasure:
    try:
        return measuring.save(row, schema, given.inputs, person(request))
    except BadLedger as fault:
        raise Unfit({"inputs": [str(fault)]}) from fault


@router.get(MEASURE, response=Proven)
def measure(request: HttpRequest, ledger: Path[Key], measure: Path[Short], asked: Query[Months]) -> Any:
    """One value: how it was counted, month by month, the rows behind it, and who takes it."""
    return _proven(request, *ledger_of(request, ledger), measure, asked)


@router.put(MEASURE, response=Proven)
def rebuild_measure(request: HttpRequest, ledger: Path[Key], measure: Path[Short], given: Built) -> Any:
    """Change a measure of one's own."""
    row, schema = fills(request, ledger)
    made = _kept(_saved(request, row, measure), schema, given, request)
    return _proven(request, row, schema, made.name, Months())


@router.delete(MEASURE, response={204: None})
def drop_measure(request: HttpRequest, ledger: Path[Key], measure: Path[Short]) -> Any:
    """Give it up; one that an indicator takes stays."""
    row, schema = fills(request, ledger)
    measuring.drop(_saved(request, row, measure), schema, person(request))
    return Status(204, None)


@router.post(f"{MEASURE}/bindings", response={201: TakenOver})
def bind_measure(request: HttpRequest, ledger: Path[Key], measure: Path[Short], given: Bind) -> Any:
    """Bind an indicator of a year of the same unit to the measure, and take the result over."""
    row, schema = ledger_of(request, ledger)
    one, seen = _measure(row, schema, measure), Book.objects.visible_to(person(request))
    book: Book = get_object_or_404(seen, pk=given.book, unit=row.unit)
    demand(person(request), "edit", book)
    total = given.whole if one.whole else None
    made = Binding(book=book, indicator=given.indicator, ledger=row, measure=measure, whole=total)
    try:
        return Status(201, TakenOver(words=registers.bind(made, person(request))))
    except KeyError as fault:
        raise Unfit({"indicator": ["这一年没有这个指标"]}) from fault


@router.get(f"{BOOK}/bindings", response=list[BindingShape])
@paginate(Pages)
def bindings(request: HttpRequest, book: Path[Key]) -> QuerySet[Binding]:
    """The indicators of a year that take their results from ledgers."""
    row = _whole_book(request, book)
    return Binding.objects.visible_to(person(request)).filter(book=row).order_by("pk")


@router.delete(f"{BOOK}/bindings/{{binding}}", response={204: None})
def unbind_indicator(request: HttpRequest, book: Path[Key], binding: Path[Key]) -> Any:
    """The indicator is filled in by hand again; its result stays."""
    row = book_of(request, book)
    demand(person(request), "edit", row)
    registers.unbind(
        get_object_or_404(Binding.objects.visible_to(person(request)), pk=binding, book=row), person(request)
    )
    return Status(204, None)


@router.post(f"{BOOK}/results-of-ledgers", response=TakenOver)
def take_results(request: HttpRequest, book: Path[Key], given: OneIndicator) -> Any:
    """Write what the ledgers give into the workbook; returns what was taken and what differs."""
    row = book_of(request, book)
    demand(person(request), "edit", row)
    return TakenOver(words=registers.take_over(row, person(request), given.indicator))


@router.get(f"{BOOK}/frozen", response=list[FrozenShape])
@paginate(Pages)
def frozen_results(request: HttpRequest, book: Path[Key]) -> QuerySet[Frozen]:
    """What was frozen whenever the year was handed in, the newest first."""
    return Frozen.objects.visible_to(person(request)).filter(book=_whole_book(request, book))


@router.get(f"{BOOK}/frozen/{{frozen}}", response=FrozenContent)
def frozen_result(request: HttpRequest, book: Path[Key], frozen: Path[Key]) -> Any:
    """The results as they were handed in, with the rows that proved them."""
    seen = Frozen.objects.visible_to(person(request)).select_related("file")
    one = get_object_or_404(seen, pk=frozen, book=_whole_book(request, book))
    held = registers.frozen_content(one)
    told = {name: held[name] for name in ("proofs", "lists", "told")}
    return FrozenContent(**FrozenShape.from_orm(one).dict(), **told)
