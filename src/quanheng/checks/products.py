"""A count times an amount for each of them."""

from __future__ import annotations

from decimal import Decimal

from quanheng.checks.judgement import Judgement, agree, in_unit, off, printed, rounding, undecided
from quanheng.model.figure import EXACT
from quanheng.model.quantity import plain
from quanheng.model.relation import Claim, Operand


def judge_product(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """total = count * each, each for so many months; an amount each that was rounded leaves room as often as there are heads."""
    total, *counts, each = (o.figure for o in operands)
    heads = Decimal(1)
    for factor in counts:
        heads *= factor.base
    if any(o.figure.hedge != EXACT for o in operands):
        return undecided("有约数，不作判断")
    wanted = in_unit(heads * each.base, total)
    words = f"{'×'.join(plain(c.value) for c in counts)}×{each.text}={printed(wanted, total)}"
    if heads * each.base == total.base:
        return agree(words)
    room = heads * each.half() + total.half()
    if abs(heads * each.base - total.base) <= room:
        return rounding(words)
    made = off(claim.kind, total, wanted, words)
    made.others = [*counts, each]
    made.ask()
    return made
