"""Deductions of a reviewer: which rule a note speaks of, what it says is taken off, what was taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from quanheng.checks.sheets import rows
from quanheng.model.indicator_sheet import REVIEW, SheetRow
from quanheng.model.quantity import Interval, half_ulp
from quanheng.model.review import Facts
from quanheng.norms.load import Norm

_POINTS = re.compile(r"扣(?:减|除)?了?(\d+(?:\.\d+)?)分")
_SHARE = re.compile(r"(?:扣(?:减|除)?(?:分值|权重)?的?|按(?:分值|权重)?的?)(\d+(?:\.\d+)?)%(?:扣[减除分]*)?")
_ZERO = re.compile(r"不得分|[计得记]0分|零分|扣完")
# A note that goes on to a rule, to a part, or to another deduction says no single amount.
_OPEN = re.compile(
    r"每|各扣|比例|酌情|其中|不扣|未扣|再扣|已扣|自评扣|原扣|部分|上限|最多|封顶|应扣|合计扣|共扣|满分"
)
_DEDUCTED = re.compile(r"扣|得分|[计得记]0分")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class SaidDeduction:
    """What a note says is taken off: points, a share in per cent, or everything; `sure` for an amount in digits."""

    text: str
    points: Decimal | None = None
    share: Decimal | None = None

    @property
    def sure(self) -> bool:
        """False where only words say that nothing is left."""
        return self.points is not None or self.share is not None

    def leaves(self, points: Decimal, own: Decimal) -> list[Decimal]:
        """The scores that may be left of a row worth `points` that scored `own`, the highest first."""
        if self.points is not None:
            left = {points - self.points, own - self.points}
        elif self.share is not None:
            rest = (_HUNDRED - self.share) / _HUNDRED
            left = {points * rest, own * rest, own - points * self.share / _HUNDRED}
        else:
            left = {Decimal(0)}
        return sorted({max(value, Decimal(0)) for value in left}, reverse=True)


def said_deduction(note: str) -> SaidDeduction | None:
    """The one deduction that a note names; None for none, for several, and for a rule."""
    if not note or _OPEN.search(note) or len(_DEDUCTED.findall(note)) != 1:
        return None
    if found := _POINTS.search(note):
        return SaidDeduction(found[0], points=Decimal(found[1]))
    if (found := _SHARE.search(note)) and Decimal(found[1]) <= _HUNDRED:
        return SaidDeduction(found[0], share=Decimal(found[1]))
    if (found := _ZERO.search(note)) and not re.search(r"[1-9一二三四五六七八九两]\d*[处项个份条次]", note):
        return SaidDeduction(found[0])
    return None


def rules_of(found: Norm | None) -> Sequence[Any]:
    """The rules of the norm review-deductions that a note can speak of: id, name, words, share.

    A rule without words is chosen by a reviewer, never read out of a note.
    """
    known: Any = found.value if found is not None and isinstance(found.value, list) else ()
    return [rule for rule in known if rule.get("words")]


def deductions(facts: Facts, found: Norm | None) -> dict[str, list[tuple[SheetRow, Interval]]]:
    """Rows by the one rule that their notes speak of, with the share of the points that they lost, in per cent.

    The share is an interval: a score is known to half of its last digit.
    """
    made: dict[str, list[tuple[SheetRow, Interval]]] = {}
    for _, row in rows(facts, REVIEW):
        names = [rule["name"] for rule in rules_of(found) if re.search(rule["words"], row.text("note"))]
        weight, score = row.number("points"), row.cells.get("review_score")
        if (
            len(names) != 1
            or not weight
            or score is None
            or score.figure is None
            or "比例" in row.text("note")
        ):
            continue
        half = half_ulp(score.figure.decimals) if score.figure.decimals else Decimal(0)
        low, high = ((weight - score.figure.value - sign * half) * _HUNDRED / weight for sign in (1, -1))
        made.setdefault(names[0], []).append((row, Interval(low, high)))
    return made
