"""The PDF with its findings as highlights with notes; of a picture a PDF with boxes and a list of the findings.

The content of the pages is not touched: notes lie over it, and a reader of PDF can hide or answer them.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from quanheng.model.finding import DOUBT, ERROR, MISSING, NOTE
from quanheng.model.review import Reviewed
from quanheng.read.pdf_spots import Spots
from quanheng.read.talk import AUTHOR
from quanheng.read.unreadable import Unreadable
from quanheng.report import words
from quanheng.report.annotated import Annotated
from quanheng.report.pdf_boxes import Box, boxes
from quanheng.report.pdf_earlier import Earlier
from quanheng.report.remarks import Remark, label, remarks, tag

if TYPE_CHECKING:
    from pikepdf import Dictionary, Pdf

    from quanheng.read.pdf_turn import Turn

_COLOURS = {
    ERROR: (1.0, 0.62, 0.62), DOUBT: (1.0, 0.88, 0.35), MISSING: (1.0, 0.88, 0.35), NOTE: (0.7, 0.85, 1.0),
}  # fmt: skip
_FRAMES = {
    ERROR: (0.71, 0.14, 0.09),
    DOUBT: (0.75, 0.5, 0.0),
    MISSING: (0.75, 0.5, 0.0),
    NOTE: (0.1, 0.35, 0.7),
}
_ICON = 18.0
_PRINTED, _SHOWN_UPRIGHT = 4, 24  # bits of /F: print it; an icon neither grows nor turns with the page


def annotate(data: bytes, reviewed: Reviewed, now: datetime, _revisions: bool = False) -> Annotated:
    """The file `data` with the findings of `reviewed`, which was read from it; raises Unreadable without pikepdf."""
    try:
        import pikepdf  # noqa: PLC0415
    except ImportError as fault:
        raise Unreadable(
            "给 PDF 写批注需要另装 pikepdf。", '请执行 pip install "quanheng[pdf]" 后再试。'
        ) from fault
    from quanheng.report.pdf_list import append_list, of_pictures, take_list_off  # noqa: PLC0415

    told = []
    if b"%PDF-" in data[:1024]:
        try:
            pdf = pikepdf.open(BytesIO(data))
        except pikepdf.PdfError as fault:
            raise Unreadable("PDF 的结构不完整，写不进批注。", "请重新下载或另存一份后再试。") from fault
        told = _losses(pdf)
        take_list_off(pdf, data)
    else:
        pdf = of_pictures(reviewed.document.images)
        data = _saved(pdf)
    found = remarks(reviewed)
    earlier = Earlier(pdf)
    writer = _Writer(pdf, reviewed, Spots(data), earlier, now)
    for remark in found:
        writer.add(remark)
    earlier.finish()
    if reviewed.document.format == "scan":
        append_list(pdf, reviewed)
    return Annotated(_saved(pdf), ".pdf", "；".join(told))


def _saved(pdf: Pdf) -> bytes:
    stream = BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def _losses(pdf: Pdf) -> list[str]:
    """What the copy cannot keep, in Chinese."""
    told = ["原件的权限保护不带入批注本"] if pdf.is_encrypted else []
    form = pdf.Root.get("/AcroForm")
    if form is not None and int(form.get("/SigFlags", 0)) & 1:
        told.append("原件的电子签章在批注本中不再有效，以原件为准")
    return told


class _Look(NamedTuple):
    """How a note is drawn: its box in the file's plane, the operators with their resources, and further keys."""

    box: Box
    paint: bytes
    resources: Dictionary
    keys: dict[str, Any]


