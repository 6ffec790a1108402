"""The workbook of a department-year: made, split, merged, filled, checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quanheng.model.document import Document
from quanheng.model.review import Failure
from quanheng.model.setting import Setting
from quanheng.pipeline.apart import failure, guarded
from quanheng.pipeline.steps import read_here, steps

if TYPE_CHECKING:
    from quanheng.facts.workbook_merge import Merged
    from quanheng.model.workbook import DepartmentYear
    from quanheng.read.workbook import Filled
    from quanheng.report.filling import Filling


def template(
    files: Sequence[tuple[str, bytes]], setting: Setting, framework: str
) -> tuple[bytes, str] | Failure:
    """The workbook of the setting's year and unit with what `files` give; never raises.

    Returns the bytes, and what was taken over, in Chinese.
    """
    from quanheng.model.workbook import DepartmentYear  # noqa: PLC0415
    from quanheng.report.workbook import write  # noqa: PLC0415
    from quanheng.scoring.schemes import UnknownScheme, frame  # noqa: PLC0415

    assert setting.year
    record = DepartmentYear(setting.year, setting.organisation or "")
    record.texts |= {"unit.name": setting.organisation} if setting.organisation else {}
    try:
        words = take_over(record, files)
        frame(record, framework, setting.jurisdiction or "cn")
        return write(record), words
    except _NotTaken as fault:
        return fault.failure
    except UnknownScheme as fault:
        return Failure("--framework", str(fault), "")
    except Exception as fault:  # noqa: BLE001
        return failure("template", b"", fault)


class _NotTaken(Exception):
    """A file whose figures cannot be taken over, because it cannot be read."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


def take_over(record: DepartmentYear, files: Sequence[tuple[str, bytes]]) -> str:
    """Put what the files give into the record; returns in Chinese what that was."""
    from quanheng.facts.workbook_import import take_document, take_workbook  # noqa: PLC0415
    from quanheng.lexicon.workbook import complete  # noqa: PLC0415

    words = ""
    sources: Iterator[Document | DepartmentYear | Failure] = guarded(_source, files)
    for (path, _), found in zip(files, sources, strict=True):
        if isinstance(found, Failure):
            raise _NotTaken(found)
        take = (
            take_document(record, path, found)
            if isinstance(found, Document)
            else take_workbook(record, path, found)
        )
        words += take.words()
    complete(record)
    return words


def _source(path: str, data: bytes) -> Document | DepartmentYear | Failure:
    """A file to take figures from: a workbook of ours, or a document with tables."""
    from quanheng.read.workbook import is_workbook, read_workbook  # noqa: PLC0415

    try:
        return read_workbook(data).record if is_workbook(data) else read_here(path, data)
    except Exception as fault:  # noqa: BLE001
        return failure(path, data, fault)


def parts(path: str, data: bytes) -> list[tuple[str, bytes]] | Failure:
    """A small workbook for each sheet of a filled one, with what that sheet holds; never raises."""
    from quanheng.lexicon.workbook import layout  # noqa: PLC0415
    from quanheng.report.workbook import write  # noqa: PLC0415

    found = next(guarded(_filled, [(path, data)]))
    if isinstance(found, Failure):
        return found
    return [(sheet.name, write(found.record, [sheet.name])) for sheet in layout().sheets]


def merge(path: str, data: bytes, small: Sequence[tuple[str, bytes]]) -> tuple[bytes, Merged] | Failure:
    """The workbook with what small ones brought back, and the conflicts; never raises."""
    from quanheng.facts import workbook_merge  # noqa: PLC0415
    from quanheng.lexicon.workbook import layout  # noqa: PLC0415
    from quanheng.read.workbook import read_workbook  # noqa: PLC0415
    from quanheng.report.workbook import write  # noqa: PLC0415

    files = [(path, data), *small]
    found: list[Filled] = []
    for one in guarded(_filled, files):
        if isinstance(one, Failure):
            return one
        if one.record.year != (found or [one])[0].record.year:
            return Failure(files[len(found)][0], "年度与总工作簿不同", "请确认发的是同一年度的工作簿")
        found.append(one)
    whole, brought = found[0], []
    for (name, _), one in zip(small, found[1:], strict=True):
        sheets = [s.name for s, section in layout().sections() if section.id in one.sections]
        brought.append(
            workbook_merge.Part(
                name, one, read_workbook(write(whole.record, list(dict.fromkeys(sheets)))).record
            )
        )
    made = workbook_merge.merge(whole.record, path, brought)
    return write(made.record), made


def bring(path: str, data: bytes, files: Sequence[tuple[str, bytes]]) -> tuple[bytes, str] | Failure:
    """The workbook with what other files give where it is still empty, and what that was; never raises."""
    from quanheng.report.workbook import write  # noqa: PLC0415

    found = next(guarded(_filled, [(path, data)]))
    if isinstance(found, Failure):
        return found
    try:
        words = take_over(found.record, files)
    except _NotTaken as fault:
        return fault.failure
    return write(found.record), words


def _filled(path: str, data: bytes) -> Filled | Failure:
    from quanheng.read.workbook import read_workbook  # noqa: PLC0415

    try:
        return read_workbook(data)
    except Exception as fault:  # noqa: BLE001
        return failure(path, data, fault)


def fill(path: str, data: bytes, setting: Setting) -> Filling | Failure:
    """Check a filled workbook: its cells, its own checks, and those of a document; never raises."""
    return next(guarded(_fill, [(path, data)], (setting,)))


def _fill(path: str, data: bytes, setting: Setting) -> Filling | Failure:
    from quanheng.checks.workbook import checked  # noqa: PLC0415
    from quanheng.checks.workbook_lines import remarks  # noqa: PLC0415
    from quanheng.read.workbook import read_workbook  # noqa: PLC0415
    from quanheng.report.filling import Filling  # noqa: PLC0415

    try:
        filled = read_workbook(data)
        record = filled.record
        return Filling(path, filled, list(checked(record)), list(remarks(record)), steps(path, data, setting))
    except Exception as fault:  # noqa: BLE001
        return failure(path, data, fault)
