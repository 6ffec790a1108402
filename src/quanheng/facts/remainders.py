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
from quanheng.model.quantity import COUNT, MONEY, NO_UNIT, counts_alike
from quanheng.model.relation import Claim, Operand

_LEFT = re.compile(
    r"[，；、](?:收支相抵)?[，]?(?:年末|本年|资金)?(?:结转?结?余|结转|剩余|未(?!来)[\u4e00-\u9fff]{1,3}|尚有|仍有|尚未[\u4e00-\u9fff]{1,3}|还有|空编|缺编|缺口|缺|短收|欠收|欠[拨缴付]|差额|节[约省]|盈余|当年结余|收支结余)(?:了|为|资金)?(?:下年|下一年度?|次年|20\d\d年)?(?:使用|支出|支付)?"
)
_DENIED = re.compile(
    r"[，；、](?:尚|还|仍)?[未不](?!满意)([\u4e00-\u9fff]{2,4}?)的?(?:有|了|为)?"
)  # 一般 is neither 满意 nor 不满意
_OUGHT = re.compile(r"应(?!急)[\u4e00-\u9fff]{1,6}$")
_OWED = re.compile(r"欠[拨缴付]")
_DID = re.compile(r"[，、](?:已|实际?)[\u4e00-\u9fff]{1,6}$")
_PLANNED = re.compile(r"(?:预算|到位|可用|资金|收入|指标)[^，。；]{0,6}$")
_SPENT = re.compile(r"[，；](?:累计|实际)?(?:支出|支付|使用|执行|拨付|兑付)[^，。；]{0,3}$")
_EACH = re.compile(r"均|每")
_BEYOND = re.compile(
    r"[，；、](?:实际)?(?:超(?:期|支|付|额|时|出|过|收)?[\u4e00-\u9fff]{0,6}|多付|多支[出付]|延期|逾期)(?:了|为)?"
)
_OPENING = re.compile(r"(?:年初|期初|上年末|上年结转|上年结余|年初结转)[^，。；]{0,12}$")
_CLOSING = re.compile(
    r"(?:年末|期末|年底|滚存)(?:实有|在职|在册|在押|在矫|在校|在园|在库|固定资产|净?资产|政府|隐性|存量)?(?:余额|结转和?|结余|原值|净值|债务|总[额数]|人数|人员|库存)*$"
)
_YIELDED = re.compile(r"(?:本年度?|本期|当年|当期|上半年|全年|收支)(?:收支)?结余(?:为|了)?$")
_SHORT = re.compile(r"赤字|亏|缺口|超支")
_BEGAN = re.compile(r"(?:年初|期初|上年末?|去年末?)(?:累计|滚存)?(?:结余|结转结?余?)(?:为)?$")
_ENDED = re.compile(r"(?:年末|期末|年底|月末|月底)(?:累计|滚存)?结余(?:为|达)?$")
_NAMED = re.compile(r"[，、](?:超出?|超过|高于|高出)(?P<name>[\u4e00-\u9fff]{2,8})")
_BEGUN = re.compile(r"[，；（](?:上年末|年初|期初)(?:在册|在押|在矫|在校|在园|在职|实有)?")
_INSIDE = re.compile(r"其中|分别|包括|：")
_FIRST = re.compile(r"年初(?:批复)?(?:部门)?预算(?:安排|批复)?(?:数|总额)?(?:为)?$")
_AFTER = re.compile(r"[，；](?:调整后|调整|全年)(?:的)?预算(?:数|总额)?(?:为|达)?$")
_ADDED = re.compile(r"(?:追加|调增)(?:预算|资金|经费)?$")
_TAKEN = re.compile(r"(?:追减|调减|核减|压减|收回|收回压减)(?:预算|资金|经费)?$")
_Signed = tuple[Mention, int]


