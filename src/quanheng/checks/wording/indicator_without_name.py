"""Points given for indicators that do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.points import finding_of_points
from quanheng.checks.stated import by_form
from quanheng.model.finding import DOUBT, ERROR, LIKELY, PROVED, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"none": (ERROR, PROVED), "unnamed": (DOUBT, LIKELY)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a form for the rows without an indicator, one for those with values but no name."""
    for form in by_form(facts, "points_without_indicator"):
        for degree, weight in _WEIGHTS.items():
            rows = [statement for statement in form if statement.notes["degree"] == degree]
            if rows:
                yield finding_of_points(rows, "wording/indicator-without-name", weight)
