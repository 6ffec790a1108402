"""Targets and results of the same indicator in a self-evaluation report and its form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from quanheng.facts.case_claims import claim_of, comparable
from quanheng.facts.case_values import one
from quanheng.facts.results_restated import name_key
from quanheng.model.case import Paper
from quanheng.model.figure import EXACT, Figure
from quanheng.model.quantity import COUNT, PERCENT
from quanheng.model.relation import Claim

_NAMED = 4  # characters of a name that tell one result from another
_EVALUATIONS = ("self_evaluation_form", "self_evaluation_report")


class Indicator(NamedTuple):
    """What two documents must have in common to speak of one result of work."""

    name: str
    unit: str
    target: bool


def result_claims_across(papers: Sequence[Paper]) -> Iterator[Claim]:
    """Each indicator that both of two self-evaluations of one year state with a name and a unit."""
    own = [p for p in papers if p.facts.kind in _EVALUATIONS and p.facts.year is not None]
    stated = {paper.number: _indicators(paper) for paper in own}
    for first, second in combinations(own, 2):
        if first.facts.year != second.facts.year or not comparable(first, second):
            continue
        for key, figures in stated[second.number].items():
            others = stated[first.number].get(key)
            if others:
                yield from _claim(others, figures, first, second)


def _claim(left: list[Figure], right: list[Figure], first: Paper, second: Paper) -> Iterator[Claim]:
    a, b = one(left), one(right)
    if a is not None and b is not None:
        yield claim_of("across_result", (("stated", b, second), ("first", a, first)), closed=False)


def _indicators(paper: Paper) -> dict[Indicator, list[Figure]]:
    made: dict[Indicator, list[Figure]] = {}
    for figure in paper.facts.figures:
        if figure.item or figure.hedge != EXACT or figure.unit.dimension not in (COUNT, PERCENT):
            continue
        if figure.year != paper.facts.year or not figure.legible:
            continue
        target = figure.kind == "target" or figure.basis == "target"
        told = figure.kind == "level" or (figure.kind == "target" and target)
        name = name_key(figure.surface)
        if told and len(name) >= _NAMED:
            made.setdefault(Indicator(name, figure.unit.name, target), []).append(figure)
    return made
