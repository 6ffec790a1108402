"""Words of success beside the figures that they are about: 目标不低于98%，实际96.8%，已达标.

A goal says itself on which side success lies (不低于, 不高于); a bare goal does not, and is read only where the rate
of completion stands behind it: 计划1.05万亩，完成0.98万亩，完成率93.3%，超额完成计划. Of what should stay small, and of
money that was left over, less than the plan may be success.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from quanheng.facts.leads import CHANGE, COMPLETION, LEVEL, OF, RATE, SHARE
from quanheng.facts.mentions import Mention
from quanheng.lexicon.directions import LESS
from quanheng.model.figure import AT_LEAST, AT_MOST, EXACT, Figure, Statement
from quanheng.model.quantity import COUNT, MONEY, PERCENT
from quanheng.model.relation import Claim, Operand

_MET = re.compile(
    r"，(?P<word>(?:已|均|全部|全面)*(?:达标|达到(?:了)?(?:预期|年度|绩效|年初)?(?:目标|要求)|超额完成(?:年度|年初)?(?:计划|任务|目标|指标)?"
    r"|(?:完成|实现)(?:了)?(?:年度|预期|绩效|年初)?(?:目标|任务)))(?=[，。；）]|$)"
)
_REACHES = re.compile(
    r"，(?P<word>(?:已|均|已经|全部|全面)*(?:达到|实现|符合|满足|完成)了?)[^，。；、“（\d]{0,6}[“（]?"
    r"[^，。；、“”（）\d]{0,10}?(?:不低于|不少于|不超过|不高于|大于|小于|[≥≤])?"
)
_THE_GOAL = re.compile(
    r"(?:及?以上|及?以下|以内)?[”）]?的?(?:年度|年初|预期|绩效|年初设定|设定|控制|考核|合同)*的?(?:目标|要求|标准|指标|规定)"
)
_GOAL = re.compile(r"目标|指标|计划|要求|标准")
_SMALL = re.compile(rf"控制|限|压[减降]|耗[水电能]|发病|欠|成本|{LESS.pattern}")  # the less the better
_LARGE = re.compile(
    r"(?:完成|合格|[竣完开]工|达标|覆盖|优良|及时|到位|成活|保存|结案|办结|收缴|入住|就业|执行|支付|发放|参训|普及|知晓|完好|通过|巩固|处置|整改)率|满意[度率]"
)  # the more the better
_GOAL_BEHIND = re.compile(r"[，（](?:年度|预期|绩效|年初)?(?:目标|指标)值?(?:为|是|：)?(?:不低于|≥)?")
_GROWN = re.compile(r"，(?:实际|同比|比上年|较上年)?(?:增长|提高|上升|增加|下降|降低|减少)(?:了)?")
_RATES = (COMPLETION, OF, RATE, SHARE)
_BEYOND = "超额"
_DONE = re.compile(r"[，（；](?:[^，。；]{0,8})?(?:实际|完成|达到|实现)(?:值|数)?(?:为)?$")
_RATE = re.compile(r"，(?:实际)?完成(?:率)?(?:为|达)?")


def met_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """A goal, its result, and the word that it was reached."""
    for first, second in pairwise(mentions):
        if first.figure.unit is second.figure.unit and first.sentence == second.sentence:
            yield from _bounded(first, second)
            yield from _goal_behind(first, second)
            yield from _reached(first, second)
    for at, done in enumerate(mentions):
        if done.attr == CHANGE and done.dimension == PERCENT and (said := _MET.match(done.after)):
            yield from _grown(mentions[:at], done, said)
    for first, second, rate in zip(mentions, mentions[1:], mentions[2:], strict=False):
        if rate.dimension == PERCENT and _RATE.fullmatch(rate.gap) and first.sentence == rate.sentence:
            yield from _completed(first, second, rate)


def _bounded(goal: Mention, done: Mention) -> Iterator[Claim]:
    """目标不低于98%，实际96.8%，已达标."""
    said = _MET.match(done.after)
    if said is None or not _GOAL.search(goal.gap) or not _DONE.search(done.gap) or done.figure.hedge != EXACT:
        return
    bound = replace(goal.figure, hedge=EXACT, exact=True)
    if goal.figure.hedge == AT_LEAST or (goal.figure.hedge == EXACT and _the_more(goal, done)):
        yield _claim(bound, done.figure, done, said)
    elif goal.figure.hedge == AT_MOST:
        yield _claim(done.figure, bound, done, said)


def _the_more(*rates: Mention) -> bool:
    """Whether the words name a rate of which more is better: 满意度, 合格率; not 差错率."""
    words = "".join(m.gap for m in rates)
    return rates[0].dimension == PERCENT and bool(_LARGE.search(words)) and not _SMALL.search(words)


def _goal_behind(done: Mention, goal: Mention) -> Iterator[Claim]:
    """竣工率95.24%，年度目标为100%，已完成目标."""
    said = _MET.match(goal.after)
    if said is None or not _GOAL_BEHIND.fullmatch(goal.gap) or done.figure.hedge != EXACT:
        return
    if done.attr == RATE and goal.figure.hedge in (EXACT, AT_LEAST) and _the_more(done):
        yield _claim(replace(goal.figure, hedge=EXACT, exact=True), done.figure, goal, said)


def _grown(before: list[Mention], done: Mention, said: re.Match[str]) -> Iterator[Claim]:
    """目标是增长10%以上，实际由18200人次增至19838人次，增长9%，达到目标."""
    alike = [m for m in before if m.figure.unit is done.figure.unit and m.sentence == done.sentence]
    goal = alike[-1] if alike else None
    if (
        goal is None
        or done.figure.hedge != EXACT
        or not _GROWN.fullmatch(done.gap)
        or not _GOAL.search(goal.gap)
    ):
        return
    same = goal.attr == CHANGE and goal.figure.polarity == done.figure.polarity != 0
    if same and goal.figure.hedge == AT_LEAST and "；" not in done.paragraph.text[goal.end : done.start]:
        yield _claim(replace(goal.figure, hedge=EXACT, exact=True), done.figure, done, said)


def _reached(done: Mention, goal: Mention) -> Iterator[Claim]:
    """完成率96.5%，达到“完成率不低于95%”的年度目标; 合格率98%，达到95%以上的要求."""
    said, named = _REACHES.fullmatch(goal.gap), _THE_GOAL.match(goal.after)
    if said is None or named is None or done.figure.hedge != EXACT or done.attr not in (LEVEL, *_RATES):
        return
    bound = replace(goal.figure, hedge=EXACT, exact=True)
    if goal.figure.hedge == AT_MOST:
        yield _claim(done.figure, bound, done, said)
    elif goal.figure.hedge == AT_LEAST or _the_more(done):
        yield _claim(bound, done.figure, done, said)


def _completed(first: Mention, second: Mention, rate: Mention) -> Iterator[Claim]:
    """目标125人 and 121人 in either order, 完成96.8%，已达标."""
    said = _MET.match(rate.after)
    plain = first.figure.unit is second.figure.unit and first.dimension in (COUNT, MONEY)
    exact = first.figure.hedge == second.figure.hedge == EXACT
    goals = [m for m in (first, second) if _GOAL.search(m.gap[-6:])]
    if said is None or not plain or not exact or len(goals) != 1 or _SMALL.search(first.gap + second.gap):
        return
    if first.dimension == MONEY and _BEYOND not in said["word"]:
        return  # 计划投入100万元，实际96.80万元，完成96.8%，完成年度目标: of the work, for less
    done = second if goals[0] is first else first
    if (done.figure.base < goals[0].figure.base) == (rate.figure.value < 100):
        yield _claim(goals[0].figure, done.figure, rate, said, Operand("rate", rate.figure))


def _claim(low: Figure, high: Figure, at: Mention, said: re.Match[str], *beside: Operand) -> Claim:
    """Success means that the first is no more than the second."""
    place = at.paragraph.place(at.end + said.start("word"), at.end + said.end("word"))
    statement = Statement("order", said["word"], place, value="within", surface=said["word"])
    operands = (Operand("left", low), Operand("right", high), *beside)
    return Claim("order", "met", operands, place, said=statement, word=said["word"], notes={"asks": True})
