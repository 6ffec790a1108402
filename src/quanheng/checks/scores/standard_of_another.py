"""A scoring rule whose words name something other than the indicator beside it."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import flawed_rules
from quanheng.model.figure import Statement
from quanheng.model.finding import DOUBT, SUSPECT, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """Rules with another subject, or with a unit that the target cannot have."""
    return flawed_rules(facts, "scores/standard-of-another", (DOUBT, SUSPECT), _why)


def _why(said: Statement) -> str:
    from quanheng.checks.rule_subjects import foreign  # noqa: PLC0415 most documents have no rule

    return foreign(said)
