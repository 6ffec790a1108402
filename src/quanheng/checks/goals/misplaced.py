"""Indicators that stand under another level than their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanheng.checks.sheets import in_yuan, remark, rows, spot
from quanheng.facts.measures import is_date
from quanheng.lexicon.sheets import sheet_words
from quanheng.model.finding import DOUBT, LIKELY, NOTE, Finding
from quanheng.model.indicator_sheet import GOALS, SheetRow
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "goals/misplaced"
_RESULTS = re.compile(r"产值|收入|融资|贷款|投资|交易|引资|销售|税")


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a row: money as a quantity, satisfaction among benefits, a day among quantities."""
    for _, row in rows(facts, GOALS):
        quantity, money = (
            row.level2.startswith("数量"),
            row.target is not None and in_yuan(row.target) is not None,
        )
        if quantity and money and not _RESULTS.search(row.name):
            yield _moved(row, NOTE, "数量指标", "成本指标")
        elif (
            sheet_words()["satisfied"].search(row.name) and row.group and "满意" not in row.group + row.level2
        ):
            yield _moved(row, DOUBT, row.level2 or row.group, "满意度指标")
        elif quantity and is_date(row.text("target")):
            yield _moved(row, NOTE, "数量指标", "时效指标")


def _moved(row: SheetRow, severity: str, now: str, right: str) -> Finding:
    return remark(
        _PAGE, (severity, LIKELY), [spot(row, "target")], row.text("target"), right, name=row.label, level=now
    )
