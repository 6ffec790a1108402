"""Weights that do not make 100."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from quanheng.checks.form_findings import finding, mark
from quanheng.model.figure import Figure
from quanheng.model.finding import DOUBT, LIKELY, Finding
from quanheng.model.form import SelfEvaluationForm
from quanheng.model.indicator_sheet import GOALS, IndicatorSheet
from quanheng.model.quantity import plain
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

RULE = "scores/weights-of-form"
_WHOLE = Decimal(100)
_WITHOUT_EXECUTION = (Decimal(90), Decimal(80))
_FEWEST = 2
_LACKING = "没有预算执行率的分值，连同执行率应为100分"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """The printed sum where it is the sum; where the weights do not make it, that is told of as a sum."""
    for form in facts.forms:
        yield from _of_form(form)
    for sheet in facts.sheets:
        yield from _of_goals(sheet)


def _of_form(form: SelfEvaluationForm) -> Iterator[Finding]:
    if not form.legible or form.total_rows > 1:
        return
    if form.subtotals == 1 and form.total is None:
        return  # 二、产出指标（40分）with a table of its own, ended by 小计
    points = [row.points for row in form.rows if row.score is not None or row.points is not None]
    scored = form.execution
    own = Decimal(0)
    if scored is not None:
        worth = scored.points.value if scored.points else scored.head_points
        if worth is None:
            return
        own = worth
    known = [p for p in points if p is not None]
    if len(known) == len(points):
        words = "应为100分" if scored is not None else _LACKING
        yield from _told(known, own, form.total_points, words, without=scored is None)


def _of_goals(sheet: IndicatorSheet) -> Iterator[Finding]:
    """A declaration has weights and no scores; a row without weight leaves the sum open."""
    cells = [row.cells.get("points") for row in sheet.rows]
    known = [cell.figure for cell in cells if cell is not None and cell.figure is not None]
    if sheet.kind == GOALS and len(known) == len(cells) and all(f.legible for f in known):
        total = sheet.totals.get("points")
        yield from _told(known, Decimal(0), total.figure if total else None, _LACKING, without=True)


def _told(
    points: Sequence[Figure], own: Decimal, printed: Figure | None, words: str, *, without: bool
) -> Iterator[Finding]:
    """`own` are the points of the execution rate; `without` them less than 100 may be meant."""
    added = sum((p.value for p in points), own)
    if len(points) < _FEWEST or (printed is not None and printed.value != added):
        return
    if added == _WHOLE or (without and added in _WITHOUT_EXECUTION):
        return
    marks = [mark(p, "operand") for p in points]
    marks = [mark(printed), *marks] if printed is not None else marks
    made = finding(
        RULE, (DOUBT, LIKELY), plain(added), marks, [printed] if printed else [], calculation=words
    )
    made.calculation = words
    yield made
