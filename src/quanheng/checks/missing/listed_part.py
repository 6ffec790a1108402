"""Parts that the contents list names and the document lacks."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import MISSING, SUSPECT, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"table": (MISSING, SUSPECT), "part": (MISSING, SUSPECT)}
_WHAT = {"table": "张表", "part": "部分"}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding an entry."""
    for finding in weigh(facts, "missing/listed-part", "absent_part", _WEIGHTS):
        finding.values["what"] = _WHAT[finding.values["degree"]]
        yield finding
