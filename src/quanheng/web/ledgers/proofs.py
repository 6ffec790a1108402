"""Files that prove a row: kept once by their content, named in the row's cell of evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from quanheng.ledgers.schema import Schema
from quanheng.web.events.log import record as event
from quanheng.web.files.models import StoredFile
from quanheng.web.files.store import keep
from quanheng.web.ledgers.models import Row, RowEvidence
from quanheng.web.ledgers.rows import Writing
from quanheng.web.units.models import User

Kept = tuple[str, StoredFile]


@dataclass(frozen=True)
class Label:
    """What a file is and where in it the proof stands."""

    paper: str = ""
    page: str = ""


def kept(files: Iterable[UploadedFile[Any]], unnamed: str = "佐证") -> list[Kept]:
    """Store uploaded files; raises TooLarge."""
    return [((one.name or unnamed)[:255], keep(one.chunks())) for one in files]


def attach(
    row: Row, schema: Schema, files: Sequence[Kept], by: User, label: Label | None = None
) -> list[RowEvidence]:
    """Put files to a row."""
    told = label or Label()
    with transaction.atomic():
        made = [
            RowEvidence.objects.create(
                ledger=row.ledger,
                row=row,
                paper=told.paper[:100],
                name=name,
                page=told.page[:40],
                file=file,
                by=by,
            )
            for name, file in files
        ]
        write_names(row, schema, by)
        words = f"{schema.title} {row.key}：{'、'.join(name for name, _ in files)}"
        event(by, "row-evidence", row, unit=row.ledger.unit, words=words)
    return made


def drop(one: RowEvidence, schema: Schema, by: User) -> None:
    """Take a file off a row; the bytes and the event stay."""
    with transaction.atomic():
        row = one.row
        words = f"{schema.title} {row.key}：撤下 {one.name}"
        event(by, "drop-row-evidence", row, unit=row.ledger.unit, words=words)
        one.delete()
        write_names(row, schema, by, gone=_label(one))


def _label(one: RowEvidence) -> str:
    """How the row's cell of evidence names a file."""
    return f"{one.name}第{one.page}页" if one.page else one.name


def write_names(row: Row, schema: Schema, by: User, gone: str = "") -> None:
    """Write the names of the files into the row's cell of evidence, so that measures and exports know them.

    What stood there of papers that are kept elsewhere stays; `gone` is the name of a file that was taken off.
    """
    if not schema.proof:
        return
    locked = Row.objects.select_for_update().get(pk=row.pk)
    ours = [_label(one) for one in locked.evidence.all()]
    there = str(locked.data.get(schema.proof) or "").split("；")
    names = [*(one for one in there if one and one not in ours and one != gone), *ours]
    writing = Writing(row.ledger, by, "佐证")
    if writing.change(locked, schema, {schema.proof: "；".join(names) or None}, {}):
        writing.write()
