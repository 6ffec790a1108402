"""Whether the execution rate is in a total score: the full marks of the same rows tell.

A form may score the execution rate in its fund block and print its total with it or without it (or have a row for it
among the indicators as well). The reading whose full marks make the full marks of the total is the one that is meant.
"""

from __future__ import annotations

from decimal import Decimal

from quanheng.model.form import SelfEvaluationForm

RATE_POINTS = (Decimal(10), Decimal(20))
FULL = Decimal(100)


def row_points(form: SelfEvaluationForm) -> Decimal:
    """Full marks of the indicators."""
    return sum((r.points.value for r in form.rows if r.points is not None), Decimal(0))


def rate_in_total(form: SelfEvaluationForm) -> bool | None:
    """Whether the total of the table has the execution rate in it, None where its full marks tell neither."""
    whole = form.total_points.value if form.total_points is not None else FULL
    return _makes_up(row_points(form), whole, _rate_points(form))


def rate_beside_total(form: SelfEvaluationForm) -> bool | None:
    """Whether the score of the whole is the total of the table and the execution rate, None where nothing tells."""
    table = form.total_points.value if form.total_points is not None else row_points(form)
    return _makes_up(table, FULL, _rate_points(form))


def _makes_up(points: Decimal, whole: Decimal, rate: Decimal | None) -> bool | None:
    """True where the rate's points are what lacks, False where nothing does."""
    if points == whole:
        return False
    lacks = whole - points
    return True if lacks == rate or (rate is None and lacks in RATE_POINTS) else None


def _rate_points(form: SelfEvaluationForm) -> Decimal | None:
    """What the execution rate is worth, by its cell or its head."""
    row = form.execution
    if row is None:
        return None
    return row.points.value if row.points is not None else row.head_points
