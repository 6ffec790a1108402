"""Pages made for an annotated picture: the pictures themselves, and the list of the findings behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Dictionary, Name
from pypdfium2 import PdfDocument

from quanheng.read.pdf import one_at_a_time
from quanheng.read.pdf_ours import LIST_TITLE, own_pages
from quanheng.report import messages, width, words
from quanheng.report.places import Locator, in_order, stated_marks
from quanheng.report.remarks import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quanheng.model.document import PageImage
    from quanheng.model.review import Reviewed

_A4 = (595, 842)
_SIZE, _LEADING, _MARGIN = 10, 16, 50
_COLUMNS = 98
"""Half-width characters that fit on a line."""


def of_pictures(images: Mapping[int, PageImage]) -> pikepdf.Pdf:
    """A PDF with one picture on each page, in the order of their numbers."""
    pdf = pikepdf.new()
    for number in range(1, max(images, default=0) + 1):
        image = images.get(number)
        size = (image.width, image.height) if image else _A4
        page = pdf.add_blank_page(page_size=size)
        if image is not None:
            across, down = _pixels(image.jpeg)
            picture = pdf.make_stream(
                image.jpeg, Type=Name.XObject, Subtype=Name.Image, Width=across, Height=down,
                ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode,
            )  # fmt: skip
            page.obj.Resources = Dictionary(XObject=Dictionary(I=picture))
            page.obj.Contents = pdf.make_stream(b"q %.2f 0 0 %.2f 0 0 cm /I Do Q" % size)
    return pdf


def _pixels(jpeg: bytes) -> tuple[int, int]:
    from io import BytesIO  # noqa: PLC0415

    from PIL import Image  # noqa: PLC0415

    return Image.open(BytesIO(jpeg)).size


def append_list(pdf: pikepdf.Pdf, reviewed: Reviewed) -> None:
    """Append the findings by number; the font is one that every Chinese reader of PDF has."""
    font = pdf.make_indirect(_song())
    lines = list(_lines(reviewed))
    room = (_A4[1] - 2 * _MARGIN) // _LEADING - 2
    for start in range(0, len(lines), room):
        page = pdf.add_blank_page(page_size=_A4)
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        head = [f"{LIST_TITLE}{reviewed.document.name}"[: _COLUMNS // 2], ""]
        page.obj.Contents = pdf.make_stream(_drawn(head + lines[start : start + room]))


def take_list_off(pdf: pikepdf.Pdf, data: bytes) -> None:
    """Remove the pages of an earlier list from the file `data`, open as `pdf`."""
    with one_at_a_time:
        file = PdfDocument(data)
        count = own_pages(file)
        file.close()
    for _ in range(min(count, len(pdf.pages) - 1)):
        del pdf.pages[-1]


def _drawn(lines: list[str]) -> bytes:
    rows = [
        b"BT /F %d Tf %d %d Td <%s> Tj ET"
        % (_SIZE, _MARGIN, _A4[1] - _MARGIN - _LEADING * number, line.encode("utf-16-be").hex().encode())
        for number, line in enumerate(lines)
    ]
    return b"\n".join(rows)


def _lines(reviewed: Reviewed) -> Iterator[str]:
    locator = Locator(reviewed)
    yield words.recognised(reviewed)[: _COLUMNS // 2]
    for number, finding in enumerate(in_order(reviewed.findings), 1):
        severity = words.NAMES[words.severity(finding)]
        where = "；".join(dict.fromkeys(locator.of(mark) for mark in stated_marks(finding))) or "全文"
        yield ""
        told = (
            f"{label(number)} {severity} {messages.code(finding.rule)} {where}　{messages.message(finding)}"
        )
        yield from width.wrap(told, 0, 5, _COLUMNS)


def _song() -> Dictionary:
    metrics = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/STSong-Light"), Flags=6, FontBBox=[-25, -254, 1000, 880],
        ItalicAngle=0, Ascent=880, Descent=-120, CapHeight=880, StemV=93,
    )  # fmt: skip
    system = Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("GB1"), Supplement=2)
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/STSong-Light"), CIDSystemInfo=system,
        FontDescriptor=metrics, DW=1000, W=[1, 95, 500],
    )  # fmt: skip
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/STSong-Light"), Encoding=Name("/UniGB-UCS2-H"),
        DescendantFonts=[inner],
    )  # fmt: skip
