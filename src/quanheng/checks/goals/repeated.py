"""The same indicator twice in one sheet."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.sheets import remark, sheets, spot
from quanheng.model.finding import DOUBT, LIKELY, Finding
from quanheng.model.indicator_sheet import GOALS, SheetRow
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "goals/repeated"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding for each name that comes again with the same target; output told again as benefit is one too."""
    for sheet in sheets(facts, GOALS):
        seen: dict[tuple[str, str], SheetRow] = {}
        for row in sheet.rows:
            key = (row.name, row.text("target"))
            first = seen.setdefault(key, row)
            if first is not row and row.name and row.text("target"):
                yield remark(
                    _PAGE, (DOUBT, LIKELY), [(row.name, row.place), spot(first, "target")], row.name,
                    level=row.level2 or row.group, other=first.level2 or first.group,
                )  # fmt: skip
