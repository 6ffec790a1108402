"""The notes on the pages of a PDF with their answers."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from quanheng.read.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object

_SETTLED = ("Completed", "Accepted")


def talks(data: bytes) -> list[Talk]:
    """Every note in the order of the pages; raises ImportError without pikepdf."""
    import pikepdf  # noqa: PLC0415

    with pikepdf.open(BytesIO(data)) as pdf:
        notes = [note for page in pdf.pages for note in page.obj.get("/Annots", ())]
        return [
            Talk(_said(note), *_answers(note, notes))
            for note in notes
            if "/IRT" not in note and note.get("/Subtype") != "/Popup"
        ]


def _answers(note: Object, notes: list[Object]) -> tuple[tuple[str, ...], bool]:
    """What was answered, and whether a reader has set the note to a settled state, which is an answer too."""
    behind = list(_behind(note, notes))
    said = tuple(_said(one) for one in behind if "/StateModel" not in one)
    return said, any(str(one.get("/State", "")) in _SETTLED for one in behind)


def _behind(note: Object, notes: list[Object]) -> Iterator[Object]:
    if not note.is_indirect:
        return
    for one in notes:
        to = one.get("/IRT")
        if to is not None and to.objgen == note.objgen:
            yield one
            yield from _behind(one, notes)


def _said(note: Object) -> str:
    return str(note.get("/Contents", ""))
