"""资金1,240万元……支出1,184.20万元，执行率95.5%……结余55.80万元: what there was is what was spent and what is left.

The three may stand in different paragraphs. Where they make each other to the last digit they belong together, and the
rate beside what was spent is of what there was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quanheng.facts.leads import LEVEL
from quanheng.facts.mentions import Mention
from quanheng.facts.operands import quotient
from quanheng.facts.passages import Passage
from quanheng.model.figure import EXACT
from quanheng.model.quantity import MONEY, PERCENT
from quanheng.model.relation import Claim, Operand

_RATE = re.compile(r"[，、](?:总体|资金|预算|项目)*(?:执行|支出|使用|支付)(?:率|进度)(?:为|达到?)?")
_LEFT = re.compile(r"(?:结余|剩余|未支出|未执行|未使用|尚余|结转)(?:资金|金额)?(?:为|共)?$")
_SPENT = re.compile(r"(?:支出|支付|使用|执行|拨付)[^，。；]{0,3}$")
_REACH = 3  # paragraphs
_TELLING = 4  # digits of what is left: fewer are the same by chance


def spent_and_left_claims(passages: Sequence[Passage]) -> Iterator[Claim]:
    """The rate behind an amount spent, where one whole and one remainder around it make it."""
    for at, passage in enumerate(passages):
        for spent, rate in pairwise(passage.mentions):
            if not _is_rate(spent, rate):
                continue
            near = [m for p in passages[max(0, at - _REACH) : at + 2] for m in p.mentions if _is_amount(m)]
            before = near[: near.index(spent)] if spent in near else []
            left = [m for m in near[len(before) + 1 :] if _is_left(m)]
            found = [
                (w, r) for w in before for r in left if w.figure.base == spent.figure.base + r.figure.base
            ]
            if len({whole.figure.base for whole, _ in found}) == 1:
                yield from _claims(*found[-1], spent, rate)


def _claims(whole: Mention, left: Mention, spent: Mention, rate: Mention) -> Iterator[Claim]:
    parts = (Operand("part", whole.figure), Operand("part", spent.figure, -1))
    operands = (Operand("total", left.figure), *parts)
    yield Claim("balance", "spent-and-left", operands, left.figure.place, closed=False)
    yield Claim("completion", "spent-and-left", quotient(rate, spent, whole), rate.figure.place)


def _is_rate(spent: Mention, rate: Mention) -> bool:
    told = rate.dimension == PERCENT and rate.figure.hedge == EXACT and _RATE.fullmatch(rate.gap)
    return bool(told) and _is_amount(spent) and _SPENT.search(spent.gap) is not None


def _is_amount(mention: Mention) -> bool:
    return mention.dimension == MONEY and mention.attr == LEVEL and mention.figure.hedge == EXACT


def _is_left(mention: Mention) -> bool:
    digits = sum(c.isdigit() for c in mention.figure.text)
    return digits >= _TELLING and _LEFT.search(mention.gap) is not None
