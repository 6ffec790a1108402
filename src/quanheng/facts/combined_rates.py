"""The rate of two groups together: 甲满意38份，满意率95%；乙满意54份，满意率90%；合起来满意92份，满意率92%.

Each group's own rate shows which figure it is of; together they are of the sum of these, where that is printed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from quanheng.facts.leads import LEVEL, RATE
from quanheng.facts.mentions import Mention
from quanheng.facts.operands import quotient
from quanheng.model.figure import EXACT, is_share
from quanheng.model.quantity import COUNT, PERCENT
from quanheng.model.relation import Claim

_TOGETHER = re.compile(r"合起来|合并|合计|[两三二]项|两者|综合|总体|总的")
_NAMED = re.compile(r"[\u4e00-\u9fff]{2,4}[率度]$")


def combined_claims(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """Rates of all groups of a paragraph, each of whose groups has its own."""
    text = mentions[0].paragraph.text if mentions else ""
    if ("率" not in text and "满意度" not in text) or not _TOGETHER.search(text):
        return
    for at, rate in enumerate(mentions[1:], 1):
        part = mentions[at - 1]
        if not _is_pair(part, rate) or not _TOGETHER.search(part.gap + rate.gap):
            continue
        pairs = [
            (p, r) for p, r in itertools.pairwise(mentions[:at])
            if _is_pair(p, r) and r.sentence == rate.sentence and not _TOGETHER.search(p.gap + r.gap)
        ]  # fmt: skip
        whole = _whole(part, pairs, mentions[:at])
        if whole is not None:
            operands = quotient(rate, part, whole)
            notes = {"bound": True}
            yield Claim("share", "combined", operands, rate.figure.place, closed=False, notes=notes)


def _is_pair(part: Mention, rate: Mention) -> bool:
    """满意38份，满意率95%."""
    named = rate.dimension == PERCENT and rate.attr == RATE and _NAMED.search(rate.lead.name)
    usual = part.attr == LEVEL and part.dimension == COUNT and part.figure.hedge == rate.figure.hedge == EXACT
    return bool(named) and usual and rate.separator == "，" and part.depth == rate.depth


def _whole(
    part: Mention, pairs: Sequence[tuple[Mention, Mention]], before: Sequence[Mention]
) -> Mention | None:
    """The printed sum of what the groups are of, where the groups make the part that is told of all."""
    if len(pairs) < 2 or sum(p.figure.base for p, _ in pairs) != part.figure.base:
        return None
    alike = [
        m for m in before if m.dimension == COUNT and m.figure.unit is part.figure.unit and m.attr == LEVEL
    ]
    added = Decimal(0)
    for own, rate in pairs:
        fit = {
            m.figure.base
            for m in alike
            if m.start < own.start and is_share(rate.figure, own.figure.base, m.figure.base)
        }
        if len(fit) != 1:
            return None
        added += fit.pop()
    return next((m for m in alike if m.figure.base == added and m is not part), None)
