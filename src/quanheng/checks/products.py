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
    times = claim.notes.get("times")  # the twelve months of 全年, which are not printed as a figure
    heads = Decimal(times or 1)
    for factor in counts:
        heads *= factor.base
    if any(o.figure.hedge != EXACT for o in operands):
        return undecided("有约数，不作判断")
    wanted = in_unit(heads * each.base, total)
    factors = [plain(c.value) + c.unit.name[:1] * (c.unit.power > 0) for c in counts]  # 2.4万 of 2.4万亩
    words = f"{'×'.join((*factors, each.text))}{f'×{times}' if times else ''}={printed(wanted, total)}"
    if heads * each.base == total.base:
        return agree(words)
    room = heads * each.half() + total.half()
    if abs(heads * each.base - total.base) <= room:
        return rounding(words)
    made = off(claim.kind, total, wanted, words)
    made.others = [*counts, each]
    made.ask()
    return made
