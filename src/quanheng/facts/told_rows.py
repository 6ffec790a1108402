"""Rows of a form told again in words.

举办培训，指标值为≥65期，实际完成值为66期，分值16分，得分16分。 年初预算数368.39万元，全年预算数706万元，执行率63.17%。
A row is known by two at least of its numbers, an indicator by its name too; what the words and the row give
otherwise is asked about. Of rows that agree alike that of the form is meant whose other rows are told.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quanheng.facts.grids import ADJUSTED, FINAL, GOT, INITIAL, POINTS, RATE, RESULT, TARGET, Grid, Row
from quanheng.facts.mentions import Mention
from quanheng.model.figure import APPROX, RANGE, Figure
from quanheng.model.form import TOTAL, SelfEvaluationForm
from quanheng.model.relation import Claim, Operand

_SIGN = r"(?:为|是|：|不低于|不少于|不超过|不高于|[≥≤＞＜＝=])*$"
_OF_INDICATORS = {
    RESULT: re.compile(rf"(?:实际)?(?:完成值|完成数|完成情况|实际值){_SIGN}"),
    TARGET: re.compile(rf"(?:指标值|目标值|计划值|预期值|年度目标){_SIGN}"),
    POINTS: re.compile(rf"(?:分值|权重){_SIGN}"),
    GOT: re.compile(rf"得分{_SIGN}"),
}
_OF_FUNDS = {
    INITIAL: re.compile(rf"年初预算(?:数|安排)?{_SIGN}"),
    ADJUSTED: re.compile(rf"(?:全年|调整后)预算数?{_SIGN}"),
    FINAL: re.compile(rf"执行数{_SIGN}"),
    RATE: re.compile(rf"执行率{_SIGN}"),
}
_OPEN = (APPROX, RANGE)
_BY_NAME = "result-differs"
_NAMED, _FEWEST = 4, 2  # characters of a name; numbers that tell a row


@dataclass(slots=True)
class _Told:
    """Numbers of the text by what they are called, and the words in which they stand."""

    words: str
    numbers: dict[str, Mention] = field(default_factory=dict)


_Cells = dict[str, Figure]


def with_told_rows(claims: Sequence[Claim], rows: Iterable[Claim]) -> list[Claim]:
    """What the rows say of a figure of the text takes the place of what its name alone was compared with."""
    made = list(rows)
    figures = {id(claim.operands[0].figure) for claim in made}
    by_name = {c for c in claims if c.template == _BY_NAME and id(c.operands[0].figure) in figures}
    return [*(c for c in claims if c not in by_name), *made]


def told_row_claims(
    mentions: Sequence[Mention], grids: Sequence[Grid], forms: Sequence[SelfEvaluationForm]
) -> Iterator[Claim]:
    """Each number of a row in words against its cell."""
    indicators, funds = _indicators(grids), [(form.name, c) for form in forms if (c := _funds(form))]
    found = list(_told_indicators(mentions, indicators)) if indicators else []
    read = [(name, told, _meant(told, indicators[name])) for name, told in found]
    home = _home([meant[0] for _, _, meant in read if len(meant) == 1])
    for name, told, meant in read:
        at_home = [cells for cells in meant if _table(cells) == home]
        yield from _claims(told, at_home if len(meant) > 1 else meant, name)
    for told in _told_funds(mentions) if funds else ():
        named = [cells for name, cells in funds if len(name) >= _NAMED and name in told.words]
        yield from _claims(told, _meant(told, named or [cells for _, cells in funds]), "")


def _claims(told: _Told, meant: Sequence[_Cells], name: str) -> Iterator[Claim]:
    cells = meant[0] if len(meant) == 1 else {}
    for role, mention in told.numbers.items():
        cell = cells.get(role)
        if cell is not None and cell.unit.dimension == mention.figure.unit.dimension:
            pair = (Operand("stated", mention.figure), Operand("first", cell))
            place, notes = mention.figure.place, {"as_printed": True, "asks": True}
            yield Claim("text_table", "told-row", pair, place, closed=False, word=name, notes=notes)


def _indicators(grids: Sequence[Grid]) -> dict[str, list[_Cells]]:
    """The rows of indicators by their name."""
    made: dict[str, list[_Cells]] = defaultdict(list)
    for row in (row for grid in grids for row in grid.rows):
        cells = {role: entry.figure for role in _OF_INDICATORS if (entry := row.entry(role)) is not None}
        name = _name(row, cells)
        if len(cells) > _FEWEST and len(name) >= _NAMED:
            made[name].append(cells)
    return made


def _name(row: Row, cells: _Cells) -> str:
    """The words in the cell before the first of the numbers."""
    first = min((f.place.cell.column for f in cells.values() if f.place.cell is not None), default=0)
    return next((text for column, text in reversed(row.words) if column < first), "")


def _funds(form: SelfEvaluationForm) -> _Cells:
    """The whole money of a form with its rate."""
    total = next((row for row in form.funds if row.kind == TOTAL), None)
    if total is None:
        return {}
    return total.amounts | ({RATE: total.rate} if total.rate is not None else {})


def _role(mention: Mention, labels: Mapping[str, re.Pattern[str]]) -> str | None:
    """What the words right before a figure of the text call it."""
    if mention.paragraph.cell is not None or mention.lead.prior or mention.figure.hedge in _OPEN:
        return None
    return next((role for role, label in labels.items() if label.search(mention.gap)), None)


def _told_indicators(mentions: Sequence[Mention], rows: Iterable[str]) -> Iterator[tuple[str, _Told]]:
    """The numbers with such labels, by the name that stands before them."""
    found: dict[tuple[int, int, str], _Told] = {}
    for mention in mentions:
        role = _role(mention, _OF_INDICATORS)
        if role is None:
            continue
        text = mention.paragraph.text
        said = text[: mention.start]
        end, name = max(((said.rfind(n) + len(n), n) for n in rows if n in said), default=(-1, ""))
        if name:
            told = found.setdefault((mention.paragraph.block, end, name), _Told(text[end:]))
            told.numbers.setdefault(role, mention)
    yield from ((name, told) for (_, _, name), told in found.items() if len(told.numbers) >= _FEWEST)


def _told_funds(mentions: Sequence[Mention]) -> Iterator[_Told]:
    """The amounts of one year in a sentence with such labels, more of them than tell the row; the words before them."""
    found: dict[tuple[int, int, int | None], _Told] = {}
    for mention in mentions:
        if (role := _role(mention, _OF_FUNDS)) is not None:
            key = (mention.paragraph.block, mention.sentence, mention.figure.year)
            before = mention.paragraph.text[: mention.start]
            found.setdefault(key, _Told(before)).numbers.setdefault(role, mention)
    yield from (told for told in found.values() if len(told.numbers) > _FEWEST)


def _meant(told: _Told, rows: Sequence[_Cells]) -> list[_Cells]:
    """The rows that agree in most numbers, in two at least."""
    counted = [_agreeing(told, cells) for cells in rows]
    best = max(counted)
    return [cells for cells, number in zip(rows, counted, strict=True) if number == best >= _FEWEST]


def _table(cells: _Cells) -> int | None:
    return next((f.place.cell.table for f in cells.values() if f.place.cell is not None), None)


def _home(known: Sequence[_Cells]) -> int | None:
    """The table of most rows that are known: of rows alike in several forms the text tells that one's."""
    tables = Counter(map(_table, known)).most_common(1)
    return tables[0][0] if tables else None


def _agreeing(told: _Told, cells: _Cells) -> int:
    """Numbers that are the same; nothing is the same by chance. A unit that prose does not know is read as printed."""
    return sum(
        _same(told.numbers[role].figure, cell) if role in told.numbers else _printed(role, cell, told.words)
        for role, cell in cells.items()
    )


def _same(one: Figure, other: Figure) -> bool:
    return one.unit.dimension == other.unit.dimension and one.base == other.base != 0


def _printed(role: str, cell: Figure, words: str) -> bool:
    """True for 334箱 where that very text stands behind its label."""
    label = _OF_INDICATORS.get(role)
    at = words.find(cell.text) if role in (TARGET, RESULT) and label is not None else -1
    while label is not None and at >= 0:
        if label.search(words[:at]):
            return True
        at = words.find(cell.text, at + 1)
    return False
