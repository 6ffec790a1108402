"""Weights by group that fit none of the schemes of the norm."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from quanheng.checks.sheets import called, in_force, remark, sheets, shown
from quanheng.model.finding import NOTE, SUSPECT, Finding
from quanheng.model.indicator_sheet import GOALS, IndicatorSheet
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "goals/group-weights"
_WITHOUT_RATE = 90


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One note a sheet whose weights make 90 without the execution rate, as the schemes do."""
    found = in_force("self-evaluation-schemes", facts)
    for sheet in sheets(facts, GOALS) if found else ():
        weights = _by_group(sheet)
        if found is None or sum(weights.values(), Decimal(0)) != _WITHOUT_RATE:
            continue
        schemes = [_scheme(entry) for entry in found.value]
        if weights not in schemes:
            words = "、".join(f"{group}{shown(points)}" for group, points in weights.items())
            yield remark(_PAGE, (NOTE, SUSPECT), [(words, sheet.place)], words, norm=called(found))


def _by_group(sheet: IndicatorSheet) -> dict[str, Decimal]:
    """Points by level 1; nothing where a weight or a group is blank."""
    made: dict[str, Decimal] = {}
    for row in sheet.rows:
        points, group = row.number("points"), row.group.split("（")[0].removesuffix("指标")
        if points is None or not group:
            return {}
        made[group] = made.get(group, Decimal(0)) + points
    return made


def _scheme(entry: Any) -> dict[str, Decimal]:
    """The groups of a scheme but the execution rate."""
    return {
        group.removesuffix("指标"): Decimal(points)
        for group, points in entry["weights"].items()
        if group != "预算执行率"
    }
