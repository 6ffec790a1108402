"""Three figures side by side of which the words say how they hang together.

比上年95.2%上升0.8个百分点, 由78.4%提升到79.9%提升1.5个百分点;
由725元提至760元，提高35元，增幅4.83%. Nothing but the printed words binds them:
a word in between that the patterns do not know leaves the three alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from quanheng.facts.leads import CHANGE
from quanheng.facts.mentions import Mention
from quanheng.model.figure import EXACT
from quanheng.model.quantity import COUNT, MONEY, PERCENT, POINTS
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
_AIM = re.compile(r"(?:目标|指标|计划|要求|序时进度|进度要求)(?:值|数)?(?:为|是)?$")
_THAN_AIM = re.compile(
    r"）?[，（](?:实际)?(?:(?P<up>高于|超过|超出?|快于)|(?P<down>低于|落后于?|慢于))(?:年初|绩效|年度|预期|计划)?(?:目标|指标|计划|要求|序时进度)?(?:值|数)?"
)
_POINTS_SAID = re.compile(
    rf"[，、]?(?P<than>同比|(?:较|比|与)?(?:上年|去年|20\d\d年)(?:同期)?(?:相比)?)?{_SIGNED}"
)
_PRIOR_IN = re.compile(r"（(?:上年|去年|20\d\d年)(?:同期)?(?:为|是)?")
_NOW_IN = re.compile(r"（(?:本年|今年|当年|实际)(?:为|是|达到)?")
_COMPARED = re.compile(r"(?:较|比)(?:上年|去年|20\d\d年)(?:同期)?(?:的)?$")
_NAMED_THAN = re.compile(
    r"，(?P<what>[\u4e00-\u9fff]{2,10}?)(?:比|较)?(?:(?P<up>高于|快于|超过|高出)|(?P<down>低于|慢于|落后于?|滞后于?))(?P<of>[\u4e00-\u9fff]{2,10}?)"
)
_ENDING = 2  # characters of a name that is told anew in short


def _delta(delta: Mention, sign: int) -> Mention:
    """The same figure, with the direction that the words give it."""
    delta.figure.kind, delta.figure.polarity = "delta", sign
    delta.figure.surface = delta.figure.surface.partition("（")[0]
    return delta


def triple_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """Differences of percentages, moves from one to another."""
    for first, second, third in zip(mentions, mentions[1:], mentions[2:], strict=False):
        if first.sentence == second.sentence == third.sentence:
            yield from _points(first, second, third)
            yield from _points_bracketed(first, second, third)
            yield from _beside_aim(first, second, third)
            yield from _beside_named(first, second, third)
    flat = [m for m in mentions if not m.depth]
    for aim, done, delta in zip(flat, flat[1:], flat[2:], strict=False):
        if aim.sentence == delta.sentence and done.after.startswith("（"):
            yield from _beside_aim(aim, done, delta)  # 实际18.75%（18人），高于目标3.75个百分点
    yield from _moves(mentions)


def _moved(old: Mention, new: Mention) -> bool:
    """由725元提至760元: the words before the first and between the two."""
    before = old.paragraph.text[max(0, old.start - 16) : old.start]
    return bool(_FROM.search(before) and _TO.fullmatch(new.gap))


def _points(a: Mention, b: Mention, delta: Mention) -> Iterator[Claim]:
    """a, compared with b, is so many points higher; or from a to b."""
    as_percent = _as_percent(a, b, delta)
    if (a.dimension, b.dimension) != (PERCENT, PERCENT) or not (delta.dimension == POINTS or as_percent):
        return
    than, then = _THAN.fullmatch(b.gap), _THEN.fullmatch(delta.gap)
    if than and not then and _BARE.fullmatch(delta.gap) and than["word"] in ("高于", "低于", "超过"):
        sign = -1 if than["word"] == "低于" else 1
    elif than and then and than["word"] in ("较", "比"):
        sign = 1 if then["up"] else -1
    elif _moved(a, b):
        after = _AFTER.fullmatch(delta.gap)
        if not after:
            return
        a, b, sign = b, a, 1 if after["up"] else -1
    else:
        return
    if a.attr == CHANGE:
        return  # 下降5%，比全省平均3%高: of two rates of change the directions would have to be known
    operands = (
        Operand("delta", _delta(delta, sign).figure),
        Operand("current", a.figure),
        Operand("prior", b.figure),
    )
    template = "points-as-percent" if as_percent else "points"
    if as_percent:
        delta.figure.surface = a.figure.surface
    yield Claim("difference", template, operands, delta.figure.place, closed=not as_percent)


def _as_percent(a: Mention, b: Mention, delta: Mention) -> bool:
    """62.5%，较上年58.3%提高4.2%: what is between the two to the last digit, and nothing that could be a rate of growth."""
    figures = (a.figure, b.figure, delta.figure)
    same = delta.dimension == PERCENT and all(f.hedge == EXACT and f.decimals for f in figures)
    return same and abs(a.figure.value - b.figure.value) == delta.figure.value


def _points_bracketed(a: Mention, delta: Mention, b: Mention) -> Iterator[Claim]:
    """优良率91.0%，同比提高2.1个百分点（上年同期88.9%）; 合格率比上年96.8%上升1.1个百分点（本年97.9%）."""
    kinds = (a.dimension, delta.dimension, b.dimension)
    said = _POINTS_SAID.fullmatch(delta.gap)
    if kinds != (PERCENT, POINTS, PERCENT) or a.attr == CHANGE or said is None or b.depth != delta.depth + 1:
        return
    before = a.paragraph.text[: a.start]
    if _PRIOR_IN.fullmatch(b.gap) and not _COMPARED.search(before):
        now, prior = a, b
    elif _NOW_IN.fullmatch(b.gap) and _COMPARED.search(before) and not said["than"]:
        now, prior = b, a
    else:
        return
    if now.figure.hedge == prior.figure.hedge == EXACT:
        pair = (Operand("current", now.figure), Operand("prior", prior.figure))
        made = _delta(delta, 1 if said["up"] else -1)
        yield Claim("difference", "points", (Operand("delta", made.figure), *pair), delta.figure.place)


def _beside_aim(aim: Mention, done: Mention, delta: Mention) -> Iterator[Claim]:
    """目标15%，实际18.75%，高于目标3.75个百分点."""
    if (aim.dimension, done.dimension, delta.dimension) != (PERCENT, PERCENT, POINTS):
        return
    than = _THAN_AIM.fullmatch(delta.gap)
    named = _AIM.search(aim.paragraph.text, max(0, aim.start - 12), aim.start)
    if than and named and aim.figure.hedge == done.figure.hedge == EXACT:
        sign = 1 if than["up"] else -1
        pair = (Operand("current", done.figure), Operand("prior", aim.figure))
        yield Claim(
            "difference",
            "beside-aim",
            (Operand("delta", _delta(delta, sign).figure), *pair),
            delta.figure.place,
        )


def _beside_named(a: Mention, b: Mention, delta: Mention) -> Iterator[Claim]:
    """总体执行进度56.06%，序时进度58.33%，总体进度低于序时进度2.27个百分点: both named anew."""
    than = _NAMED_THAN.fullmatch(delta.gap)
    if (a.dimension, b.dimension, delta.dimension) != (PERCENT, PERCENT, POINTS) or than is None:
        return
    for one, other in ((a, b), (b, a)):
        named = _name(other).endswith(than["of"]) and _name(one).endswith(than["what"][-_ENDING:])
        if named and not _name(one).endswith(than["of"]) and one.figure.hedge == other.figure.hedge == EXACT:
            made = _delta(delta, 1 if than["up"] else -1)
            made.figure.surface = than["what"]
            pair = (Operand("current", one.figure), Operand("prior", other.figure))
            yield Claim("difference", "points", (Operand("delta", made.figure), *pair), delta.figure.place)
            return


def _name(mention: Mention) -> str:
    """The words of its clause right before a figure."""
    before = mention.paragraph.text[max(0, mention.start - 16) : mention.start]
    return re.split(r"[，。；：、]", before)[-1].rstrip("为是达到")


_MOVED = re.compile(rf"，[\u4e00-\u9fff]{{0,6}}?(?:{_SIGNED}|(?P<rise>增)|(?P<fall>降))(?:幅度?)?(?:为|达)?")


def _moves(mentions: list[Mention]) -> Iterator[Claim]:
    """由725元提至760元，提高35元，增幅4.83%: what is said of a move whose two ends are printed."""
    for at, (old, new) in enumerate(itertools.pairwise(mentions)):
        alike = old.figure.unit is new.figure.unit and old.dimension in (MONEY, COUNT)
        if not alike or old.sentence != new.sentence or not _moved(old, new):
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
