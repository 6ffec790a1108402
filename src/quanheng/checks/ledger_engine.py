"""The rows of a ledger checked: what its traps catch and what its cells hold, as findings in its file."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from quanheng.checks.engine import chosen
from quanheng.checks.pages import Page, pages
from quanheng.ledgers.book import Book
from quanheng.ledgers.incoming.preview import Candidate
from quanheng.ledgers.period import year_of
from quanheng.ledgers.traps.record import Caught
from quanheng.ledgers.traps.run import search
from quanheng.model.finding import ERROR, LIKELY, PROVED, SUSPECT, Finding, Mark, Said
from quanheng.model.place import Place
from quanheng.model.setting import Setting

_CERTAINTY = {"error": PROVED, "missing": PROVED, "doubt": SUSPECT, "note": LIKELY}
_BROKEN = "文件写明填报完整，但各行与封存时的校验值不符，封存后改过"


def ledger_findings(book: Book, year: int | None, setting: Setting) -> list[Finding]:
    """Everything to look at in one book, in the order of its rows; without a year only what needs none."""
    by_kind = {
        kind: page for page in pages().values() for kind in page.judges if page.family == "ledger_rows"
    }
    made = [*_of_cells(book, by_kind), *_of_file(book, by_kind)]
    if year is not None:
        made += _of_traps(book, year, by_kind)
    kept = [one for one in made if chosen(pages()[one.rule], setting)]
    return sorted(kept, key=lambda one: _order(one.marks[0].place))


def _order(place: Place) -> tuple[int, int]:
    return (place.cell.row, place.cell.column) if place.cell else (-1, 0)


def _of_cells(book: Book, by_kind: dict[str, Page]) -> Iterator[Finding]:
    """Cells that could not be typed; what a trap says of them as well is told there."""
    for candidate in book.preview.rows:
        for told in candidate.told:
            if told.severity == ERROR and told.column in candidate.row.raw:
                place = book.place(candidate, told.column)
                yield _finding(
                    by_kind["ledger_cell"], told.message, [(place, candidate.row.raw[told.column])], book
                )


def _of_file(book: Book, by_kind: dict[str, Page]) -> Iterator[Finding]:
    start = Place(book.grid.block, 0, 0, book.grid.name)
    for words in book.preview.remarks:
        yield _finding(by_kind["ledger_doubt"], words, [(start, "")], book)
    if book.broken:
        yield _finding(by_kind["ledger_doubt"], _BROKEN, [(start, "")], book)


def _of_traps(book: Book, year: int, by_kind: dict[str, Page]) -> Iterator[Finding]:
    rows: dict[str, list[Candidate]] = {}
    for candidate in book.preview.rows:
        rows.setdefault(candidate.row.key, []).append(candidate)
    for caught in search(book.schema, book.rows, year_of(year)):
        page = by_kind[f"ledger_{caught.severity}"]
        yield _finding(page, caught.message, list(_marks(book, caught, rows)), book)


def _marks(book: Book, caught: Caught, rows: dict[str, list[Candidate]]) -> Iterator[tuple[Place, str]]:
    if not caught.keys:
        yield Place(book.grid.block, 0, 0, book.grid.name), ""
    for key in dict.fromkeys(reversed(caught.keys)):
        for candidate in reversed(rows.get(key, [])):
            place = book.place(candidate, caught.column)
            yield place, _text(book, place)


def _text(book: Book, place: Place) -> str:
    return book.grid.rows[place.cell.row][place.cell.column].text if place.cell else ""


def _finding(page: Page, message: str, marks: list[tuple[Place, str]], book: Book) -> Finding:
    made = [Mark("stated" if not at else "operand", text, place) for at, (place, text) in enumerate(marks)]
    values = {"why": message, "name": book.schema.title}
    cell = marks[0][0].cell
    stem = f"{page.id}|{book.schema.name}|{message}|{cell.row if cell else ''}"
    key = sha256(stem.encode()).hexdigest()[:16]
    return Finding(
        page.id,
        page.severity,
        _CERTAINTY[page.severity],
        made,
        Said(made[0].text),
        values=values,
        root=key,
        key=key,
    )
