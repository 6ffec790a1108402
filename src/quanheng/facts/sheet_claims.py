"""What sheets of indicators assert in figures: weights and scores add up, scores stay within weights, grades."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quanheng.model.figure import Figure, Statement
from quanheng.model.indicator_sheet import GOALS, REVIEW, IndicatorSheet
from quanheng.model.quantity import unit
from quanheng.model.relation import Claim, Operand

_COLUMNS = {GOALS: ("points",), REVIEW: ("points", "self_score", "review_score")}
_SCORES = ("self_score", "review_score")


def sheet_claims(sheets: Sequence[IndicatorSheet]) -> Iterator[Claim]:
    """Claims score_sum, at_most and grade of goal declarations and working papers."""
    for sheet in sheets:
        for role in _COLUMNS.get(sheet.kind, ()):
            yield from _total(sheet, role)
        if sheet.kind == REVIEW:
            yield from _caps(sheet)
            yield from _grade(sheet)


def _points(figure: Figure) -> Figure:
    figure.unit = unit("分")
    return figure


def _total(sheet: IndicatorSheet, role: str) -> Iterator[Claim]:
    """The total row against the column above it, where every cell of the column is filled in."""
    total = sheet.totals.get(role)
    figures = [
        w.figure for row in sheet.rows if (w := row.cells.get(role)) is not None and w.figure is not None
    ]
    if total is None or total.figure is None or len(figures) < 2:
        return
    whole = all((w := row.cells.get(role)) is not None and w.figure is not None for row in sheet.rows)
    operands = (Operand("total", _points(total.figure)), *(Operand("part", _points(f)) for f in figures))
    yield Claim("score_sum", f"sheet-{role}", operands, total.figure.place, closed=whole)


def _caps(sheet: IndicatorSheet) -> Iterator[Claim]:
    """No score is above its weight."""
    for row in sheet.rows:
        weight = row.cells.get("points")
        for role in _SCORES:
            score = row.cells.get(role)
            if weight is None or score is None or weight.figure is None or score.figure is None:
                continue
            operands = (Operand("total", _points(weight.figure)), Operand("part", _points(score.figure)))
            yield Claim("at_most", "sheet-cap", operands, score.figure.place)


def _grade(sheet: IndicatorSheet) -> Iterator[Claim]:
    """The grade below the table against the total of the review."""
    total = sheet.totals.get("review_score")
    for label, written in sheet.fields.items():
        grade = written.text.strip()[:1]
        if (
            "等" in label
            and grade in ("优", "良", "中", "差")
            and total is not None
            and total.figure is not None
        ):
            said = Statement("grade", written.text, written.place, value=grade)
            yield Claim(
                "grade", "sheet-grade", (Operand("score", _points(total.figure)),), written.place, said=said
            )
