"""Our notes of an earlier annotation of a PDF: taken out, or kept with the answers that people gave to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quanheng.read.talk import AUTHOR
from quanheng.report import threads

if TYPE_CHECKING:
    from pikepdf import Dictionary, Object, Pdf


@dataclass(slots=True)
class _Kept:
    """A note that people answered, on the page of that number from 1."""

    key: str
    again: bool
    page: int
    note: Object
    met: bool = False


@dataclass(slots=True)
class Earlier:
    """What an earlier annotation left in the file. Made, it has taken out all that nobody answered."""

    pdf: Pdf
    _kept: list[_Kept] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number, page in enumerate(self.pdf.pages, 1):
            notes = list(page.obj.get("/Annots", ()))
            answered = {one.IRT.objgen for one in notes if "/IRT" in one}
            away: set[tuple[int, int]] = set()
            for note in notes:
                ours = threads.OURS.match(str(note.get("/Contents", "")))
                if ours is None or "/IRT" in note or str(note.get("/T", "")) != AUTHOR:
                    continue
                if note.objgen in answered:
                    self._kept.append(_Kept(ours["key"], bool(ours["again"]), number, note))
                else:
                    away |= {note.objgen} | ({note.Popup.objgen} if "/Popup" in note else set())
            if away:
                self._remove(page.obj, notes, away)

    def _remove(self, page: Object, notes: list[Object], away: set[tuple[int, int]]) -> None:
        import pikepdf  # noqa: PLC0415

        left = [one for one in notes if not one.is_indirect or one.objgen not in away]
        if left:
            page.Annots = self.pdf.make_indirect(pikepdf.Array(left))
        else:
            del page.Annots

    def take(self, key: str, again: bool, page: int, note: Dictionary) -> bool:
        """Let our answered note on that finding and page be like `note`; False where there is none."""
        kept = next(
            (
                one
                for one in self._kept
                if (one.key, one.again, one.page, one.met) == (key, again, page, False)
            ),
            None,
        )
        if kept is None:
            return False
        kept.met = True
        for name in [name for name in kept.note.keys() if name not in ("/P", "/Popup", "/NM")]:  # noqa: SIM118
            del kept.note[name]
        for name, value in note.items():
            kept.note[name] = value
        return True

    def finish(self) -> None:
        """Say of the other answered notes that their finding is gone."""
        import pikepdf  # noqa: PLC0415

        for one in self._kept:
            if not one.met:
                one.note.Contents = pikepdf.String(threads.gone(str(one.note.Contents)))
