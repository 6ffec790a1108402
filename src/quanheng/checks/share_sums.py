"""A share of the sum of a list whose other shares are all of that sum."""

from __future__ import annotations

from decimal import Decimal

from quanheng.checks.judgement import Judgement, undecided
from quanheng.checks.rates import judge_rate, ratio
from quanheng.model.figure import EXACT
from quanheng.model.quantity import Interval, plain
from quanheng.model.relation import Claim, Operand

_FEW = 3


def judge_share_of_sum(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """rate = 100 * part / (part + others); with three amounts only two shares speak for the sum, so it asks."""
    rate, *amounts = (o.figure for o in operands)
    part = amounts[0]
    if any(f.hedge != EXACT for f in (rate, *amounts)):
        return undecided("有约数，不作判断")
    whole = sum((a.base for a in amounts), Decimal(0))
    spans = [(a.interval(), a.interval(literal=True)) for a in amounts]
    habit, literal = (
        ratio(
            own,
            Interval(
                sum((s[at].low for s in spans), Decimal(0)), sum((s[at].high for s in spans), Decimal(0))
            ),
        )
        for at, own in enumerate(spans[0])
    )
    if habit is None or literal is None:
        return undecided("分母可能为0")
    words = f"{plain(part.value)}÷({'+'.join(plain(a.value) for a in amounts)})"
    made = judge_rate(rate, 100 * part.base / whole, (habit, literal), words, "share")
    made.others = list(amounts)
    if made.verdict == "off" and claim.notes["telling"] <= _FEW:
        made.ask()
    return made
