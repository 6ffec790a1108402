"""The piece of a recognised page that shows a place: what the reader of a finding must look at."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

    from quanheng.model.document import Document, PageImage
    from quanheng.model.place import Place

_Box = tuple[float, float, float, float]
_ABOVE, _ASIDE = 5.0, 14.0
"""Points of the page shown around the place."""
_QUALITY = 70


def crop(document: Document | None, place: Place) -> str:
    """A data URI of the place as the page shows it; "" for a page that was not recognised from a picture."""
    if document is None or not document.images:
        return ""
    found = _where(document, place)
    if found is None or found[0] not in document.images:
        return ""
    page, box = found
    return _cut(document.images[page], box)


def _where(document: Document, place: Place) -> tuple[int, _Box] | None:
    """Page and box of the cell, or of the line in which the place begins."""
    if place.block >= len(document.blocks):
        return None
    block = document.blocks[place.block]
    if place.cell is not None and block.table is not None:
        at = place.cell.row, place.cell.column
        cell = next((c for c in block.table.cells if (c.row, c.column) == at), None)
        return (cell.page, cell.box) if cell and cell.page and cell.box else None
    for strip in block.strips:
        if place.start < strip.end:
            return strip.page, strip.box
    return (block.page, block.box) if block.page and block.box else None


def _cut(image: PageImage, box: _Box) -> str:
    picture = _opened(image.jpeg)
    across, down = picture.width / image.width, picture.height / image.height
    left, top, right, bottom = box
    piece = picture.crop((
        max(int((left - _ASIDE) * across), 0), max(int((top - _ABOVE) * down), 0),
        min(int((right + _ASIDE) * across), picture.width), min(int((bottom + _ABOVE) * down), picture.height),
    ))  # fmt: skip
    if not piece.width or not piece.height:
        return ""
    stream = BytesIO()
    piece.save(stream, "JPEG", quality=_QUALITY)
    return "data:image/jpeg;base64," + b64encode(stream.getvalue()).decode("ascii")


@lru_cache(maxsize=2)  # the places of a finding stand on one page or two
def _opened(jpeg: bytes) -> Image:
    from PIL import Image  # noqa: PLC0415  (only a recognised page needs it, and with it comes the library)

    return Image.open(BytesIO(jpeg)).convert("RGB")
