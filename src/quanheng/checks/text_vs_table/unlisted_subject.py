"""Subjects with an amount that a list without 等 leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import NOTE, SUSPECT, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a list."""
    yield from weigh(facts, "text_vs_table/unlisted-subject", "unlisted_subject", {"": (NOTE, SUSPECT)})
