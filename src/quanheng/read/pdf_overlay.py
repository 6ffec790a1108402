"""Words laid over the text of a page: watermarks and the words of seals, told by their ink and their place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanheng.read.pdf_characters import Glyph

_BAND = 12.0


@dataclass(slots=True)
class Stroke:
    """A glyph in ink that is not dark: its colour as one number, and its quarter turns against the page."""

    glyph: Glyph
    tint: int
    quarter: int


def parted(
    tinted: Sequence[Stroke], dark: Sequence[Glyph], slanted: set[int]
) -> tuple[list[Stroke], list[Stroke]]:
    """Return the strokes that are text and those that are laid over it.

    Laid over are the words that cross dark ones, others of that ink with the same words, and what is in
    the ink of slanted words (`slanted`), such as the upright character of a seal's ring.
    """
    bands: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in dark:
        bands[int((glyph.top + glyph.bottom) / 2 // _BAND)].append(glyph)
    words = _words(tinted)
    crossing = {
        (word[0].tint, _text(word)) for word in words if any(_crosses(stroke.glyph, bands) for stroke in word)
    }
    kept: list[Stroke] = []
    laid: list[Stroke] = []
    for word in words:
        over = word[0].tint in slanted or (word[0].tint, _text(word)) in crossing
        (laid if over else kept).extend(word)
    return kept, laid


def _words(strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    """Strokes of one ink that follow each other on one line."""
    words: list[list[Stroke]] = []
    for stroke in strokes:
        last = words[-1][-1] if words else None
        if (
            last is not None
            and last.tint == stroke.tint
            and last.quarter == stroke.quarter
            and _follows(last, stroke)
        ):
            words[-1].append(stroke)
        else:
            words.append([stroke])
    return words


def _follows(last: Stroke, stroke: Stroke) -> bool:
    a, b = last.glyph, stroke.glyph
    if stroke.quarter % 2:
        common, size = min(a.right, b.right) - max(a.left, b.left), a.right - a.left
        away = max(a.top, b.top) - min(a.bottom, b.bottom)
    else:
        common, size = min(a.bottom, b.bottom) - max(a.top, b.top), a.height
        away = b.left - a.right
    return common > 0.5 * size and -0.5 * size < away < 3 * size


def _text(word: Sequence[Stroke]) -> str:
    return "".join(stroke.glyph.text for stroke in word)


def _crosses(glyph: Glyph, bands: dict[int, list[Glyph]]) -> bool:
    """True when a dark glyph and this one share more than their edges."""
    first, last = int(glyph.top // _BAND) - 1, int(glyph.bottom // _BAND) + 1
    return any(_overlap(glyph, other) for band in range(first, last + 1) for other in bands.get(band, ()))


def _overlap(a: Glyph, b: Glyph) -> bool:
    across = min(a.right, b.right) - max(a.left, b.left)
    along = min(a.bottom, b.bottom) - max(a.top, b.top)
    narrow, low = min(a.right - a.left, b.right - b.left), min(a.height, b.height)
    return across > 0.3 * narrow and along > 0.3 * low
