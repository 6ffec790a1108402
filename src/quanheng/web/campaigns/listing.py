"""The lists of a campaign as plain rows, for Excel: numbers as numbers, words as words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from quanheng.report.lists import Value
from quanheng.web.campaigns.board import Row

BOARD_COLUMNS = (
    ("单位", 30), ("状态", 10), ("缺件", 22), ("错误", 7), ("疑点", 7), ("缺少内容", 9), ("自评分", 9), ("机算分", 14),
    ("执行率（%）", 11), ("“三公”变动（%）", 14), ("支出（万元）", 14), ("风险", 7), ("风险的算法", 40),
    ("承办", 12), ("抽中", 6), ("截止", 12), ("剩余天数", 9),
)  # fmt: skip


def board_lines(rows: Sequence[Row]) -> list[list[Value]]:
    """One line a unit."""
    return [_line(row) for row in rows]


def _line(row: Row) -> list[Value]:
    one, task = row.standing, row.task
    return [
        task.unit.name, task.get_state_display(), one.lacking_words or "—", one.errors, one.doubts,
        one.missing, one.self_score, computed(one.computed), one.execution, one.three_public, one.spent, one.risk,
        one.risk_words, row.reviewer, "是" if task.sampled else "否", task.deadline.isoformat(), task.days_left,
    ]  # fmt: skip


def computed(span: tuple[Decimal, Decimal] | None) -> Value:
    """A score, or both ends in words."""
    if span is None:
        return None
    return span[0] if span[0] == span[1] else f"{span[0]}至{span[1]}"
