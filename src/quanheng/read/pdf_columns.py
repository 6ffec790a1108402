"""Tables without uprights: lines whose pieces stand in columns, one of them of numbers."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from quanheng.read.pdf_paragraphs import begins

if TYPE_CHECKING:
    from quanheng.read.pdf_lines import Line
    from quanheng.read.pdf_rules import Rule
    from quanheng.read.pdf_turn import Box

Rows = list[list[tuple["list[Line]", "Box"]]]
"""Lines and box of each cell, row by row."""

_FEWEST_COLUMNS = 3
_FEWEST_LINES = 3
_NUMBER = re.compile(r"[-+－]?[\d,]*\.?\d+%?|[-—–－/]+")
_MOST_WRAPPED = 4
_WIDEST_LONE = 0.5
_CLOSE = 0.35
_WIDEST_GAP = 3.0
"""A line further below than this many line heights begins something else."""


def aligned(lines: list[Line], across: list[Rule]) -> tuple[list[Line], list[tuple[Box, list[float], Rows]]]:
    """Return the lines outside such tables, and box, column edges and rows of each table.

    `across` are the horizontal rules of the page: where they lie between the rows they part them.
    """
    rest: list[Line] = []
    tables: list[tuple[Box, list[float], Rows]] = []
    pieces = [line.pieces() for line in lines]
    at = 0
    while at < len(lines):
        end = _run(lines, pieces, at)
        made = _table(lines[at:end], pieces[at:end], across) if end - at >= _FEWEST_LINES else None
        if made is None:
            rest.append(lines[at])
            at += 1
        else:
            tables.append(made)
            at = end
    return rest, tables


def _run(lines: list[Line], pieces: list[list[Line]], at: int) -> int:
    """End of the run of lines with several pieces; lone pieces of wrapped cells may stand between."""
    end = last = at
    while end < len(lines) and end - last <= _MOST_WRAPPED:
        if end > at and lines[end].top - lines[end - 1].bottom > _WIDEST_GAP * lines[end].size:
            break
        if len(pieces[end]) > 1:
            last = end + 1
        elif end == at or lines[end].right - lines[end].left > _WIDEST_LONE * _width(lines[at:last]):
            break
        end += 1
    # The last name may be wrapped too: its lines lie closer than those of the next paragraph.
    while last < end and _is_wrapped(lines[last - 1], lines[last]):
        last += 1
    return last


def _is_wrapped(above: Line, line: Line) -> bool:
    close = line.top - above.bottom < _CLOSE * line.size
    return close and abs(line.size - above.size) < 0.1 * above.size and not begins(line.text)


def _width(lines: list[Line]) -> float:
    return max(line.right for line in lines) - min(line.left for line in lines)


def _table(
    lines: list[Line], pieces: list[list[Line]], across: list[Rule]
) -> tuple[Box, list[float], Rows] | None:
    counts = Counter(len(parts) for parts in pieces if len(parts) >= _FEWEST_COLUMNS)
    if not counts:
        return None
    width = max(counts, key=lambda n: (counts[n], n))
    full = [parts for parts in pieces if len(parts) == width]
    if len(full) < _FEWEST_LINES:
        return None
    spans = [(min(p[c].left for p in full), max(p[c].right for p in full)) for c in range(width)]
    if any(a[1] > b[0] for a, b in pairwise(spans)):
        return None
    numeric = [sum(bool(_NUMBER.fullmatch(p[c].text)) for p in full) for c in range(width)]
    if max(numeric) * 10 < len(full) * 6:
        return None
    edges = [
        spans[0][0],
        *((a[1] + b[0]) / 2 for a, b in pairwise(spans)),
        spans[-1][1],
    ]
    rows = [_row(pieces, band, spans, edges) for band in _bands(lines, pieces, across)]
    box = (
        min(line.left for line in lines), lines[0].top, max(line.right for line in lines), lines[-1].bottom,
    )  # fmt: skip
    return box, edges, rows


def _bands(lines: list[Line], pieces: list[list[Line]], across: list[Rule]) -> list[list[int]]:
    """The lines of each row: those between two rules, or else a full line and the lone pieces nearest to it."""
    full = [n for n, parts in enumerate(pieces) if len(parts) > 1]
    above = [_rules_above(line, across) for line in lines]
    if len(set(above)) * 5 >= len(full) * 3:
        return [[n for n, count in enumerate(above) if count == band] for band in sorted(set(above))]
    rows: dict[int, list[int]] = {n: [n] for n in full}
    for n, parts in enumerate(pieces):
        if len(parts) < 2:
            rows[min(full, key=lambda f: abs(_middle(lines[f]) - _middle(lines[n])))].append(n)
    return [sorted(rows[n]) for n in full]


def _rules_above(line: Line, across: list[Rule]) -> int:
    middle = _middle(line)
    return sum(rule.at < middle and rule.start < line.right and rule.end > line.left for rule in across)


def _middle(line: Line) -> float:
    return (line.top + line.bottom) / 2


def _row(
    pieces: list[list[Line]], band: list[int], spans: list[tuple[float, float]], edges: list[float]
) -> list[tuple[list[Line], Box]]:
    """Lines and boxes of the cells of a row from the lines `band`."""
    parts = [part for n in band for part in pieces[n]]
    top, bottom = min(part.top for part in parts), max(part.bottom for part in parts)
    cells: list[list[Line]] = [[] for _ in spans]
    for part in parts:
        cells[_column(part, spans)].append(part)
    return [(inner, (a, top, b, bottom)) for inner, (a, b) in zip(cells, pairwise(edges), strict=True)]


def _column(part: Line, spans: list[tuple[float, float]]) -> int:
    """The column that a piece overlaps most, or stands nearest to."""
    common = [min(part.right, b) - max(part.left, a) for a, b in spans]
    return max(range(len(spans)), key=lambda c: common[c])
