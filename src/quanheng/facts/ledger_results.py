"""Results of the indicators of a workbook, taken from the rows that prove them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quanheng.facts.restated import name_key
from quanheng.ledgers.book import Book
from quanheng.ledgers.cells import trimmed
from quanheng.ledgers.measures.evaluate import evaluate
from quanheng.ledgers.measures.record import Measure, Result
from quanheng.ledgers.period import year_of
from quanheng.model.quantity import COUNT, MONEY, unit
from quanheng.model.workbook import DepartmentYear, Indicator

_BY_HAND = "手填，无台账"


def take_results(record: DepartmentYear, shelf: Sequence[Book]) -> list[str]:
    """Fill the results that are empty; one that is filled stays, and is told where the rows say otherwise.

    The evidence of an indicator names the ledger and how many rows there are; the lines returned are Chinese.
    """
    known = _known(record.year, shelf)
    told: list[str] = []
    for at, one in enumerate(record.indicators):
        found = known.get(name_key(one.level3), [])
        fitting = [(book, measure, result) for book, measure, result in found if _fits(one, measure)]
        if len(fitting) > 1:
            told.append(f"“{one.level3}”在几本台账里都有，没有取")
        elif fitting:
            record.indicators[at] = _taken(one, *fitting[0], told)
        elif one.result_value is not None and not one.evidence:
            record.indicators[at] = replace(one, evidence=_BY_HAND)
    return told


def _known(year: int, shelf: Sequence[Book]) -> dict[str, list[tuple[Book, Measure, Result]]]:
    made: dict[str, list[tuple[Book, Measure, Result]]] = {}
    for book in shelf:
        if book.year not in (None, year):
            continue
        for measure in book.schema.measures.values():
            result = evaluate(measure, book.schema, book.rows, year_of(year))
            if measure.indicator and result.value is not None:
                for name in dict.fromkeys(map(name_key, measure.names)):
                    made.setdefault(name, []).append((book, measure, result))
    return made


def _fits(one: Indicator, measure: Measure) -> bool:
    """One dimension; an indicator without a unit takes that of the measure."""
    own, given = unit(measure.unit), unit(one.unit)
    if not one.unit:
        return True
    if own.dimension == MONEY:
        return given.dimension == MONEY
    return own.dimension == given.dimension if own.dimension == COUNT else own.name == given.name


def _taken(one: Indicator, book: Book, measure: Measure, result: Result, told: list[str]) -> Indicator:
    assert result.value is not None
    own, given = unit(measure.unit), unit(one.unit or measure.unit)
    value = trimmed(result.value.scaleb(own.power - given.power) if own.dimension == MONEY else result.value)
    proof = f"台账“{book.schema.title}”{result.rows}行"
    if one.result and one.result != value:
        told.append(
            f"“{one.level3}”已填 {one.result}{one.unit}，{proof}算出 {value}{given.name}：{result.formula}"
        )
        return one
    lacking = f"；{'；'.join(result.missing)}" if result.missing else ""
    told.append(f"“{one.level3}”取 {value}{given.name}，{proof}：{result.formula}{lacking}")
    return replace(one, result=value, unit=one.unit or measure.unit, evidence=one.evidence or proof)
