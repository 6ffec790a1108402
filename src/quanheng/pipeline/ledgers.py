"""A folder of ledgers beside the documents: its books are read, checked, and held against what is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from quanheng.model.review import Facts, Failure, Reviewed
from quanheng.model.setting import Setting
from quanheng.pipeline.apart import failure, guarded

if TYPE_CHECKING:
    from quanheng.facts.ledger_measures import Source
    from quanheng.ledgers.book import Book
    from quanheng.ledgers.listing import Register
    from quanheng.ledgers.measures.evaluate import Parameters
    from quanheng.ledgers.measures.record import Measure, Result
    from quanheng.ledgers.monitoring.record import Watched
    from quanheng.ledgers.schema import Schema
    from quanheng.model.workbook import DepartmentYear

_DECLARED = (".yaml", ".yml")


@dataclass(slots=True)
class Shelf:
    """A folder of ledgers: its books by name of file, totals that no ledger has, and the files that are neither."""

    books: list[Book] = field(default_factory=list)
    totals: dict[str, Decimal] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)


def shelf(folder: str) -> Shelf:
    """The books of a folder, and the totals of its file 总数; never raises."""
    from quanheng.ledgers.schema import BadLedger  # noqa: PLC0415
    from quanheng.ledgers.totals import is_totals  # noqa: PLC0415

    files = _files(folder)
    if isinstance(files, Failure):
        return Shelf(failures=[files])
    try:
        own = _own(files)
    except BadLedger as fault:
        return Shelf(failures=[Failure(folder, str(fault), "写法见自带的台账")])
    rest = [(path, data) for path, data in files if not path.endswith(_DECLARED)]
    made = Shelf()
    for one in guarded(_totals, [file for file in rest if is_totals(file[0])]):
        _put(made, one)
    for book in guarded(_book, [file for file in rest if not is_totals(file[0])], (own,)):
        _put(made, book)
    if not made.books and not made.failures:
        made.failures.append(Failure(folder, "目录里没有台账文件", "把台账存成 xlsx，用台账的名称作文件名"))
    return made


def _put(made: Shelf, one: Book | dict[str, Decimal] | Failure) -> None:
    if isinstance(one, Failure):
        made.failures.append(one)
    elif isinstance(one, dict):
        made.totals |= one
    else:
        made.books.append(one)


def _totals(path: str, data: bytes) -> dict[str, Decimal] | Failure:
    from quanheng.ledgers.totals import BadTotals, totals_of  # noqa: PLC0415

    try:
        return totals_of(path, data)
    except BadTotals as fault:
        return Failure(path, str(fault), "每行写名称和数，如“乡镇总数、25”")
    except Exception as fault:  # noqa: BLE001
        return failure(path, data, fault)


def _files(folder: str) -> list[tuple[str, bytes]] | Failure:
    try:
        paths = sorted(path for path in Path(folder).iterdir() if path.is_file() and path.name[0] not in ".~")
        return [(str(path), path.read_bytes()) for path in paths]
    except OSError as fault:
        return Failure(folder, f"打不开台账目录：{fault.strerror}", "--ledger 要写存放台账的文件夹")


def _own(files: Sequence[tuple[str, bytes]]) -> dict[str, Schema]:
    from quanheng.ledgers.book import own_ledgers  # noqa: PLC0415

    return dict(own_ledgers([(path, data) for path, data in files if path.endswith(_DECLARED)]))


def _book(path: str, data: bytes, own: dict[str, Schema]) -> Book | Failure:
    from quanheng.ledgers.book import NoLedger, book_of  # noqa: PLC0415

    try:
        return book_of(path, data, own)
    except NoLedger as fault:
        return Failure(path, str(fault), "台账的名称见 quanheng ledger")
    except Exception as fault:  # noqa: BLE001
        return failure(path, data, fault)


def reviewed_book(book: Book, year: int | None, setting: Setting) -> Reviewed:
    """A book as a document of the review: its rows checked for the year."""
    from quanheng.checks.ledger_engine import ledger_findings  # noqa: PLC0415

    start = perf_counter()
    facts = Facts([], [], [], [], kind="ledger", year=book.year or year)
    found = ledger_findings(book, book.year or year, setting)
    seconds = {"read": 0.0, "facts": 0.0, "check": perf_counter() - start}
    return Reviewed(book.document, facts, [], found, seconds, book.path)


@dataclass(slots=True)
class Examined:
    """One book: itself, what its rows show, and every measure that the year gives."""

    book: Book
    reviewed: Reviewed
    results: list[tuple[Measure, Result]]


def examine(path: str, data: bytes, setting: Setting) -> Examined | Failure:
    """Read and check one book, and compute its measures for its year or the setting's; never raises."""
    book = next(guarded(_book, [(path, data)], ({},)))
    if isinstance(book, Failure):
        return book
    from quanheng.ledgers.measures.evaluate import evaluate  # noqa: PLC0415
    from quanheng.ledgers.period import year_of  # noqa: PLC0415

    year = setting.year or book.year
    try:
        made = Examined(book, reviewed_book(book, year, setting), [])
        if year is not None:
            made.results = [
                (measure, evaluate(measure, book.schema, book.rows, year_of(year)))
                for measure in book.schema.measures.values()
            ]
    except Exception as fault:  # noqa: BLE001
        return failure(path, data, fault)
    return made


