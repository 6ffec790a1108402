"""Where the columns of a table without uprights stand: from the white between the pieces of its lines."""

from __future__ import annotations

import re
from itertools import combinations, pairwise, product
from statistics import median
from typing import TYPE_CHECKING

from quanheng.read.pdf_lines import line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanheng.read.pdf_lines import Line

Span = tuple[float, float]
_NUMBER = re.compile(r"[-+－]?[\d,]*\.?\d+%?|[-—–－/]+")
_STRAY = 12
"""One line in so many may run over the white between two columns."""
_WHITE = 0.3


def is_number(text: str) -> bool:
    """True for a figure, a code or a stroke that stands for one."""
    return bool(_NUMBER.fullmatch(text.replace(" ", "")))


def head_length(rows: Sequence[Sequence[Line]]) -> int:
    """How many lines stand above the first one with a number."""
    return next((n for n, row in enumerate(rows) if any(is_number(p.text) for p in row)), len(rows))


def columns(rows: Sequence[Sequence[Line]]) -> list[Span]:
    """Left and right end of what stands in each column; `rows` are the pieces of each line."""
    cut = head_length(rows)
    body = [row for row in rows[cut:] if len(row) > 1]
    spans = _islands(body)
    named = _names(rows[:cut], spans)
    return _with_heads(_rejoined(spans, body, named), named) if named else spans


def _names(heads: Sequence[Sequence[Line]], spans: list[Span]) -> list[Line]:
    """The lowest name over each column: those of the last line of the head, and what stands beside it above."""
    rows = [row for row in heads if len(row) > 1]
    found = list(rows[-1]) if rows else []
    for row in reversed(rows[:-1]):
        found += [
            piece
            for piece in row
            if overlapped(piece, spans) and all(_common(piece, (low.left, low.right)) <= 0 for low in found)
        ]
    return sorted(found, key=lambda piece: piece.left)


def _islands(body: Sequence[Sequence[Line]]) -> list[Span]:
    """Where more than a few lines have ink."""
    pieces = [piece for row in body for piece in row]
    if not pieces:
        return []
    allowed = len(body) // _STRAY
    white = _WHITE * median(piece.size for piece in pieces)
    found: list[Span] = []
    cover, start = 0, 0.0
    for x, step in sorted([(p.left, 1) for p in pieces] + [(p.right, -1) for p in pieces]):
        if cover == allowed and step > 0:
            start = x
        cover += step
        if cover == allowed and step < 0:
            if found and start - found[-1][1] < white:
                start = found.pop()[0]
            found.append((start, x))
    return found


def _rejoined(spans: list[Span], body: Sequence[Sequence[Line]], named: Sequence[Line]) -> list[Span]:
    """Neighbours that no line has both of are one column, where the head has fewer names than that."""
    held = [{n for piece in row for n in overlapped(piece, spans)} for row in body]
    under = [{n for n, span in enumerate(spans) if _common(piece, span) > 0} for piece in named]
    groups = [[n] for n in range(len(spans))]
    while len(groups) > len(named):
        for at, (a, b) in enumerate(pairwise(groups)):
            together = any(set(a) & row and set(b) & row for row in held)
            named_apart = any(set(a) & one for one in under) and any(set(b) & one for one in under)
            if not together and not named_apart:
                groups[at : at + 2] = [a + b]
                break
        else:
            break
    return [(spans[group[0]][0], spans[group[-1]][1]) for group in groups]


def _with_heads(spans: list[Span], named: Sequence[Line]) -> list[Span]:
    """The columns as wide as their names, those that are blank below their name too."""
    found = list(spans)
    taken = {n for piece in named for n in overlapped(piece, spans)}
    for piece in named:
        under = overlapped(piece, found)
        if len(under) > 1:
            continue
        if not under:
            beside = _beside(piece, spans, taken)
            if beside is None:
                found.append((piece.left, piece.right))
                found.sort()
                continue
            under = [
                found.index(next(s for s in found if s[0] <= spans[beside][0] and s[1] >= spans[beside][1]))
            ]
            taken.add(beside)
        left, right = found[under[0]]
        # A name must not reach into the next column.
        least = found[under[0] - 1][1] if under[0] else piece.left
        most = found[under[0] + 1][0] if under[0] + 1 < len(found) else piece.right
        found[under[0]] = (min(left, max(piece.left, least)), max(right, min(piece.right, most)))
    return found


