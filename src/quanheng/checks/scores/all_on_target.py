"""Results that repeat their targets in every row."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quanheng.checks.form_findings import cell_marks, finding, sound_forms
from quanheng.facts.rules import result
from quanheng.model.finding import NOTE, SUSPECT, Finding
from quanheng.model.form import FormRow
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

RULE = "scores/all-on-target"
_FEWEST = 6
_WHOLE = Decimal(100)


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One note a form; 100% reached is no copy."""
    for form in sound_forms(facts):
        counted = [(row, _repeats(row)) for row in form.rows if _is_counted(row)]
        if len(counted) >= _FEWEST and all(same for _, same in counted):
            marks = [m for row, _ in counted for m in cell_marks(row, "result")]
            yield finding(RULE, (NOTE, SUSPECT), str(len(counted)), marks)


def _is_counted(row: FormRow) -> bool:
    """A number is planned and another is reported; 100% reached is no copy."""
    aim, got = (result(text).amount if text else None for text in (row.target, row.result))
    return aim is not None and got is not None and not (aim.unit == "%" and aim.value == _WHOLE)


def _repeats(row: FormRow) -> bool:
    same = result(row.target or "").amount == result(row.result or "").amount
    full = row.score is not None and row.points is not None and row.score.value == row.points.value
    return same and full
