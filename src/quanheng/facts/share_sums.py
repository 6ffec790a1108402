"""Shares of amounts whose total is not printed beside them: the amounts themselves make it.

甲1526.37万元，占29.15%；乙988.40万元，占18.88%；丙733.11万元，占23.00%；……: where every share but one is that of
its amount in the sum of all, the list is complete, and the last must be so too.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

from quanheng.facts.index import Index
from quanheng.facts.leads import LEVEL
from quanheng.facts.mentions import Mention
from quanheng.model.figure import is_share
from quanheng.model.quantity import MONEY, PERCENT, half_ulp
from quanheng.model.relation import Claim, Operand

_FEWEST = 3


def share_sum_claims(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Claims in place of the open ones of one paragraph, where at most one of their shares does not fit the sum."""
    alone = [c for c in claims if c.template == "share-open" and len(c.operands) == 2]
    for run in _runs(alone):
        parts = [c.operands[1].figure for c in run]
        whole = sum((p.base for p in parts), Decimal(0))
        fits = [_fits(c, whole) for c in run]
        if len(run) >= _FEWEST and whole and sum(fits) >= max(len(run) - 1, _FEWEST - 1):
            for claim in run:
                part = claim.operands[1]
                others = (Operand("other", p) for p in parts if p is not part.figure)
                operands = (claim.operands[0], part, *others)
                yield Claim(
                    "share_of_sum", "share-of-sum", operands, claim.place, notes={"telling": len(run)}
                )


def known_whole_claims(claims: Sequence[Claim], index: Index) -> Iterator[Claim]:
    """Shares that make 100 of an amount told elsewhere: all but one show which it is."""
    alone = [c for c in claims if c.template == "share-open" and len(c.operands) == 2]
    if len(alone) < _FEWEST or any(c.operands[1].figure.unit.dimension != MONEY for c in alone):
        return
    rates = [c.operands[0].figure for c in alone]
    off = abs(sum((r.value for r in rates), Decimal(0)) - 100)
    if off > sum((half_ulp(r.decimals) for r in rates), Decimal(0)):
        return
    wholes = {m.figure.base: m.figure for m in index.levels if m.dimension == MONEY and m.figure.value}
    fit = [w for w in wholes.values() if sum(_fits(c, w.base) for c in alone) >= max(len(alone) - 1, 2)]
    if len(fit) == 1 and sum(c.operands[0].figure.decimals > 1 for c in alone if _fits(c, fit[0].base)) > 1:
        for claim in alone:
            yield Claim("share", "share-known", (*claim.operands, Operand("whole", fit[0])), claim.place)


def bracketed_shares(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """甲836.44万元（37.39%）、乙21.60万元（0.97%）: the percentage alone in the bracket behind an amount."""
    for part, rate in itertools.pairwise(mentions):
        alone = rate.gap == "（" and rate.after.startswith("）") and rate.dimension == PERCENT
        if alone and part.attr == LEVEL and part.dimension == MONEY:
            operands = (Operand("rate", rate.figure), Operand("part", part.figure))
            yield Claim("share", "share-open", operands, rate.figure.place, closed=False)


def _runs(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Claims on parts of one unit and basis that follow each other, each part once."""
    run: list[Claim] = []
    for claim in claims:
        part = claim.operands[1].figure
        if run:
            last = run[-1].operands[1].figure
            alike = part.unit is last.unit and part.basis == last.basis and part.year == last.year
            if not alike or any(part is c.operands[1].figure for c in run):
                yield run
                run = []
        run.append(claim)
    if run:
        yield run


def _fits(claim: Claim, whole: Decimal) -> bool:
    rate, part = claim.operands[0].figure, claim.operands[1].figure
    return is_share(rate, part.base, whole)
