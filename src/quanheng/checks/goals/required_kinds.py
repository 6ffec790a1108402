"""Kinds of indicators that every project should have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanheng.checks.sheets import called, in_force, remark, sheets
from quanheng.model.finding import LIKELY, MISSING, NOTE, SUSPECT, Finding
from quanheng.model.indicator_sheet import GOALS, IndicatorSheet
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "goals/required-kinds"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a sheet of a project: output and benefit are due, quantity and quality as a rule."""
    found = in_force("indicator-setting", facts)
    for sheet in sheets(facts, GOALS) if found else ():
        if found is None or not _is_project(sheet) or not {"group", "level2"} & sheet.columns:
            continue
        present = "|".join(row.group + row.level2 for row in sheet.rows)
        lacking = [
            name
            for name, word in (("产出指标", "产出|数量|质量|时效"), ("效益指标", "效益|效果"))
            if not re.search(word, present)
        ]
        weight = (MISSING, LIKELY)
        if not lacking and "level2" in sheet.columns:
            lacking, weight = (
                [f"{word}指标" for word in ("数量", "质量") if word not in present],
                (NOTE, SUSPECT),
            )
        if lacking:
            words = "、".join(lacking)
            yield remark(_PAGE, weight, [(words, sheet.place)], words, norm=called(found))


def _is_project(sheet: IndicatorSheet) -> bool:
    return any(label.startswith(("项目", "专项")) for label in sheet.fields)
