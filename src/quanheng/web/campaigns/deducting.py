"""Deductions by rule: the text and the per cent are one choice, so they cannot differ.

The rules are the norm `review-deductions` of the place; two choices need no rule: the self-score stands, or the
points are worked out anew from the indicator's own standard.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from quanheng.checks.deductions import said_deduction
from quanheng.norms.load import UnknownNorm, norm
from quanheng.report import numbers

AGREE, RECOUNT = "agree", "recount"
_HUNDRED, _CENT = Decimal(100), Decimal("0.01")


class Unsound(ValueError):
    """What is lacking or contradictory in a score, in Chinese."""


@dataclass(frozen=True)
class Rule:
    """A reason; `shares` are the per cents of the weight that it may take, heaviest named first."""

    id: str
    name: str
    shares: tuple[Decimal, ...] = ()

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Value and label of each way to apply it, as the desk offers them."""
        if not self.shares:
            return [(f"{self.id}:", self.name)]
        return [(f"{self.id}:{share}", _label(self.name, share)) for share in self.shares]


@dataclass(frozen=True)
class Outcome:
    """The points that are left, the share that was taken, and the text that the form prints."""

    score: Decimal
    share: Decimal | None
    note: str


def rules(jurisdiction: str, year: int) -> list[Rule]:
    """What a reviewer may choose there, for material of that year."""
    fixed = [Rule(AGREE, "同意自评"), Rule(RECOUNT, "按评分标准重算")]
    try:
        known: Any = norm("review-deductions", jurisdiction, date(year + 1, 6, 30)).value
    except UnknownNorm:
        return fixed
    return fixed + [Rule(one["id"], one["name"], _shares(one)) for one in known if _shares(one)]


def _shares(one: dict[str, Any]) -> tuple[Decimal, ...]:
    given = one.get("choices") or ([one["share"]] if one.get("share") else [])
    return tuple(Decimal(share) for share in given)


def _label(name: str, share: Decimal) -> str:
    return f"{name}，扣分值的{numbers.points(share)}%" if share else f"{name}，不扣分"


def chosen(value: str, known: list[Rule]) -> tuple[Rule, Decimal | None]:
    """The rule and share of a choice "no-proof:100". Raises Unsound."""
    for rule in known:
        for offered, _ in rule.choices:
            if offered == value:
                share = value.partition(":")[2]
                return rule, Decimal(share) if share else None
    raise Unsound("请从扣分理由里选一种")


def outcome(
    rule: Rule, share: Decimal | None, weight: Decimal | None, own: Decimal | None, given: Decimal | None
) -> Outcome:
    """What is left of `weight` points of which the unit gave itself `own`; `given` only counts for a recount.

    Raises Unsound.
    """
    if rule.id == AGREE:
        if own is None:
            raise Unsound("自评没有得分，不能选“同意自评”，请按评分标准重算")
        return Outcome(own, None, "")
    if rule.id == RECOUNT:
        if given is None:
            raise Unsound("按评分标准重算要填复核得分")
        if given < 0 or (weight is not None and given > weight):
            raise Unsound(f"复核得分要在 0 到 {numbers.points(weight or given)} 之间")
        return Outcome(given, None, "按评分标准重算")
    if weight is None or share is None:
        raise Unsound("这个指标没有读到权重，不能按比例扣，请按评分标准重算")
    left = (weight * (_HUNDRED - share) / _HUNDRED).quantize(_CENT, ROUND_HALF_UP)
    if own is not None and own <= left and share:
        # The points that the unit gave itself are not more than the rule leaves: nothing is taken twice.
        return Outcome(own, share, f"{rule.name}，应扣分值的{numbers.points(share)}%，自评不高于此，未再扣")
    return Outcome(left if share else (own if own is not None else weight), share, _label(rule.name, share))


def check_comment(comment: str) -> None:
    """The reviewer's own words name no other amount. Raises Unsound."""
    said = said_deduction(comment)
    if said is not None:
        raise Unsound(f"扣多少由所选的理由写出，补充说明里请不要再写“{said.text}”")
