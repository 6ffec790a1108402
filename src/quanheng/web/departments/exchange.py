"""The workbook out to Excel and back: whole, or in small ones for the offices of the unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from quanheng import pipeline
from quanheng.facts.workbook_split import handouts
from quanheng.model.review import Failure
from quanheng.model.setting import Setting
from quanheng.model.workbook import DepartmentYear, Key
from quanheng.read.workbook import is_workbook, read_workbook
from quanheng.report.workbook import write
from quanheng.web.campaigns.models import Task
from quanheng.web.departments.entries import record_of, replace_all
from quanheng.web.departments.linking import TO_HAND_IN
from quanheng.web.departments.models import Book
from quanheng.web.events.log import record as event
from quanheng.web.units.models import Unit, User

Files = Sequence[tuple[str, bytes]]


class NotTaken(Exception):
    """A file that cannot be taken over; the message is shown. Nothing was changed."""


@dataclass
class Taken:
    """What came of taking files: words for the person, and the conflicts (field, ours, theirs, file)."""

    words: str
    conflicts: list[tuple[str, str, str, str]]


def open_book(unit: Unit, year: int, framework: str, by: User, files: Files = ()) -> tuple[Book, str]:
    """A new book with what the files give: last year's workbook, exports, published tables.

    Raises:
        NotTaken: a file cannot be read; no book is made.
    """
    setting = Setting(year=year, organisation=unit.name, jurisdiction=unit.place)
    made = pipeline.template(files, setting, framework)
    if isinstance(made, Failure):
        raise NotTaken(f"{made.path}：{made.message}。{made.hint}")
    with transaction.atomic():
        tasks = Task.objects.filter(unit=unit, campaign__year=year).order_by("-pk")
        task = tasks.filter(state__in=TO_HAND_IN).first() or tasks.first()
        book = Book.objects.create(unit=unit, year=year, framework=framework, task=task)
        event(by, "open", book, unit=unit, words=f"建立 {year} 年数据")
        replace_all(book, _record(made.data), by, "从模板和导入的文件建立", made.sources)
    return book, made.words


def workbook(book: Book, office: str = "") -> bytes:
    """The Excel workbook: whole, or the small one of an office (sheet 00分工 says whose which is).

    Raises:
        NotTaken: nothing is given to that office.
    """
    record = record_of(book)
    if not office:
        return write(record)
    for one in handouts(record):
        if one.office == office:
            return write(one.record, one.sheets, one.office, one.due)
    raise NotTaken(f"没有分给{office}的表")


def take(book: Book, files: Files, by: User) -> Taken:
    """Merge small workbooks that came back, or fill what is empty from any other file.

    Raises:
        NotTaken: a file cannot be read, or is of another year.
    """
    ours = [(name, data) for name, data in files if is_workbook(data)]
    others = [(name, data) for name, data in files if not is_workbook(data)]
    data, told, conflicts = workbook(book), [], []
    sources: dict[Key, str] = {}
    if ours:
        merged = pipeline.merge("工作平台", data, ours)
        if isinstance(merged, Failure):
            raise NotTaken(f"{merged.path}：{merged.message}。{merged.hint}")
        data, result = merged
        told += [f"{name}：收回 {count} 处" for name, count in result.taken.items()]
        conflicts = [(c.name, c.kept, c.other, c.path) for c in result.conflicts]
    if others:
        brought = pipeline.bring("工作平台", data, others)
        if isinstance(brought, Failure):
            raise NotTaken(f"{brought.path}：{brought.message}。{brought.hint}")
        data = brought.data
        told.append(brought.words)
        sources |= brought.sources
    changed = replace_all(book, _record(data), by, f"收回 {len(files)} 个文件", sources)
    told.append(f"共改动 {changed} 处")
    return Taken("\n".join(told), conflicts)


def _record(data: bytes) -> DepartmentYear:
    return read_workbook(data).record
