"""Three figures side by side of which the words say how they hang together.

比上年95.2%上升0.8个百分点, 由78.4%提升到79.9%提升1.5个百分点; 应鉴定10座、已鉴定8座、未鉴定2座;
21个村每村12万元计252万元; 满分22分得18.2分得分率82.73%. Nothing but the printed words binds them:
a word in between that the patterns do not know leaves the three alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from quanheng.facts.leads import CHANGE, LEVEL
from quanheng.facts.mentions import Mention
from quanheng.facts.operands import quotient
from quanheng.model.figure import Statement
from quanheng.model.quantity import COUNT, MONEY, PERCENT, POINTS, SCORE, counts_alike
from quanheng.model.relation import Claim, Operand

_UP, _DOWN = r"上升|提高|提升|增加|增长|高出?|超出?|超过", r"下降|降低|减少|回落|低|少|缩短"
_SIGNED = rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))了?"
_THAN = re.compile(r"[，（]?(?P<word>较|比|高于|低于|超过)(?P<of>[\u4e00-\u9fff“”]{0,14})（?")
_THEN = re.compile(rf"的?(?:[\u4e00-\u9fff]{{0,4}})?[，）]?{_SIGNED}")
_BARE = re.compile(r"[，）]?")
_FROM = re.compile(r"(?:由|从)[^，。；、]{0,14}$")
_TO = re.compile(
    r"(?:上升|提高|提升|增加|增长|下降|降低|减少|回落|扩大|调整|[提升增降调减])?[到至](?P<of>[\u4e00-\u9fff\d年]{0,10}的)?"
)
_AFTER = re.compile(rf"，[\u4e00-\u9fff]{{0,4}}?{_SIGNED}")
_EACH = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{0,8})[，、]?(?:按照?)?(?:每(?P<of>[\u4e00-\u9fff]{1,3}?)(?:每年)?(?:补助|补贴|奖补|奖励|安排|投入|发放)?|单价(?:为)?)"
)
_APIECE = re.compile(r"(?:每[\u4e00-\u9fff]{1,3}(?:每[年月])?|按)$")
_TIMES = re.compile(
    r"(?:/|／)?(?:[人户亩次天月年·]{0,4})(?:的标准)?(?:发放|补助|补贴|计算)?[，、](?:全年|共)?(?:发放|补助|补贴|计)?"
)
_MAKES = re.compile(r"[，、]?(?:共计|合计|小计|全年|共|计)(?:发放|补助|兑现|支出|投入|金额)?")
_FULL = re.compile(r"满分(?:为)?$")
_GOT = re.compile(r"，?(?:自评|实际|评价)?(?:得分?|得分为)")
_RATE = re.compile(r"，得分率(?:为)?")


def _delta(delta: Mention, sign: int) -> Mention:
    """The same figure, with the direction that the words give it."""
    delta.figure.kind, delta.figure.polarity = "delta", sign
    delta.figure.surface = delta.figure.surface.partition("（")[0]
    return delta


def triple_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """Differences of percentages, counts times an amount each, points and their rate."""
    for first, second, third in zip(mentions, mentions[1:], mentions[2:], strict=False):
        if first.sentence == second.sentence == third.sentence:
            yield from _points(first, second, third)
            yield from _product(first, second, third)
            yield from _product_behind(first, second, third)
            yield from _score_rate(first, second, third)
    yield from _remainders(mentions)
    yield from _excesses(mentions)
    yield from _moves(mentions)
    for own, other in itertools.pairwise(mentions):
        yield from _order(own, other)


def _points(a: Mention, b: Mention, delta: Mention) -> Iterator[Claim]:
    """a, compared with b, is so many points higher; or from a to b."""
    if (a.dimension, b.dimension, delta.dimension) != (PERCENT, PERCENT, POINTS):
        return
    than, then = _THAN.fullmatch(b.gap), _THEN.fullmatch(delta.gap)
    if than and not then and _BARE.fullmatch(delta.gap) and than["word"] in ("高于", "低于", "超过"):
        sign = -1 if than["word"] == "低于" else 1
    elif than and then and than["word"] in ("较", "比"):
        sign = 1 if then["up"] else -1
    elif _FROM.search(a.paragraph.text[max(0, a.start - 16) : a.start]) and _TO.fullmatch(b.gap):
        after = _AFTER.fullmatch(delta.gap)
        if not after:
            return
        a, b, sign = b, a, 1 if after["up"] else -1
    else:
        return
    if a.attr == "change":
        return  # 下降5%，比全省平均3%高: of two rates of change the directions would have to be known
    operands = (
        Operand("delta", _delta(delta, sign).figure),
        Operand("current", a.figure),
        Operand("prior", b.figure),
    )
    yield Claim("difference", "points", operands, delta.figure.place)


def _product(count: Mention, each: Mention, total: Mention) -> Iterator[Claim]:
    """21个村，每村12万元，计252万元."""
    named = _EACH.fullmatch(each.gap)
    if (count.dimension, each.dimension, total.dimension) != (COUNT, MONEY, MONEY) or named is None:
        return
    if (named["of"] or "") in count.figure.text + named["noun"] and _MAKES.fullmatch(total.gap):
        operands = (
            Operand("total", total.figure),
            Operand("count", count.figure),
            Operand("each", each.figure),
        )
        yield Claim("product", "each", operands, total.figure.place)


def _product_behind(each: Mention, count: Mention, total: Mention) -> Iterator[Claim]:
    """按800元/人·月发放，发放11,750人次，合计940万元."""
    apiece = _APIECE.search(each.paragraph.text[max(0, each.start - 8) : each.start])
    kinds = (each.dimension, count.dimension, total.dimension) == (MONEY, COUNT, MONEY)
    if kinds and apiece and _TIMES.fullmatch(count.gap) and _MAKES.fullmatch(total.gap):
        operands = (
            Operand("total", total.figure),
            Operand("count", count.figure),
            Operand("each", each.figure),
        )
        yield Claim("product", "each", operands, total.figure.place)


def _score_rate(full: Mention, got: Mention, rate: Mention) -> Iterator[Claim]:
    """满分22分，得18.2分，得分率82.73%."""
    if (full.dimension, got.dimension, rate.dimension) != (SCORE, SCORE, PERCENT):
        return
    before = full.paragraph.text[max(0, full.start - 3) : full.start]
    named = _FULL.search(before) or "满分" in full.lead.name
    if named and _GOT.fullmatch(got.gap) and _RATE.fullmatch(rate.gap) and full.figure.value:
        operands = quotient(rate, got, full)
        yield Claim("share", "score-rate", operands, rate.figure.place)


_LEFT = re.compile(
    r"[，；、](?:收支相抵)?[，]?(?:年末|本年|资金)?(?:结转?结?余|结转|剩余|未(?!来)[\u4e00-\u9fff]{1,3}|尚有|仍有|尚未[\u4e00-\u9fff]{1,3}|还有|空编|缺编|缺|短收|欠收|差额|节[约省]|盈余|当年结余|收支结余)(?:了|为|资金)?"
)


_APART = re.compile(r"均|每")


def _remainders(mentions: list[Mention]) -> Iterator[Claim]:
    """到位100万元，支出90万元，支付率90%，结余10万元: the last two levels before, where nothing else stands between."""
    for at, left in enumerate(mentions):
        known = left.figure.item or left.attr != LEVEL or left.dimension not in (MONEY, COUNT)
        if known or not _LEFT.fullmatch(left.gap):
            continue
        before = [m for m in mentions[:at] if m.sentence == left.sentence and m.depth == left.depth]
        levels = [m for m in before if m.attr == LEVEL and m.dimension == left.dimension]
        levels = [m for m in levels if not _APART.search(m.gap)]
        same = [m for m in levels[-2:] if counts_alike(m.figure.unit, left.figure.unit)]
        if len(same) == 2 and "支出" in same[0].gap and "收入" in same[1].gap:
            same.reverse()
        if len(same) == 2 and len(levels) == 2 and same[0].figure.base > same[1].figure.base:
            operands = (
                Operand("total", left.figure),
                Operand("part", same[0].figure),
                Operand("part", same[1].figure, -1),
            )
            yield Claim("balance", "left-over", operands, left.figure.place, closed=False)


_BEYOND = re.compile(
    r"[，；、](?:实际)?(?:超(?:期|支|付|额|时|出|过|收)?[\u4e00-\u9fff]{0,6}|多付|多支[出付]|延期|逾期)(?:了|为)?"
)


def _excesses(mentions: list[Mention]) -> Iterator[Claim]:
    """合同工期120天，实际131天，超期11天: the second of two levels before is beyond the first."""
    for at, more in enumerate(mentions):
        known = more.figure.item or more.attr not in (LEVEL, CHANGE) or more.dimension not in (MONEY, COUNT)
        if known or not _BEYOND.fullmatch(more.gap):
            continue
        before = [m for m in mentions[:at] if m.sentence == more.sentence and m.depth == more.depth]
        pair = [m for m in before if m.attr == LEVEL and m.dimension in (MONEY, COUNT)]
        same = all(m.figure.unit is more.figure.unit for m in pair)
        if len(pair) == 2 and same and pair[0].figure.base < pair[1].figure.base:
            operands = (
                Operand("total", more.figure),
                Operand("part", pair[1].figure),
                Operand("part", pair[0].figure, -1),
            )
            more.figure.surface = more.gap.strip("，；、")
            yield Claim("balance", "left-over", operands, more.figure.place, closed=False)


_MOVED = re.compile(rf"，[\u4e00-\u9fff]{{0,6}}?(?:{_SIGNED}|(?P<rise>增)|(?P<fall>降))(?:幅度?)?(?:为|达)?")


def _moves(mentions: list[Mention]) -> Iterator[Claim]:
    """由725元提至760元，提高35元，增幅4.83%: what is said of a move whose two ends are printed."""
    for at, (old, new) in enumerate(itertools.pairwise(mentions)):
        named = _FROM.search(old.paragraph.text[max(0, old.start - 16) : old.start]) and _TO.fullmatch(
            new.gap
        )
        alike = old.figure.unit is new.figure.unit and old.dimension in (MONEY, COUNT)
        if not named or not alike or old.sentence != new.sentence:
            continue
        pair = (Operand("current", new.figure), Operand("prior", old.figure))
        for said in mentions[at + 2 : at + 4]:
            word = _MOVED.fullmatch(said.gap)
            if word is None or said.sentence != new.sentence:
                break
            sign = 1 if word["up"] or word["rise"] else -1
            if said.figure.unit is new.figure.unit:
                operands = (Operand("delta", _delta(said, sign).figure), *pair)
                yield Claim("difference", "from-to", operands, said.figure.place)
            elif said.dimension == PERCENT and old.figure.value:
                said.figure.kind, said.figure.polarity = "growth", sign
                yield Claim("growth", "from-to", (Operand("rate", said.figure), *pair), said.figure.place)


_COMPARED = re.compile(
    r"，(?P<word>高于|低于|多于|少于|大于|小于)(?P<of>上年度?|去年|全[省市县区国]平均水平|年度目标|目标值|目标|控制目标|预算数?|限价)的?"
)


def _order(own: Mention, other: Mention) -> Iterator[Claim]:
    """218.40元，低于上年的226.10元: two figures of one unit and the word between them."""
    found = _COMPARED.fullmatch(other.gap)
    plain = own.attr in (LEVEL, "rate") and own.figure.unit is other.figure.unit
    if found is None or not plain or own.dimension not in (PERCENT, MONEY, COUNT):
        return
    sign = "up" if found["word"][0] in "高多大" else "down"
    start = other.start - len(other.gap) + 1
    said = Statement(
        "order",
        found["word"],
        own.paragraph.place(start, start + len(found["word"])),
        value=sign,
        surface=found["word"],
    )
    operands = (Operand("left", own.figure), Operand("right", other.figure))
    yield Claim("order", "compared", operands, said.place, said=said, word=found["word"])
