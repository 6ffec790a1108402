"""Required columns of a form without one entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quanheng.checks.stated import by_form, finding_of_form
from quanheng.model.figure import Statement
from quanheng.model.finding import MISSING, PROVED, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_SHOWN = 3


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a form: the columns, and the points printed in rows whose score is not filled in."""
    for form in by_form(facts, "empty_column", "points_open"):
        columns = [s.notes["name"] for s in form if s.kind == "empty_column"]
        text = "、".join(column + _points(form, column) for column in columns)
        which = "一" if len(columns) == 1 else "各"
        yield finding_of_form(form, "missing/empty-column", (MISSING, PROVED), text, which=which)


def _points(form: Sequence[Statement], column: str) -> str:
    """The points at stake beside a column: （分值10）, the first few of many."""
    found = [s.text.rstrip("分") for s in form if s.kind == "points_open" and s.notes["name"] == column]
    if not found:
        return ""
    more = f"等{len(found)}项" if len(found) > _SHOWN else ""
    return f"（分值{'、'.join(found[:_SHOWN])}{more}）"
