"""Tables without uprights: lines whose pieces stand in columns, one of them of numbers."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quanheng.read.pdf_lines import Line
    from quanheng.read.pdf_turn import Box

Rows = list[list[tuple[str, "Box"]]]
"""Text and box of each cell, row by row."""

_FEWEST_COLUMNS = 3
_FEWEST_LINES = 3
_NUMBER = re.compile(r"[-+－]?[\d,]*\.?\d+%?|[-—–－/]+")
_WIDEST_GAP = 3.0
"""A line further below than this many line heights begins something else."""


def aligned(lines: list[Line]) -> tuple[list[Line], list[tuple[Box, list[float], Rows]]]:
    """Return the lines outside such tables, and box, column edges and rows of each table."""
    rest: list[Line] = []
    tables: list[tuple[Box, list[float], Rows]] = []
    pieces = [line.pieces() for line in lines]
    at = 0
    while at < len(lines):
        end = _run(lines, pieces, at)
        made = _table(lines[at:end], pieces[at:end]) if end - at >= _FEWEST_LINES else None
        if made is None:
            rest.append(lines[at])
            at += 1
        else:
            tables.append(made)
            at = end
    return rest, tables


def _run(lines: list[Line], pieces: list[list[Line]], at: int) -> int:
    """End of the run of lines with several pieces; a lone piece may stand between two of them."""
    end = at
    while end < len(lines):
        if end > at and lines[end].top - lines[end - 1].bottom > _WIDEST_GAP * lines[end].size:
            break
        if len(pieces[end]) < 2:
            following = len(pieces[end + 1]) if end + 1 < len(pieces) else 0
            if end == at or following < _FEWEST_COLUMNS or len(pieces[end - 1]) < _FEWEST_COLUMNS:
                break
        end += 1
    return end


def _table(lines: list[Line], pieces: list[list[Line]]) -> tuple[Box, list[float], Rows] | None:
    counts = Counter(len(parts) for parts in pieces if len(parts) >= _FEWEST_COLUMNS)
    if not counts:
        return None
    width = max(counts, key=lambda n: (counts[n], n))
    full = [parts for parts in pieces if len(parts) == width]
    if len(full) < _FEWEST_LINES:
        return None
    spans = [(min(p[c].left for p in full), max(p[c].right for p in full)) for c in range(width)]
    if any(a[1] > b[0] for a, b in itertools.pairwise(spans)):
        return None
    numeric = [sum(bool(_NUMBER.fullmatch(p[c].text)) for p in full) for c in range(width)]
    if max(numeric) * 10 < len(full) * 6:
        return None
    edges = [
        spans[0][0],
        *((a[1] + b[0]) / 2 for a, b in itertools.pairwise(spans)),
        spans[-1][1],
    ]
    rows = _rows(lines, pieces, spans, edges)
    box = (
        min(line.left for line in lines), lines[0].top, max(line.right for line in lines), lines[-1].bottom,
    )  # fmt: skip
    return box, edges, rows


def _rows(
    lines: list[Line], pieces: list[list[Line]], spans: list[tuple[float, float]], edges: list[float]
) -> Rows:
    """Each line a row; a lone piece goes on with the cell above it."""
    rows: Rows = []
    for whole, parts in zip(lines, pieces, strict=True):
        columns = [_column(part, spans) for part in parts]
        if len(parts) == 1 and rows and columns[0] is not None:
            text, box = rows[-1][columns[0]]
            rows[-1][columns[0]] = (f"{text}\n{parts[0].text}".strip(), (*box[:3], whole.bottom))
            continue
        row = [("", (a, whole.top, b, whole.bottom)) for a, b in itertools.pairwise(edges)]
        for part, column in zip(parts, columns, strict=True):
            at = column if column is not None else 0
            row[at] = (f"{row[at][0]} {part.text}".strip(), row[at][1])
        rows.append(row)
    return rows


def _column(part: Line, spans: list[tuple[float, float]]) -> int | None:
    """The column that a piece overlaps most, or stands nearest to."""
    common = [min(part.right, b) - max(part.left, a) for a, b in spans]
    return max(range(len(spans)), key=lambda c: common[c]) if spans else None
