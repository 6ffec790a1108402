"""Files that prove the results of indicators."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from quanheng.web.departments.models import Book, Evidence
from quanheng.web.events.log import record
from quanheng.web.files.models import StoredFile
from quanheng.web.units.models import User


@dataclass(frozen=True)
class About:
    """What a file proves: the indicator by name, the page where it says so."""

    indicator: str
    name: str
    page: str = ""
    note: str = ""


@transaction.atomic
def add(book: Book, about: About, file: StoredFile, by: User) -> Evidence:
    """Keep it."""
    made: Evidence = Evidence.objects.create(
        book=book,
        indicator=about.indicator[:400],
        name=about.name[:255],
        page=about.page[:40],
        note=about.note[:300],
        file=file,
        by=by,
    )
    record(by, "evidence", made, unit=book.unit, words=f"佐证“{made.indicator}”：{made.name}")
    return made


@transaction.atomic
def drop(row: Evidence, by: User) -> None:
    """Take it off the indicator; the bytes and the event stay."""
    words = f"撤下“{row.indicator}”的佐证：{row.name}"
    record(by, "drop-evidence", row, unit=row.book.unit, words=words)
    row.delete()
