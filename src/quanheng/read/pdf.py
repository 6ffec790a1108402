"""Text PDF: pages to paragraphs and tables in reading order, with page and box."""

from __future__ import annotations

import re
from threading import Lock
from typing import TYPE_CHECKING

from quanheng.read.pulse import pulse
from quanheng.read.unreadable import Unreadable

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

    from quanheng.model.document import Document, PageImage
    from quanheng.read.pdf_page import PageContent

MOST_PAGES = 3000
_REFUSALS = {
    "picture": "这是扫描件（图片），要先识别文字。",
    "outlined": "PDF 的文字已转成图形，要当作图片识别。",
    "nameless": "PDF 的字体没有字符编码，要当作图片识别。",
    "garbled": "PDF 的文字层是乱码，不能采用，要当作图片识别。",
}
one_at_a_time = Lock()  # PDFium gives wrong text, or crashes, when two threads are in it


def read(data: bytes, name: str) -> Document:
    """Return the document; pages count from 1, boxes are in points from the top left.

    Raises Unreadable without the library, and for locked, damaged, scanned and too long files.
    """
    try:
        import pypdfium2  # noqa: F401, PLC0415
    except ImportError as fault:
        raise Unreadable(
            "读 PDF 需要另装 pypdfium2。", '请执行 pip install "quanheng[pdf]" 后再试。'
        ) from fault
    from quanheng.read.pdf_flow import Flow  # noqa: PLC0415

    with one_at_a_time:
        pages = _pages(data)
    images = _looked_at(data, pages)
    _refuse_unusable(pages)
    document = Flow(pages).document(name)
    if images:
        document.images = images
        document.format = "scan" if len(images) == len(pages) else "pdf"
    return document


def _looked_at(data: bytes, pages: list[PageContent]) -> dict[int, PageImage]:
    """Recognise the pages whose text cannot be taken from the file, where the recogniser is installed."""
    from quanheng.read.pdf_layer import OVERLAID, UNUSABLE  # noqa: PLC0415

    if not any(page.layer in UNUSABLE or page.layer == OVERLAID for page in pages):
        return {}
    from quanheng.read import scan  # noqa: PLC0415

    if not scan.available():
        return {}
    from quanheng.read.scan_pdf import recognise  # noqa: PLC0415

    return recognise(data, pages, one_at_a_time)


def _pages(data: bytes) -> list[PageContent]:
    from quanheng.read.pdf_ours import own_pages  # noqa: PLC0415

    file = _opened(data)
    try:
        if len(file) > MOST_PAGES:
            raise Unreadable(f"PDF 有 {len(file)} 页，超过 {MOST_PAGES} 页的上限。", "请拆成几个文件后再试。")
        return [_page(file, index) for index in range(len(file) - own_pages(file))]
    finally:
        file.close()


def _page(file: PdfDocument, index: int) -> PageContent:
    """A page that cannot be opened is empty and says so; the others are still read."""
    pulse()
    from pypdfium2 import PdfiumError  # noqa: PLC0415

    from quanheng.read.pdf_page import damaged_page, page_content  # noqa: PLC0415

    try:
        page = file[index]
    except PdfiumError:
        return damaged_page(index + 1)
    try:
        return page_content(page, index + 1)
    finally:
        page.close()


def _opened(data: bytes) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError, raw  # noqa: PLC0415

    from quanheng.read import pdf_fonts  # noqa: PLC0415

    pdf_fonts.use()
    try:
        file = PdfDocument(data)
    except PdfiumError as fault:
        if getattr(fault, "err_code", None) == raw.FPDF_ERR_PASSWORD or re.search(
            "password", str(fault), re.I
        ):
            raise Unreadable("PDF 设有打开密码。", "请取消密码，另存一份后再试。") from fault
        raise Unreadable("PDF 不完整或已损坏，打不开。", "请重新下载或另存一份后再试。") from fault
    if not len(file):
        raise Unreadable("PDF 里没有页面。", "请检查文件是否保存完整。")
    return file


def _refuse_unusable(pages: list[PageContent]) -> None:
    """A file without a text that can be used: scanned, drawn, or with fonts that do not tell their characters."""
    from quanheng.read.pdf_layer import UNUSABLE  # noqa: PLC0415

    if all(page.damaged for page in pages):
        raise Unreadable("PDF 不完整或已损坏，打不开。", "请重新下载或另存一份后再试。")
    layers = [page.layer for page in pages if page.layer in UNUSABLE]
    characters = sum(page.characters for page in pages if page.layer not in UNUSABLE)
    if len(layers) * 2 >= len(pages) and characters < 200 * (len(pages) - len(layers) + 1):
        from quanheng.read import scan  # noqa: PLC0415

        if scan.available():
            raise Unreadable("PDF 是图片，没有认出文字。", scan.UNCLEAR)
        raise Unreadable(_REFUSALS[max(set(layers), key=layers.count)], scan.HOW)
    if not characters:
        raise Unreadable("PDF 里没有文字。", "请检查文件，或提供 Word 版。")
