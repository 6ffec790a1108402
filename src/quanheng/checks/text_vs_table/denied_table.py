"""Tables called empty that hold amounts."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import ERROR, PROVED, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_WEIGHTS = {"note": (ERROR, PROVED), "text": (ERROR, PROVED)}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """The note under the table, or the text."""
    for finding in weigh(facts, "text_vs_table/denied-table", "denied_table", _WEIGHTS):
        values = finding.values
        values["amounts"] = values["expected"]
        note = values["degree"] == "note"
        values["lead"] = f"注称无{values['name']}故为空表" if note else f"文中写“{values['stated']}”"
        finding.expected, finding.repairs = None, []
        yield finding
