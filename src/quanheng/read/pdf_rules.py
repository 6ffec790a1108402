"""The lines drawn on a page: borders of tables, whatever way the producer draws them."""

from __future__ import annotations

import itertools
from ctypes import byref, c_float, c_int
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pypdfium2 import raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage

    from quanheng.read.pdf_turn import Box, Turn

_THICKEST = 3.0
_SHORTEST = 2.0
_SPECK = 8.0
"""Shorter strokes may be the dots or dashes of one line; longer ones stand for themselves."""
_FEWEST_SPECKS = 6
_LEVEL = 0.12
_SMALLEST_TILE = 6.0
_DEEPEST = 8
MOST_OBJECTS = 60_000
"""Objects of one page that are looked at; more are a drawing, not a table."""

_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: at `at` across the page, from `start` to `end` along it."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Rules:
    """Lines of a page; `image` is the share of the page that its pictures cover, which may be strips of one scan.

    `tiles` are filled areas, which may be cells without lines; `specks` are what dotted lines are made of.
    """

    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    image: float = 0.0
    crowded: bool = False
    tiles: list[Box] = field(default_factory=list)
    specks: list[Box] = field(default_factory=list)


def rules(page: PdfPage, turn: Turn) -> Rules:
    """Walk the objects of the page, those inside forms too."""
    found = Rules()
    area = (turn.right - turn.left) * (turn.top - turn.bottom)
    for count, (kind, item, matrix) in enumerate(_objects(page.raw, None, _SAME, 0)):
        if count > MOST_OBJECTS:
            return Rules(image=found.image, crowded=True)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            for box in _lines(item, matrix):
                _add(found, turn, box)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = _moved(_bounds(item), matrix)
            across = min(right, turn.right) - max(left, turn.left)
            along = min(top, turn.top) - max(bottom, turn.bottom)
            if across > 0 and along > 0 and area > 0:
                found.image += across * along / area
    if found.specks:
        _chain(found)
    return found


def curves(page: PdfPage, enough: int) -> int:
    """How many drawn paths have a curve, counted up to `enough`: letters turned into drawings have them."""
    found = 0
    for kind, item, _ in itertools.islice(_objects(page.raw, None, _SAME, 0), MOST_OBJECTS):
        if kind == raw.FPDF_PAGEOBJ_PATH and any(
            raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(item, at)) == raw.FPDF_SEGMENT_BEZIERTO
            for at in range(min(raw.FPDFPath_CountSegments(item), 20))
        ):
            found += 1
            if found >= enough:
                break
    return found


def _objects(page: Any, form: Any, matrix: _Matrix, depth: int) -> Iterator[tuple[int, Any, _Matrix]]:
    """Kind, object and the matrix of the form it lies in; text is passed over."""
    count, get = (
        (raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)
        if form is None
        else (raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)
    )
    holder, kind_of = page if form is None else form, raw.FPDFPageObj_GetType
    for index in range(count(holder)):
        item = get(holder, index)
        kind = kind_of(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            continue
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield kind, item, matrix
        elif depth < _DEEPEST:
            yield from _objects(page, item, _times(_matrix(item), matrix), depth + 1)


def _lines(path: Any, matrix: _Matrix) -> Iterator[tuple[float, float, float, float]]:
    """Boxes (left, bottom, right, top) of the strokes and straight filled parts of a path that is drawn."""
    fill, stroke = c_int(), c_int()
    if not raw.FPDFPath_GetDrawMode(path, byref(fill), byref(stroke)) or not (fill.value or stroke.value):
        return
    box = _moved(_bounds(path), matrix)
    if box[2] - box[0] < _THICKEST or box[3] - box[1] < _THICKEST:
        yield box
        return
    whole = _times(_matrix(path), matrix)
    for points in _strokes(path, whole):
        if stroke.value:
            for (ax, ay), (bx, by) in itertools.pairwise(points):
                if abs(ax - bx) < 1 or abs(ay - by) < 1:
                    yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
        elif len(points) > 1:
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            yield min(xs), min(ys), max(xs), max(ys)


def _strokes(path: Any, matrix: _Matrix) -> Iterator[list[_Point]]:
    """The straight subpaths, a closed one with its first point again at the end."""
    points: list[_Point] = []
    x, y = c_float(), c_float()
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        if not raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y)):
            continue
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind != raw.FPDF_SEGMENT_LINETO and points:
            yield points
            points = []
        points.append(_at(matrix, x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _add(found: Rules, turn: Turn, box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = turned = turn.apply(*box)
    across, along = right - left, bottom - top
    if across >= _THICKEST and along >= _THICKEST:
        if across > _SMALLEST_TILE and along > _SMALLEST_TILE:
            found.tiles.append(turned)
        return
    if across < _SPECK and along < _SPECK:
        found.specks.append(turned)
    if across > along and across > _SHORTEST:
        found.horizontal.append(Rule((top + bottom) / 2, left, right))
    elif along > _SHORTEST:
        found.vertical.append(Rule((left + right) / 2, top, bottom))


def _chain(found: Rules) -> None:
    """Dots and short dashes in a row, at small distances, are a line."""
    flat = [((t + b) / 2, x, r) for x, t, r, b in found.specks if b - t <= max(_SHORTEST, r - x)]
    tall = [((x + r) / 2, t, b) for x, t, r, b in found.specks if r - x <= max(_SHORTEST, b - t)]
    found.horizontal += _chained(flat)
    found.vertical += _chained(tall)


def _chained(specks: list[tuple[float, float, float]]) -> list[Rule]:
    """`specks` are level, start and end."""
    made: list[Rule] = []
    chain: list[tuple[float, float, float]] = []
    for speck in sorted(specks, key=lambda s: (round(s[0], 1), s[1])):
        if chain and not (
            abs(speck[0] - chain[-1][0]) < _LEVEL and -_SHORTEST < speck[1] - chain[-1][2] < _SPECK * 0.6
        ):
            made += _line_of(chain)
            chain = []
        chain.append(speck)
    return made + _line_of(chain)


def _line_of(chain: list[tuple[float, float, float]]) -> list[Rule]:
    if len(chain) < _FEWEST_SPECKS:
        return []
    return [Rule(chain[0][0], chain[0][1], max(end for _, _, end in chain))]


def _bounds(item: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    raw.FPDFPageObj_GetBounds(item, byref(left), byref(bottom), byref(right), byref(top))
    return left.value, bottom.value, right.value, top.value


def _matrix(item: Any) -> _Matrix:
    made = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, byref(made)):
        return _SAME
    return made.a, made.b, made.c, made.d, made.e, made.f


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _at(matrix: _Matrix, x: float, y: float) -> _Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _moved(box: tuple[float, float, float, float], matrix: _Matrix) -> tuple[float, float, float, float]:
    if matrix is _SAME:
        return box
    ax, ay = _at(matrix, box[0], box[1])
    bx, by = _at(matrix, box[2], box[3])
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
