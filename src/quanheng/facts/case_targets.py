"""The same indicator of the same project and year in two documents: goals declared, watched, and evaluated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from quanheng.facts.measures import measure
from quanheng.model.case import Paper, Remark, Spot
from quanheng.model.figure import Figure
from quanheng.model.indicator_sheet import GOALS, MONITORING, Measure

_LISTED = 3
_SHEETS = (GOALS, MONITORING)
_AGREED = 3  # weights of one sheet that are the same before another is asked about: 90 and 100 points are both divided
TARGET, RESULT, POINTS, SCORE = "target", "result", "points", "score"
_SCALES = {90, 100}  # without and with the points of the execution rate
_WORTH = {POINTS: "分值", SCORE: "得分"}


class _Indicator(NamedTuple):
    """Project (or department), indicator, and whether its target, its result, its weight or its score is meant."""

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
        both = [key for key in mine if key in others]
        apart = [key for key in both if _differ(mine[key].measure, others[key].measure)]
        apart = [key for key in apart if key.role not in _WORTH or _one_scale(key, apart, mine, others)]
        if apart:
            yield _remark(first, second, [(key, mine[key], others[key]) for key in apart])


def _one_scale(
    key: _Indicator,
    apart: Sequence[_Indicator],
    mine: dict[_Indicator, _Stated],
    others: dict[_Indicator, _Stated],
) -> bool:
    """True where most weights (scores) of its sheet are the same in both documents.

    One sheet of 90 points and one of 100 may divide them in two ways: of these several must agree.
    """
    lists = [
        {k: v for k, v in one.items() if (k.sheet, k.role) == (key.sheet, key.role)} for one in (mine, others)
    ]
    shared = lists[0].keys() & lists[1].keys()
    off = sum(one in lists[0] for one in apart)
    sums = {sum(one.measure.value for one in listed.values()) for listed in lists}
    fewest = _AGREED if sums <= _SCALES or lists[0].keys() != lists[1].keys() else 1
    return len(shared) - off >= max(fewest, off + 1)


def _remark(first: Paper, second: Paper, apart: Sequence[tuple[_Indicator, _Stated, _Stated]]) -> Remark:
    names = "、".join(
        f"“{key.name}”{_WORTH.get(key.role, '')}{a.spot.text}与{b.spot.text}" for key, a, b in apart[:_LISTED]
    )
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
            weight = row.cells.get(POINTS)
            if row.name and weight is not None and weight.figure is not None:
                yield _worth(paper, sheet.name, row.name, POINTS, weight.figure)
    for form in paper.facts.forms:
        for line in form.rows if form.name else ():
            for role, text in ((TARGET, line.target), (RESULT, line.result)):
                said = measure(text or "")
                if said is not None and line.name and role in line.places:
                    spot = Spot(paper.number, text or "", line.places[role])
                    yield _Indicator(form.name, line.name, role), _Stated(said, spot)
            for role, figure in ((POINTS, line.points), (SCORE, line.score)):
                if figure is not None and line.name:
                    yield _worth(paper, form.name, line.name, role, figure)


def _worth(paper: Paper, sheet: str, name: str, role: str, figure: Figure) -> tuple[_Indicator, _Stated]:
    spot = Spot(paper.number, figure.text, figure.place)
    return _Indicator(sheet, name, role), _Stated(Measure("", figure.value, "分"), spot)
