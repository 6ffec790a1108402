"""Tables in plain text whose columns are set with blanks, or whose cells are parted by commas.

Columns are certain where every line has as many cells, or where a shorter line's cells stand right under columns of
the others. Where a line that looks like a row fits neither way, none of the lines is read as a table and it is said.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from quanheng.read.wrapped import width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Rows = list[list[str]]

_GAP = re.compile(r"[ \xa0]{2,}|[ \xa0]*\u3000[ \xa0\u3000]*")
_LOOSE_GAP = re.compile(rf"{_GAP.pattern}|(?<=[^\d\s])[ \xa0](?=[-+－]?\d[\d,.]*%?(?:\s|$))")
_BLANK = re.compile(r"[ \xa0\u3000]+")
_RULE = re.compile(r"[\s\-=─━═—_+]{4,}")
_PROSE = re.compile(r"[。；！？\t|│┃║]|[，：][^，：]*[，：]")
_FIGURE = re.compile(r"[≥≤<>＜＞=＝]?[-+－−]?\d[\d,]*(?:\.\d+)?(?:[%％‰]|[\u4e00-\u9fff/㎡]{1,6})?")
_BARE = re.compile(r"[-+－−]?\d[\d,]*(?:\.\d+)?[%％]?")
_NONE = re.compile(r"[-—–―－/]+|无")
_APART = re.compile(r"\d \d|\d，\d")  # what may be one number or two
_HAN = re.compile(r"[\u4e00-\u9fff]")
_DATED = re.compile(r"\d{4}年|(?:\d{1,2}[-—~至])?\d{1,2}月|\d季度")
_TOTAL = re.compile(r"(?:合|总|小|共)\s*计|总\s*额")
_LEADS = re.compile(r"[：:]\s*$|单位[：:]?\s*(?:万元|亿元|元)")
_LONGEST_CELL, _LONGEST_LINE = 40, 200
_FEWEST = 3  # lines
_LOOK_BACK = 3  # lines in front of rows without a head that must be no rows


class Found(NamedTuple):
    """The rows of a table and the lines it takes; without rows, `reason` says why the lines stay text."""

    rows: Rows
    taken: int
    reason: str = ""


class _Piece(NamedTuple):
    text: str
    start: int
    end: int


_Line = list[_Piece]


def take_aligned(lines: Sequence[str], at: int) -> Found | None:
    """The table of aligned lines that starts at line `at`, None where none starts there."""
    first = lines[at]
    if len(first) > _LONGEST_LINE or not first.strip() or _PROSE.search(first):
        return None
    if "," in first:
        return _separated(lines, at)
    found = _run(lines, at, _by_gaps) if _GAP.search(first.strip()) else None
    if (found is None or not found.rows) and _BLANK.search(first.strip()):
        even = _run(lines, at, _by_blanks, even=True)
        return even if even is not None and even.rows else found
    return found


def _by_gaps(line: str, wanted: int = 0) -> _Line:
    """The cells between wide gaps; where there are fewer than wanted, a blank before a number parts as well."""
    pieces = _pieces(line, _GAP)
    return pieces if len(pieces) >= wanted else max(pieces, _pieces(line, _LOOSE_GAP), key=len)


def _by_blanks(line: str, _wanted: int = 0) -> _Line:
    return _pieces(line, _BLANK)


def _pieces(line: str, gap: re.Pattern[str]) -> _Line:
    made: _Line = []
    at = 0
    for end, after in [*(m.span() for m in gap.finditer(line)), (len(line), len(line))]:
        text = line[at:end].strip()
        if text:
            start = width(line[:at])
            made.append(_Piece(text, start, start + width(line[at:end])))
        at = after
    return made


def _is_figure(text: str) -> bool:
    return bool(_FIGURE.fullmatch(text)) and not _DATED.match(text)


def _is_row(line: _Line) -> bool:
    """True for a name or more with a number."""
    return len(line) > 1 and any(_is_figure(piece.text) for piece in line)


def _is_head(line: _Line) -> bool:
    """Words alone; a column may be headed by a year or a month."""
    words = [p.text for p in line if _HAN.search(p.text)]
    own = all(not p.text[:1].isdigit() or _DATED.match(p.text) for p in line)
    return len(words) > 1 and own and not any(_BARE.fullmatch(p.text) or "：" in p.text for p in line)


def _is_cut(text: str, even: bool) -> bool:
    """True for a line that can be no row."""
    line = text.strip()
    if not line or len(line) > _LONGEST_LINE or _PROSE.search(line):
        return True
    return not (_BLANK if even else _LOOSE_GAP).search(line)


def _run(lines: Sequence[str], at: int, split: Callable[..., _Line], even: bool = False) -> Found | None:
    """The lines from `at` that go on with the first; `even` where single blanks part the cells."""
    opening = [line for line in lines[at : at + 2 * _FEWEST] if not _RULE.fullmatch(line)][:_FEWEST]
    if len(opening) < _FEWEST or any(_is_cut(line, even) for line in opening):
        return None
    parted = [split(line) for line in opening]
    columns = max(map(len, parted))
    headed = _is_head(parted[0]) and not _is_row(parted[0])
    if not headed and (even or not _may_open(lines, at)):
        return None
    if columns < (_FEWEST if even else 2) or not all(_is_row(line) for line in parted[headed:]):
        return None
    made: list[_Line] = []
    end = at
    while end < len(lines) and (_RULE.fullmatch(lines[end]) or not _is_cut(lines[end], even)):
        if not _RULE.fullmatch(lines[end]):
            made.append(split(lines[end], columns))
        end += 1
    return _read(made, columns, headed, even, end - at)


def _may_open(lines: Sequence[str], at: int) -> bool:
    """Rows without a head follow what announces them, and are no rest of a table in front of them."""
    before = [line for line in lines[:at] if line.strip()][-_LOOK_BACK:]
    return bool(before and _LEADS.search(before[-1])) and not any(_is_row(_by_gaps(line)) for line in before)


def _read(made: list[_Line], columns: int, headed: bool, even: bool, taken: int) -> Found | None:
    """The rows where every cell is certain; lines behind the last row that have no number are no rows."""
    while made and not _is_row(made[-1]) and len(made[-1]) != columns:
        made.pop()
        taken -= 1
    if not headed and not _has_total(made, columns):
        return None
    placed = None if len(made) < _FEWEST else _placed(made, columns, even)
    if placed is None or not _is_sound(placed, headed, even):
        name = made[0][0].text if made else ""
        return Found([], max(taken, 1), _reason(name)) if len(made) >= _FEWEST else None
    return Found(placed, taken)


def _reason(name: str) -> str:
    return f"“{name}”起的几行像是用空格或逗号排的表，各行的列对不齐，按文字读，没有核对列的合计。"


def _has_total(made: Sequence[_Line], columns: int) -> bool:
    """Names and bare numbers that end in a total; numbers with a unit are read as text as well as here."""
    numbers = [p.text for line in made for p in line[1:]]
    bare = all(_BARE.fullmatch(text) or _NONE.fullmatch(text) for text in numbers)
    return bool(made) and bool(_TOTAL.search(made[-1][0].text)) and (bare or columns > 2)


def _placed(made: Sequence[_Line], columns: int, even: bool) -> Rows | None:
    """Every line in its columns, None where one is in doubt."""
    full = [line for line in made if len(line) == columns]
    if even:
        return [[p.text for p in line] for line in full] if len(full) == len(made) else None
    if len(full) < 2 or any(len(line) > columns for line in made):
        return None
    extents = [
        (min(p.start for p in column), max(p.end for p in column)) for column in zip(*full, strict=True)
    ]
    rows = []
    for line in made:
        row = [p.text for p in line] if len(line) == columns else _under(line, extents)
        if row is None:
            return None
        rows.append(row)
    return rows


def _under(line: _Line, extents: Sequence[tuple[int, int]]) -> list[str] | None:
    """A shorter line: each cell under one column and no other, none in the same."""
    row = [""] * len(extents)
    for piece in line:
        over = [at for at, (start, end) in enumerate(extents) if piece.start < end and start < piece.end]
        if len(over) != 1 or row[over[0]]:
            return None
        row[over[0]] = piece.text
    return row


def _is_sound(rows: Rows, headed: bool, even: bool) -> bool:
    """One column at least of numbers, none that may be two numbers; with single blanks every column is of one kind."""
    body = rows[headed:]
    if any(len(cell) > _LONGEST_CELL or _APART.search(cell) for row in rows for cell in row):
        return False
    columns = list(zip(*body, strict=True))[1:]
    numbers = [all(not c or _is_figure(c) or _NONE.fullmatch(c) for c in column) for column in columns]
    words = [all(not _BARE.fullmatch(c) for c in column) for column in columns]
    plain = any(n and any(map(_is_figure, column)) for n, column in zip(numbers, columns, strict=True))
    named = all(_HAN.search("".join(row[:2])) for row in rows)
    return plain and named and (not even or all(n or w for n, w in zip(numbers, words, strict=True)))


def _separated(lines: Sequence[str], at: int) -> Found | None:
    """Lines of as many cells as their head names, between commas; a number with commas of its own is quoted."""
    head = _cells(lines[at])
    if len(head) < _FEWEST or not _is_head([_Piece(cell, 0, 0) for cell in head]):
        return None
    like = list(itertools.takewhile(lambda line: "," in line and not _PROSE.search(line), lines[at:]))
    rows = [_cells(line) for line in like]
    if len(rows) < _FEWEST or not all(any(map(_is_figure, row)) for row in rows[1:]):
        return None
    if any(len(row) != len(head) for row in rows):
        return Found([], len(rows), _reason(head[0]))
    return Found(rows, len(rows))


def _cells(line: str) -> list[str]:
    import csv  # noqa: PLC0415  (a text without such lines must not pay for it)

    return [cell.strip() for cell in next(csv.reader([line]))]
