"""A scoring rule whose words name something other than the indicator beside it."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.model.finding import DOUBT, SUSPECT, Finding, Mark, Said
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "scores/standard-of-another"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """Rules with another subject, or with a unit that the target cannot have."""
    rules = [s for s in facts.statements if s.kind == "scoring_rule"]
    if not rules:
        return
    from quanheng.checks.rule_subjects import foreign  # noqa: PLC0415 most documents have no rule

    for said in rules:
        why = foreign(said)
        if why:
            values = {"name": said.value, "stated": said.text, "why": why}
            marks = [Mark("stated", said.text, said.place)]
            yield Finding(_PAGE, DOUBT, SUSPECT, marks=marks, stated=Said(said.text), values=values)
