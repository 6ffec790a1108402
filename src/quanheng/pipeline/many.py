"""Many files: opened in order, each reviewed, then as a case against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath
from time import perf_counter
from typing import TYPE_CHECKING, Any

from quanheng.model.review import Failure, Review, Reviewed, Underway
from quanheng.model.setting import Setting
from quanheng.pipeline.apart import Input, failure, guarded
from quanheng.pipeline.steps import review_one, review_telling

if TYPE_CHECKING:
    from quanheng.facts.case_ledgers import Bookshelf
    from quanheng.model.case import Paper
    from quanheng.pipeline.ledgers import Shelf

Progress = Callable[[int, str], None]
"""Called with the number of files done so far and the path of the last one, or where a long one stands."""


def review(
    paths: Sequence[str],
    setting: Setting,
    progress: Progress | None = None,
    jobs: int = 1,
    case: bool = False,
) -> Review:
    """Read and check every file under `paths`: files, folders, zips, `-` for standard input.

    As a `case` the documents are then checked against each other as well. The books of the setting's folder
    of ledgers prove their results: each becomes a document of the review, and the case is held against them.

    A file that fails, crashes its reader, or exceeds the limits of `workers` becomes a Failure and the
    others go on; results come in the order of the inputs whatever `jobs` (processes) is.
    """
    made = Review([])

    def told(task: tuple[Any, ...], words: str, _news: Any) -> None:
        if progress and words:
            progress(len(made.documents) + len(made.errors), f"{task[0]}：{words}")

    for done, outcome in enumerate(guarded(review_one, inputs(paths), (setting,), jobs, told), 1):
        if isinstance(outcome, Failure):
            made.errors.append(outcome)
        else:
            made.documents.append(outcome)
        if progress:
            progress(done, outcome.path)
    made.norms = _norms(made, setting)
    if case or setting.ledgers:
        _as_case(made, setting)
    return made


def _as_case(made: Review, setting: Setting) -> None:
    """Check the documents against each other; a fault in that leaves what was found in each of them."""
    from quanheng.checks.case_engine import run_case  # noqa: PLC0415
    from quanheng.model.case import Paper  # noqa: PLC0415
    from quanheng.pipeline.ledgers import reviewed_book  # noqa: PLC0415

    start = perf_counter()
    year = next((d.facts.year for d in made.documents if d.facts.year), setting.year)
    shelf = _shelf(made, setting)
    documents = [*made.documents, *(reviewed_book(book, year, setting) for book in shelf.books)]
    paths = [reviewed.path or reviewed.document.name for reviewed in documents]
    papers = [
        Paper(number, name, reviewed.facts, reviewed.document, path)
        for number, (name, path, reviewed) in enumerate(zip(_titles(paths), paths, documents, strict=True))
    ]
    count = len(made.documents)
    made.documents += documents[count:]
    try:
        made.case, placed = run_case(papers[:count], setting, _bookshelf(shelf, papers[count:]))
    except Exception as fault:  # noqa: BLE001
        made.errors.append(failure("--case", "\n".join(paths).encode("utf-8", "replace"), fault))
        return
    for found in placed:
        findings = made.documents[found.paper].findings
        same = sum(known.key == found.finding.key for known in findings)
        found.finding.key += f"-{same + 1}" if same else ""
        findings.append(found.finding)
    made.case.seconds = perf_counter() - start


def _shelf(made: Review, setting: Setting) -> Shelf:
    """The books of the folder; what is no book is told among the errors."""
    from quanheng.pipeline.ledgers import Shelf, shelf  # noqa: PLC0415

    found = shelf(setting.ledgers) if setting.ledgers else Shelf()
    made.errors += found.failures
    return found


def _bookshelf(shelf: Shelf, papers: Sequence[Paper]) -> Bookshelf | None:
    from quanheng.facts.case_ledgers import Bookshelf  # noqa: PLC0415

    return Bookshelf(shelf.books, papers, shelf.totals) if shelf.books else None


def _titles(paths: Sequence[str]) -> list[str]:
    """What messages call the files: the name without folder and ending, the whole path where two share it."""
    short = [PurePath(path).stem or path for path in paths]
    return [name if short.count(name) == 1 else path for name, path in zip(short, paths, strict=True)]


def review_apart(
    path: str, data: bytes, setting: Setting, told: Callable[[str, Underway | None], None] | None = None
) -> Reviewed | Failure:
    """Read and check one file as `review` does, under the same limits.

    `told` hears words while a long file is read, and what is known after each step; what it raises ends
    the work. A short text is done before there is anything to tell.
    """
    work = review_telling if told else review_one
    pass_on = (lambda _task, words, news: told(words, news)) if told else None
    return next(guarded(work, [(path, data)], (setting,), told=pass_on))


def as_review(reviewed: Reviewed, setting: Setting) -> Review:
    """One reviewed document as the result of a run, as the formats of `report` take it."""
    made = Review([reviewed])
    made.norms = _norms(made, setting)
    return made


def unpacked(name: str, data: bytes) -> Iterator[Input]:
    """The documents of a zip under their names in it, in order; any other file as it is. Never raises."""
    from quanheng.read.sources import unpacked  # noqa: PLC0415

    failed: list[Failure] = []
    for file in unpacked(name, data, lambda entry, fault: failed.append(failure(entry, b"", fault))):
        yield from _drained(failed)
        yield file
    yield from _drained(failed)


def inputs(paths: Iterable[str]) -> Iterator[Input]:
    """Name and bytes of every file, in order; a Failure for what cannot be opened, and for no file at all."""
    from quanheng.read.endings import WORDS  # noqa: PLC0415  (--version must not pay for it)
    from quanheng.read.sources import sources  # noqa: PLC0415

    for path in paths:
        failed: list[Failure] = []
        empty = True
        try:
            for file in sources(path, lambda name, fault: failed.append(failure(name, b"", fault))):  # noqa: B023
                yield from _drained(failed)
                yield file
                empty = False
        except Exception as fault:  # noqa: BLE001  (one path must not stop the others)
            failed.append(failure(path, b"", fault))
        if empty and not failed:
            failed.append(Failure(path, "没有可核对的文件", f"能读 {WORDS}，和装着它们的 zip"))
        yield from _drained(failed)


def _drained(failed: list[Failure]) -> Iterator[Failure]:
    while failed:
        yield failed.pop(0)


def _norms(made: Review, setting: Setting) -> str:
    """Version of the norms for the place of the run: the setting's, else that of the first document."""
    from quanheng.norms.load import version  # noqa: PLC0415

    found = setting.jurisdiction or next(
        (d.facts.jurisdiction for d in made.documents if d.facts.jurisdiction), None
    )
    return version(found or "cn")
