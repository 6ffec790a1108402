"""A second look at what is doubtful: cells below the gate, cells with ink but no words, figures under a seal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quanheng.model.document import LEGIBLE
from quanheng.read.scan_glyphs import NUMBER, glyphs_of
from quanheng.read.scan_picture import crop

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quanheng.read.pdf_characters import Glyph
    from quanheng.read.pdf_grid import Grid, Slot
    from quanheng.read.scan_engine import Engine, Reading
    from quanheng.read.scan_picture import Area, Pixels
    from quanheng.read.scan_upright import Seen

_WELL_FORMED = re.compile(r"[-+－(（]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?[%％)）]?")
_SIGNS = re.compile(r"[\d,，.．]")
COVERED = 0.5
"""Confidence of what stands under a seal, was read in two ways, or has more ink beside it than was read."""
BESIDE = 0.9
"""Confidence of the figures that share a row or column with a cell that could not be read."""
_INSET = 1.5
_MARGIN = 2.5
_SOLID = 2
_LOWEST, _NARROWEST = 4.0, 0.9
_CERTAIN = 0.9
_REST = 0.5


@dataclass(slots=True)
class _Held:
    """A cell of the page: its glyphs from left to right, its pixels inside the rules, whether a seal is on it."""

    grid: Grid
    slot: Slot
    glyphs: list[Glyph]
    inside: Area
    ink: Area | None
    sealed: bool

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def least(self) -> float:
        return min((glyph.sure or 0.0 for glyph in self.glyphs), default=0.0)


def second_look(seen: Seen, glyphs: list[Glyph], engine: Engine) -> list[Glyph]:
    """The glyphs with their confidence as it is after all, and those that the first look missed."""
    cells = _cells(seen, glyphs)
    scale = seen.picture.scale
    known = {id(glyph) for cell in cells for glyph in cell.glyphs}
    free = [glyph for glyph in glyphs if id(glyph) not in known]
    again = [cell for cell in cells if cell.ink is not None and _is_doubtful(cell, scale)]
    readings = engine.read([crop(seen.picture.grey, cell.ink) for cell in again if cell.ink is not None])
    blind = []
    for cell, reading in zip(again, readings, strict=True):
        assert cell.ink is not None
        if not cell.glyphs:
            cell.glyphs = _missed(cell.ink, reading, seen)
            blind += [] if cell.glyphs else [cell]
        else:
            _compare(cell, cell.ink, reading, seen)
    for cell in cells:
        if cell.sealed or _has_more(cell, seen.dark, scale):
            _lower(cell.glyphs, COVERED)
        if _is_garbled(cell.text) or (cell.sealed and not cell.glyphs):
            blind.append(cell)
    for cell in blind:
        for other in cells:
            if other.grid is cell.grid and _share(other.slot, cell.slot):
                _lower(other.glyphs, BESIDE)
    _lower((glyph for glyph in free if _is_sealed(glyph, seen)), COVERED)
    return free + [glyph for cell in cells for glyph in cell.glyphs]


def _cells(seen: Seen, glyphs: Iterable[Glyph]) -> list[_Held]:
    owned: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        for number, grid in enumerate(seen.grids):
            at = grid.at(x, y)
            if at is not None:
                owned.setdefault((number, at), []).append(glyph)
                break
    cells = []
    for number, grid in enumerate(seen.grids):
        for place, slot in enumerate(grid.slots):
            inside = _inside(grid, slot, seen.picture.scale)
            inner = crop(seen.picture.seal, inside)
            held = _Held(grid, slot, owned.get((number, place), []), inside, None, bool(inner.any()))
            held.ink = _ink(seen.dark, inside, seen.picture.scale)
            cells.append(held)
    return cells


def _inside(grid: Grid, slot: Slot, scale: float) -> Area:
    left, top, right, bottom = grid.slot_box(slot)
    return (
        (left + _INSET) * scale, (top + _INSET) * scale, (right - _INSET) * scale, (bottom - _INSET) * scale,
    )  # fmt: skip


def _ink(dark: Pixels, inside: Area, scale: float) -> Area | None:
    """The box of the strokes inside a cell with a margin, None where there are only specks."""
    inner = crop(dark, inside) > 0
    rows = np.flatnonzero(inner.sum(axis=1) >= _SOLID)
    columns = np.flatnonzero(inner.sum(axis=0) >= _SOLID)
    if not len(rows) or not len(columns):
        return None
    height, width = rows[-1] - rows[0], columns[-1] - columns[0]
    if height < _LOWEST * scale or width < _NARROWEST * scale:
        return None
    left, top, right, bottom = inside
    margin = _MARGIN * scale
    return (
        max(left + float(columns[0]) - margin, left), max(top + float(rows[0]) - margin, top),
        min(left + float(columns[-1]) + margin, right), min(top + float(rows[-1]) + margin, bottom),
    )  # fmt: skip


def _is_doubtful(cell: _Held, scale: float) -> bool:
    """A cell whose number is below the gate, or with a line of ink but no words."""
    if not cell.glyphs:
        assert cell.ink is not None
        return (cell.ink[3] - cell.ink[1]) / scale < 40
    return bool(NUMBER.fullmatch(cell.text)) and cell.least < LEGIBLE


def _is_garbled(text: str) -> bool:
    """Hardly anything but digits, and yet no number: 1.238.58, l,234."""
    signs = len(_SIGNS.findall(text))
    return signs > 1 and signs * 5 > len(text) * 3 and not _WELL_FORMED.fullmatch(text)


def _missed(ink: Area, reading: Reading, seen: Seen) -> list[Glyph]:
    """What a cell says that the first look passed over: it stays below the gate."""
    if reading.average < _CERTAIN:
        return []
    found = glyphs_of(ink, reading, seen.dark, seen.picture.scale)
    _lower(found, BESIDE)
    return found


def _compare(cell: _Held, ink: Area, reading: Reading, seen: Seen) -> None:
    """Two readings that agree are as sure as the surer one; of two that differ the surer one is a guess."""
    text = reading.text.replace(" ", "")
    if text == cell.text:
        if reading.least > cell.least:
            for glyph, sure in zip(cell.glyphs, _without_spaces(reading), strict=True):
                glyph.sure = max(sure, glyph.sure or 0.0)
        return
    if NUMBER.fullmatch(text) and reading.least > cell.least:
        cell.glyphs = glyphs_of(ink, reading, seen.dark, seen.picture.scale)
    _lower(cell.glyphs, COVERED)


def _without_spaces(reading: Reading) -> list[float]:
    return [sure for sign, sure in zip(reading.text, reading.sure, strict=True) if not sign.isspace()]


def _has_more(cell: _Held, dark: Pixels, scale: float) -> bool:
    """True for a number with strokes beside it that were not read: its first digits may be gone."""
    if not cell.glyphs or not NUMBER.fullmatch(cell.text):
        return False
    first, last = min(g.left for g in cell.glyphs), max(g.right for g in cell.glyphs)
    em = cell.glyphs[0].height
    left, top, right, bottom = cell.inside
    tall = (bottom - top) * 0.5
    for a, b in ((left, (first - _REST * em) * scale), ((last + _REST * em) * scale, right)):
        if b - a > 2:
            strokes = crop(dark, (a, top, b, bottom)).any(axis=0)
            rows = np.count_nonzero(crop(dark, (a, top, b, bottom)).any(axis=1))
            if np.count_nonzero(strokes) > 0.15 * em * scale and rows > min(0.35 * em * scale, tall):
                return True
    return False


def _share(one: Slot, other: Slot) -> bool:
    rows = one.row < other.row + other.rows and other.row < one.row + one.rows
    columns = one.column < other.column + other.columns and other.column < one.column + one.columns
    return rows or columns


def _is_sealed(glyph: Glyph, seen: Seen) -> bool:
    """True when seal ink lies on the glyph or within a character of it."""
    reach, scale = glyph.height, seen.picture.scale
    left, top = (glyph.left - reach) * scale, (glyph.top - reach / 4) * scale
    right, bottom = (glyph.right + reach) * scale, (glyph.bottom + reach / 4) * scale
    return bool(crop(seen.picture.seal, (left, top, right, bottom)).any())


def _lower(glyphs: Iterable[Glyph], most: float) -> None:
    for glyph in glyphs:
        glyph.sure = min(glyph.sure if glyph.sure is not None else 1.0, most)
