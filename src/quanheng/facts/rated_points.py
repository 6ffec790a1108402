"""Points in proportion to a rate that the same sentence tells: 满意度权重4分，满意率94%，按满意率×4计，得3.76分.

The words name the rate, its value, what it is multiplied by and what was got, each once in the sentence; where one of
them is missing or stands there twice nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from quanheng.facts.mentions import Mention
from quanheng.model.figure import EXACT, Figure
from quanheng.model.quantity import PERCENT, SCORE, unit
from quanheng.model.relation import Claim, Operand

_BY = re.compile(
    r"按[“‘]?[^，。；：（）“”\d]{0,8}?(?P<rate>[\u4e00-\u9fff]{2}[率度])"
    r"(?:[×*xX乘]以?(?:(?P<full>\d+(?:\.\d+)?)分?|分值|权重|满分)[”’]?(?:的?(?:计算?|折算|核算|计分|得分)|(?=，?(?:应|自评)?得|）))"
    r"|[”’]?(?:计算?|折算|计分|计得)(?!分档|.{0,4}扣))"
)
_IS = r"(?:为|达到?|是|约)?$"
_OTHER_RATE = re.compile(r"(?:目标|计划|要求|应达|上年|去年|同期|平均|高于|低于)[^，。；（）]{0,8}$")
_GOT = re.compile(r"(?:得分?|计|得分为)(?:为)?$")
_NO_MARKS = re.compile(r"(?:[扣加减低高补]|核减)[^，。；（）]{0,6}$|每[^，。；]*$|[至到—~-]$")
_BOUND = re.compile(r"以[上下内]|及以|左右")
_OF_A_GROUP = re.compile(
    r"[：、]|其中|每|各"
)  # 产出（40分）：治愈率98%，按治愈率计分: one of several has fewer points
_STOP = "。；"
_BACK = 24


def rated_point_claims(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """Points = rate × full marks, once for each rate that a paragraph scores by."""
    if not any(m.dimension == SCORE for m in mentions):
        return
    text = mentions[0].paragraph.text
    for by in _BY.finditer(text):
        begin = max(text.rfind(sign, 0, by.start()) for sign in _STOP) + 1
        end = min((at for sign in _STOP if (at := text.find(sign, by.end())) >= 0), default=len(text))
        inside = [m for m in mentions if begin <= m.start < end]
        rate, got = _rate(inside, by["rate"]), _got(inside, by)
        if rate is None or got is None or any(m.figure.hedge != EXACT for m in (rate, got)):
            continue
        full = _full(inside, by, got)
        if full is not None and got.figure.value <= full.value:
            yield _claim(got, rate, full)


def _before(mention: Mention) -> str:
    return mention.paragraph.text[max(0, mention.start - _BACK) : mention.start]


def _rate(inside: Sequence[Mention], name: str) -> Mention | None:
    """The one percentage that the words in front of it call by the name of the rate."""
    named = re.compile(re.escape(name) + _IS)
    found = [
        m
        for m in inside
        if m.dimension == PERCENT
        and (call := named.search(_before(m)))
        and not _OTHER_RATE.search(_before(m)[: call.start()])
        and not _BOUND.match(m.paragraph.text, m.end)
    ]
    return found[0] if len(found) == 1 else None


def _got(inside: Sequence[Mention], by: re.Match[str]) -> Mention | None:
    """The one score that was got, before the rule or behind it."""
    found = [m for m in inside if m.dimension == SCORE and _GOT.search(_before(m)) and not _within(m, by)]
    return found[0] if len(found) == 1 else None


def _within(mention: Mention, by: re.Match[str]) -> bool:
    return by.start() <= mention.start < by.end()


def _full(inside: Sequence[Mention], by: re.Match[str], got: Mention) -> Figure | None:
    """What the rate is multiplied by: printed behind the sign, else the points that stand nearest in front of the rule."""
    marks = [
        m
        for m in inside
        if m.dimension == SCORE and m is not got and m.start < by.start() and not _NO_MARKS.search(_before(m))
    ]
    if by["full"] is None:
        nearest = marks[-1] if marks else None
        if nearest is None or _OF_A_GROUP.search(by.string, nearest.end, by.start()):
            return None
        return None if nearest.figure.decimals else nearest.figure
    written = next((m.figure for m in inside if m.start == by.start("full")), None)
    return written or _number(by, got)


def _number(by: re.Match[str], got: Mention) -> Figure:
    """执行率×10: a number without a unit is no figure yet."""
    digits = by["full"]
    place = got.paragraph.place(*by.span("full"))
    decimals = len(digits.partition(".")[2])
    return Figure(-1, digits, Decimal(digits), unit("分"), decimals, place, kind="rule")


def _claim(got: Mention, rate: Mention, full: Figure) -> Claim:
    operands = (Operand("result", got.figure), Operand("part", rate.figure), Operand("part", full))
    notes: dict[str, object] = {"steps": (0, 1, "×")}
    return Claim("rated_points", "by-rate", operands, got.figure.place, closed=False, notes=notes)
