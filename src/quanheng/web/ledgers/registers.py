"""A unit's ledgers beside its workbook: which result each indicator takes, taken over, and frozen at handing in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import F

from quanheng import pipeline
from quanheng.facts.ledger_measures import Source, Sources
from quanheng.facts.ledger_results import expressed
from quanheng.ledgers.measures.record import Measure, Result
from quanheng.ledgers.period import Period, months_of, year_of
from quanheng.ledgers.rows import Row as LibraryRow
from quanheng.ledgers.schema import Schema
from quanheng.model.quantity import trimmed
from quanheng.model.workbook import DepartmentYear, Indicator
from quanheng.web.departments.entries import record_of, replace_all
from quanheng.web.departments.indicators import name_of
from quanheng.web.departments.models import Book, Part
from quanheng.web.events.log import record as event
from quanheng.web.files.store import content, keep
from quanheng.web.ledgers import measuring
from quanheng.web.ledgers.described import schema_of
from quanheng.web.ledgers.models import Binding, Frozen, Ledger
from quanheng.web.ledgers.rows import every, library_row
from quanheng.web.units.models import User

MOST_LISTED = 5000
"""Rows that are frozen in full behind one ledger's results; of more the hash and the number stand alone."""


@dataclass
class Register:
    """A ledger as the library takes it; its rows are read when they are first asked for."""

    ledger: Ledger
    schema: Schema
    year: int | None = None

    @cached_property
    def rows(self) -> Sequence[LibraryRow]:
        """All rows that count."""
        return [library_row(row) for row in every(self.ledger)]


@dataclass
class Shelf:
    """The ledgers of a unit; `bound` are the sources that people chose, `bindings` their rows, by indicator."""

    registers: list[Register] = field(default_factory=list)
    bound: dict[str, Source[Register]] = field(default_factory=dict)
    bindings: dict[str, Binding] = field(default_factory=dict)


def shelf_of(book: Book) -> Shelf:
    """What the unit keeps, with what was bound in the book."""
    made = Shelf()
    bindings = list(Binding.objects.filter(book=book).select_related("ledger__unit"))
    for ledger in Ledger.objects.filter(unit=book.unit).select_related("unit"):
        schema = schema_of(ledger)
        known = measuring.measures(ledger, schema)
        register = Register(ledger, replace(schema, measures=known))
        made.registers.append(register)
        for one in bindings:
            if one.ledger_id == ledger.pk and one.measure in known:
                measure = known[one.measure]
                whole = {measure.whole: one.whole} if measure.whole and one.whole is not None else {}
                made.bound[one.indicator] = Source(register, measure, whole)
                made.bindings[one.indicator] = one
    return made


@dataclass
class Taken:
    """What an indicator would take: the measure with its value, and whether the workbook says the same.

    `told` is the value in the unit of the indicator, None where it cannot be computed.
    """

    ledger: Ledger
    schema: Schema
    measure: Measure
    result: Result
    told: Decimal | None
    bound: Binding | None = None
    agrees: bool = True

    @property
    def name(self) -> str:
        """How the addresses name the measure."""
        return self.measure.name

    @property
    def value(self) -> str:
        """The value as an input holds it; — where it cannot be computed."""
        return "—" if self.told is None else trimmed(self.told)

    @property
    def proves(self) -> bool:
        """Whether the ledger comes to the result that the workbook has, from rows that have their proofs."""
        counted = self.result.value is not None and self.agrees
        return counted and not any(part.unproved for part in self.result.parts)


def taken(book: Book, record: DepartmentYear, month: int = 12) -> dict[str, Taken]:
    """By name of indicator what the ledgers give by the end of a month: those bound, and those of one name alone."""
    shelf = shelf_of(book)
    period = months_of(book.year, 1, month) if month < 12 else year_of(book.year)
    sources = Sources(record, shelf.registers, {}, shelf.bound)
    wanted: dict[int, dict[str, tuple[Indicator, Source[Register]]]] = {}
    for one in record.indicators:
        found = sources.of(one)
        if len(found) == 1:
            wanted.setdefault(found[0].register.ledger.pk, {})[name_of(one)] = one, found[0]
    return {name: one for mine in wanted.values() for name, one in _of_ledger(mine, shelf, period).items()}


