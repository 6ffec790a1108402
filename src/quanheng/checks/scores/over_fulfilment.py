"""Results far above their targets, with nothing in the column of reasons."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quanheng.checks.form_findings import cell_marks, finding, listed, sound_forms, where_of
from quanheng.checks.form_worth import completion, is_cost
from quanheng.model.finding import NOTE, SUSPECT, Finding
from quanheng.model.form import FormRow
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

RULE = "scores/over-fulfilment"
_WHOLE = Decimal(100)


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One note a form."""
    line = where_of(facts).norm("over-fulfilment-line")
    for form in sound_forms(facts) if line is not None else ():
        assert line is not None
        far = [row for row in form.rows if row.reason == "" and _over(row, line.number)]
        if far:
            marks = [m for row in far for m in cell_marks(row, "result", "target")]
            stated = "、".join(row.result or "" for row in far[:3])
            yield finding(RULE, (NOTE, SUSPECT), stated, marks, name=listed([row.name for row in far]))


def _over(row: FormRow, line: Decimal) -> bool:
    ratio = completion(row) if row.target and row.result and not is_cost(row) else None
    return ratio is not None and ratio * _WHOLE > line and "≤" not in (row.target or "")