def watched(examined: Examined, year: int, month: int, targets: Mapping[str, Decimal]) -> Watched | Failure:
    """How a monitored ledger runs up to a month (1-12); targets by name or title of a measure, in its unit."""
    from quanheng.ledgers.monitoring.record import Watch  # noqa: PLC0415
    from quanheng.ledgers.monitoring.run import monitored, seen_from  # noqa: PLC0415

    book = examined.book
    sums = [measure for measure, _ in monitored(book.schema)]
    if not sums:
        return Failure(
            book.path, f"台账“{book.schema.title}”没有可按月相加的取数", "可按月看的如“工业运行月报”"
        )
    unknown = set(targets) - {name for one in sums for name in (one.name, one.title)}
    if unknown:
        known = "、".join(one.title for one in sums)
        return Failure("--target", f"没有名为“{'、'.join(sorted(unknown))}”的取数", f"可写：{known}")
    watch = Watch(book.schema, book.rows, year, month)
    try:
        return seen_from(watch, targets)
    except Exception as fault:  # noqa: BLE001
        return failure(book.path, b"", fault)


def sealed(examined: Examined, year: int) -> bytes | Failure:
    """The book as a workbook sealed as complete; refused while a cell or row is in error or incomplete."""
    from quanheng.model.finding import ERROR, MISSING  # noqa: PLC0415
    from quanheng.report.ledger import workbook  # noqa: PLC0415

    book = examined.book
    grave = [one for one in examined.reviewed.findings if one.severity in (ERROR, MISSING)]
    if grave or not book.whole:
        words = f"还有 {len(grave)} 处错误或没有填" if grave else "还有格子有疑问，或有行没有取"
        return Failure(book.path, f"不能封存：{words}", "改正后再封存")
    return workbook(book.schema, book.rows, year, complete=True)


def blank(name: str, year: int | None) -> bytes | None:
    """The empty workbook of a ledger by title or identifier; None for one that there is not."""
    from quanheng.ledgers.book import named  # noqa: PLC0415
    from quanheng.ledgers.load import names, schema  # noqa: PLC0415
    from quanheng.report.ledger import workbook  # noqa: PLC0415

    found = named(name, map(schema, names()))
    return workbook(found, [], year) if found is not None else None


def take_from_ledgers(
    record: DepartmentYear,
    shelf: Sequence[Register],
    jurisdiction: str = "cn",
    parameters: Parameters | None = None,
    bound: Mapping[str, Source[Register]] | None = None,
) -> list[str]:
    """Results of the record from the rows of the ledgers, their proofs and lists, and the scores that follow.

    `parameters` are totals that no ledger has, by name; `bound` are sources that people chose, by the indicator's
    path. Returns in Chinese what was taken and what differs.
    """
    from quanheng.facts.ledger_results import take_results  # noqa: PLC0415
    from quanheng.scoring.followed import follow  # noqa: PLC0415

    before = list(record.indicators)
    return take_results(record, shelf, parameters, bound) + follow(record, before, jurisdiction)


def prove(path: str, data: bytes, shelf: Shelf, setting: Setting) -> tuple[bytes, list[str]] | Failure:
    """The filled workbook with results from the rows of the ledgers; never raises.

    Returns the new workbook, and what was taken and what differs in Chinese.
    """
    from quanheng.pipeline.workbooks import filled_workbook  # noqa: PLC0415
    from quanheng.report.workbook import write  # noqa: PLC0415

    found = filled_workbook(path, data)
    if isinstance(found, Failure):
        return found
    try:
        told = take_from_ledgers(found.record, shelf.books, setting.jurisdiction or "cn", shelf.totals)
        return write(found.record), told
    except Exception as fault:  # noqa: BLE001
        return failure(path, data, fault)
