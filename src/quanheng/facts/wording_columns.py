"""Columns of a form that must be filled in and are empty from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quanheng.facts.wording_form import FormBlock
    from quanheng.model.figure import Statement

_REQUIRED = ("全年执行数", "执行率", "得分", "分值", "自评得分", "实际完成值")
# In the order of looking: points that were to be earned show best beside the score.
_EARNED = ("得分", "自评得分", "执行率")
_POINTS = re.compile(r"\d{1,3}(?:\.\d+)?分?")


def column_statements(block: FormBlock) -> Iterator[Statement]:
    """Statements empty_column and, for the points printed in their rows, points_open.

    `name` is the heading, with 指标 before it in the part of the indicators; `points_open` bears
    the name of the column that its score or rate is missing from.
    """
    columns = {text: c for c, text in enumerate(block.rows[block.head]) if text in _REQUIRED}
    filled = [r for r in block.body if any(_figure(text) for text in block.rows[r])]
    if not filled or any(block.shifted(r) for r in block.body if not block.totals(r)):
        return
    empty = [name for name, c in columns.items() if not any(block.rows[r][c] for r in block.body)]
    part = "指标" if block.column("三级指标") is not None else ""
    for name in empty:
        yield from block.said("empty_column", block.head, columns[name], name=part + name)
    beside = next((name for name in _EARNED if name in empty), None)
    points = block.column("分值")
    if beside is None or points is None:
        return
    for row in block.body:
        if (
            _POINTS.fullmatch(block.rows[row][points])
            and not block.totals(row)
            and block.starts_here(row, points)
        ):
            yield from block.said("points_open", row, points, name=part + beside)


def _figure(text: str) -> bool:
    return bool(text) and text[0].isdigit()
