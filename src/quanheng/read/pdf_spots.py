"""Where words stand on the pages of a text PDF, to the character."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quanheng.read.pdf import one_at_a_time
from quanheng.read.pdf_turn import Box, Turn

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_MINUS = {0xFFFE, 0x0002}
"""What PDFium makes of a hyphen that it takes for the end of a line."""


class _Glyph(NamedTuple):
    sign: str
    box: Box


class Spots:
    """The characters of the pages that are asked for; boxes are in points from the top left of the page."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pages: dict[int, tuple[Turn, list[_Glyph]]] = {}

    def turn(self, page: int) -> Turn:
        """How page `page` (from 1) is turned, to go back to the plane of the file."""
        return self._page(page)[0]

    def find(self, page: int, region: Box, words: str, nth: int = 0) -> list[Box]:
        """The boxes, one a line, of the occurrence number `nth` (from 0) of `words` in a region; none: []."""
        wanted = "".join(words.split())
        left, top, right, bottom = region
        within = [
            g for g in self._page(page)[1]
            if left - 1 <= (g.box[0] + g.box[2]) / 2 <= right + 1 and top - 1 <= (g.box[1] + g.box[3]) / 2 <= bottom + 1
        ]  # fmt: skip
        text, at = "".join(g.sign for g in within), -1
        for _ in range(nth + 1):
            following = text.find(wanted, at + 1)
            if following < 0:
                break
            at = following
        return _lines([g.box for g in within[at : at + len(wanted)]]) if wanted and at >= 0 else []

    def _page(self, number: int) -> tuple[Turn, list[_Glyph]]:
        if number not in self._pages:
            with one_at_a_time:
                self._pages[number] = _read(self._data, number)
        return self._pages[number]


def _read(data: bytes, number: int) -> tuple[Turn, list[_Glyph]]:
    from pypdfium2 import PdfDocument  # noqa: PLC0415

    from quanheng.read.pdf_characters import page_rotation  # noqa: PLC0415

    file = PdfDocument(data)
    try:
        page = file[number - 1]
        turn = Turn(page_rotation(page), *page.get_cropbox())
        found = _glyphs(page, turn)
        page.close()
        return turn, found
    finally:
        file.close()


def _glyphs(page: PdfPage, turn: Turn) -> list[_Glyph]:
    from pypdfium2 import raw  # noqa: PLC0415

    text = page.get_textpage()
    made = []
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text.raw, index)
        sign = "-" if code in _MINUS else chr(code)
        if not sign.isspace() and code:
            made.append(_Glyph(sign, turn.apply(*text.get_charbox(index, loose=True))))
    text.close()
    return made


def _lines(boxes: list[Box]) -> list[Box]:
    """Boxes of characters joined where they stand side by side."""
    made: list[Box] = []
    for box in boxes:
        last = made[-1] if made else None
        if last is not None and box[1] < last[3] and last[1] < box[3] and box[0] >= last[0]:
            made[-1] = (last[0], min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
        else:
            made.append(box)
    return made
