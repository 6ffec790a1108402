"""Weights that do not make 100."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quanheng.checks.form_findings import finding, mark
from quanheng.model.finding import DOUBT, LIKELY, Finding
from quanheng.model.form import SelfEvaluationForm
from quanheng.model.quantity import plain
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

RULE = "scores/weights-of-form"
_WHOLE = Decimal(100)
_WITHOUT_EXECUTION = (Decimal(90), Decimal(80))
_FEWEST = 3


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """The printed sum where it is the sum; where the weights do not make it, that is told of as a sum."""
    for form in facts.forms:
        if not form.legible or form.total_rows > 1:
            continue
        if form.subtotals == 1 and form.total is None:
            continue  # 二、产出指标（40分）with a table of its own, ended by 小计
        added, printed = _added(form), form.total_points
        if added is None or (printed is not None and printed.value != added):
            continue
        if added == _WHOLE or (form.execution is None and added in _WITHOUT_EXECUTION):
            continue
        marks = [mark(r.points, "operand") for r in form.rows if r.points is not None]
        marks = [mark(printed), *marks] if printed is not None else marks
        words = "应为100分" if form.execution is not None else "没有预算执行率的分值，连同执行率应为100分"
        made = finding(
            RULE, (DOUBT, LIKELY), plain(added), marks, [printed] if printed else [], calculation=words
        )
        made.calculation = words
        yield made


def _added(form: SelfEvaluationForm) -> Decimal | None:
    """The sum of the weights; None where a scored row has none, or hardly a row is there."""
    points = [row.points for row in form.rows if row.score is not None or row.points is not None]
    scored = form.execution
    if len(points) < _FEWEST or any(p is None for p in points):
        return None
    if scored is not None and scored.points is None and scored.head_points is None:
        return None
    own = (scored.points.value if scored.points else scored.head_points) if scored else None
    return sum((p.value for p in points if p is not None), Decimal(0)) + (own or 0)
