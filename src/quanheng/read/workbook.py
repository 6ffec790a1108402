"""A filled workbook read into its record: sections are found by the codes in column A and in the hidden rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from quanheng.lexicon.workbook import complete, layout
from quanheng.model.workbook import (
    DepartmentYear,
)
from quanheng.read.detect import detect
from quanheng.read.filled import Fault, Filled, address
from quanheng.read.package import Package
from quanheng.read.stored import StoredBook, StoredSheet, stored
from quanheng.read.unreadable import Unreadable
from quanheng.read.workbook_section import SectionReader

MEMORY = "_原值"
"""The sheet of a small workbook, never shown, that keeps what it held when it was handed out."""
_END, _SECTION = "#end", "#section:"


def is_workbook(data: bytes) -> bool:
    """True for a file that we made the template of, by the version in it; never raises."""
    try:
        part = Package(data).part("xl/workbook.xml")
        return part is not None and b"quanheng_version" in part
    except Exception:  # noqa: BLE001  (whatever it is, it is not ours)
        return False


def _version(book: StoredBook) -> str:
    return book.named("quanheng_version")


def read_workbook(data: bytes) -> Filled:
    """Read a filled workbook; raises Unreadable when it is none of ours, or of another version."""
    if detect(data, "工作簿.xlsx") != "xlsx":
        raise _other()
    book, described = stored(data), layout()
    version = _version(book)
    if not version:
        raise _other()
    if version != described.version:
        raise Unreadable(
            f"工作簿的模板版本是{version}，这一版程序用{described.version}。",
            "请用 quanheng template --import 旧工作簿 生成新版，把数带过去。",
        )
    year = book.named("quanheng_year")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise Unreadable(f"填写说明里的年度“{year}”不是四位年份。", "请把填写说明中的年度改成如 2024。")
    record = DepartmentYear(int(year), book.named("quanheng_unit"), book.named("quanheng_framework"))
    filled = Filled(record)
    memory = book.sheet(MEMORY)
    if memory is not None:
        rows = range(1, memory.height + 1)
        filled.origin = {tuple(json.loads(memory.text(row, 1))): memory.text(row, 2) for row in rows}
    _take(filled, book.sheets)
    record.organisation = record.organisation or record.text("unit.name")
    complete(record)
    return filled


def _other() -> Unreadable:
    return Unreadable("这不是权衡的自评数据工作簿。", "请用 quanheng template 生成模板，填好后再试。")


def read_sheets(record: DepartmentYear, sheets: Iterable[StoredSheet]) -> Filled:
    """The sections on those sheets, marked as in a workbook, put into `record` (in place) with its sums."""
    filled = Filled(record)
    _take(filled, sheets)
    complete(record)
    return filled


def _take(filled: Filled, sheets: Iterable[StoredSheet]) -> None:
    for sheet in sheets:
        for identifier, top, end in _blocks(sheet):
            section = next((s for _, s in layout().sections() if s.id == identifier), None)
            if section is None:
                filled.faults.append(
                    Fault(address(sheet, top, 1), f"不认识的部分“{identifier}”", "请用程序生成的模板填写")
                )
                continue
            filled.sections.append(identifier)
            SectionReader(filled, sheet, section, top, end).read()


def _blocks(sheet: StoredSheet) -> Iterator[tuple[str, int, int]]:
    """The sections of a sheet: id, row of the title, row after the last."""
    marks = [
        (row, sheet.text(row, 1)) for row in range(1, sheet.height + 1) if sheet.text(row, 1).startswith("#")
    ]
    for number, (row, mark) in enumerate(marks):
        if mark.startswith(_SECTION):
            later = [r for r, m in marks[number + 1 :] if m == _END or m.startswith(_SECTION)]
            yield mark.removeprefix(_SECTION), row, later[0] if later else sheet.height + 1
