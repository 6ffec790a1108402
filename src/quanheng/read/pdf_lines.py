"""Glyphs to lines of text, wherever on the page and in the file they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING

from quanheng.model.document import LEGIBLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quanheng.model.document import Unsure
    from quanheng.read.pdf_characters import Glyph
    from quanheng.read.pdf_turn import Box

_OVERLAP = 0.5
"""Share of the lower of two extents that must be common for them to be one line."""
_SMALL, _HANGING = 0.6, 0.35
"""A comma hangs below the figures that it stands between: a glyph so much lower needs less in common."""
_SPACE = 0.12
_WIDE_SPACE = 0.5
_PIECE = 0.9
_LOOK_BACK = 8
_GUESSED = 0.5
_DIGITS = frozenset("0123456789,.")
_LEFT, _TOP, _RIGHT, _BOTTOM = map(attrgetter, ("left", "top", "right", "bottom"))
_NUMBER = re.compile(r"[-+－]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")
_OPEN_NUMBER = re.compile(r"[-+－]?[\d,]+\.?\d*")
_REST_OF_NUMBER = re.compile(r"[\d,.]+%?")


@dataclass(slots=True, eq=False)
class Line:
    """A line of text with its box; `size` is the height of its usual wide glyph, `page` counts from 1.

    `sure` has the confidence of each character of `text` where it was recognised, else it is empty.
    """

    text: str
    glyphs: list[Glyph]
    left: float
    top: float
    right: float
    bottom: float
    size: float
    page: int = 0
    sure: Sequence[float] = ()

    @property
    def box(self) -> Box:
        """Left, top, right, bottom in points."""
        return self.left, self.top, self.right, self.bottom

    @property
    def is_upright(self) -> bool:
        """True for words that run up or down the page."""
        return self.bottom - self.top > self.right - self.left

    def pieces(self) -> list[Line]:
        """The parts between gaps wider than a character."""
        cuts = [0]
        for at, (a, b) in enumerate(zip(self.glyphs, self.glyphs[1:], strict=False), 1):
            if b.left - a.right > _PIECE * self.size:
                cuts.append(at)
        if len(cuts) == 1:
            return [self]
        return [line(self.glyphs[a:b]) for a, b in zip(cuts, [*cuts[1:], len(self.glyphs)], strict=True)]


def line(glyphs: Sequence[Glyph]) -> Line:
    """A line of glyphs that stand from left to right; glyphs printed twice count once."""
    first = glyphs[0]
    kept, pieces, heights = [first], [first.text], [first.bottom - first.top]
    last, last_height = first, heights[0]
    for glyph in islice(glyphs, 1, None):
        height = glyph.bottom - glyph.top
        em = min(height, last_height)
        gap = glyph.left - last.right
        if gap < 0 and glyph.text == last.text and glyph.left - last.left < 0.15 * em:
            continue
        if gap > _SPACE * em and (glyph.gap or gap > _WIDE_SPACE * em):
            pieces.append(" ")
        kept.append(glyph)
        pieces.append(glyph.text)
        heights.append(height)
        last, last_height = glyph, height
    # Digits may come from a font of other height than the words of the same line.
    wide = [
        height for glyph, height in zip(kept, heights, strict=True) if not glyph.text.isascii()
    ] or heights
    wide.sort()
    top, right, bottom = min(map(_TOP, kept)), max(map(_RIGHT, kept)), max(map(_BOTTOM, kept))
    sure = () if first.sure is None else _sure(kept, pieces)
    return Line("".join(pieces), kept, first.left, top, right, bottom, wide[len(wide) // 2], sure=sure)


def _sure(kept: list[Glyph], pieces: list[str]) -> tuple[float, ...]:
    """A confidence for each character of the joined pieces; a space between digits may be none."""
    found: list[float] = []
    glyphs = iter(kept)
    for at, piece in enumerate(pieces):
        if piece == " ":
            found.append(_GUESSED if pieces[at - 1][-1] in _DIGITS and pieces[at + 1][0] in _DIGITS else 1.0)
        else:
            found += [next(glyphs).sure or 0.0] * len(piece)
    return tuple(found)


@dataclass(slots=True)
class _Open:
    """A line that is being put together; its extent is that of its longest run of usual height."""

    top: float
    bottom: float
    weight: int
    members: list[Glyph]

    def takes(self, run: list[Glyph]) -> bool:
        top, bottom = run[0].top, run[0].bottom
        height, own = bottom - top, self.bottom - self.top
        share = _HANGING if height < _SMALL * own else _OVERLAP
        return min(bottom, self.bottom) - max(top, self.top) >= share * min(height, own)

    def add(self, run: list[Glyph]) -> None:
        """A tall run must not tie two lines together, so the lower extent wins where they differ much."""
        ratio = (run[0].bottom - run[0].top) / (self.bottom - self.top)
        if ratio < 0.7 or (len(run) >= self.weight and ratio < 1.4):
            self.top, self.bottom, self.weight = run[0].top, run[0].bottom, len(run)
        self.members = self.members + run


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines from top to bottom; what overlaps in height is one line, on whatever baseline it stands."""
    found: list[_Open] = []
    for run in sorted(_runs(glyphs), key=lambda r: r[0].top + r[0].bottom):
        for open_line in reversed(found[-_LOOK_BACK:]):
            if open_line.takes(run):
                open_line.add(run)
                break
        else:
            found.append(_Open(run[0].top, run[0].bottom, len(run), run))
    made = [line(sorted(o.members, key=_LEFT)) for o in found]
    return sorted(made, key=lambda made_line: made_line.top + made_line.bottom)


