"""Rows of a form told again in words: 举办培训，指标值为≥65期，实际完成值为66期，分值16分，得分16分.

A row is known by its name and by two at least of its numbers; what the words and the row give otherwise is asked
about. A name that stands in several forms is that of the row that agrees most; where two agree alike, of none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from quanheng.facts.grids import GOT, POINTS, RESULT, TARGET, Grid, Row
from quanheng.facts.mentions import Mention
from quanheng.model.figure import Figure
from quanheng.model.relation import Claim, Operand

_SIGN = r"(?:为|是|：|不低于|不少于|不超过|不高于|[≥≤＞＜＝=])*$"
_LABELS = {
    RESULT: re.compile(rf"(?:实际)?(?:完成值|完成数|完成情况|实际值){_SIGN}"),
    TARGET: re.compile(rf"(?:指标值|目标值|计划值|预期值|年度目标){_SIGN}"),
    POINTS: re.compile(rf"(?:分值|权重){_SIGN}"),
    GOT: re.compile(rf"得分{_SIGN}"),
}
_NAMED, _FEWEST = 4, 2  # characters of a name; numbers that tell a row

Told = dict[str, Mention]
_Cells = dict[str, Figure]


def told_row_claims(mentions: Iterable[Mention], grids: Sequence[Grid]) -> Iterator[Claim]:
    """Each number of a row in words against its cell."""
    rows = _rows(grids)
    for name, told in _told(mentions, rows) if rows else ():
        cells = _meant(told, rows[name])
        for role, mention in told.items() if cells is not None else ():
            if cells is not None and role in cells and cells[role].unit.name == mention.figure.unit.name:
                pair = (Operand("stated", mention.figure), Operand("first", cells[role]))
                place = mention.figure.place
                notes = {"as_printed": True}
                yield Claim("text_table", "told-row", pair, place, closed=False, word=name, notes=notes)


def _rows(grids: Sequence[Grid]) -> dict[str, list[_Cells]]:
    """The rows of forms by their name."""
    made: dict[str, list[_Cells]] = defaultdict(list)
    for row in (row for grid in grids for row in grid.rows):
        cells = {role: entry.figure for role in _LABELS if (entry := row.entry(role)) is not None}
        name = _name(row, cells)
        if len(cells) > _FEWEST and len(name) >= _NAMED:
            made[name].append(cells)
    return made


def _name(row: Row, cells: _Cells) -> str:
    """What stands beside the target, or the first number there is."""
    return next((cells[role].surface for role in _LABELS if role in cells), row.label)


def _told(mentions: Iterable[Mention], rows: dict[str, list[_Cells]]) -> Iterator[tuple[str, Told]]:
    """The numbers with such labels, by the name that stands before them."""
    found: dict[tuple[int, int, str], Told] = defaultdict(dict)
    for mention in mentions:
        role = next((r for r, label in _LABELS.items() if label.search(mention.gap)), None)
        if role is None or mention.paragraph.cell is not None:
            continue
        said = mention.paragraph.text[: mention.start]
        end, name = max(((said.rfind(n) + len(n), n) for n in rows if n in said), default=(-1, ""))
        if name:
            found[mention.paragraph.block, end, name].setdefault(role, mention)
    for (_, _, name), told in found.items():
        if len(told) >= _FEWEST:
            yield name, told


def _meant(told: Told, rows: Sequence[_Cells]) -> _Cells | None:
    """The row that agrees in most numbers, in two at least."""
    counted = sorted(((_agreeing(told, cells), at) for at, cells in enumerate(rows)), reverse=True)
    best = counted[0]
    tied = len(counted) > 1 and counted[1][0] == best[0]
    return rows[best[1]] if best[0] >= _FEWEST and not tied else None


def _agreeing(told: Told, cells: _Cells) -> int:
    pairs = [(m.figure, cells[role]) for role, m in told.items() if role in cells]
    return sum(one.unit.name == other.unit.name and one.base == other.base for one, other in pairs)
