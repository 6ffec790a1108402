"""年初预算为1.00万元，……年初预算为0，无法计算完成率: a base called nothing in words, against its amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from quanheng.facts.leads import LEVEL
from quanheng.facts.mentions import Mention
from quanheng.model.quantity import MONEY
from quanheng.model.relation import Claim, Operand

_ZERO = re.compile(
    r"(?P<base>年初预算|预算|上年)(?:数|决算数?|支出)?(?:为|是)(?P<zero>0)(?:万?元)?，?(?:故|因此)?(?:无法|不能|不)(?:计算|比较)"
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


def _is_called(mention: Mention, base: str) -> bool:
    return mention.dimension == MONEY and mention.attr == LEVEL and base in mention.gap
