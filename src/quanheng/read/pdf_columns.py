"""Tables without uprights: lines whose pieces stand in columns, one of them of numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from quanheng.read.pdf_alignment import (
    columns,
    divided,
    head_length,
    is_number,
    over,
    overlapped,
    place,
    widened,
)
from quanheng.read.pdf_grid import joined
from quanheng.read.pdf_paragraphs import begins

if TYPE_CHECKING:
    from quanheng.read.pdf_alignment import Span
    from quanheng.read.pdf_lines import Line, Parts
    from quanheng.read.pdf_rules import Rule
    from quanheng.read.pdf_turn import Box

_FEWEST_COLUMNS = 3
_FEWEST_LINES = 3
_FEWEST_RULES = 3
_MOST_WRAPPED = 4
_WIDEST_LONE = 0.5
_CLOSE = 0.35
_WIDEST_GAP = 3.0
"""A line further below than this many line heights begins something else."""
_SAME_END = 4.0
_OTHER_SIZE = 0.1
_UNIT = re.compile(r"单\s*位\s*[:：]|编制(?:单位|部门)|填报(?:单位|部门)")
_CAPTION = re.compile(r"附?[表图]\s*[\d一二三四五六七八九十]|公开\d+表")


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell: its place, what it covers, its lines and box."""

    row: int
    column: int
    columns: int
    parts: Parts
    box: Box


@dataclass(slots=True)
class Aligned:
    """A table found by its alignment; `whites` are the free spaces between its columns."""

    box: Box
    spans: list[Span]
    entries: list[Entry]
    height: int

    @property
    def xs(self) -> list[float]:
        """The edges of its columns, in the middle of the white between them."""
        inner = [(a + b) / 2 for a, b in self.whites]
        return [self.spans[0][0], *inner, self.spans[-1][1]]

    @property
    def whites(self) -> list[Span]:
        """Left and right end of the white between each two columns."""
        return [(a[1], b[0]) for a, b in pairwise(self.spans)]


def aligned(lines: list[Line], across: list[Rule]) -> tuple[list[Line], list[Aligned]]:
    """Return the lines outside such tables, and the tables.

    `across` are the horizontal rules of the page: where they lie between the rows they part them.
    """
    pieces = [line.pieces() for line in lines]
    if sum(len(parts) > 1 for parts in pieces) < _FEWEST_LINES - 1:
        return lines, []
    across = joined(across)
    rest: list[Line] = []
    tables: list[Aligned] = []
    ruled = _ruled_runs(lines, pieces, across)
    at = 0
    while at < len(lines):
        made = None
        end = ruled.get(at, 0)
        if end:
            made = _table(lines[at:end], pieces[at:end], across, _FEWEST_COLUMNS - 1)
        if made is None:
            end = min([_run(lines, pieces, at), *(n for n in ruled if n > at)])
            if end - at >= _FEWEST_LINES:
                at, end = _trimmed(pieces, at, end, rest, lines)
                made = _table(lines[at:end], pieces[at:end], across, _FEWEST_COLUMNS)
        if made is None:
            rest.append(lines[at])
            at += 1
        else:
            tables.append(made)
            at = end
    return rest, tables


def _ruled_runs(lines: list[Line], pieces: list[list[Line]], across: list[Rule]) -> dict[int, int]:
    """First line and end of each run between three rules and more of one length."""
    runs: dict[int, int] = {}
    done: set[int] = set()
    for rule in across:
        if id(rule) in done:
            continue
        alike = [
            r for r in across if abs(r.start - rule.start) < _SAME_END and abs(r.end - rule.end) < _SAME_END
        ]
        done.update(map(id, alike))
        if len(alike) < _FEWEST_RULES:
            continue
        inside = [
            n
            for n, line in enumerate(lines)
            if alike[0].at < _middle(line) < alike[-1].at and _is_within(line, rule)
        ]
        for run in _between_captions(inside, lines, pieces, alike):
            start = run[0]
            if start and _is_head_above(lines, pieces, start, alike):
                start -= 1
            if run == list(range(run[0], run[-1] + 1)):
                runs[start] = run[-1] + 1
    return runs


def _is_within(line: Line, rule: Rule) -> bool:
    return line.left > rule.start - line.size and line.right < rule.end + line.size


