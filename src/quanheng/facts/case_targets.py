"""The same indicator of the same project and year in two documents: goals declared, watched, and evaluated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from quanheng.facts.measures import measure
from quanheng.model.case import Paper, Remark, Spot
from quanheng.model.indicator_sheet import GOALS, MONITORING, Measure

_LISTED = 3
_SHEETS = (GOALS, MONITORING)
TARGET, RESULT = "target", "result"


class _Indicator(NamedTuple):
    """Project (or department), indicator, and whether its target or its result is meant."""

    sheet: str
    name: str
    role: str


class _Stated(NamedTuple):
    measure: Measure
    spot: Spot


def target_remarks(papers: Sequence[Paper]) -> Iterator[Remark]:
    """Remark targets_differ for two documents of one year, one for each pair and all its indicators."""
    stated = {paper.number: dict(_once(_stated(paper))) for paper in papers if paper.facts.year is not None}
    for first, second in combinations([p for p in papers if p.number in stated], 2):
        if first.facts.year != second.facts.year:
            continue
        mine, others = stated[first.number], stated[second.number]
        apart = [key for key in mine if key in others and _differ(mine[key].measure, others[key].measure)]
        if apart:
            yield _remark(first, second, [(key, mine[key], others[key]) for key in apart])


def _remark(first: Paper, second: Paper, apart: Sequence[tuple[_Indicator, _Stated, _Stated]]) -> Remark:
    names = "、".join(f"“{key.name}”{a.spot.text}与{b.spot.text}" for key, a, b in apart[:_LISTED])
    spots = [spot for _, a, b in apart for spot in (a.spot, b.spot)]
    values = {"document": first.name, "other": second.name, "count": str(len(apart)), "names": names}
    return Remark("targets_differ", (first.number, second.number), tuple(spots), values)


def _differ(one: Measure, other: Measure) -> bool:
    """In numbers of one unit; a sign that only one of the two prints is left to the checks of the forms."""
    return one.unit == other.unit and one.value != other.value


def _once(found: Iterator[tuple[_Indicator, _Stated]]) -> Iterator[tuple[_Indicator, _Stated]]:
    """Indicators of which a document says one thing; a name that stands for two is left out."""
    by_name: dict[_Indicator, list[_Stated]] = {}
    for key, stated in found:
        by_name.setdefault(key, []).append(stated)
    for key, listed in by_name.items():
        if len({(one.measure.value, one.measure.unit) for one in listed}) == 1:
            yield key, listed[0]


def _stated(paper: Paper) -> Iterator[tuple[_Indicator, _Stated]]:
    """The indicators of all sheets and forms that name what they are on."""
    for sheet in paper.facts.sheets:
        for row in sheet.rows if sheet.kind in _SHEETS and sheet.name else ():
            if row.target is not None and row.name and TARGET in row.cells:
                spot = Spot(paper.number, row.text(TARGET), row.cells[TARGET].place)
                yield _Indicator(sheet.name, row.name, TARGET), _Stated(row.target, spot)
    for form in paper.facts.forms:
        for line in form.rows if form.name else ():
            for role, text in ((TARGET, line.target), (RESULT, line.result)):
                said = measure(text or "")
                if said is not None and line.name and role in line.places:
                    spot = Spot(paper.number, text or "", line.places[role])
                    yield _Indicator(form.name, line.name, role), _Stated(said, spot)
