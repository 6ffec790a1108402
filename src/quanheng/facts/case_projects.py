"""Projects counted in one document with their money, and the form of each of them in another.

对3个项目开展了绩效自评，涉及资金523.02万元: budgets or spending, so that any column of the forms may make it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from quanheng.facts.case_claims import claim_of
from quanheng.model.case import Paper
from quanheng.model.figure import EXACT, Figure
from quanheng.model.form import TOTAL, SelfEvaluationForm
from quanheng.model.quantity import MONEY
from quanheng.model.relation import Claim

_COUNT, _MONEY = "projects.evaluated", "涉及资金"
_BASES = ("final", "adjusted", "initial")
_FEWEST = 2  # one project is compared as a restated amount, or not at all


def project_money_claims(papers: Sequence[Paper]) -> Iterator[Claim]:
    """The money of all projects against the forms, where there are as many forms as projects."""
    for paper in papers:
        for count, money in _told(paper):
            for other in papers:
                forms = _project_forms(other) if other.facts.year == paper.facts.year else []
                if other is not paper and len(forms) == count.value >= _FEWEST:
                    yield from _claim(money, paper, forms, other)
                    break


def _told(paper: Paper) -> Iterator[tuple[Figure, Figure]]:
    """A count of projects with the money behind it in the same paragraph."""
    figures = [f for f in paper.facts.figures if f.place.cell is None and f.hedge == EXACT]
    for count, money in pairwise(figures):
        near = count.item == _COUNT and money.place.block == count.place.block
        if near and money.unit.dimension == MONEY and money.surface.endswith(_MONEY):
            yield count, money


def _project_forms(paper: Paper) -> list[SelfEvaluationForm]:
    """The forms of projects, each named; [] where two have one name."""
    forms = [f for f in paper.facts.forms if f.name and f.name != paper.facts.organisation]
    return forms if len({f.name for f in forms}) == len(forms) else []


def _claim(money: Figure, paper: Paper, forms: Sequence[SelfEvaluationForm], other: Paper) -> Iterator[Claim]:
    totals = [row.amounts for form in forms for row in form.funds if row.kind == TOTAL]
    readings = [
        claim_of(
            "across_projects",
            (("total", money, paper), *(("part", amounts[basis], other) for amounts in totals)),
            closed=False,
        )
        for basis in _BASES
        if len(totals) == len(forms) and all(basis in amounts for amounts in totals)
    ]
    if readings:
        first, *others = readings
        notes = first.notes | {"asks": True}
        yield replace(first, alternatives=tuple(one.operands for one in others), notes=notes)