def _of_ledger(
    mine: dict[str, tuple[Indicator, Source[Register]]], shelf: Shelf, period: Period
) -> dict[str, Taken]:
    """What one ledger gives for indicators by name, in one walk over its rows."""
    register = next(source.register for _, source in mine.values())
    results = measuring.results(
        register.ledger,
        register.schema,
        {name: source.measure for name, (_, source) in mine.items()},
        period,
        {name: source.parameters for name, (_, source) in mine.items()},
    )
    made = {}
    for name, (one, source) in mine.items():
        result = results[name]
        told = expressed(one, source.measure, result.value) if result.value is not None else None
        agrees = told is None or one.result_value in (None, told)
        bound = shelf.bindings.get(name)
        made[name] = Taken(register.ledger, register.schema, source.measure, result, told, bound, agrees)
    return made


def bind(made: Binding, by: User) -> list[str]:
    """Bind an indicator to a measure and take its result over; a former binding of the indicator is replaced.

    Returns what was taken. Raises KeyError where the book has no such indicator.
    """
    if made.indicator not in {name_of(one) for one in record_of(made.book).indicators}:
        raise KeyError(made.indicator)
    with transaction.atomic():
        former = Binding.objects.filter(book=made.book, indicator=made.indicator).first()
        if former:
            made.pk = former.pk
        made.by = by
        made.save()
        schema = schema_of(made.ledger)
        title = measuring.measures(made.ledger, schema)[made.measure].title
        words = f"“{made.indicator}”取自台账“{schema.title}”的{title}"
        event(by, "bind", made, unit=made.book.unit, words=words)
        return take_over(made.book, by, made.indicator)


def unbind(row: Binding, by: User) -> None:
    """The indicator is filled in by hand again."""
    with transaction.atomic():
        event(by, "unbind", row, unit=row.book.unit, words=f"“{row.indicator}”不再从台账取数")
        row.delete()


def take_over(book: Book, by: User, only: str = "") -> list[str]:
    """Write the results that the ledgers give into the workbook; returns what was taken and what differs.

    With `only`, the one indicator of that name takes its result even where another was typed.
    """
    shelf = shelf_of(book)
    with transaction.atomic():
        record = record_of(book)
        before = list(record.indicators)
        if only:
            record.indicators = [
                replace(one, result="", evidence="") if name_of(one) == only else one for one in before
            ]
        told = pipeline.take_from_ledgers(record, shelf.registers, book.unit.place, bound=shelf.bound)
        if only:
            record.indicators = [
                new if name_of(old) == only else old
                for old, new in zip(before, record.indicators, strict=True)
            ]
        replace_all(book, record, by, "从台账取数")
        # A page of indicators that somebody has open must not put the old results back unseen.
        Part.objects.filter(book=book, section="indicators").update(version=F("version") + 1)
    return told


def freeze(book: Book, by: User) -> Frozen | None:
    """Keep the results that ledgers prove with their rows as they are now; None where no ledger proves one."""
    shelf = shelf_of(book)
    record = record_of(book)
    told = pipeline.take_from_ledgers(record, shelf.registers, book.unit.place, bound=shelf.bound)
    if not record.proofs:
        return None
    rows = sum(len(one.rows) for one in record.proof_lists)
    lists = [
        asdict(one)
        if len(one.rows) <= MOST_LISTED
        else asdict(replace(one, rows=())) | {"left": len(one.rows)}
        for one in record.proof_lists
    ]
    held = {"proofs": [asdict(one) for one in record.proofs], "lists": lists, "told": told}
    file = keep([json.dumps(held, ensure_ascii=False, sort_keys=True).encode()])
    made = Frozen.objects.create(book=book, file=file, count=len(record.proofs), rows=rows, by=by)
    words = f"冻结 {made.count} 个指标的台账取数，{rows} 行，校验 {file.sha256[:16]}"
    event(by, "freeze", made, unit=book.unit, words=words)
    return made


def frozen_content(one: Frozen) -> dict[str, Any]:
    """Proofs, lists and remarks of what was frozen."""
    held: dict[str, Any] = json.loads(content(one.file))
    return held
