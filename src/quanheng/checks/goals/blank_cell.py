"""Indicators without a name or without a target."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanheng.checks.sheets import remark_on_rows, sheets
from quanheng.model.finding import LIKELY, MISSING, Finding
from quanheng.model.indicator_sheet import GOALS
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "goals/blank-cell"
_EMPTY = re.compile(r"[≥≤=<>]?[^\d\u4e00-\u9fff]*|[≥≤=<>][^\d]{0,3}")


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a sheet and kind of blank."""
    for sheet in sheets(facts, GOALS):
        for what, blank in (
            ("指标值", [row for row in sheet.rows if _EMPTY.fullmatch(row.text("target"))]),
            ("三级指标名称", [row for row in sheet.rows if not row.name]),
        ):
            if blank:
                yield remark_on_rows(_PAGE, (MISSING, LIKELY), blank, what=what)
