"""Points that the text tells of single indicators: full marks, points in proportion to the target, deductions.

履职效果，20分，得19分。 目标90%，实际85.5%，分值10分，按比例得9.5分。 扣0.84分……扣0.96分，两项共扣1.8分。
Each is read where the words name all that it takes, and only once in its clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quanheng.facts.leads import RATE
from quanheng.facts.mentions import Mention
from quanheng.facts.operands import quotient, sum_of
from quanheng.facts.points_left import points_left_claims
from quanheng.facts.rule_rows import standard_claim
from quanheng.model.figure import EXACT
from quanheng.model.quantity import COUNT, PERCENT, SCORE, counts_alike
from quanheng.model.relation import Claim, Operand

_GOT = re.compile(r"(?P<closed>）)?[，、：]?(?:实际|自评|评价|核定|实)?得分?(?:为)?$")
_NO_MARKS = re.compile(r"(?:[扣加减得打给高低含补回另再]|奖励)[^，。；（）]{0,6}$|每[^，。；]*$|[至到—~-]$")
_OTHER_MARK = re.compile(
    r"(?:平均|基[准础]|及格|合格|达标|起评|起始|[上去前往]年|上次)(?:得?分|线|[值数])*(?:为|是)?$"
)
_IN_BRACKET = re.compile(r"（(?:满分|分值|权重|标准分)?(?:为)?$")  # not （含预算执行10分）
_TARGET = re.compile(r"目标(?:值|为|是|：|不低于|不少于|≥)*$")
_AIMED = re.compile(r"[”』]?目标")
_ACTUAL = re.compile(r"实际[^，。；\d]{0,6}$")
_RATE = re.compile(r"完成(?:率|比例)(?:为)?$")
_PROPORTION = re.compile(r"按[^，。；\d]{0,12}比例")
_SCORED = re.compile(r"得分?$")
_RULE = "按完成比例得分"  # how all of them are read
_TAKEN_OFF = re.compile(r"扣(?:减|除|了)?$")
_EACH = re.compile(r"每[^，。；]*$")
_TOGETHER = re.compile(
    r"(?P<many>[两二三四五六2-6])(?:项|个方面|处|个问题)[^，。；\d]{0,12}?扣(?:减|除|了)?$"
)
_MANY = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_STOP = "。；"
_BACK = 24


def item_point_claims(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """What the points of one paragraph assert."""
    scores = [m for m in mentions if m.dimension == SCORE and m.figure.hedge == EXACT]
    if not scores:
        return
    yield from _caps(scores)
    yield from _prorated(mentions, scores)
    yield from _deducted(scores)
    yield from points_left_claims(scores)


def _before(mention: Mention) -> str:
    return mention.paragraph.text[max(0, mention.start - _BACK) : mention.start]


def _caps(scores: Sequence[Mention]) -> Iterator[Claim]:
    """20分，得19分: the points right in front of the score are the most that there is."""
    for full, got in pairwise(scores):
        behind = _GOT.fullmatch(full.paragraph.text, full.end, got.start)
        before = _before(full)
        if behind is None or full.figure.decimals or _NO_MARKS.search(before) or _OTHER_MARK.search(before):
            continue
        if not behind["closed"] or _IN_BRACKET.search(before):
            operands = (Operand("total", full.figure), Operand("part", got.figure))
            yield Claim("at_most", "told-cap", operands, got.figure.place)


def _prorated(mentions: Sequence[Mention], scores: Sequence[Mention]) -> Iterator[Claim]:
    """Points in the proportion of result and target, and the rate of completion between them."""
    text = mentions[0].paragraph.text
    for word in _PROPORTION.finditer(text):
        begin = max(text.rfind(sign, 0, word.start()) for sign in _STOP) + 1
        end = min((at for sign in _STOP if (at := text.find(sign, word.end())) >= 0), default=len(text))
        inside = [m for m in mentions if begin <= m.start < end and m.figure.hedge == EXACT]
        target, actual = _only(inside, _TARGET, _AIMED), _only(inside, _ACTUAL)
        got = _only([m for m in inside if m.dimension == SCORE and m.start >= word.end()], _SCORED)
        points = next((m for m in reversed(scores) if got is not None and begin <= m.start < got.start), None)
        if target is None or actual is None or not counts_alike(target.figure.unit, actual.figure.unit):
            continue
        if points is not None and got is not None and not _NO_MARKS.search(_before(points)):
            yield _in_proportion(word[0], got, points, target, actual)
        rate = _only([m for m in inside if m.dimension == PERCENT and m.attr == RATE], _RATE)
        if rate is not None and target.dimension == COUNT and target.figure.value:
            yield Claim("completion", "goal-rate", quotient(rate, actual, target), rate.figure.place)


def _only(
    mentions: Sequence[Mention], front: re.Pattern[str], behind: re.Pattern[str] | None = None
) -> Mention | None:
    """The one figure that the words in front of it (behind it) name."""
    found = [
        m
        for m in mentions
        if front.search(_before(m)) or (behind is not None and behind.match(m.paragraph.text, m.end))
    ]
    return found[0] if len(found) == 1 else None


def _in_proportion(words: str, got: Mention, points: Mention, target: Mention, actual: Mention) -> Claim:
    """The claim, read as the usual rule and quoted in the `words` of the document."""
    from quanheng.facts.rules import parse_scanned, result  # noqa: PLC0415 loaded with the first rule

    notes = {
        "rule": parse_scanned(_RULE)[0],
        "target": result(target.figure.text),
        "result": result(actual.figure.text),
        "sure": False,
        "name": "",
        "places": got.figure.decimals,
        "cells": [(actual.figure.text, actual.figure.place)],
    }
    operands = (Operand("score", got.figure), Operand("points", points.figure))
    return standard_claim("score_rule", operands, words, notes)


def _deducted(scores: Sequence[Mention]) -> Iterator[Claim]:
    """The deductions told one by one, and what they come to."""
    parts: list[Mention] = []
    for score in scores:
        before = _before(score)
        together = _TOGETHER.search(before)
        if together is not None:
            if len(parts) == (_MANY.get(together["many"]) or int(together["many"])):
                yield Claim("score_sum", "deductions", sum_of(score, parts), score.figure.place, closed=False)
            parts = []
        elif _TAKEN_OFF.search(before) and not _EACH.search(before):
            parts.append(score)
