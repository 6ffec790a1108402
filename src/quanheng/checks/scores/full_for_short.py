"""Full points for a result below its target, where no rule is printed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quanheng.checks.form_findings import cell_marks, finding, mark, where_of
from quanheng.checks.form_worth import by_norms, completion
from quanheng.model.finding import DOUBT, LIKELY, Finding
from quanheng.model.quantity import plain, round_to
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

RULE = "scores/full-for-short"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """Rows of forms without a rule of their own; what a norm would give is shown."""
    where = where_of(facts)
    for row in (row for form in facts.forms for row in form.rows if row.sure and not row.rule):
        score, points = row.score, row.points
        if score is None or points is None or score.value != points.value or not (row.target and row.result):
            continue
        ratio = completion(row)
        given = by_norms(row, where) if ratio is not None and ratio < 1 else []
        if given and given[0].worth.high < points.value - Decimal("0.01"):
            words = f"{given[0].words}为{plain(round_to(given[0].worth.high, 2))}分"
            marks = [mark(score), *cell_marks(row, "result", "target")]
            made = finding(
                RULE, (DOUBT, LIKELY), score.text, marks, [score], target=row.target, result=row.result,
                calculation=words, name=row.name,
            )  # fmt: skip
            made.calculation = words
            yield made
