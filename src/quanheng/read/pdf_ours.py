"""What of a PDF is our own: remarks on its pages, and the list of findings behind them. Neither is the document's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanheng.read.talk import AUTHOR

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

LIST_TITLE = "权衡核对结果："
"""The first words of every page of our list."""
_LONGEST = 64


def own_pages(file: PdfDocument) -> int:
    """How many pages at the end are our list."""
    count = 0
    while count < len(file) and _begins(file, len(file) - 1 - count):
        count += 1
    return count


def _begins(file: PdfDocument, index: int) -> bool:
    from pypdfium2 import PdfiumError  # noqa: PLC0415

    try:
        page = file[index]
    except PdfiumError:
        return False
    text = page.get_textpage()
    try:
        return bool(text.get_text_range(0, len(LIST_TITLE)) == LIST_TITLE) if text.count_chars() else False
    finally:
        text.close()
        page.close()


def take_remarks_off(page: PdfPage) -> None:
    """Remove our remarks from an open page, so that a picture of it is that of the document."""
    from pypdfium2 import raw  # noqa: PLC0415

    for number in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        note = raw.FPDFPage_GetAnnot(page, number)
        author = (raw.FPDF_WCHAR * _LONGEST)()
        size = raw.FPDFAnnot_GetStringValue(note, b"T", author, _LONGEST * 2)
        raw.FPDFPage_CloseAnnot(note)
        if bytes(author)[: max(size - 2, 0)].decode("utf-16-le", "replace") == AUTHOR:
            raw.FPDFPage_RemoveAnnot(page, number)
