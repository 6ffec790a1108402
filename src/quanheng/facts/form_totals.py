"""Scores and weights of a form add up to its totals, and the text tells the total that the form has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quanheng.facts.form_rows import FEWEST_ROWS, is_total_row, score_sum, table_of, terms
from quanheng.facts.full_marks import FULL, RATE_POINTS, rate_beside_total, rate_in_total, row_points
from quanheng.facts.grids import GOT, POINTS, Grid, Row
from quanheng.model.figure import EXACT, Figure
from quanheng.model.form import SelfEvaluationForm
from quanheng.model.quantity import unit
from quanheng.model.relation import Claim, Operand

_OWN = {"自评得分", "自评分", "评价得分", "最终得分", "最后得分", "得分"}
_WHOLE_SCORE, _BESIDE = 50, 2


def total_claims(
    forms: Sequence[SelfEvaluationForm], grids: Sequence[Grid], texts: Sequence[Figure]
) -> Iterator[Claim]:
    """Scores of each form add up to its total, weights to theirs; `texts` are total scores in the text."""
    rows = [row for grid in grids for row in grid.rows if is_total_row(row)]
    yield from _confirmed(rows, texts)
    if not forms:
        yield from _told_beside(rows, texts)
    before = -1
    for at, form in enumerate(forms):
        if not _is_cut(form):
            yield from _weights(form)
            yield from _scores(form)
        yield from _stated(form)
        near = [t for t in texts if len(forms) == 1 or before < t.place.block < form.block]
        near = [t for t in near if not is_own_score(t) or abs(form.block - t.place.block) <= _BESIDE]
        if form.total is not None and (len(forms) == 1 or (at and len(near) == 1) or _just_above(near, form)):
            yield from (_told(t, form, form.total) for t in near if not _with_rate(t, form, form.total))
        before = form.block


def is_own_score(score: Figure) -> bool:
    """自评得分92.90分: a score of this table where it stands beside it, of another one elsewhere."""
    return score.surface in _OWN and score.value >= _WHOLE_SCORE


def _told(text: Figure, form: SelfEvaluationForm, total: Figure) -> Claim:
    """The total score of the text: that of the table, with the execution rate where that is scored in another table."""
    rate = form.execution.score if form.execution is not None else None
    apart = rate is not None and table_of(rate) != table_of(total) and text.value != total.value
    if rate is not None and apart and (beside := rate_beside_total(form)) is not False:
        return score_sum("table-scores", text, [total, rate], closed=beside is True)
    pair = (Operand("stated", text), Operand("first", total))
    return Claim("text_table", "total-score", pair, text.place, closed=True)


def _with_rate(text: Figure, form: SelfEvaluationForm, total: Figure) -> bool:
    """89.0 of the table's 90 and 98.30 of 100 in the text: the execution rate may have been scored in words."""
    rest = FULL - row_points(form)
    lacks = form.execution is None and rate_beside_total(form) is True
    return lacks and total.value < text.value <= total.value + rest


def _just_above(texts: Sequence[Figure], form: SelfEvaluationForm) -> bool:
    """The one total score that stands right above the first of several forms."""
    return len(texts) == 1 and form.block - texts[0].place.block <= FEWEST_ROWS


def _is_cut(form: SelfEvaluationForm) -> bool:
    """True where just the points of the execution rate are missing: its block was not read as part of the form."""
    return form.execution is None and _lacks_execution(form)


def _lacks_execution(form: SelfEvaluationForm) -> bool:
    """The rows of the indicators want just as many points as an execution rate has."""
    whole = form.total_points
    return whole is not None and whole.value - row_points(form) in RATE_POINTS


