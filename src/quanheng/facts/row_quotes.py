"""A sentence that quotes rows of a table: 社会保障支出318.62万元，卫生健康支出126.48万元，住房保障支出220.20万元.

Where two of its figures are those of one column, the others of the list are of that column as well; a rate is that
of its row where the words name row and rate. What differs is asked about, and only if a slip explains it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quanheng.facts.grids import RATE, Entry, Grid, Row
from quanheng.facts.leads import LEVEL, clean
from quanheng.facts.mentions import Mention
from quanheng.model.figure import EXACT, Figure
from quanheng.model.quantity import MONEY, PERCENT
from quanheng.model.relation import Claim, Operand

_SUM = re.compile(r"合计|总计|小计|其中|其他")
_PROGRESS = re.compile(r"(?:资金)?(?:支出|支付|预算执行|执行|完成)?(?:进度|率)")
_RANKED = re.compile(r"(?:执行|支付|完成|支出|得分)(?:率|进度)[^，。；\d]{0,12}(?:依次|分别)(?:为|是)?：?")
_OTHERWISE = re.compile(
    r"上年|去年|截[至止]|目标|计划|上半年|季度|\d月|年初|其中|中$|调整|追加|同期|累计|预计"
)
_NAMED, _NAMED_RATE = 3, 4  # characters of a name
_QUOTED = 2  # rows of the list that agree with one column
_BACK = 20
_CLAUSE = re.compile(r"[，。；：、（]")


def row_quote_claims(mentions: Sequence[Mention], grids: Sequence[Grid]) -> Iterator[Claim]:
    """Figures of the text against the cells of the rows that they name; `mentions` are those of the text."""
    rows = _rows(grids)
    if not rows:
        return
    lists: dict[int, list[tuple[Mention, Grid, Row]]] = defaultdict(list)
    ranks: dict[tuple[int, int], list[tuple[Mention, Row]]] = defaultdict(list)
    for mention in mentions:
        if mention.paragraph.cell is not None or mention.figure.hedge != EXACT or mention.spelled:
            continue
        if mention.dimension == PERCENT:
            yield from _rate(mention, rows)
            row = rows.get(clean(_name(mention)))
            said = _sentence(mention) if row is not None else ""
            if row is not None and _RANKED.search(said) and not _OTHERWISE.search(said):
                ranks[id(mention.paragraph), mention.sentence].append((mention, row[1]))
        elif mention.dimension == MONEY and mention.attr == LEVEL and not mention.lead.prior:
            found = rows.get(clean(_name(mention)))
            if found is not None and not _OTHERWISE.search(_words(mention)):
                lists[id(mention.paragraph)].append((mention, *found))
    for quoted in lists.values():
        yield from _list(quoted)
    for ranked in ranks.values():
        yield from _ranked(ranked)


def _name(mention: Mention) -> str:
    """The words between the last stop and the figure."""
    return _CLAUSE.split(mention.paragraph.text[max(0, mention.start - _BACK) : mention.start])[
        -1
    ].removesuffix("为")


def _words(mention: Mention) -> str:
    return mention.paragraph.text[max(0, mention.start - _BACK) : mention.start]


def _rows(grids: Sequence[Grid]) -> dict[str, tuple[Grid, Row]]:
    """The rows by their names; a name that two rows bear names none."""
    named = [(clean(row.label), (grid, row)) for grid in grids for row in grid.rows if row.entries]
    times = Counter(name for name, _ in named)
    return {n: found for n, found in named if times[n] == 1 and len(n) >= _NAMED and not _SUM.search(n)}


def _list(quoted: Sequence[tuple[Mention, Grid, Row]]) -> Iterator[Claim]:
    """The figures of one paragraph that name rows of one table."""
    for grid in {id(grid): grid for _, grid, _ in quoted}.values():
        here = [(mention, row) for mention, of, row in quoted if of is grid]
        agree = Counter(e.column for m, row in here for e in row.entries if _same(m.figure, e))
        if not agree or len({row.at for _, row in here}) != len(here):
            continue
        column, times = agree.most_common(1)[0]
        if times < _QUOTED or times < len(here) - 1:
            continue
        for mention, row in here:
            cell = next((e for e in row.entries if e.column == column), None)
            if cell is not None and not any(_same(mention.figure, e) for e in row.entries):
                yield _claim(mention, _with_unit(cell, mention))


def _same(figure: Figure, entry: Entry) -> bool:
    """One amount; a cell without a unit has that of the sentence."""
    other = entry.figure
    if not other.unit.name:
        return figure.value == other.value
    return other.unit.dimension == MONEY and (
        figure.base == other.base or figure.interval().meets(other.interval())
    )


def _with_unit(cell: Entry, mention: Mention) -> Figure:
    return cell.figure if cell.figure.unit.name else replace(cell.figure, unit=mention.figure.unit)


def _rate(mention: Mention, rows: dict[str, tuple[Grid, Row]]) -> Iterator[Claim]:
    """执法装备购置进度44.17%: the one rate of the row that the words name."""
    name = _name(mention)
    tail = _PROGRESS.search(name)
    row = rows.get(clean(name[: tail.start()])) if tail is not None and tail.end() == len(name) else None
    if row is None or tail is None or tail.start() < _NAMED_RATE or _OTHERWISE.search(_words(mention)):
        return
    rates = [e for e in row[1].entries if e.figure.unit.dimension == PERCENT]
    if (
        len(rates) == 1
        and (rates[0].role == RATE or _PROGRESS.fullmatch(rates[0].head))
        and rates[0].figure.value != mention.figure.value
    ):
        yield _claim(mention, rates[0].figure)


def _ranked(ranked: Sequence[tuple[Mention, Row]]) -> Iterator[Claim]:
    """执行率从高到低依次为甲90.00%、乙80.00%、丙62.00%: where all rates but one are those of one column, that one is asked about."""
    rates = [(m, e) for m, row in ranked for e in row.entries if e.role == RATE]
    agree = Counter(e.column for m, e in rates if e.figure.value == m.figure.value)
    column, times = agree.most_common(1)[0] if agree else (0, 0)
    apart = [(m, e) for m, e in rates if e.column == column and e.figure.value != m.figure.value]
    if times >= _QUOTED and len(apart) == 1 and times + 1 == len(ranked):
        yield _claim(apart[0][0], apart[0][1].figure)


def _sentence(mention: Mention) -> str:
    """The words of the sentence in front of a figure."""
    said = mention.paragraph.text[: mention.start]
    return said[max(said.rfind(mark) for mark in "。；") + 1 :]


def _claim(mention: Mention, cell: Figure) -> Claim:
    pair = (Operand("stated", mention.figure), Operand("first", cell))
    notes = {"asks": True}
    return Claim(
        "text_table",
        "row-quote",
        pair,
        mention.figure.place,
        closed=False,
        word=mention.figure.surface,
        notes=notes,
    )
