"""Pages of a PDF as pictures, for a face that shows the page beside what was found on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from quanheng.read.pulse import pulse

_SCALE = 110 / 72
_LARGEST = 6_000_000
"""Pixels of a picture; a poster is drawn coarser."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a grey PNG (smaller and sharper than JPEG for tables), and its size in points."""

    png: bytes
    width: float
    height: float


def page_images(data: bytes, numbers: Sequence[int]) -> dict[int, Picture]:
    """The pages of those numbers, from 1; numbers that the file has not are left out.

    Raises pypdfium2.PdfiumError for a file that cannot be opened.
    """
    from pypdfium2 import PdfDocument  # noqa: PLC0415

    file = PdfDocument(data)
    made = {}
    try:
        for number in numbers:
            if not 1 <= number <= len(file):
                continue
            page = file[number - 1]
            width, height = page.get_size()
            scale = min(_SCALE, (_LARGEST / max(width * height, 1)) ** 0.5)
            out = BytesIO()
            page.render(scale=scale, grayscale=True).to_pil().save(out, "PNG")
            page.close()
            made[number] = Picture(out.getvalue(), width, height)
            pulse()
    finally:
        file.close()
    return made
