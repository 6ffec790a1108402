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
    from collections.abc import Iterable

    from pypdfium2 import PdfPage

    from quanheng.read.pdf_turn import Turn

NO_UNICODE = "\ufffd"
"""Stands for a glyph whose character the file does not tell."""

_HYPHENS = frozenset([0xFFFE, 0x02, 0xAD])  # PDFium marks a hyphen that may be one of hyphenation
_BLANKS = frozenset([0x20, 0xA0, 0x3000, 0x09, 0x200B, 0xFEFF, *range(0x2000, 0x200B)])
_BREAKS = frozenset([0x0A, 0x0D])
# PDF writers give radicals and compatibility forms for common characters that share a glyph.
_FOLDED = {code: normalize("NFKC", chr(code)) for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00))}
_DARK = 100
"""Ink with no more than this of red, green and blue is that of running text."""
_Raw = tuple[float, float, float, float, int, bool, int]  # left, bottom, right, top, quarter, gap, tint


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

    def __init__(self, page: PdfPage) -> None:
        self._text = page.get_textpage()
        self._chars: list[str] = []
        self._raws: list[_Raw] = []
        self._shares: Counter[int] = Counter()
        self._unknown = 0
        self._ink = c_uint(), c_uint(), c_uint(), c_uint()
        self._scan()

    def close(self) -> None:
        """Free the text page."""
        self._text.close()

    @property
    def quarters(self) -> int:
        """Quarter turns clockwise that set most of the text upright."""
        counts = Counter({quarter: n for quarter, n in self._shares.items() if quarter >= 0})
        return counts.most_common(1)[0][0] if counts else 0

    def _scan(self) -> None:
        handle, rect = self._text.raw, raw.FS_RECTF()
        unicode, loose, here = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, byref(rect)
        chars, raws, shares = self._chars, self._raws, self._shares
        gap, before, quarter, tint = False, (0.0, 0.0, 0.0), 0, 0
        for index in range(raw.FPDFText_CountChars(handle)):
            code = unicode(handle, index)
            if code in _BLANKS or code in _BREAKS:
                gap = True
                continue
            if not loose(handle, index, here):
                continue
            left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
            if right <= left or top <= bottom:
                continue
            starts = bottom != before[0] or top != before[1] or left < before[2]
            if starts:
                quarter, tint = _quarter(raw.FPDFText_GetCharAngle(handle, index)), self._tint(index)
            shares[quarter] += 1
            plain = not starts and (0x4E00 <= code < 0x9FFF or 0x20 < code < 0x7F)
            chars.append(chr(code) if plain else self._character(index, code, starts))
            raws.append((left, bottom, right, top, quarter, gap, tint))
            gap, before = False, (bottom, top, left)

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
        """The glyphs turned by `turn`, watermarks and the words of seals taken out."""
        found = Characters(unknown=self._unknown)
        sideways: list[tuple[int, Glyph]] = []
        tinted: list[Stroke] = []
        slanted: set[int] = set()
        upright, x, y = turn.quarters == 0, turn.left, turn.top
        for text, entry in zip(self._chars, self._raws, strict=True):
            left, bottom, right, top, quarter, gap, tint = entry
            # The usual case goes without a call.
            box = (
                (left - x, y - top, right - x, y - bottom)
                if upright
                else turn.apply(left, bottom, right, top)
            )
            glyph = Glyph(text, *box, gap)
            if quarter < 0:
                found.overlay += text
                slanted.add(tint)
            elif tint:
                tinted.append(Stroke(glyph, tint, (quarter - turn.quarters) % 4))
            elif quarter != turn.quarters:
                sideways.append(((quarter - turn.quarters) % 4, glyph))
            else:
                found.glyphs.append(glyph)
        if tinted:
            dark = [*found.glyphs, *(glyph for _, glyph in sideways)]
            kept, laid = parted(tinted, dark, slanted - {0})
            found.overlay += "".join(stroke.glyph.text for stroke in laid)
            found.glyphs += [stroke.glyph for stroke in kept if not stroke.quarter]
            sideways += [(stroke.quarter, stroke.glyph) for stroke in kept if stroke.quarter]
        found.glyphs += _columns_of(sideways)
        return found

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