def _beside(piece: Line, spans: list[Span], taken: set[int]) -> int | None:
    """The next column without a name to the left or right of a name that stands over none."""
    after = next((n for n, span in enumerate(spans) if span[0] >= piece.right), len(spans))
    free = [n for n in (after - 1, after) if 0 <= n < len(spans) and n not in taken]
    return min(free, key=lambda n: -_common(piece, spans[n]), default=None)


def overlapped(piece: Line, spans: Sequence[Span]) -> list[int]:
    """The columns that a piece shares more than a trifle with."""
    trifle = 0.4 * piece.size
    return [
        n
        for n, span in enumerate(spans)
        if _common(piece, span) > min(trifle, 0.5 * (span[1] - span[0]), 0.5 * (piece.right - piece.left))
    ]


def _common(piece: Line, span: Span) -> float:
    return min(piece.right, span[1]) - max(piece.left, span[0])


def widened(spans: list[Span], rows: Sequence[Sequence[Line]]) -> list[Span]:
    """The columns as wide as the wrapped names that stand alone in their line, up to the next column."""
    found = list(spans)
    for row in rows:
        at = overlapped(row[0], spans) if len(row) == 1 else []
        if len(at) == 1:
            n = at[0]
            most = found[n + 1][0] if n + 1 < len(found) else row[0].right
            found[n] = (found[n][0], max(found[n][1], min(row[0].right, most)))
    return found


def place(piece: Line, spans: Sequence[Span]) -> tuple[int, int]:
    """First column of a piece and how many it covers."""
    over = overlapped(piece, spans)
    if over:
        return over[0], over[-1] - over[0] + 1
    return max(range(len(spans)), key=lambda n: _common(piece, spans[n])), 1


def over(names: Sequence[Line], below: Sequence[Line], spans: Sequence[Span]) -> list[tuple[int, int]]:
    """First column and number of columns of the names in a line of the head over another one.

    A name stands in the middle over columns that have names of their own below; others keep their column.
    """
    spots = [place(name, spans) for name in names]
    children = {place(name, spans)[0] for name in below}
    for run in _runs(children):
        left, right = spans[run[0]][0], spans[run[-1]][1]
        inside = [n for n, name in enumerate(names) if left < (name.left + name.right) / 2 < right]
        if 0 < len(inside) < len(run):
            for n, spot in zip(inside, _best_cut([names[n] for n in inside], run, spans), strict=True):
                spots[n] = spot
    return spots


def _runs(numbers: set[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _best_cut(names: Sequence[Line], run: list[int], spans: Sequence[Span]) -> list[tuple[int, int]]:
    """The columns of the run shared out so that each name stands nearest to the middle of its own."""
    best: tuple[float, list[tuple[int, int]]] = (float("inf"), [])
    # The column of the items may stand before them with nothing above it.
    for first, cuts in product((0, 1), combinations(range(1, len(run)), len(names) - 1)):
        edges = [first, *cuts, len(run)]
        if any(a >= b for a, b in pairwise(edges)):
            continue
        away = sum(
            abs(name.left + name.right - spans[run[a]][0] - spans[run[b - 1]][1])
            for name, (a, b) in zip(names, pairwise(edges), strict=True)
        )
        best = min(best, (away, [(run[a], b - a) for a, b in pairwise(edges)]))
    return best[1]


def divided(piece: Line, spans: Sequence[Span]) -> list[Line]:
    """A piece cut where a blank in it lies in the white between two columns: figures that nearly touch."""
    over = overlapped(piece, spans)
    if len(over) < 2:
        return [piece]
    edges = [(spans[a][1] + spans[b][0]) / 2 for a, b in pairwise(over)]
    parts: list[list[int]] = [[0]]
    for at, (a, b) in enumerate(pairwise(piece.glyphs), 1):
        blank = b.gap and b.left - a.right > 0.05 * piece.size
        if blank and any(a.right - piece.size < edge < b.left + piece.size for edge in edges):
            parts.append([])
        parts[-1].append(at)
    cut = [line([piece.glyphs[n] for n in part]) for part in parts]
    # Words of a name are not cut: only figures stand that close.
    return cut if len(cut) > 1 and all(is_number(part.text) for part in cut) else [piece]
