"""A scoring rule whose bands overlap or leave a result without points."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import flawed_rules
from quanheng.model.figure import Statement
from quanheng.model.finding import NOTE, SUSPECT, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """Rules whose bands overlap or leave a gap."""
    return flawed_rules(facts, "scores/standard-gaps", (NOTE, SUSPECT), _why)


def _why(said: Statement) -> str:
    from quanheng.checks.rule_bands import flaw  # noqa: PLC0415 most documents have no rule

    return flaw(said)
