"""The workbook of a department-year: made, split, merged, filled, checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from quanheng.model.finding import ERROR, LIKELY, Said
from quanheng.model.quantity import unit
from quanheng.model.review import Failure, Reviewed
from quanheng.model.setting import Setting
from quanheng.model.workbook import DepartmentYear, Key
from quanheng.pipeline.apart import failure, guarded
from quanheng.pipeline.steps import steps

if TYPE_CHECKING:
    from quanheng.facts.report_import import Faulty
    from quanheng.facts.workbook_merge import Merged
    from quanheng.read.filled import Filled
    from quanheng.report.filling import Filling


@dataclass(frozen=True, slots=True)
class Brought:
    """A workbook with what files gave: the bytes, what was taken over in Chinese, and from where each amount is."""

    data: bytes
    words: str
    sources: Mapping[Key, str]


def template(files: Sequence[tuple[str, bytes]], setting: Setting, framework: str) -> Brought | Failure:
    """The workbook of the setting's year and unit with what `files` give; never raises.

    Without a year in the setting it is that of the first report, else the last one.
    """
    from quanheng.report.workbook import write  # noqa: PLC0415
    from quanheng.scoring.schemes import UnknownScheme, frame  # noqa: PLC0415

    try:
        sources = list(_sources(files))
        year, unit = _whose(sources, setting)
        record = DepartmentYear(year, unit)
        record.texts |= {"unit.name": unit} if unit else {}
        words, places = take_over(record, sources)
        frame(record, framework, setting.jurisdiction or "cn")
        return Brought(write(record), words, places)
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


def take_over(
    record: DepartmentYear, sources: Iterable[tuple[str, Reviewed | DepartmentYear]]
) -> tuple[str, dict[Key, str]]:
    """Put what the sources give into the record; returns in Chinese what that was, and file and table of amounts."""
    from quanheng.facts.report_source import take_document  # noqa: PLC0415
    from quanheng.facts.workbook_import import take_workbook  # noqa: PLC0415
    from quanheng.lexicon.workbook import complete  # noqa: PLC0415

    words = ""
    places: dict[Key, str] = {}
    for path, found in sources:
        take = (
            take_workbook(record, path, found)
            if isinstance(found, DepartmentYear)
            else take_document(record, path, found.document, found.facts, list(_faulty(found)))
        )
        words += take.words()
        places |= {key: f"{path}：{table}" for key, table in take.tables.items()}
    complete(record)
    return words, places


def _sources(files: Sequence[tuple[str, bytes]]) -> Iterator[tuple[str, Reviewed | DepartmentYear]]:
    """The files as they are read and checked, with their paths; raises _NotTaken."""
    found: Iterator[Reviewed | DepartmentYear | Failure] = guarded(_source, files)
    for (path, _), source in zip(files, found, strict=True):
        if isinstance(source, Failure):
            raise _NotTaken(source)
        yield path, source


def _source(path: str, data: bytes) -> Reviewed | DepartmentYear | Failure:
    """A file to take figures from: a workbook of ours, or a document with its findings."""
    from quanheng.read.workbook import is_workbook, read_workbook  # noqa: PLC0415

    try:
        return read_workbook(data).record if is_workbook(data) else steps(path, data, Setting())
    except Exception as fault:  # noqa: BLE001
        return failure(path, data, fault)


def _whose(sources: Sequence[tuple[str, Reviewed | DepartmentYear]], setting: Setting) -> tuple[int, str]:
    """Year and unit of the workbook: of the setting, else of the first report that says them."""
    from quanheng.facts.report_source import REPORTS  # noqa: PLC0415

    facts = [f.facts for _, f in sources if isinstance(f, Reviewed) and f.facts.kind in REPORTS]
    year = setting.year or next((f.year for f in facts if f.year), None) or datetime.now(UTC).year - 1
    return year, setting.organisation or next((f.organisation for f in facts if f.organisation), None) or ""


def _faulty(reviewed: Reviewed) -> Iterator[Faulty]:
    """What the findings prove wrong, or contradicted. Of two places that contradict each other neither is known to be right."""
    from quanheng.facts.report_import import Faulty  # noqa: PLC0415
    from quanheng.report import messages  # noqa: PLC0415

    for finding in reviewed.findings:
        both = finding.rule.startswith("restated/")
        if finding.severity != ERROR and not (both and finding.certainty == LIKELY):
            continue
        if both and len({mark.text for mark in finding.marks}) == 1:
            continue  # one amount under two names: the number is not in question
        value = _base(finding.expected) if finding.expected else None
        wanted = "" if both else messages.wanted(finding)
        told = f"{messages.code(finding.rule)}，{wanted}" if wanted else messages.code(finding.rule)
        for mark in finding.marks:
            if both or mark.role == "stated":
                what = f"核对有误（{told}），请核对后填写"
                yield Faulty(mark.place, what, value)


def parts(path: str, data: bytes) -> tuple[list[tuple[str, bytes]], list[str]] | Failure:
    """Small workbooks: one for each 股室 that is named, else one for each sheet.

    Returns name and bytes of each, and in Chinese what nobody gets.
    """
    from quanheng.facts.workbook_split import handouts, unassigned  # noqa: PLC0415
    from quanheng.lexicon.workbook import layout  # noqa: PLC0415
    from quanheng.report.workbook import write  # noqa: PLC0415

    found = next(guarded(_filled, [(path, data)]))
    if isinstance(found, Failure):
        return found
    given = list(handouts(found.record))
    if not given:
        made = [(sheet.name, write(found.record, [sheet.name])) for sheet in layout().sheets]
        return made, ["没有写填报股室（00分工），按表拆分"]
    left = unassigned(found.record)
    remarks = [f"没有指定填报股室的表：{'、'.join(left)}"] if left else []
    return [(one.office, write(one.record, one.sheets, one.office, one.due)) for one in given], remarks


def merge(path: str, data: bytes, small: Sequence[tuple[str, bytes]]) -> tuple[bytes, Merged] | Failure:
    """The workbook with what small ones brought back, and the conflicts."""
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


def bring(path: str, data: bytes, files: Sequence[tuple[str, bytes]]) -> Brought | Failure:
    """The workbook with what other files give where it is still empty."""
    from quanheng.report.workbook import write  # noqa: PLC0415

    found = next(guarded(_filled, [(path, data)]))
    if isinstance(found, Failure):
        return found
    try:
        words, places = take_over(found.record, _sources(files))
    except _NotTaken as fault:
        return fault.failure
    return Brought(write(found.record), words, places)


def _base(said: Said) -> Decimal | None:
    """What a finding expects, in 元 or in the base unit of what it counts."""
    if said.value is None or said.unit is None:
        return None
    return said.value.scaleb(unit(said.unit).power)


def filled_workbook(path: str, data: bytes) -> Filled | Failure:
    """A filled workbook, read apart; never raises."""
    return next(guarded(_filled, [(path, data)]))


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
