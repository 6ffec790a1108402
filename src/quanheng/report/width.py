"""Display columns: how wide text is on a terminal, and how it is wrapped there.

Ambiguous characters (× ▲ “ ·) are counted as two columns, as a Chinese console shows them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

COLUMNS = 100
# A number with its unit sign stays whole, everything else may break after any character.
_WORD = re.compile(r"[0-9A-Za-z.,%+\-_/]+|\s+|.", re.DOTALL)
# Marks that may not begin a line.
_CLOSING = frozenset("，。；：、？！）】》”’,.;:?!)]}%％")
# Marks that may not end one.
_OPENING = frozenset("（《【“‘〔([{")
# Where a long calculation may break: after an operator, never inside a number.
_TERM = re.compile(r"[^+\-/]*[+\-/]?")
# What a cell of a sheet keeps on one line where the program breaks beside Chinese characters only.
_RUN = re.compile(r"[\u3400-\u9fff]|\s+|[^\u3400-\u9fff\s]+")
SHEET_LINE = 15.0
"""Points that a line of a sheet's text of 10 points takes in whatever font stands in for 宋体."""
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def columns(text: str) -> int:
    """The width of a line in display columns."""
    return sum(map(_columns_of, text))


def one_line(text: str) -> str:
    """Text with line ends and control characters as single blanks, and no marks that turn its direction."""
    return _SPACES.sub(" ", _DIRECTIONS.sub("", text)).strip()


def pad(text: str, size: int) -> str:
    """Text filled with blanks to `size` columns; longer text stays as it is."""
    return text + " " * max(0, size - columns(text))


def wrap(text: str, first: int = 0, indent: int = 0, limit: int = COLUMNS) -> list[str]:
    """Lines of at most `limit` columns.

    The first is `first` columns shorter, the others begin with `indent` blanks; `limit` must leave
    room for at least two columns beside either.
    """
    lines, line, room = [], "", limit - first
    for piece in _pieces(one_line(text), limit - max(first, indent)):
        if columns(line) + columns(piece) > room:
            lines.append(line.rstrip())
            line, room = "", limit - indent
        line += piece if line else piece.lstrip()
    lines.append(line.rstrip())
    return [lines[0], *(" " * indent + rest for rest in lines[1:])]


def sheet_lines(cells: Iterable[str], widths: Iterable[int]) -> int:
    """How many lines the deepest of a row's wrapped cells takes in columns of these widths, whichever program shows it."""
    return max(_cell_lines(text, wide - 1) for text, wide in zip(cells, widths, strict=True))


def _cell_lines(text: str, room: int) -> int:
    lines, taken = 1, 0
    for run in _RUN.findall(text):
        size = columns(run)
        if taken + size > room and not run.isspace():
            lines += (taken > 0) + (size - 1) // room
            size, taken = (size - 1) % room + 1, 0
        taken += size
    return lines


def hang(lead: str, text: str, limit: int = COLUMNS) -> list[str]:
    """`lead`, two blanks, then `text` wrapped under its own beginning.

    A lead that takes more than 60 % of the line gets lines of its own.
    """
    start = columns(lead) + 2
    if start > limit * 6 // 10:
        own = ["  " + line for line in wrap(lead, limit=limit - 2)]
        return [*own, *("    " + line for line in wrap(text, limit=limit - 4))]
    lines = wrap(text, first=start, indent=start, limit=limit)
    return [f"{lead}  {lines[0]}".rstrip(), *lines[1:]]


def _columns_of(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Cc", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def _pieces(text: str, room: int) -> list[str]:
    """The unbreakable pieces of `text`, none wider than `room`."""
    pieces: list[str] = []
    for word in _words(text, room):
        last = pieces[-1] if pieces else ""
        limit = room if last[-1:] in _OPENING else min(room, 24) if word[0] in _CLOSING else 0
        if last and columns(last + word) <= limit:
            pieces[-1] += word
        else:
            pieces.append(word)
    return pieces


def _words(text: str, room: int) -> Iterator[str]:
    """Words, a too long one cut after its operators, a still too long one after any character."""
    for word in _WORD.findall(text):
        if columns(word) <= room:
            yield word
            continue
        for term in _TERM.findall(word):
            yield from [term] if term and columns(term) <= room else term
