"""The one place that knows the order of the steps: read, facts, checks."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING

from quanheng.model.document import Document
from quanheng.model.review import Failure, Reviewed, Underway
from quanheng.model.setting import Setting
from quanheng.pipeline.apart import called, failure, guarded

if TYPE_CHECKING:
    from quanheng.model.finding import Finding
    from quanheng.model.review import Facts

Told = Callable[["Underway"], None]
"""Called after each step with what is known so far."""


def review_one(path: str, data: bytes, setting: Setting) -> Reviewed | Failure:
    """Read and check one file in this process; never raises, an internal fault is a Failure that names its log."""
    try:
        return steps(path, data, setting)
    except Exception as fault:  # noqa: BLE001  (one file must not stop the others)
        return failure(path, data, fault)


def review_telling(path: str, data: bytes, setting: Setting) -> Reviewed | Failure:
    """As `review_one`; whoever watches over this process hears after each step what is known so far."""
    from quanheng.read.pulse import pulse  # noqa: PLC0415

    try:
        return steps(path, data, setting, lambda underway: pulse("", underway))
    except Exception as fault:  # noqa: BLE001
        return failure(path, data, fault)


def steps(path: str, data: bytes, setting: Setting, tell: Told | None = None) -> Reviewed:
    """Read, extract and check in this process; raises what its steps raise."""
    from quanheng.checks.engine import run  # noqa: PLC0415
    from quanheng.facts import extract  # noqa: PLC0415
    from quanheng.read import read as read_document  # noqa: PLC0415
    from quanheng.read.pulse import pulse  # noqa: PLC0415

    start = perf_counter()
    document = read_document(data, called(path))
    known = perf_counter()
    pulse()
    underway = Underway(document.pages, len(document.blocks))
    if tell:
        tell(underway)
    facts = _workbook_facts(document, data, setting) or extract(document, setting)
    taken = perf_counter()
    pulse()
    underway.figures = len(facts.figures)
    if tell:
        tell(underway)

    def so_far(relations: int, findings: list[Finding]) -> None:
        underway.relations, underway.findings = relations, findings
        if tell:
            tell(underway)

    relations, findings = run(facts, setting, so_far if tell else None)
    seconds = {"read": known - start, "facts": taken - known, "check": perf_counter() - taken}
    return Reviewed(document, facts, relations, findings, seconds, path)


def _workbook_facts(document: Document, data: bytes, setting: Setting) -> Facts | None:
    """The facts of a workbook that we made the template of; None for any other file."""
    if document.format != "xlsx":
        return None
    from quanheng.facts.workbook import facts_of  # noqa: PLC0415
    from quanheng.read.workbook import is_workbook, read_workbook  # noqa: PLC0415

    if not is_workbook(data):
        return None
    document.unread.clear()  # formulas without a result: we work them out ourselves
    return facts_of(read_workbook(data), document, setting)


def read(path: str, data: bytes) -> Document | Failure:
    """Only the first step, under the same limits; never raises."""
    return next(guarded(read_here, [(path, data)]))


def read_here(path: str, data: bytes) -> Document | Failure:
    """Only the first step, in this process; never raises."""
    from quanheng.read import read as read_document  # noqa: PLC0415

    try:
        return read_document(data, called(path))
    except Exception as fault:  # noqa: BLE001
        return failure(path, data, fault)
