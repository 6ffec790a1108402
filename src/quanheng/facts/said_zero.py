"""A base called nothing in words.

年初预算为1.00万元，……年初预算为0，无法计算完成率: against its amount. 支出43.20万元，比上年增加33.20万元（上年为0）: all of
it is new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from quanheng.facts.leads import CHANGE, LEVEL
from quanheng.facts.mentions import Mention
from quanheng.model.quantity import MONEY
from quanheng.model.relation import Claim, Operand

_ZERO = re.compile(
    r"(?P<base>年初预算|预算|上年)(?:数|决算数?|支出)?(?:为|是)(?P<zero>0)(?:万?元)?，?(?:故|因此)?(?:无法|不能|不)(?:计算|比较)"
)
_FROM_NOTHING = re.compile(
    r"[（，]上年(?:同期|决算)?(?:数|支出)?(?:为|是)(?P<zero>0|零)(?![\d.])(?:万?元)?(?=[，；。）])"
)


def said_zero_claims(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """The amount before it in the paragraph that bears that name."""
    paragraph = mentions[0].paragraph
    for found in _ZERO.finditer(paragraph.text):
        named = (m for m in reversed(mentions) if m.end <= found.start() and _is_called(m, found["base"]))
        stated = next(named, None)
        if stated is not None:
            place = paragraph.place(*found.span("zero"))
            zero = replace(stated.figure, id=-1, text="0", value=Decimal(0), place=place)
            operands = (Operand("stated", stated.figure), Operand("first", zero))
            yield Claim("restated", "said-zero", operands, stated.figure.place, word=stated.figure.surface)
    yield from _all_new(mentions)


def _all_new(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """What grew from nothing grew by all that it is."""
    for mention in mentions:
        now, text = mention.target, mention.paragraph.text
        found = _FROM_NOTHING.match(text, mention.end)
        if found is None or now is None or mention.attr != CHANGE or mention.figure.polarity < 0:
            continue
        if (now.attr, now.dimension, mention.dimension) == (LEVEL, MONEY, MONEY):
            place = mention.paragraph.place(*found.span("zero"))
            zero = replace(now.figure, id=-1, text=found["zero"], value=Decimal(0), place=place)
            pair = (Operand("current", now.figure), Operand("prior", zero))
            operands = (Operand("delta", mention.figure), *pair)
            yield Claim("difference", "from-nothing", operands, mention.figure.place)


def _is_called(mention: Mention, base: str) -> bool:
    return mention.dimension == MONEY and mention.attr == LEVEL and base in mention.gap
