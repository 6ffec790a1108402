"""Tables in plain text: pipes, tabs, and one cell a line behind a tab."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Rows = list[list[str]]

_RULE = re.compile(r"[\s|:+\-=─━┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝═]+")
_BARS = str.maketrans("│┃║", "|||")
_PIPE = re.compile(r"(?<!\\)\|")
_ONE_CELL = re.compile(r"\t[^\t]*")
_FIGURE = re.compile(r"\s*[-+]?[\d,.]*%?\s*")
# What stands between two tables: the note under the one, number and title of the next.
_BETWEEN = re.compile(
    r"(?:备?注|说明)[：:].*|(?:附表|表|公开)\s*\d{1,2}(?:[-－]\d{1,2})?\s*表?|[^：:，。；]{4,38}表(?:（[^）]*）)?"
)
_DIGIT = re.compile(r"\d")
_LONGEST_PIECE = 60
_LONGEST_ROW = 150


def take_table(lines: Sequence[str], at: int) -> tuple[Rows, int] | None:
    """The table that starts at line `at` and the number of lines it takes, None if there is none."""
    return _pipes(lines, at) or _one_cell_a_line(lines, at) or _tabs(lines, at) or _pairs(lines, at)


def _pipes(lines: Sequence[str], at: int) -> tuple[Rows, int] | None:
    """Rows of cells between bars; rules between the rows are dropped."""
    rows: Rows = []
    end, ruled = at, False
    while end < len(lines):
        line = lines[end].translate(_BARS).strip()
        if line and _RULE.fullmatch(line) and len(line) > 2:
            ruled = True
        elif _is_bar_row(line):
            rows.append(_bar_cells(line))
        else:
            break
        end += 1
    if not any(len(row) > 1 for row in rows) or (len(rows) < 2 and not ruled):
        return None
    return rows, end - at


def _is_bar_row(line: str) -> bool:
    bars = len(_PIPE.findall(line))
    return bars >= 2 or (
        bars == 1 and (" | " in line or "|" in (line[0], line[-1])) and len(line) < _LONGEST_ROW
    )


def _bar_cells(line: str) -> list[str]:
    inner = line.removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.replace("\\|", "|").strip() for cell in _PIPE.split(inner)]


def _one_cell_a_line(lines: Sequence[str], at: int) -> tuple[Rows, int] | None:
    """Every cell a line behind a tab, rows parted by blank lines; lines without a tab go on with a cell."""
    if at + 1 >= len(lines) or not all(_ONE_CELL.fullmatch(line) for line in lines[at : at + 2]):
        return None
    rows: Rows = [[]]
    end = at
    for number in range(at, len(lines)):
        line = lines[number]
        if line.startswith("\t") and _ONE_CELL.fullmatch(line):
            rows[-1].append(line[1:])
        elif not line.strip(" "):
            if rows[-1]:
                rows.append([])
            continue
        elif rows[-1] and "\t" not in line and len(line) <= _LONGEST_PIECE:
            rows[-1][-1] += "\n" + line
        else:
            break
        end = number + 1
    return [row for row in rows if row], end - at


def _tabs(lines: Sequence[str], at: int) -> tuple[Rows, int] | None:
    """A run of lines with two tabs and more; a row may be broken inside a cell."""
    if lines[at].count("\t") < 2 and not _broken_row(lines, at):
        return None
    end = _tab_run(lines, at)
    run = lines[at:end]
    usual = Counter(n for n in (line.count("\t") for line in run) if n >= 2)
    columns = max(usual, key=lambda n: (usual[n], n), default=2)
    rows: Rows = []
    opening: list[str] = []  # pieces of a first cell that is broken before its tab
    for line in run:
        pieces = line.split("\t")
        if len(pieces) == 1 and rows and _is_full(rows[-1], columns):
            opening.append(line)
        elif rows and not opening and _completes(rows[-1], pieces, columns):
            rows[-1][-1] += "\n" + pieces[0]
            rows[-1] += pieces[1:]
        elif line.strip():
            rows.append(["\n".join([*opening, pieces[0]]), *pieces[1:]])
            opening.clear()
    return (rows, end - at) if len(rows) > 1 or columns > 2 else None


def _broken_row(lines: Sequence[str], at: int) -> bool:
    """The first row of a table may be broken before its second tab."""
    following = lines[at + 1].count("\t") if at + 1 < len(lines) else 0
    tabs = lines[at].count("\t")
    after = lines[at + 2].count("\t") if at + 2 < len(lines) else 0
    return tabs == 1 and following >= 1 and after >= 2 and tabs + following == after


def _tab_run(lines: Sequence[str], at: int) -> int:
    """End of the run: a line without tabs stays inside when tab lines follow it at once."""
    end = at
    while end < len(lines) and _belongs(lines, at, end):
        end += 1
    return end


def _belongs(lines: Sequence[str], first: int, at: int) -> bool:
    tabs = lines[at].count("\t")
    if at == first or tabs:
        return tabs >= (2 if at == first else 1) or _broken_row(lines, at)
    return _inside(lines, at) if lines[at].strip() else _same_columns(lines, at)


def _inside(lines: Sequence[str], at: int) -> bool:
    """A short piece of a cell, with the rest of its row or a next row behind it."""
    if _BETWEEN.fullmatch(lines[at].strip()):
        return False
    following = next((line for line in lines[at + 1 : at + 4] if "\t" in line or not line.strip()), "")
    return len(lines[at]) <= _LONGEST_PIECE and "\t" in following


def _same_columns(lines: Sequence[str], at: int) -> bool:
    """A blank line inside a table: the rows around it have equally many tabs."""
    before = lines[at - 1].count("\t") if at else 0
    following = lines[at + 1].count("\t") if at + 1 < len(lines) else 0
    return before >= 2 and before == following


def _is_full(row: list[str], columns: int) -> bool:
    """A row that nothing can be added to: all its columns are there and the last holds a figure."""
    return len(row) > columns and bool(_FIGURE.fullmatch(row[-1]))


def _completes(row: list[str], pieces: list[str], columns: int) -> bool:
    """The pieces of a line belong to the row before: it is short of columns, or they are one piece."""
    have, more = len(row) - 1, len(pieces) - 1
    if more == 0:
        return True
    return have < columns and have + more <= columns and min(have, more) < 2


def _pairs(lines: Sequence[str], at: int) -> tuple[Rows, int] | None:
    """Three and more lines of a name, a tab and a value; the first may be a heading."""
    first = [_pair(line) for line in lines[at : at + 3]]
    if len(first) < 3 or not all(pair and _DIGIT.search(pair[1]) for pair in first[1:]) or first[0] is None:
        return None
    rows: Rows = []
    for line in lines[at:]:
        pair = _pair(line)
        if pair is None:
            break
        rows.append(pair)
    return rows, len(rows)


def _pair(line: str) -> list[str] | None:
    pieces = [piece.strip() for piece in line.split("\t")]
    return pieces if len(pieces) == 2 and all(pieces) and len(line) <= _LONGEST_PIECE else None
