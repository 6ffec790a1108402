"""Amounts for each head: 接待248人次，支出1.85万元，人均74.60元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanheng.facts.leads import LEVEL
from quanheng.facts.mentions import Mention
from quanheng.model.quantity import COUNT, MONEY
from quanheng.model.relation import Claim, Operand

_EACH = re.compile(r"(?P<of>[人户亩])均[^，。；、（）\d]{0,8}$")
_HEADS = {"人": {"人", "人次", "名"}, "户": {"户"}, "亩": {"亩"}}
_FAR = 4  # figures between: further away the words speak of something else


def average_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """The average of one sentence over the last amount and the last count of heads before it.

    Which amount the words mean is a matter of nearness: the claim is open, so that it asks at most.
    """
    for at, rate in enumerate(mentions):
        each = _EACH.search(rate.paragraph.text, max(0, rate.start - 14), rate.start)
        if each is None or rate.dimension != MONEY or rate.attr != LEVEL:
            continue
        near = [
            m for m in mentions[max(0, at - _FAR) : at] if m.sentence == rate.sentence and m.attr == LEVEL
        ]
        amounts = [m for m in near if m.dimension == MONEY]
        heads = [m for m in near if m.dimension == COUNT and m.figure.unit.name in _HEADS[each["of"]]]
        if len(amounts) == len(heads) == 1 and heads[0].figure.value:
            operands = (
                Operand("rate", rate.figure), Operand("part", amounts[0].figure), Operand("whole", heads[0].figure),
            )  # fmt: skip
            yield Claim("average", "average", operands, rate.figure.place, closed=False)
