"""A line that was read to its characters with their places and confidence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from quanheng.read.pdf_characters import Glyph

if TYPE_CHECKING:
    from quanheng.read.scan_engine import Reading
    from quanheng.read.scan_picture import Area, Pixels

_WIDE = re.compile(r"[\u2e80-\u9fff\uff01-\uff60\u3000-\u303f“”‘’…—·]")
_FULL_INK, _DIGIT_INK = 0.92, 0.74
"""Height of the ink over that of the line, with a Chinese character in it and without."""
_HALF = 0.55
_FAINT_ROW = 2
NUMBER = re.compile(r"[-+－(（]?[\d,，.．]+[%％)）]?")
"""What consists of the signs of a number, well formed or not."""


def in_print(dark: Pixels, area: Area) -> bool:
    """True when the area has any ink."""
    left, top, right, bottom = (max(int(side), 0) for side in area)
    return bool(dark[top:bottom, left:right].any())


def glyphs_of(area: Area, reading: Reading, dark: Pixels, scale: float) -> list[Glyph]:
    """The characters in points; all of one line have the same upper and lower edge."""
    if not reading.text.strip():
        return []
    left, right = area[0] / scale, area[2] / scale
    top, bottom = _extent(dark, area)
    top, bottom = top / scale, bottom / scale
    wide = [bool(_WIDE.match(sign)) for sign in reading.text]
    em = (bottom - top) / (_FULL_INK if any(wide) else _DIGIT_INK)
    middle = (top + bottom) / 2
    places = [left + share * (right - left) for share in reading.middles]
    # A number is one word; the narrow comma makes the gaps between its digits uneven.
    number = bool(NUMBER.fullmatch("".join(reading.text.split())))
    made: list[Glyph] = []
    gap = False
    for n, sign in enumerate(reading.text):
        if sign.isspace():
            gap = not number
            continue
        half = em * (0.5 if wide[n] else _HALF / 2)
        before = (places[n] + places[n - 1]) / 2 if n else left
        after = (places[n] + places[n + 1]) / 2 if n + 1 < len(places) else right
        start = before if number and n else max(places[n] - half, before)
        end = after if number and n + 1 < len(places) else min(places[n] + half, after)
        if end <= start:
            start, end = places[n] - half / 2, places[n] + half / 2
        made.append(Glyph(sign, start, middle - em / 2, end, middle + em / 2, gap, reading.sure[n]))
        gap = False
    return made


def _extent(dark: Pixels, area: Area) -> tuple[float, float]:
    """The rows of the area that have ink, without what reaches in from the lines above and below."""
    left, top, right, bottom = (max(int(side), 0) for side in area)
    rows = np.count_nonzero(dark[top:bottom, left:right], axis=1) > _FAINT_ROW
    if not rows.any():
        return area[1], area[3]
    edges = np.flatnonzero(np.diff(np.r_[False, rows, False]))
    starts, ends = edges[::2], edges[1::2]
    longest = int((ends - starts).argmax())
    first = last = longest
    near = (ends[longest] - starts[longest]) // 3 + 1  # the dots of 三 or the parts of 二 lie apart
    while first and starts[first] - ends[first - 1] <= near:
        first -= 1
    while last + 1 < len(starts) and starts[last + 1] - ends[last] <= near:
        last += 1
    return top + float(starts[first]), top + float(ends[last])
