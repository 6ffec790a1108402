"""A figure called a budget that is the final figure: 年初预算10万元，支出预算为8万元，决算数小于预算数."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanheng.facts.index import Index
from quanheng.facts.mentions import Mention
from quanheng.model.quantity import MONEY
from quanheng.model.relation import Claim, Operand

_ORDER = re.compile(r"决算数?(?:大于|小于|等于|高于|低于|与)")


def role_claims(mentions: list[Mention], index: Index) -> Iterator[Claim]:
    """Two budgets of one item side by side, where the paragraph then speaks of 决算 and another place has it as final."""
    for first, second in zip(mentions, mentions[1:], strict=False):
        a, b = first.figure, second.figure
        same = a.item and a.item == b.item and a.year == b.year and first.sentence == second.sentence
        if not same or a.basis != "initial" or b.basis != "initial" or a.base == b.base or first.dimension != MONEY or a.kind != "level":
            continue
        elsewhere = [m for m in index.find(a.item, a.year, "final") if m.figure.base == b.base]
        if b.kind == "level" and elsewhere and _ORDER.search(second.after):
            operands = (Operand("stated", b), Operand("final", elsewhere[0].figure))
            yield Claim("role", "role", operands, b.place)


