"""Targets that are nothing but a word that cannot be measured."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanheng.checks.sheets import called, in_force, remark, rows, spot
from quanheng.model.finding import DOUBT, LIKELY, Finding
from quanheng.model.indicator_sheet import GOALS
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "goals/vague-target"
_ADVERBS = "(?:有效|有所|持续|不断|逐步|进一步|较为|显著|明显|大幅|稳步|切实|全面)*"
_SCALE = re.compile(r"好|优|良|差|等次|分档|一般")


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a row; a scale of results in the explanation makes the word measurable."""
    found = in_force("vague-target-words", facts)
    if found is None:
        return
    vague = re.compile(rf"{_ADVERBS}(?:{'|'.join(found.words)}){_ADVERBS}")
    for _, row in rows(facts, GOALS):
        text = row.text("target")
        if text and vague.fullmatch(text) and not _SCALE.search(row.text("explanation")):
            yield remark(
                _PAGE, (DOUBT, LIKELY), [spot(row, "target")], text, name=row.label, norm=called(found)
            )
