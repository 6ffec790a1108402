"""What a document says of a result, against the rows of the ledger that would prove it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from quanheng.facts.case_claims import claim_of
from quanheng.facts.ledger_measures import measures_by_name, measures_in
from quanheng.facts.measures import is_date
from quanheng.facts.measures import measure as amount_of
from quanheng.facts.results_restated import name_key
from quanheng.ledgers.book import Book
from quanheng.ledgers.measures.evaluate import Parameters, evaluate
from quanheng.ledgers.measures.record import Measure, Result
from quanheng.ledgers.period import year_of
from quanheng.model.case import Paper
from quanheng.model.figure import EXACT, Figure
from quanheng.model.form import FormRow, SelfEvaluationForm
from quanheng.model.place import Place
from quanheng.model.quantity import PERCENT, Unit, trimmed, unit
from quanheng.model.relation import Claim

_DELTA, _NET = "delta", "净增"


class Answer(NamedTuple):
    """What a ledger says to one measure."""

    measure: Measure
    result: Result
    book: Book
    paper: Paper


@dataclass(slots=True)
class Bookshelf:
    """The ledgers of a run, each as a paper of the case (in the same order), and totals by name."""

    books: Sequence[Book]
    papers: Sequence[Paper]
    parameters: Parameters = field(default_factory=dict)

    def answers(self, named: Sequence[tuple[Book, Measure]], year: int) -> Iterator[Answer]:
        """Those of the measures that can be computed for the year."""
        for book, measure in named:
            result = evaluate(measure, book.schema, book.rows, year_of(year), self.parameters)
            if result.value is not None:
                paper = next(p for b, p in zip(self.books, self.papers, strict=True) if b is book)
                yield Answer(measure, result, book, paper)


def ledger_claims(papers: Sequence[Paper], shelf: Bookshelf) -> Iterator[Claim]:
    """Each figure of a document that names a measure, with the value that the rows give."""
    organisations = {paper.facts.organisation for paper in papers}
    for paper in papers:
        year = paper.facts.year
        if year is None:
            continue
        known = measures_by_name(shelf.books, year)
        for name, stated in _stated(paper, year):
            named = [one for one in known.get(name, ()) if measures_in(one[1], stated.unit)]
            fitting = list(shelf.answers(named, year))
            if fitting:
                alone = len(fitting) == 1 and len(organisations) == 1
                yield _claim(paper, stated, fitting[0], alone and _firm(fitting[0], stated))


def _claim(paper: Paper, stated: Figure, answer: Answer, firm: bool) -> Claim:
    made = claim_of(
        "across_ledger",
        (("stated", stated, paper), ("first", _value(answer, stated), answer.paper)),
        closed=firm,
    )
    made.notes["formula"] = answer.result.formula
    made.notes["missing"] = "；".join(answer.result.missing)
    return made


def _firm(answer: Answer, stated: Figure) -> bool:
    """True when the rows are complete by the file's own seal, and the words leave no other meaning."""
    book = answer.book
    clean = book.sealed and book.whole and book.year == stated.year
    return clean and not any("少计" in words for words in answer.result.missing)


def _value(answer: Answer, stated: Figure) -> Figure:
    """The value of the ledger as a figure in the unit of the statement: exact, so that only its rounding counts."""
    assert answer.result.value is not None
    own = unit(answer.measure.unit)
    value = answer.result.value.scaleb(own.power - stated.unit.power)
    text = trimmed(value)
    decimals = len(text.partition(".")[2])
    return Figure(
        id=-1,
        text=text + stated.unit.name,
        value=Decimal(text),
        unit=stated.unit,
        decimals=decimals,
        place=Place(answer.book.grid.block, 0, 0, answer.book.grid.name),
        surface=answer.measure.title,
        year=stated.year,
        exact=True,
        notes={"rows": str(answer.result.rows)},
    )


def _stated(paper: Paper, year: int) -> Iterator[tuple[str, Figure]]:
    """Results of the year by the core of their names: of the text, and of the forms' result cells."""
    cells = set()
    for form in paper.facts.forms:
        for row in form.rows:
            made = _of_row(form, row, year)
            if made is not None:
                cells.add((made.place.block, made.place.cell))
                yield name_key(row.name), made
    texts = {block.index: block.text for block in paper.document.blocks if block.table is None}
    for figure in paper.facts.figures:
        if (figure.place.block, figure.place.cell) in cells or not _told(figure, year):
            continue
        name = name_key(figure.surface)
        if figure.kind != _DELTA:
            yield name, figure
        elif texts.get(figure.place.block, "")[: figure.place.start].rstrip().endswith(_NET):
            yield f"{name}{_NET}", figure


def _told(figure: Figure, year: int) -> bool:
    """A result of the year, said without a hedge; of a rate its kind is ratio, of a net increase delta."""
    kinds = ("level", "ratio") if figure.unit.dimension == PERCENT else ("level", _DELTA)
    plain = figure.kind in kinds and figure.hedge == EXACT and figure.basis != "target"
    return plain and figure.year == year and figure.legible and not figure.subject


def _of_row(form: SelfEvaluationForm, row: FormRow, year: int) -> Figure | None:
    """The result of a form's row; its unit is that of the target where the cell has none."""
    place = row.places.get("result")
    if place is None or not row.result or is_date(row.result) or not form.legible:
        return None
    target = amount_of(row.target or "")
    found = amount_of(row.result, unit=target.unit if target else "")
    if found is None or not found.unit or found.sign not in ("", "="):
        return None
    text = row.result.strip()
    decimals = max(-int(found.value.as_tuple().exponent), 0)
    known: Unit = unit(found.unit)
    return Figure(-1, text, found.value, known, decimals, place, surface=row.name, year=year)