def _runs(glyphs: Iterable[Glyph]) -> Iterable[list[Glyph]]:
    """Glyphs that follow each other in the file on one baseline."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run:
            last = run[-1]
            same = glyph.top == last.top and glyph.bottom == last.bottom
            if not same or glyph.left < last.left or glyph.left - last.right > last.height:
                yield run
                run = []
        run.append(glyph)
    if run:
        yield run


Parts = list[tuple[str, Line]]
"""The lines of a text, each with what stands between it and the one before."""


def cell_text(glyphs: list[Glyph], width: float) -> str:
    """The text of a cell `width` points wide: its lines, a number that is broken for room in one piece."""
    return joined_text(cell_parts(glyphs, width))


def cell_parts(glyphs: list[Glyph], width: float) -> Parts:
    """The lines of a cell `width` points wide, nothing between those of a number that is broken for room."""
    if not glyphs:
        return []
    first = glyphs[0]
    if all(g.top == first.top and g.bottom == first.bottom for g in glyphs):
        return [("", line(sorted(glyphs, key=_LEFT)))]
    parts: Parts = []
    before: Line | None = None
    for made in lines(glyphs):
        parts.append(("" if before is None or _is_broken(before, made, width) else "\n", made))
        before = made
    return parts


def joined_text(parts: Parts) -> str:
    """The text of the parts."""
    if len(parts) == 1:
        return parts[0][1].text
    return "".join([between + part.text for between, part in parts])


def unsure_of(parts: Parts) -> tuple[Unsure, ...]:
    """The characters below LEGIBLE, by their places in the joined text."""
    found: list[Unsure] = []
    if not any(part.sure for _, part in parts):
        return ()
    at = 0
    for between, part in parts:
        at += len(between)
        for place, sure in enumerate(part.sure, at):
            if sure < LEGIBLE and found and found[-1][1] == place:
                found[-1] = (found[-1][0], place + 1, min(found[-1][2], sure))
            elif sure < LEGIBLE:
                found.append((place, place + 1, sure))
        at += len(part.text)
    return tuple(found)


def least_sure(parts: Parts) -> float | None:
    """The least confidence of the parts, None where they were not recognised from a picture."""
    recognised = [sure for _, part in parts for sure in part.sure]
    return min(recognised) if recognised else None


def _is_broken(above: Line, below: Line, width: float) -> bool:
    """A number that goes on in the next line because the cell has no room for another digit."""
    if not (_OPEN_NUMBER.fullmatch(above.text) and _REST_OF_NUMBER.fullmatch(below.text)):
        return False
    room = width - (above.right - above.left)
    digit = (above.right - above.left) / max(len(above.text), 1)
    cut = above.text[-1] in ".," or room < digit * 3  # no number ends with its point
    return cut and bool(_NUMBER.fullmatch(above.text + below.text))
