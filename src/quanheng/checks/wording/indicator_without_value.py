"""Points given for indicators that have neither a target nor a result."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.points import finding_of_points
from quanheng.checks.stated import by_form
from quanheng.model.finding import DOUBT, LIKELY, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a form."""
    for rows in by_form(facts, "points_without_value"):
        yield finding_of_points(rows, "wording/indicator-without-value", (DOUBT, LIKELY))
