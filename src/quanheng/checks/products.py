"""A count times an amount for each of them."""

from __future__ import annotations

from quanheng.checks.judgement import Judgement, agree, in_unit, off, printed, rounding, undecided
from quanheng.model.figure import EXACT
from quanheng.model.quantity import plain
from quanheng.model.relation import Claim, Operand


def judge_product(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """total = count * each; an amount each that was rounded leaves room as often as there are heads."""
    total, count, each = (o.figure for o in operands)
    if any(o.figure.hedge != EXACT for o in operands):
        return undecided("有约数，不作判断")
    wanted = in_unit(count.base * each.base, total)
    words = f"{plain(count.value)}×{each.text}={printed(wanted, total)}"
    if count.base * each.base == total.base:
        return agree(words)
    room = count.base * each.half() + total.half()
    if abs(count.base * each.base - total.base) <= room:
        return rounding(words)
    made = off(claim.kind, total, wanted, words)
    made.others = [count, each]
    made.ask()
    return made
