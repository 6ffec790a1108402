"""Characters of a page with their boxes, in the direction in which the page is read."""

from __future__ import annotations

from collections import Counter
from ctypes import byref, c_uint
from dataclasses import dataclass, field
from math import pi
from typing import TYPE_CHECKING
from unicodedata import normalize

from pypdfium2 import raw

from quanheng.read.pdf_overlay import Stroke, parted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pypdfium2 import PdfPage

    from quanheng.read.pdf_turn import Turn

NO_UNICODE = "\ufffd"
"""Stands for a glyph whose character the file does not tell."""

_HYPHENS = frozenset([0xFFFE, 0x02, 0xAD])  # PDFium marks a hyphen that may be one of hyphenation
_BLANKS = frozenset([0x20, 0xA0, 0x3000, 0x09, 0x200B, 0xFEFF, *range(0x2000, 0x200B)])
_WHITE = frozenset(map(chr, _BLANKS | {0x0A, 0x0D}))
# PDF writers give radicals and compatibility forms for common characters that share a glyph.
_FOLDED = {code: normalize("NFKC", chr(code)) for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00))}
_DARK = 100
"""Ink with no more than this of red, green and blue is that of running text."""
_Run = tuple[int, int, int]  # its first glyph, quarter turns, tint


@dataclass(slots=True, eq=False)
class Glyph:
    """A character at its place, in points from the top left; `gap`: the file has a space before it.

    `sure` (0..1) is given for a character that was recognised from a picture.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    gap: bool = False
    sure: float | None = None

    @property
    def height(self) -> float:
        """Height of the line that its font would fill."""
        return self.bottom - self.top


@dataclass(slots=True)
class Characters:
    """The glyphs of a page; `overlay` is the text of watermarks, which are left out."""

    glyphs: list[Glyph] = field(default_factory=list)
    overlay: str = ""
    unknown: int = 0


class CharacterReader:
    """One pass over the text of a page; `quarters` tells how far it must be turned to be read."""

    def __init__(self, page: PdfPage, plane: tuple[float, float, float, float]) -> None:
        self._text = page.get_textpage()
        self._corner = plane[0], plane[3]
        self._glyphs: list[Glyph] = []  # as they stand on the unturned page
        self._runs: list[_Run] = []
        self._unknown = 0
        self._ink = c_uint(), c_uint(), c_uint(), c_uint()
        self._scan()

    def close(self) -> None:
        """Free the text page."""
        self._text.close()

    @property
    def quarters(self) -> int:
        """Quarter turns clockwise that set most of the text upright."""
        counts: Counter[int] = Counter()
        for start, end, quarter, _ in self._pieces():
            counts[quarter] += end - start
        counts.pop(-1, None)
        return counts.most_common(1)[0][0] if counts else 0

    def _pieces(self) -> Iterator[tuple[int, int, int, int]]:
        """Start and end of each run of glyphs of one direction and ink, with both."""
        ends = [*(start for start, _, _ in self._runs[1:]), len(self._glyphs)]
        for (start, quarter, tint), end in zip(self._runs, ends, strict=False):
            yield start, end, quarter, tint

    def _signs(self) -> str:
        """The characters by their index: all in one call where that gives one for each."""
        count = raw.FPDFText_CountChars(self._text.raw)
        whole = str(self._text.get_text_range(0, count)) if count > 0 else ""
        if len(whole) == count and (whole.isascii() or max(whole) < "\U00010000"):
            return whole
        return "".join(chr(raw.FPDFText_GetUnicode(self._text.raw, index)) for index in range(count))

    def _scan(self) -> None:
        handle, rect = self._text.raw, raw.FS_RECTF()
        loose, here = raw.FPDFText_GetLooseCharBox, byref(rect)
        x, y = self._corner
        append, gap, run = self._glyphs.append, False, (0, 0)
        last_left = last_bottom = last_top = 0.0
        for index, sign in enumerate(self._signs()):
            if sign in _WHITE:
                gap = True
                continue
            if not loose(handle, index, here):
                continue
            left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
            if right <= left or top <= bottom:
                continue
            text = sign
            if bottom != last_bottom or top != last_top or left < last_left:
                now = _quarter(raw.FPDFText_GetCharAngle(handle, index)), self._tint(index)
                if now != run or not self._runs:
                    run = now
                    self._runs.append((len(self._glyphs), *now))
                text, last_bottom, last_top = self._character(index, ord(sign), True), bottom, top
            elif not ("\u4e00" <= sign < "\u9fff" or " " < sign < "\x7f"):
                text = self._character(index, ord(sign), False)
            append(Glyph(text, left - x, y - top, right - x, y - bottom, gap))
            gap, last_left = False, left

    def _character(self, index: int, code: int, starts: bool) -> str:
        """A font without a map to characters shows at the start of a run; a single glyph by an odd code."""
        odd = code < 0x20 or 0x7F <= code < 0xA0 or 0xE000 <= code < 0xF900 or code >= 0xFFFD
        if (starts or odd) and (code == 0 or raw.FPDFText_HasUnicodeMapError(self._text.raw, index) == 1):
            self._unknown += 1
            return NO_UNICODE
        if code in _HYPHENS:
            return "-"
        return _FOLDED.get(code) or chr(code)

    def characters(self, turn: Turn) -> Characters:
        """The glyphs turned by `turn`, watermarks and the words of seals taken out. Call it once."""
        found = Characters(unknown=self._unknown)
        if turn.quarters:
            self._turn(turn)
        if all(quarter == turn.quarters and not tint for _, quarter, tint in self._runs):
            found.glyphs = self._glyphs
            return found
        sideways: list[tuple[int, Glyph]] = []
        tinted: list[Stroke] = []
        slanted: set[int] = set()
        for start, end, quarter, tint in self._pieces():
            glyphs, away = self._glyphs[start:end], (quarter - turn.quarters) % 4
            if quarter < 0:
                found.overlay += "".join(glyph.text for glyph in glyphs)
                slanted.add(tint)
            elif tint:
                tinted += [Stroke(glyph, tint, away) for glyph in glyphs]
            elif away:
                sideways += [(away, glyph) for glyph in glyphs]
            else:
                found.glyphs += glyphs
        if tinted:
            dark = [*found.glyphs, *(glyph for _, glyph in sideways)]
            kept, laid = parted(tinted, dark, slanted - {0})
            found.overlay += "".join(stroke.glyph.text for stroke in laid)
            found.glyphs += [stroke.glyph for stroke in kept if not stroke.quarter]
            sideways += [(stroke.quarter, stroke.glyph) for stroke in kept if stroke.quarter]
        found.glyphs += _columns_of(sideways)
        return found

    def _turn(self, turn: Turn) -> None:
        x, y = self._corner
        for glyph in self._glyphs:
            box = glyph.left + x, y - glyph.bottom, glyph.right + x, y - glyph.top
            glyph.left, glyph.top, glyph.right, glyph.bottom = turn.apply(*box)

    def _tint(self, index: int) -> int:
        """Colour of coloured, pale or transparent ink as one number, 0 for dark ink."""
        red, green, blue, opacity = self._ink
        if not raw.FPDFText_GetFillColor(self._text.raw, index, red, green, blue, opacity):
            return 0
        if opacity.value >= 128 and max(red.value, green.value, blue.value) <= _DARK:
            return 0
        return 1 + (red.value << 24 | green.value << 16 | blue.value << 8 | opacity.value)


def _quarter(angle: float) -> int:
    """Quarter turns clockwise that set text upright which PDFium gives this angle; -1 for slanted text."""
    turns = -angle / (pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) < 0.08 else -1


def _columns_of(sideways: Iterable[tuple[int, Glyph]]) -> list[Glyph]:
    """Characters that run up or down the page, each run as one glyph with all its text."""
    runs: list[tuple[int, Glyph]] = []
    for quarter, glyph in sideways:
        if runs and runs[-1][0] == quarter and _follows(runs[-1][1], glyph):
            last = runs[-1][1]
            last.text += glyph.text
            last.left, last.right = min(last.left, glyph.left), max(last.right, glyph.right)
            last.top, last.bottom = min(last.top, glyph.top), max(last.bottom, glyph.bottom)
        else:
            runs.append((quarter, glyph))
    return [glyph for _, glyph in runs]


def _follows(last: Glyph, glyph: Glyph) -> bool:
    across = min(last.right, glyph.right) - max(last.left, glyph.left)
    apart = max(last.top, glyph.top) - min(last.bottom, glyph.bottom)
    narrow = min(last.right - last.left, glyph.right - glyph.left)
    return across > narrow / 2 and apart < narrow * 2


def page_rotation(page: PdfPage) -> int:
    """Quarter turns clockwise that the file asks a viewer to make."""
    return int(raw.FPDFPage_GetRotation(page.raw)) % 4
