"""Tables exported from the integrated budget system: projects with their budget and payments.

Such a file is often HTML under the name .xls, with heads over two rows; a project has a row for every
allotment, so its rows are added up. Heads are told by words (lexicon/workbook.yaml, `exports`); a table in
which two columns claim the same basis, or that writes no unit, is left out and said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from quanheng.facts.grids import Entry, Grid, Row
from quanheng.lexicon.accounts import unnumbered
from quanheng.lexicon.workbook import layout
from quanheng.model.quantity import MONEY
from quanheng.model.workbook import Key

_TOTAL = re.compile(r"^(?:合计|总计|小计|本页)")
_BASES = ("adjusted", "initial", "final")
_WAN = 4


def exported(grids: Sequence[Grid], year: int, left: list[str]) -> Iterator[tuple[str, Key, Decimal]]:
    """Table's name, key and amount in 万元 of every project; what is left out is added to `left`."""
    for grid in grids:
        named = _named(grid)
        columns = _columns(grid, left)
        if named is None or not columns:
            continue
        yield from _projects(grid, named, columns, year, left)


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(layout().exports[name])


def _named(grid: Grid) -> int | None:
    """The column under which the names of projects stand."""
    names = layout().exports["project"].split()
    for name in names[:-1]:
        for at, path in _heads(grid).items():
            if any(unnumbered(text).replace(" ", "") == name for text in path):
                return at
    return None


def _heads(grid: Grid) -> dict[int, list[str]]:
    """The words of the head over each column, those over words too."""
    made: dict[int, list[str]] = {}
    full = grid.table.grid()
    for row in grid.heads:
        for at, cell in enumerate(full[row] if row < len(full) else ()):
            if cell is not None and cell.text.strip():
                made.setdefault(at, []).append(cell.text.strip())
    return made


def _columns(grid: Grid, left: list[str]) -> dict[int, str]:
    """Column -> basis; empty where two columns would be the same."""
    made: dict[int, str] = {}
    for at, path in _heads(grid).items():
        said = "".join(dict.fromkeys(path))
        basis = next((b for b in _BASES if _words(b).search(said)), "")
        if basis and not _words("skip").search(said):
            made[at] = basis
    twice = {b for b in made.values() if list(made.values()).count(b) > 1}
    for basis in sorted(twice):
        heads = "、".join("".join(dict.fromkeys(_heads(grid)[at])) for at, b in made.items() if b == basis)
        left.append(f"“{heads}”像是同一口径的几栏，分不清用哪一栏")
    return {at: basis for at, basis in made.items() if basis not in twice}


def _projects(
    grid: Grid, named: int, columns: dict[int, str], year: int, left: list[str]
) -> Iterator[tuple[str, Key, Decimal]]:
    sums: dict[Key, Decimal] = {}
    for row in grid.rows:
        name = _name(row, named)
        if not name or _TOTAL.match(name) or _TOTAL.match(row.label):
            continue
        for entry in row.entries:
            if entry.column in columns:
                value = _value(entry)
                if value is None:
                    words = "导出的表没有写金额单位，请在表头写明“单位：元”或“单位：万元”"
                    left += [] if words in left else [words]
                    continue
                key = Key("funds.fiscal", columns[entry.column], year, code=name)
                sums[key] = sums.get(key, Decimal(0)) + value
    for key, value in sums.items():
        yield "一体化系统导出的项目", key, value


def _name(row: Row, named: int) -> str:
    return next((" ".join(text.split()) for at, text in row.words if at == named), "")


def _value(entry: Entry) -> Decimal | None:
    figure = entry.figure
    if figure.unit.dimension != MONEY or figure.unit_source == "assumed":
        return None
    return figure.base.scaleb(-_WAN)
