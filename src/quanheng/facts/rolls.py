"""What a stock was, what came and went, and what it is: 年初1,826.50万元，购置42.18万元，处置18.90万元，年末1,849.78万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quanheng.facts.leads import CHANGE, LEVEL
from quanheng.facts.mentions import Mention
from quanheng.model.figure import EXACT
from quanheng.model.quantity import COUNT, MONEY
from quanheng.model.relation import Claim, Operand

_OPENING = re.compile(r"(?:年初|期初|上年末|上年结转|上年结余|年初结转)[^，。；]{0,12}$")
_CLOSING = re.compile(
    r"(?:年末|期末|年底|滚存)(?:实有|在职|固定资产|净?资产|政府|隐性|存量)?(?:余额|结转和?|结余|原值|净值|债务|总[额数]|人数|人员|库存)*$"
)
_INSIDE = re.compile(r"其中|分别|包括|：")
_CAME = re.compile(r"(?:新增|增加|购置|购入|调入|招录|划入|收入|筹集|归集|举借|接收)[^，。；、]{0,8}$")
_WENT = re.compile(r"(?:减少|处置|报废|调出|核销|退休|划出|支出|偿还|化解|发放|移交)[^，。；、]{0,8}$")


def roll_claims(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """Closing = opening + what came - what went, where the sentence holds nothing else of that unit."""
    for at, closing in enumerate(mentions):
        known = closing.figure.item.startswith("carryover.")  # of which `balances` has the identity
        if known or not _usual(closing) or not _CLOSING.search(closing.gap):
            continue
        before = [
            m
            for m in mentions[:at]
            if m.sentence == closing.sentence and m.figure.unit is closing.figure.unit
        ]
        starts = [n for n, m in enumerate(before) if _OPENING.search(m.gap)]
        run = before[starts[-1] :] if starts else []
        moved = [(m, _sign(m)) for m in run[1:]]
        inside = any(_INSIDE.search(m.gap) for m in run[1:])
        if not moved or inside or not all(sign and _usual(m) for m, sign in moved) or not _usual(run[0]):
            continue
        operands = (
            Operand("total", closing.figure), Operand("part", run[0].figure),
            *(Operand("part", m.figure, sign) for m, sign in moved),
        )  # fmt: skip
        yield Claim("balance", "left-over", operands, closing.figure.place, closed=False)


def _usual(mention: Mention) -> bool:
    plain = mention.attr in (LEVEL, CHANGE) and mention.dimension in (MONEY, COUNT)
    return plain and mention.figure.hedge == EXACT and not mention.depth


def _sign(mention: Mention) -> int:
    """+1 for what came, -1 for what went, 0 where the words say neither."""
    if _CAME.search(mention.gap):
        return 1
    return -1 if _WENT.search(mention.gap) else 0
