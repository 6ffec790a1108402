"""Pages of a PDF that must be looked at: drawn at the resolution of their picture and recognised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from pypdfium2 import PdfDocument, PdfiumError, raw

from quanheng.read.pdf_layer import OVERLAID, UNUSABLE
from quanheng.read.pdf_ours import take_remarks_off
from quanheng.read.pulse import pulse
from quanheng.read.scan import MOST_READ, recognised

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from pypdfium2 import PdfPage

    from quanheng.model.document import PageImage
    from quanheng.read.pdf_page import PageContent
    from quanheng.read.scan_picture import Pixels

_POINT = 1 / 72
_USUAL, _LOWEST, _HIGHEST = 200.0, 150.0, 300.0
"""Dots per inch of a page without a picture, and the bounds of what is taken from a picture."""
_DEEPEST = 4


def must_be_seen(page: PageContent) -> bool:
    """True for a page whose text is not in the file, or was laid over its picture by other software."""
    return page.layer in UNUSABLE or page.layer == OVERLAID


def recognise(
    data: bytes, pages: list[PageContent], lock: AbstractContextManager[object]
) -> dict[int, PageImage]:
    """Put the recognised pages in the place of those that must be seen; return their pictures by page.

    `lock` is held while PDFium works.
    """
    wanted = [n for n, page in enumerate(pages) if must_be_seen(page)]
    images: dict[int, PageImage] = {}
    for done, index in enumerate(wanted, 1):
        with lock:
            drawn = _drawn(data, index)
        if drawn is None:
            continue
        pixels, scale = drawn
        seen, image = recognised(pixels, scale, index + 1, pages[index].shown)
        if seen.characters:
            pages[index], images[index + 1] = seen, image
        pulse(f"识别第 {index + 1} 页，{done}/{len(wanted)}")
    return images


def _drawn(data: bytes, index: int) -> tuple[Pixels, float] | None:
    """The page as it is shown, and its pixels to a point; None for a page that cannot be drawn."""
    try:
        file = PdfDocument(data)
    except PdfiumError:
        return None
    try:
        page = file[index]
        width, height = page.get_size()
        scale = _resolution(page) * _POINT
        scale = min(scale, (MOST_READ / max(width * height, 1)) ** 0.5)
        take_remarks_off(page)
        bitmap = page.render(scale=scale, rev_byteorder=False)
        pixels = np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
        page.close()
        return pixels, scale
    except PdfiumError:
        return None
    finally:
        file.close()


def _resolution(page: PdfPage) -> float:
    """Dots per inch of the largest picture of the page."""
    largest, found = 0.0, _USUAL
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST):
        left, bottom, right, top = item.get_bounds()
        across, along = item.get_px_size()
        area = (right - left) * (top - bottom)
        if area > largest:
            largest, found = area, (across * along / area) ** 0.5 / _POINT
    return min(max(found, _LOWEST), _HIGHEST)
