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

from quanheng.facts.mentions import Mention
from quanheng.model.figure import AT_LEAST, AT_MOST, EXACT, Figure, Statement
from quanheng.model.quantity import COUNT, MONEY, PERCENT
from quanheng.model.relation import Claim, Operand

_MET = re.compile(
    r"，(?P<word>(?:已|均|全部|全面)*(?:达标|达到(?:了)?(?:预期|年度|绩效|年初)?(?:目标|要求)|超额完成(?:年度|年初)?(?:计划|任务|目标|指标)?"
    r"|(?:完成|实现)(?:了)?(?:年度|预期|绩效|年初)?(?:目标|任务)))(?=[，。；）]|$)"
)
_GOAL = re.compile(r"目标|指标|计划|要求|标准")
_SMALL = re.compile(
    r"控制|限|压[减降]|能耗|耗[水电能]|排放|事故|死亡|发病|投诉|信访|欠|成本"
)  # the less the better
_BEYOND = "超额"
_DONE = re.compile(r"[，（；](?:[^，。；]{0,8})?(?:实际|完成|达到|实现)(?:值|数)?(?:为)?$")
_RATE = re.compile(r"，(?:实际)?完成(?:率)?(?:为|达)?")


def met_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """A goal, its result, and the word that it was reached."""
    for first, second in pairwise(mentions):
        if first.figure.unit is second.figure.unit and first.sentence == second.sentence:
            yield from _bounded(first, second)
    for first, second, rate in zip(mentions, mentions[1:], mentions[2:], strict=False):
        if rate.dimension == PERCENT and _RATE.fullmatch(rate.gap) and first.sentence == rate.sentence:
            yield from _completed(first, second, rate)


def _bounded(goal: Mention, done: Mention) -> Iterator[Claim]:
    """目标不低于98%，实际96.8%，已达标."""
    said = _MET.match(done.after)
    if said is None or not _GOAL.search(goal.gap) or not _DONE.search(done.gap) or done.figure.hedge != EXACT:
        return
    bound = replace(goal.figure, hedge=EXACT)
    if goal.figure.hedge == AT_LEAST:
        yield _claim(bound, done.figure, done, said)
    elif goal.figure.hedge == AT_MOST:
        yield _claim(done.figure, bound, done, said)


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
