"""Which figures are no members of a list: full marks, points taken away, what each one gets, the total once more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quanheng.facts.mentions import Mention
from quanheng.model.quantity import SCORE

_POINTS = re.compile(r"(?:满分|分值|权重|扣分?|扣减|扣除)(?:为|了|：)?$")
_GOT = re.compile(r"[，（、]?(?:自评|实际|最终|评价|核定|复核|实)*(?:得分?|自评分?|评分)(?:了|为|：)?")
_PER_HEAD = re.compile(
    r"(?:平均|单[车台辆件套]|[人户亩车日班校村件次生床所场镇乡]均|每[^，。；、]{1,4})[^，。；、\d]{0,4}$"
)
_LIMIT = re.compile(r"（?(?:含|及)?）?以[上下内]（?含?）?的")  # 50万元以上的6个
_AGAIN = re.compile(r"(?:合计|共计|总计|小计)(?:支出|收入|金额|资金|数)?[为是]?$")
_SPREAD = re.compile(r"平均|最[高低]|极差|均分|第[一二三四]季度|[上下]半年")


def apart(mention: Mention) -> bool:
    """满分10分, 扣2分, 完成率×10分, 户均2万元, 50万元以上的: no part of a total and no total."""
    if mention.dimension != SCORE:
        return per_head(mention) or limits(mention)
    words = mention.paragraph.text[max(0, mention.start - 7) : mention.start]
    term = words.endswith(("×", "*", "÷"))
    return term or _SPREAD.search(mention.gap) is not None or _POINTS.search(words) is not None


def limits(mention: Mention) -> bool:
    """50万元以上的: a bound that tells the things counted behind it."""
    return _LIMIT.match(mention.paragraph.text, mention.end) is not None


def per_head(mention: Mention) -> bool:
    """户均2万元, 每人800元, 单车2.70万元: what each one gets or costs."""
    words = mention.paragraph.text[max(0, mention.start - 8) : mention.start]
    return _PER_HEAD.search(words) is not None


def full_marks(points: Mention, got: Mention) -> bool:
    """预算执行20分，自评得分18.64分: the first is what could be had."""
    both = points.dimension == got.dimension == SCORE and points.sentence == got.sentence
    return both and _GOT.fullmatch(got.gap) is not None


def total_again(mention: Mention, totals: Sequence[Mention]) -> bool:
    """支出59万元。按功能分：教育支出52万元，……，五类合计59万元: behind its parts the total is told once more."""
    same = any(mention.figure.base == total.figure.base for total in totals)
    return same and _AGAIN.search(mention.gap) is not None
