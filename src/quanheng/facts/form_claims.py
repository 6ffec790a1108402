"""Points and scores of a self-evaluation form: what all its parts assert."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quanheng.facts.form_groups import group_claims
from quanheng.facts.form_money import nature_sums, source_claims, source_sums
from quanheng.facts.form_totals import total_claims
from quanheng.facts.grids import GOT, POINTS, Grid, is_points
from quanheng.model.figure import Figure
from quanheng.model.form import SelfEvaluationForm
from quanheng.model.relation import Claim, Operand


def capped_claims(grid: Grid) -> Iterator[Claim]:
    """A score does not exceed its weight."""
    for row in grid.rows:
        points = row.entry(POINTS)
        behind = [e for e in row.entries if e.role == GOT and points is not None and e.column > points.column]
        score = behind[0] if behind else row.entry(GOT)  # before it may stand the score of the whole group
        if points is not None and score is not None and is_points(points) and is_points(score):
            operands = (Operand("total", points.figure), Operand("part", score.figure))
            yield Claim("at_most", "score-cap", operands, score.figure.place)


def form_claims(
    grids: Sequence[Grid], forms: Sequence[SelfEvaluationForm], totals: Sequence[Figure]
) -> Iterator[Claim]:
    """What the points and scores of all tables assert; `totals` are total scores of the text."""
    for grid in grids:
        yield from capped_claims(grid)
        yield from group_claims(grid)
    yield from total_claims(forms, grids, totals)
    yield from nature_sums(forms)
    yield from source_claims(forms)
    yield from source_sums(forms)
