"""A change and its percentage side by side that point in opposite directions: 减少771万元，增长8.45%."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import pairwise

from quanheng.facts.leads import CHANGE
from quanheng.facts.mentions import Mention
from quanheng.model.quantity import COUNT, MONEY, PERCENT
from quanheng.model.relation import Claim, Operand

_BARE = re.compile(
    r"[，、（](?:同比)?(?:增长|增加|上升|提高|增幅|下降|减少|降低|降幅|减幅)(?:了|为|约|率为)?"
)
_OF_LESS = re.compile(r"节[约省]|少支|减亏|扭亏|降幅|缩小|净")  # 节约5万元，增长3%: of what was saved


def _around_bracket(mentions: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """支出增加112.43万元（2022年为2,598.77万元），降幅4.33%: what is measured from stands in the bracket between them."""
    for delta, base, rate in zip(mentions, mentions[1:], mentions[2:], strict=False):
        if base.opened and base.depth == delta.depth + 1 and rate.depth == delta.depth:
            yield delta, rate


def opposed_claims(mentions: list[Mention], done: Container[int]) -> Iterator[Claim]:
    """Amount and rate of one change whose words disagree; `done` are rates that others explain, by identity."""
    for delta, rate in (*pairwise(mentions), *_around_bracket(mentions)):
        if delta.attr != CHANGE or rate.attr != CHANGE or delta.sentence != rate.sentence:
            continue
        kinds = delta.dimension in (MONEY, COUNT) and rate.dimension == PERCENT
        apart = rate.lead.item or rate.lead.name or rate.lead.phrase or _OF_LESS.search(delta.gap)
        opposite = (
            delta.figure.polarity * rate.figure.polarity < 0 < min(delta.figure.value, rate.figure.value)
        )
        gap = rate.gap.removeprefix("）") if delta.depth == rate.depth else rate.gap
        if kinds and not apart and opposite and _BARE.fullmatch(gap) and id(rate.figure) not in done:
            operands = (Operand("rate", rate.figure), Operand("delta", delta.figure))
            yield Claim("opposed", "opposed", operands, rate.figure.place, closed=False, word=rate.lead.word)
