"""A figure called a budget that is the final figure: 年初预算10万元，支出预算为8万元，决算数小于预算数."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from quanheng.facts.index import Index
from quanheng.facts.mentions import Mention
from quanheng.model.quantity import MONEY
from quanheng.model.relation import Claim, Operand


def role_claims(mentions: list[Mention], index: Index) -> Iterator[Claim]:
    """Two budgets of one item side by side, where the paragraph then speaks of 决算 and another place has it as final."""
    for first, second in itertools.pairwise(mentions):
        a, b = first.figure, second.figure
        if b.notes.get("called") != "initial" or first.dimension != MONEY:
            continue
        elsewhere = [
            m for m in index.find(a.item, a.year, "final") if m is not second and m.figure.base == b.base
        ]
        if elsewhere:
            operands = (Operand("stated", b), Operand("final", elsewhere[0].figure))
            yield Claim("role", "role", operands, b.place)