def _between_captions(
    inside: list[int], lines: list[Line], pieces: list[list[Line]], rules: list[Rule]
) -> list[list[int]]:
    """Parted at the titles of further tables, which stand between two rules, too."""
    runs: list[list[int]] = [[]]
    size = median([lines[n].size for n in inside if len(pieces[n]) > 1] or [0.0])
    for n in inside:
        line = lines[n]
        other = abs(line.size - size) > _OTHER_SIZE * size
        if len(pieces[n]) == 1 and (other or _CAPTION.match(line.text) or _UNIT.search(line.text)):
            runs.append([])
        elif not runs[-1] and sum(rule.at > line.top for rule in rules) < 2 and len(runs) > 1:
            continue
        else:
            runs[-1].append(n)
    return [run for run in runs if sum(len(pieces[n]) > 1 for n in run) >= 2]


def _is_head_above(lines: list[Line], pieces: list[list[Line]], start: int, rules: list[Rule]) -> bool:
    """The head stands on the first rule where only rules below the rows are drawn."""
    line = lines[start - 1]
    near = lines[start].top - line.bottom < 2 * line.size
    numbers = any(is_number(piece.text) for piece in pieces[start])
    return (
        near and numbers and len(pieces[start - 1]) > 1 and _is_within(line, rules[0])
        and not _UNIT.search(line.text)
    )  # fmt: skip


def _run(lines: list[Line], pieces: list[list[Line]], at: int) -> int:
    """End of the run of lines with several pieces; lone pieces of wrapped cells may stand between."""
    end = last = at
    while end < len(lines) and end - last <= _MOST_WRAPPED:
        if end > at and lines[end].top - lines[end - 1].bottom > _WIDEST_GAP * lines[end].size:
            break
        if len(pieces[end]) > 1:
            last = end + 1
        elif end == at or _parts(lines, at, last, end):
            break
        end += 1
    # The last name may be wrapped too: its lines lie closer than those of the next paragraph.
    while last < end and _is_wrapped(lines[last - 1], lines[last]):
        last += 1
    return last


def _parts(lines: list[Line], at: int, last: int, end: int) -> bool:
    """A lone line that belongs to no table: too long, of another size, or a caption."""
    line = lines[end]
    if line.right - line.left > _WIDEST_LONE * _width(lines[at:last]):
        return True
    size = median(one.size for one in lines[at:last])
    return abs(line.size - size) > _OTHER_SIZE * size or bool(
        _CAPTION.match(line.text) or _UNIT.search(line.text)
    )


def _trimmed(
    pieces: list[list[Line]], at: int, end: int, rest: list[Line], lines: list[Line]
) -> tuple[int, int]:
    """Without the line of the unit above the head and the signatures below the last row."""
    while end - at >= _FEWEST_LINES and any(_UNIT.search(piece.text) for piece in pieces[at]):
        rest.append(lines[at])
        at += 1
    while end - at >= _FEWEST_LINES and sum("：" in p.text or ":" in p.text for p in pieces[end - 1]) > 1:
        end -= 1
    return at, end


def _is_wrapped(above: Line, line: Line) -> bool:
    close = line.top - above.bottom < _CLOSE * line.size
    return close and abs(line.size - above.size) < _OTHER_SIZE * above.size and not begins(line.text)


def _width(lines: list[Line]) -> float:
    return max(line.right for line in lines) - min(line.left for line in lines)


def _table(lines: list[Line], pieces: list[list[Line]], across: list[Rule], fewest: int) -> Aligned | None:
    spans = widened(columns(pieces), pieces)
    if len(spans) < fewest:
        return None
    pieces = [[part for piece in row for part in divided(piece, spans)] for row in pieces]
    head = head_length(pieces)
    if not _is_table(pieces[head:], spans):
        return None
    rows = _bands(lines, pieces, spans, across)
    box = (
        min(line.left for line in lines), lines[0].top, max(line.right for line in lines), lines[-1].bottom,
    )  # fmt: skip
    made = Aligned(box, spans, [], len(rows))
    for number, band in enumerate(rows):
        parts = [part for n in band for part in pieces[n]]
        is_over = band[-1] + 1 < head and number + 1 < len(rows)
        below = [part for n in rows[number + 1] for part in pieces[n]] if is_over else []
        made.entries += _entries(number, parts, made, below)
    return made