class _Writer:
    def __init__(self, pdf: Pdf, reviewed: Reviewed, spots: Spots, earlier: Earlier, now: datetime) -> None:
        self._pdf, self._document, self._spots, self._earlier = pdf, reviewed.document, spots, earlier
        self._date = now.strftime("D:%Y%m%d%H%M%SZ")
        self._icons = 0

    def add(self, remark: Remark) -> None:
        """One note on the boxes of its place; on further pages only a reference, without a place an icon on page 1."""
        found: dict[int, list[Box]] = defaultdict(list)
        for page, box in boxes(self._document, remark.mark, self._spots) if remark.mark else ():
            if 1 <= page <= len(self._pdf.pages):
                found[page].append(self._spots.turn(page).back(box))
        if not found:
            self._icon(remark)
        for number, (page, plain) in enumerate(found.items()):
            text = remark.text if not number else f"见 {label(remark.number)}{tag(remark.finding)}"
            if page in self._document.images:
                self._frame(remark, page, plain, text)
            else:
                self._highlight(remark, page, plain, text)

    def _highlight(self, remark: Remark, page: int, plain: list[Box], text: str) -> None:
        import pikepdf  # noqa: PLC0415

        colour = _COLOURS[words.severity(remark.finding)]
        quads = [v for left, low, right, top in plain for v in (left, top, right, top, left, low, right, low)]
        paint = b"/M gs %.3f %.3f %.3f rg " % colour + b" ".join(
            b"%.2f %.2f %.2f %.2f re f" % (left, low, right - left, top - low)
            for left, low, right, top in plain
        )
        state = pikepdf.Dictionary(
            ExtGState=pikepdf.Dictionary(M=pikepdf.Dictionary(BM=pikepdf.Name.Multiply))
        )
        keys = {"Subtype": pikepdf.Name.Highlight, "QuadPoints": quads, "C": list(colour)}
        self._put(remark, text, page, _Look(_around(plain), paint, state, keys))

    def _frame(self, remark: Remark, page: int, plain: list[Box], text: str) -> None:
        """A box around a place of a picture, with the number of the finding over its corner."""
        import pikepdf  # noqa: PLC0415

        colour = _FRAMES[words.severity(remark.finding)]
        left, low, right, top = _around(plain)
        left, low, right, top = left - 2, low - 2, right + 2, top + 2
        paint = b"%.3f %.3f %.3f RG 1.2 w %.2f %.2f %.2f %.2f re S " % (
            *colour,
            left,
            low,
            right - left,
            top - low,
        )
        turn = self._spots.turn(page)
        paint += b"%.3f %.3f %.3f rg " % colour + _number(turn, (left, low, right, top), label(remark.number))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        box = (left - 9, low - 9, right + 9, top + 9)
        fonts = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        keys = {"Subtype": pikepdf.Name.Square, "C": list(colour)}
        self._put(remark, text, page, _Look(box, paint, fonts, keys))

    def _icon(self, remark: Remark) -> None:
        """A note about the document as a whole, at the edge of the first page."""
        import pikepdf  # noqa: PLC0415

        turn = self._spots.turn(1)
        top = min(8 + _ICON * 1.2 * self._icons, max(turn.height - _ICON, 0))
        self._icons += 1
        box = turn.back((8, top, 8 + _ICON, top + _ICON))
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=list(box), Name=pikepdf.Name.Comment,
            C=list(_COLOURS[words.severity(remark.finding)]), **self._words(remark, remark.text),
        )  # fmt: skip
        note.F = _PRINTED | _SHOWN_UPRIGHT
        self._attach(remark, 1, note, box)

    def _put(self, remark: Remark, text: str, page: int, look: _Look) -> None:
        import pikepdf  # noqa: PLC0415

        drawn = self._pdf.make_stream(look.paint)
        drawn.Type, drawn.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        drawn.BBox, drawn.Resources = list(look.box), look.resources
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Rect=list(look.box), AP=pikepdf.Dictionary(N=drawn), F=_PRINTED,
            **self._words(remark, text), **look.keys,
        )  # fmt: skip
        self._attach(remark, page, note, look.box)

    def _words(self, remark: Remark, text: str) -> dict[str, Any]:
        import pikepdf  # noqa: PLC0415

        date = pikepdf.String(self._date)
        return {
            "T": pikepdf.String(AUTHOR), "Contents": pikepdf.String(text), "M": date, "CreationDate": date,
            "Subj": pikepdf.String(f"{words.NAMES[words.severity(remark.finding)]} {label(remark.number)}"),
        }  # fmt: skip

    def _attach(self, remark: Remark, page: int, note: Dictionary, box: Box) -> None:
        """Put the note on its page, with the window that opens on it, or in place of one that was answered."""
        import pikepdf  # noqa: PLC0415

        again = not str(note.Contents).startswith("【")
        if self._earlier.take(remark.finding.key[:8], again, page, note):
            return
        sheet = self._pdf.pages[page - 1]
        if "/Annots" not in sheet.obj:
            sheet.obj.Annots = self._pdf.make_indirect(pikepdf.Array())
        made = self._pdf.make_indirect(note)
        made.P = sheet.obj
        window = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Popup, Parent=made, Open=False,
            Rect=[box[2] + 10, box[1] - 100, box[2] + 210, box[3]],
        )  # fmt: skip
        made.Popup = self._pdf.make_indirect(window)
        sheet.obj.Annots.append(made)
        sheet.obj.Annots.append(made.Popup)


def _around(plain: list[Box]) -> Box:
    return (
        min(b[0] for b in plain),
        min(b[1] for b in plain),
        max(b[2] for b in plain),
        max(b[3] for b in plain),
    )


def _number(turn: Turn, box: Box, number: str) -> bytes:
    """The operators that write the number at the upper left corner, upright on the turned page."""
    left, top = turn.apply(*box)[:2]
    x, y = turn.back((left, top - 1, left, top - 1))[:2]
    matrix = {0: b"1 0 0 1", 1: b"0 1 -1 0", 2: b"-1 0 0 -1", 3: b"0 -1 1 0"}[turn.quarters]
    return b"BT /F 7 Tf %s %.2f %.2f Tm (%s) Tj ET" % (matrix, x, y, number.encode("ascii"))
