"""Percentages that others beside them give to the last digit: shares, completions, growth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from quanheng.checks.beside import FAR, HUNDRED, REACH, are_alike, nearest_to, runs_of
from quanheng.model.figure import Figure
from quanheng.model.quantity import COUNT, PERCENT, rounds_to
from quanheng.model.relation import Claim


def divided_otherwise(rate: Figure, claim: Claim, around: Sequence[Figure]) -> bool:
    """A share or a change of two others, or a share of or in figures in a row."""
    own = {o.figure.base for o in claim.operands if o.role != "rate"}
    near = [f for f in nearest_to(rate, around, REACH.get(rate.decimals, FAR)) if f.unit.dimension != PERCENT]
    gives = _Given(abs(rate.value), rate.decimals)
    if claim.kind == "growth":
        return _grown(rate, claim, near, own, gives)
    pairs = ((a, b) for a, b in permutations(near, 2) if are_alike(a, b) and not {a.base, b.base} <= own)
    if any(gives(part.base, whole.base) for part, whole in pairs) or _turned(claim, own, gives):
        return True
    if claim.kind == "share" and abs(rate.value) > HUNDRED:
        return False  # figures in a row have no share beyond the whole
    if rate.decimals > 1 and _of_the_rest(claim, near, gives):
        return True
    # what was spent and its budget make no sum; 年初安排620万元，又追加429万元，占40.9%: of both
    apart = set() if claim.kind == "share" else own
    runs = [
        (run, added)
        for run, added in runs_of(near)
        if not apart or not {f.base for f in run if f.base} <= apart
    ]
    return any(
        any(gives(part.base, added) for part in run)
        or any(gives(added, whole.base) for whole in near if whole not in run)
        for run, added in runs
    )


def _of_the_rest(claim: Claim, near: Sequence[Figure], gives: _Given) -> bool:
    """预算135.60万元，其中结转51.60万元，当年资金支出15.12万元，支出率18.00%: the part of what one leaves of another."""
    part = claim.get("part")
    left = ((a, b) for a, b in permutations(near, 2) if are_alike(a, b) and a.base > b.base)
    return part is not None and any(gives(part.base, a.base - b.base) for a, b in left if part not in (a, b))


def _grown(rate: Figure, claim: Claim, near: Sequence[Figure], own: set[Decimal], gives: _Given) -> bool:
    # This year's figure as the base of its change, or an older year's, is a slip that people make.
    slips = own | {abs(a - b) for a, b in permutations(own, 2)}
    now, printed = claim.get("current"), {f.base for f in near}
    for part, whole in permutations(near, 2):
        if not are_alike(part, whole):
            continue
        # 415万元……增加171.37万元 where 586.37万元 is printed as well: 415 is what it grew from
        from_whole = whole.base + (part.base if rate.polarity > 0 else -part.base) in printed
        if whole.base in own and part.base in slips and not from_whole:
            continue
        before = whole.base - part.base * (rate.polarity or 1)
        if gives(part.base, whole.base) or (whole.base not in own and gives(part.base, before)):
            return True
        hidden = (
            claim.get("prior") is None and claim.get("delta") is None
        )  # its base may stand there all the same
        if (hidden or part is not now) and gives(whole.base - part.base, whole.base):
            return True
    return False


def is_shifted(claim: Claim) -> bool:
    """4068.50万元，占10.22% of 3981.72万元: the share of ten times less, or more, to the last digit."""
    rate, part, whole = (claim.get(role) for role in ("rate", "part", "whole"))
    if claim.kind != "share" or rate is None or part is None or whole is None:
        return False
    gives = _Given(abs(rate.value), rate.decimals)
    return any(gives(part.base.scaleb(shift), whole.base) for shift in (-2, -1, 1, 2))


def _turned(claim: Claim, own: set[Decimal], gives: _Given) -> bool:
    """42项任务完成40项, 未完成2个: counts of which the words were taken the other way round."""
    counted = all(o.figure.unit.dimension == COUNT for o in claim.operands if o.role != "rate")
    return counted and any(gives(a, b) or gives(b - a, b) for a, b in permutations(own, 2) if a < b)


@dataclass(frozen=True, slots=True)
class _Given:
    """Whether a quotient gives the percentage to the last digit."""

    wanted: Decimal
    decimals: int

    def __call__(self, part: Decimal, whole: Decimal) -> bool:
        return bool(whole) and rounds_to(abs(HUNDRED * part / whole), self.wanted, self.decimals)