def _is_table(body: list[list[Line]], spans: list[Span]) -> bool:
    """Enough rows, hardly one that runs over several columns, and a column of numbers."""
    rows = [row for row in body if len(row) > 1]
    if len(rows) < _FEWEST_LINES - 1:
        return False
    astray = sum(any(len(overlapped(piece, spans)) > 1 for piece in row) for row in rows)
    if astray * 5 > len(rows):
        return False
    if sum(map(len, rows)) * 2 < len(rows) * len(spans):
        return False
    words: list[list[str]] = [[] for _ in spans]
    for row in rows:
        for piece in row:
            words[place(piece, spans)[0]].append(piece.text)
    return any(
        sum(map(is_number, column)) * 10 >= max(len(column), 1) * 6 and len(column) * 3 >= len(rows)
        for column in words[1:]
    )


def _bands(
    lines: list[Line], pieces: list[list[Line]], spans: list[Span], across: list[Rule]
) -> list[list[int]]:
    """The lines of each row: those between two rules, or else a full line and the lone pieces that go with it."""
    full = [n for n, parts in enumerate(pieces) if len(parts) > 1]
    above = [_rules_above(line, across) for line in lines]
    if len(set(above)) * 5 >= len(full) * 3:
        return [[n for n, count in enumerate(above) if count == band] for band in sorted(set(above))]
    rows: dict[int, list[int]] = {n: [n] for n in full}
    steps = [_middle(lines[b]) - _middle(lines[a]) for a, b in pairwise(full)]
    step = median(steps) if steps else 0.0
    for n, parts in enumerate(pieces):
        if len(parts) > 1:
            continue
        near = min(full, key=lambda f: abs(_middle(lines[f]) - _middle(lines[n])))
        far = abs(_middle(lines[near]) - _middle(lines[n])) > 0.85 * step
        if far and not _goes_on(pieces, spans, min(n, near), max(n, near)):
            rows[n] = [n]
        else:
            rows[near].append(n)
    return [sorted(rows[n]) for n in sorted(rows)]


def _goes_on(pieces: list[list[Line]], spans: list[Span], upper: int, lower: int) -> bool:
    """The lower line goes on with a cell of the upper one, which has no room left."""
    for below in pieces[lower]:
        column = place(below, spans)
        for above in pieces[upper]:
            if place(above, spans) == column and not begins(below.text):
                return above.right > spans[column[0]][1] - 1.2 * above.size
    return False


def _rules_above(line: Line, across: list[Rule]) -> int:
    middle = _middle(line)
    return sum(rule.at < middle and rule.start < line.right and rule.end > line.left for rule in across)


def _middle(line: Line) -> float:
    return (line.top + line.bottom) / 2


def _entries(number: int, parts: list[Line], made: Aligned, below: list[Line]) -> list[Entry]:
    """The cells of a row; columns without a piece get an empty cell."""
    top, bottom = min(part.top for part in parts), max(part.bottom for part in parts)
    xs = made.xs
    cells: dict[tuple[int, int], Parts] = {}
    for part, spot in zip(parts, _spots(parts, made, below), strict=True):
        inner = cells.setdefault(spot, [])
        inner.append(("\n" if inner else "", part))
    covered = {column for first, count in cells for column in range(first, first + count)}
    cells.update({(column, 1): [] for column in range(len(made.spans)) if column not in covered})
    return [
        Entry(number, first, count, inner, (xs[first], top, xs[first + count], bottom))
        for (first, count), inner in sorted(cells.items())
    ]


def _spots(parts: list[Line], made: Aligned, below: list[Line]) -> list[tuple[int, int]]:
    """First column and number of columns of each piece; one over several keeps them if they are its own."""
    spots = over(parts, below, made.spans) if below else [place(part, made.spans) for part in parts]
    return [
        spot if spot[1] == 1 or not _is_shared(n, spots) else (_best(parts[n], made.spans), 1)
        for n, spot in enumerate(spots)
    ]


def _is_shared(at: int, spots: list[tuple[int, int]]) -> bool:
    first, count = spots[at]
    return any(a < first + count and first < a + b for n, (a, b) in enumerate(spots) if n != at)


def _best(piece: Line, spans: list[Span]) -> int:
    return max(range(len(spans)), key=lambda n: min(piece.right, spans[n][1]) - max(piece.left, spans[n][0]))
