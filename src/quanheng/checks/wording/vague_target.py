"""Targets that name no measure."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.form_findings import cell_marks, finding, listed, sound_forms, where_of
from quanheng.model.finding import NOTE, SUSPECT, Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

RULE = "wording/vague-target"
_NOTHING = "无"  # told of as an indicator without a value


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One note a form, on targets that are nothing but such a word."""
    words = where_of(facts).norm("vague-target-words")
    for form in sound_forms(facts) if words is not None else ():
        assert words is not None
        vague = [
            row for row in form.rows if row.name and row.target != _NOTHING and row.target in words.words
        ]
        if vague:
            marks = [m for row in vague for m in cell_marks(row, "target")]
            stated = "、".join(dict.fromkeys(row.target or "" for row in vague))
            yield finding(RULE, (NOTE, SUSPECT), stated, marks, name=listed([row.name for row in vague]))
