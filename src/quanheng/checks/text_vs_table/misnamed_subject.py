"""Names whose code is another subject's."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import DOUBT, LIKELY, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a subject."""
    yield from weigh(facts, "text_vs_table/misnamed-subject", "misnamed_subject", {"": (DOUBT, LIKELY)})
