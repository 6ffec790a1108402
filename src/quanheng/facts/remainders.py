"""What is left over, what goes beyond, and what a stock has become: a figure named after a difference.

到位100万元，支出90万元，结余10万元; 合同工期120天，实际131天，超期11天; 年初1,826.50万元，购置42.18万元，处置18.90万元，
年末1,849.78万元. Which figures the words mean is a matter of nearness: what does not hold is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quanheng.facts.leads import CHANGE, LEVEL
from quanheng.facts.mentions import Mention
from quanheng.facts.movements import direction
from quanheng.model.figure import EXACT
from quanheng.model.quantity import COUNT, MONEY, counts_alike
from quanheng.model.relation import Claim, Operand

_LEFT = re.compile(
    r"[，；、](?:收支相抵)?[，]?(?:年末|本年|资金)?(?:结转?结?余|结转|剩余|未(?!来)[\u4e00-\u9fff]{1,3}|尚有|仍有|尚未[\u4e00-\u9fff]{1,3}|还有|空编|缺编|缺|短收|欠收|差额|节[约省]|盈余|当年结余|收支结余)(?:了|为|资金)?"
)
_EACH = re.compile(r"均|每")
_BEYOND = re.compile(
    r"[，；、](?:实际)?(?:超(?:期|支|付|额|时|出|过|收)?[\u4e00-\u9fff]{0,6}|多付|多支[出付]|延期|逾期)(?:了|为)?"
)
_OPENING = re.compile(r"(?:年初|期初|上年末|上年结转|上年结余|年初结转)[^，。；]{0,12}$")
_CLOSING = re.compile(
    r"(?:年末|期末|年底|滚存)(?:实有|在职|固定资产|净?资产|政府|隐性|存量)?(?:余额|结转和?|结余|原值|净值|债务|总[额数]|人数|人员|库存)*$"
)
_INSIDE = re.compile(r"其中|分别|包括|：")
_Signed = tuple[Mention, int]


def remainder_claims(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """Remainders, excesses and stocks of one paragraph."""
    for at, mention in enumerate(mentions):
        if mention.dimension not in (MONEY, COUNT):
            continue
        before = [m for m in mentions[:at] if m.sentence == mention.sentence]
        if not mention.figure.item:
            beside = [m for m in before if m.depth == mention.depth]
            yield from _left(mention, beside)
            yield from _beyond(mention, beside)
        if not mention.figure.item.startswith("carryover."):  # of which `balances` has the identity
            yield from _closing(mention, before)


def _claim(template: str, made: Mention, terms: Sequence[_Signed]) -> Claim:
    parts = (Operand("part", m.figure, sign) for m, sign in terms)
    operands = (Operand("total", made.figure), *parts)
    return Claim("balance", template, operands, made.figure.place, closed=False, notes={"asks": True})


def _left(left: Mention, before: Sequence[Mention]) -> Iterator[Claim]:
    """The last two levels before, where nothing else stands between: 到位100万元，支出90万元，支付率90%，结余10万元."""
    if left.attr != LEVEL or not _LEFT.fullmatch(left.gap):
        return
    levels = [m for m in before if m.attr == LEVEL and m.dimension == left.dimension]
    levels = [m for m in levels if not _EACH.search(m.gap)]
    if len(levels) != 2 or not all(counts_alike(m.figure.unit, left.figure.unit) for m in levels):
        return
    whole, part = levels[::-1] if "支出" in levels[0].gap and "收入" in levels[1].gap else levels
    if whole.figure.base > part.figure.base:
        yield _claim("left-over", left, [(whole, 1), (part, -1)])


def _beyond(more: Mention, before: Sequence[Mention]) -> Iterator[Claim]:
    """The second of two levels before is beyond the first: 合同工期120天，实际131天，超期11天."""
    if more.attr not in (LEVEL, CHANGE) or not _BEYOND.fullmatch(more.gap):
        return
    pair = [m for m in before if m.attr == LEVEL and m.dimension in (MONEY, COUNT)]
    same = all(m.figure.unit is more.figure.unit for m in pair)
    if len(pair) == 2 and same and pair[0].figure.base < pair[1].figure.base:
        more.figure.surface = more.gap.strip("，；、")
        yield _claim("excess", more, [(pair[1], 1), (pair[0], -1)])


def _closing(closing: Mention, before: Sequence[Mention]) -> Iterator[Claim]:
    """Closing = opening + what came - what went, where the sentence holds nothing else of that unit."""
    if not _usual(closing) or not _CLOSING.search(closing.gap):
        return
    alike = [m for m in before if m.figure.unit is closing.figure.unit]
    starts = [n for n, m in enumerate(alike) if _OPENING.search(m.gap)]
    run = alike[starts[-1] :] if starts else []
    moved = [(m, direction(m)) for m in run[1:]]
    inside = any(_INSIDE.search(m.gap) for m, _ in moved)
    if moved and not inside and all(sign for _, sign in moved) and all(map(_usual, run)):
        yield _claim("stock", closing, [(run[0], 1), *moved])


def _usual(mention: Mention) -> bool:
    return mention.attr in (LEVEL, CHANGE) and mention.figure.hedge == EXACT and not mention.depth
