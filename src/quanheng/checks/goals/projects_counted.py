"""Projects with declared goals, as the text counts them, against the sheets that are there."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.form_findings import finding, mark
from quanheng.model.finding import DOUBT, SUSPECT, Finding, Said
from quanheng.model.indicator_sheet import GOALS
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE, _ITEM = "goals/projects-counted", "projects.declared"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """Only where every sheet has a name of its own: one is that of the department, the others are projects."""
    own = [sheet.name for sheet in facts.sheets if sheet.kind == GOALS]
    named = set(own)
    projects = named - {facts.organisation or ""}
    if not projects or "" in named or len(named) < len(own):
        return
    for figure in (f for f in facts.figures if f.item == _ITEM and f.year in (facts.year, None)):
        if figure.value != len(projects):
            made = finding(
                _PAGE, (DOUBT, SUSPECT), figure.text, [mark(figure)], [figure], count=str(len(projects))
            )
            made.expected = Said(f"{len(projects)}{figure.unit.name}")
            yield made
