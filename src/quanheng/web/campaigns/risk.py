"""The risk of a unit's material: a sum of documented parts that the board shows, nothing learned or hidden.

错误×3 + 疑点×1 + 缺少内容×1 + 缺件×3 + 金额（万元）档 + 自评高出机算 5 分以上加 5
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from quanheng.model.finding import DOUBT, ERROR, MISSING

PER_ERROR, PER_DOUBT, PER_MISSING, PER_LACKING = 3, 1, 1, 3
AMOUNTS = ((Decimal(100000), 4), (Decimal(20000), 3), (Decimal(5000), 2), (Decimal(1000), 1))
"""Spending from so many 万元 on, and the points for it."""
GAP, FOR_GAP = Decimal(5), 5
"""So many points between self-score and computed score, and the points of risk for more than that."""
FORMULA = (
    f"风险＝错误×{PER_ERROR}＋疑点×{PER_DOUBT}＋缺少内容×{PER_MISSING}＋缺件×{PER_LACKING}"
    f"＋支出规模（{'、'.join(f'{numbers}万元以上{points}' for numbers, points in reversed(AMOUNTS))}）"
    f"＋自评高出机算{GAP}分以上{FOR_GAP}"
)


@dataclass(frozen=True)
class Part:
    """One part of the sum in words, and its points."""

    words: str
    points: int


def parts(
    counts: Mapping[str, int], lacking: int, amount: Decimal | None, above: Decimal | None
) -> list[Part]:
    """The parts that are not nothing; `counts` by severity, `amount` in 万元, `above` is self-score less the highest computed score."""
    size = next((points for line, points in AMOUNTS if amount is not None and amount >= line), 0)
    gap = FOR_GAP if above is not None and above > GAP else 0
    made = [
        _each("错误", counts.get(ERROR, 0), PER_ERROR),
        _each("疑点", counts.get(DOUBT, 0), PER_DOUBT),
        _each("缺少内容", counts.get(MISSING, 0), PER_MISSING),
        _each("缺件", lacking, PER_LACKING),
        Part(f"支出 {amount:,} 万元" if amount is not None else "", size),
        Part(f"自评高出机算 {above} 分", gap),
    ]
    return [part for part in made if part.points]


def _each(name: str, count: int, points: int) -> Part:
    return Part(f"{name} {count}×{points}", count * points)


def total(of: list[Part]) -> int:
    """The sum."""
    return sum(part.points for part in of)


def told(of: list[Part]) -> str:
    """The sum written out: 错误 7×3 = 21 ＋ … = 31."""
    if not of:
        return "0"
    return " ＋ ".join(f"{part.words}＝{part.points}" for part in of) + f"，合计 {total(of)}"
