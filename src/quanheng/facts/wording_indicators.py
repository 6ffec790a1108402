"""Rows of the third level of a form: points without an indicator or its values, deductions unexplained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quanheng.facts.wording_form import FormBlock
    from quanheng.model.figure import Statement

_NUMBER = re.compile(r"\d{1,3}(?:\.\d+)?分?")
_AMOUNT = re.compile(r"[≤≥<>=＜＞]?\d[\d,.]*(?:万元|亿元|元)")
_NOTHING = ("无", "/", "-", "—", "--", "——", "不涉及")


class _Columns:
    """Where the columns of the indicators stand; None where the form has none."""

    def __init__(self, block: FormBlock) -> None:
        self.second = block.column("二级指标")
        self.name = block.column("三级指标")
        self.target = block.column("年度指标值", "指标值", "目标值", "年初设定")
        self.actual = block.column("实际完成", "全年完成", "完成值", "全年实际", "实际值")
        self.points = block.column("分值", "权重")
        self.score = block.column("得分", "自评得分", "自评分")
        self.reason = block.column("偏差原因", "未完成原因", "扣分原因")


def indicator_statements(block: FormBlock) -> Iterator[Statement]:
    """Statements points_without_indicator, points_without_value, unexplained_deduction, money_as_quantity."""
    columns = _Columns(block)
    if columns.name is None or columns.score is None:
        return
    for row in block.body:
        if block.starts_here(row, columns.score) and not block.totals(row, columns.name + 1):
            yield from _row(block, columns, row, columns.score)


def _row(block: FormBlock, columns: _Columns, row: int, score: int) -> Iterator[Statement]:
    target, texts = columns.target, block.rows[row]
    if _NUMBER.fullmatch(texts[score]) and (earned := _value(texts[score])):
        yield from _without(block, columns, row, score)
        yield from _deduction(block, columns, row, earned)
    quantity = block.text(row, columns.second).startswith("数量")
    if quantity and target is not None and _AMOUNT.fullmatch(texts[target]):
        yield from block.said("money_as_quantity", row, target)


def _without(block: FormBlock, columns: _Columns, row: int, score: int) -> Iterator[Statement]:
    """Points for no indicator; for a row with values but no name; for a name with no values."""
    name, target = block.text(row, columns.name), block.text(row, columns.target)
    notes = {"points": block.rows[row][score], "second": block.text(row, columns.second), "name": name}
    if name in _NOTHING or not name:
        # without its second level the row may be the rest of the one above, cut in two on the way
        whole = columns.second is None or notes["second"]
        lost = not name and (columns.target is None or target or not whole)
        yield from block.said(
            "points_without_indicator", row, score, degree="unnamed" if lost else "none", **notes
        )
    elif columns.target is not None and columns.actual is not None and not _valued(block, columns, row):
        yield from block.said("points_without_value", row, score, **notes)


def _valued(block: FormBlock, columns: _Columns, row: int) -> bool:
    """A target or a result in the row, or in the row below that carries on the same indicator."""
    following = row + 1
    continued = following in block.body and not (
        block.text(following, columns.name) or block.text(following, columns.score)
    )
    rows = (row, following) if continued else (row,)
    return any(block.text(r, c) for r in rows for c in (columns.target, columns.actual))


def _deduction(block: FormBlock, columns: _Columns, row: int, earned: Decimal) -> Iterator[Statement]:
    points, score = block.text(row, columns.points), columns.score
    if score is None or columns.reason is None or block.text(row, columns.reason):
        return
    if _NUMBER.fullmatch(points) and earned < (full := _value(points)):
        yield from block.said("unexplained_deduction", row, score, points=str(full), lost=str(full - earned))


def _value(text: str) -> Decimal:
    return Decimal(text.rstrip("分"))