def _weights(form: SelfEvaluationForm) -> Iterator[Claim]:
    scored = form.execution
    if scored is not None and scored.points is None and _lacks_execution(form):
        return  # its points stand in a head: 得分（10分）
    points = [r.points for r in form.rows if r.points is not None]
    points += [scored.points] if scored is not None and scored.points is not None else []
    if form.total_points is not None and form.total_rows == 1 and len(points) >= FEWEST_ROWS:
        made = score_sum("table-weights", form.total_points, points)
        made.notes["same_rows"] = _scores_make_total(form)
        yield made


def _scores_make_total(form: SelfEvaluationForm) -> bool:
    """True where the scores of all rows, each with a weight, make the total score: the weights add up over the same rows."""
    scored = form.execution
    pairs = [(r.points, r.score) for r in form.rows]
    pairs += [(scored.points, scored.score)] if scored is not None else []
    scores = [
        score.value for points, score in pairs if points is not None and score is not None and score.value
    ]
    return form.total is not None and len(scores) == len(pairs) and sum(scores) == form.total.value


def _scores(form: SelfEvaluationForm) -> Iterator[Claim]:
    """Closed where every row that has points has a score, the execution rate too."""
    scored = form.execution
    rate = scored.score if scored is not None else None
    scores = [r.score for r in form.rows if r.score is not None]
    if form.total is not None and form.total_rows == 1 and len(scores) + (rate is not None) >= FEWEST_ROWS:
        weighed = sum(r.points is not None for r in form.rows)
        whole = weighed <= len(form.scored) and (
            scored is None or scored.score is not None or scored.points is None
        )
        yield _added(form, form.total, scores, rate, closed=whole and form.legible)


def _added(
    form: SelfEvaluationForm, total: Figure, scores: Sequence[Figure], rate: Figure | None, closed: bool
) -> Claim:
    """The total and the scores in it: with the execution rate where the full marks want it, asked where they are silent."""
    if rate is None:
        return score_sum("table-scores", total, scores, closed=closed)
    within = rate_in_total(form)
    made = score_sum("table-scores", total, [*scores, rate], closed=closed and within is not None)
    if within is False:
        made.operands, made.alternatives = terms(total, scores), (made.operands,)
    elif within is None:
        made.alternatives = (terms(total, scores),)
    return made


def _stated(form: SelfEvaluationForm) -> Iterator[Claim]:
    """Score and grade in the head of the form, against its total."""
    score = form.stated or form.total
    if form.stated is not None and form.total is not None:
        form.stated.unit = unit("分")
        pair = (Operand("stated", form.stated), Operand("first", form.total))
        yield Claim("text_table", "total-score", pair, form.stated.place, closed=True)
    if form.grade is not None and score is not None and form.grade.value in "优良中差合":
        operands = (Operand("score", score),)
        yield Claim(
            "grade", "grade", operands, form.grade.place, said=form.grade, word=form.grade.text.strip()
        )


def _confirmed(totals: Sequence[Row], texts: Sequence[Figure]) -> Iterator[Claim]:
    """A total score of the text that a 总分 row has somewhere: in a broken table it can only confirm."""
    for text in texts:
        found = next((e.figure for row in totals for e in row.entries if e.figure.value == text.value), None)
        if found is not None and len(totals) == 1 and len(totals[0].entries) == 1:
            found.unit = unit("分")
            pair = (Operand("stated", text), Operand("first", found))
            yield Claim("text_table", "total-seen", pair, text.place, closed=False)


def _told_beside(totals: Sequence[Row], texts: Sequence[Figure]) -> Iterator[Claim]:
    """自评得分93.91分 beside a table whose last row has 100 points and 92.90 of them."""
    whole = [row for row in totals if (full := row.entry(POINTS)) is not None and full.figure.value == FULL]
    got = whole[0].entry(GOT) if len(whole) == 1 else None
    for text in texts if got is not None else ():
        near = got is not None and abs(got.figure.place.block - text.place.block) <= _BESIDE
        if got is not None and near and text.hedge == EXACT:
            pair = (Operand("stated", text), Operand("first", got.figure))
            yield Claim("text_table", "total-score", pair, text.place, closed=True)
