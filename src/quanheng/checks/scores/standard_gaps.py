"""A scoring rule whose bands overlap or leave a result without points."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.model.finding import NOTE, SUSPECT, Finding, Mark, Said
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "scores/standard-gaps"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """Rules whose bands overlap or leave a gap."""
    rules = [s for s in facts.statements if s.kind == "scoring_rule"]
    if not rules:
        return
    from quanheng.checks.rule_bands import flaw  # noqa: PLC0415 most documents have no rule

    for said in rules:
        why = flaw(said)
        if why:
            values = {"name": said.value, "stated": said.text, "why": why}
            marks = [Mark("stated", said.text, said.place)]
            yield Finding(_PAGE, NOTE, SUSPECT, marks=marks, stated=Said(said.text), values=values)