def remainder_claims(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """Remainders, excesses and stocks of one paragraph."""
    for at, mention in enumerate(mentions):
        if mention.dimension not in (MONEY, COUNT):
            if mention.figure.unit is NO_UNIT:
                yield from _accumulated(mentions[max(0, at - 2) : at + 1])
            continue
        before = [m for m in mentions[:at] if m.sentence == mention.sentence]
        beside = [m for m in before if m.depth == mention.depth]
        carried = mention.figure.item == "carryover.closing" and not any(m.figure.item for m in beside)
        if not mention.figure.item or carried:
            yield from _left(mention, beside)
            yield from _beyond(mention, beside)
            yield from _beyond_named(mention, beside)
        yield from _accumulated(mentions[max(0, at - 2) : at + 1])
        if not mention.figure.item.startswith("carryover."):  # of which `balances` has the identity
            yield from _closing(mention, before)
            yield from _adjusted(mention, before)
            yield from _opening_behind(mentions[: at + 1])


def _claim(template: str, made: Mention, terms: Sequence[_Signed], bound: bool = False) -> Claim:
    """`bound` where the words, and not nearness alone, say which figures are meant."""
    notes = {"asks": True, "bound": bound}
    parts = (Operand("part", m.figure, sign) for m, sign in terms)
    operands = (Operand("total", made.figure), *parts)
    return Claim("balance", template, operands, made.figure.place, closed=False, notes=notes)


def _left(left: Mention, before: Sequence[Mention]) -> Iterator[Claim]:
    """The last two levels before, where nothing else stands between: 到位100万元，支出90万元，支付率90%，结余10万元."""
    if left.attr != LEVEL or not (_LEFT.fullmatch(left.gap) or _DENIED.fullmatch(left.gap)):
        return
    levels = [m for m in before if m.attr == LEVEL and m.dimension == left.dimension]
    levels = [m for m in levels if not _EACH.search(m.gap)]
    if not _two(levels) or not all(_alike(m, left) for m in levels[-2:]):
        return
    levels = levels[-2:]
    whole, part = levels[::-1] if "支出" in levels[0].gap and "收入" in levels[1].gap else levels
    listed = any(m in left.parents for m in (whole, part))  # 其中已完工103个、未完工5个: a list says it
    if whole.figure.base > part.figure.base and not listed:
        bound = bool(_OUGHT.search(whole.gap) and _DID.search(part.gap))
        if _denies(left, part):
            bound, left.figure.surface = True, left.gap.strip("，；、")
        if _OWED.search(left.gap) and not bound:
            return  # 预算1,920万元，支付1,860万元，欠付15.77万元: of what is due, not of the budget
        yield _claim("left-over", left, [(whole, 1), (part, -1)], bound=bound)


def _denies(left: Mention, part: Mention) -> bool:
    """指标18个，完成17个，未完成2个: the same word with and without its 未, of which one is true of each."""
    denied = _DENIED.fullmatch(left.gap)
    if denied is None or left.dimension != COUNT:
        return False
    return (
        re.fullmatch(rf"(?:[^，；。]{{0,8}}[，、：])?(?:均?已|实际)?(?:经|全部)?{denied[1]}了?", part.gap)
        is not None
    )


def _alike(one: Mention, other: Mention) -> bool:
    """Amounts, in whatever unit, or counts of one thing."""
    return one.dimension == other.dimension == MONEY or counts_alike(one.figure.unit, other.figure.unit)


def _two(levels: Sequence[Mention]) -> bool:
    """Two levels, or the last two of more, a budget and what was spent of it side by side."""
    if len(levels) <= 2:
        return len(levels) == 2
    return bool(_PLANNED.search(levels[-2].gap) and _SPENT.search(levels[-1].gap))


def _beyond(more: Mention, before: Sequence[Mention]) -> Iterator[Claim]:
    """The second of two levels before is beyond the first: 合同工期120天，实际131天，超期11天."""
    if more.attr not in (LEVEL, CHANGE) or not _BEYOND.fullmatch(more.gap):
        return
    pair = [m for m in before if m.attr == LEVEL and m.dimension in (MONEY, COUNT)]
    same = all(m.figure.unit is more.figure.unit for m in pair)
    if len(pair) == 2 and same and pair[0].figure.base < pair[1].figure.base:
        more.figure.surface = more.gap.strip("，；、")
        yield _claim("excess", more, [(pair[1], 1), (pair[0], -1)])


def _beyond_named(more: Mention, before: Sequence[Mention]) -> Iterator[Claim]:
    """审定价598.40万元，审减13.60万元，已付款605.00万元，超审定价6.60万元: the last level beyond the one of that name."""
    named = _NAMED.fullmatch(more.gap)
    if named is None or more.attr not in (LEVEL, CHANGE):
        return
    levels = [m for m in before if m.attr == LEVEL and m.figure.unit is more.figure.unit]
    limits = [m for m in levels[:-1] if named["name"] in (m.lead.name, m.figure.surface)]
    if len(limits) == 1 and limits[0].figure.base < levels[-1].figure.base:
        more.figure.surface = more.gap.strip("，；、")
        yield _claim("excess", more, [(levels[-1], 1), (limits[0], -1)], bound=True)


def _closing(closing: Mention, before: Sequence[Mention]) -> Iterator[Claim]:
    """Closing = opening + what came - what went, where the sentence holds nothing else of that unit."""
    if not _usual(closing) or not _CLOSING.search(closing.gap):
        return
    alike = [m for m in before if m.figure.unit is closing.figure.unit]
    starts = [n for n, m in enumerate(alike) if _OPENING.search(m.gap)]
    run = alike[starts[-1] :] if starts else []
    moved = [(m, direction(m)) for m in run[1:]]
    if moved and all(sign for _, sign in moved) and all(map(_usual, run)) and not _listed(moved):
        yield _claim("stock", closing, [(run[0], 1), *moved], bound=closing.dimension == COUNT)


def _adjusted(budget: Mention, before: Sequence[Mention]) -> Iterator[Claim]:
    """年初预算218.00万元，追加48.60万元、调减6.20万元，调整后预算260.40万元: nothing else may stand between them."""
    if budget.dimension != MONEY or not _usual(budget) or not _AFTER.search(budget.gap):
        return
    starts = [n for n, m in enumerate(before) if _FIRST.search(m.gap)]
    run = before[starts[-1] :] if starts else []
    moved = [(m, 1 if _ADDED.search(m.gap) else -1 if _TAKEN.search(m.gap) else 0) for m in run[1:]]
    if not moved or not all(sign for _, sign in moved) or not all(map(_usual, run)):
        return
    some = any(_INSIDE.search(m.gap) or m.after.startswith("等") for m in run[1:])
    if not some and all(m.figure.unit is budget.figure.unit for m in run):
        budget.figure.notes.setdefault("name", budget.gap.strip("，；").removesuffix("为"))
        yield _claim("adjusted-budget", budget, [(run[0], 1), *moved], bound=True)


def _accumulated(three: Sequence[Mention]) -> Iterator[Claim]:
    """本年结余255.74万元。年初累计结余684.20万元，年末累计结余939.94万元: side by side, the first two in either order."""
    if len(three) < 3 or not _ENDED.search(three[2].gap) or three[2].attr != LEVEL:
        return
    one, other, closing = three
    if _BEGAN.search(one.gap):
        one, other = other, one
    alike = all(
        m.figure.unit is closing.figure.unit and m.figure.hedge == EXACT and not m.depth for m in three
    )
    near = closing.sentence - three[0].sentence <= 1 and closing.figure.unit.dimension != COUNT
    if (
        alike
        and near
        and _YIELDED.search(one.gap)
        and _BEGAN.search(other.gap)
        and not _SHORT.search(one.gap)
    ):
        yield _claim("stock", closing, [(other, 1), (one, 1)], bound=True)


def _opening_behind(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """在册268人，新接收194人、解除208人，年初在册300人; 接收186人，解除172人，年末在册162人（年初148人）."""
    opening = mentions[-1]
    alike = [
        m for m in mentions[:-1] if m.figure.unit is opening.figure.unit and m.sentence == opening.sentence
    ]
    if opening.dimension != COUNT or not _BEGUN.fullmatch(opening.gap) or len(alike) < 3:
        return
    bracket = bool(opening.opened)
    closing = alike[-1] if bracket else None
    moved: list[_Signed] = []
    for mention in reversed(alike[:-1] if bracket else alike):
        sign = direction(mention)
        if not sign:
            closing = closing or mention
            break
        moved.insert(0, (mention, sign))
    if closing is None or len(moved) < 2 or opening.figure.hedge != EXACT or not _usual(closing):
        return
    if _listed(moved[1:]) or not all(_usual(m) for m, _ in moved):  # 情况：接收186人 opens the run
        return
    same = not bracket and opening.gap.rpartition("年初")[2] in ("", closing.lead.name[-2:])
    if same or (bracket and _CLOSING.search(closing.gap)):
        yield _claim("stock", closing, [(opening, 1), *moved], bound=True)


def _listed(moved: Sequence[_Signed]) -> bool:
    """接收186人，其中外县转入20人: some of what came is told once more."""
    return any(_INSIDE.search(m.gap) for m, _ in moved)


def _usual(mention: Mention) -> bool:
    return mention.attr in (LEVEL, CHANGE) and mention.figure.hedge == EXACT and not mention.depth
