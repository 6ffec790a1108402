"""What stands behind a figure like a list and does not divide it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from quanheng.facts.mentions import Mention
from quanheng.facts.movements import come_and_go
from quanheng.lexicon.load import partitions
from quanheng.model.quantity import COUNT, SCORE

_HUNDRED = Decimal("100.1")  # shares of one whole, rounded
_SHARE_BEHIND = re.compile(r"（(?:占(?:比)?)?(?P<share>\d{1,3}(?:\.\d+)?)%）")


def _scored(children: list[Mention]) -> bool:
    """预算执行率4分，得3.88分: full marks and what was got of them are no list."""
    scores = [c for c in children if c.dimension == SCORE]
    got = [c for c in scores if "得" in c.gap]
    return bool(got) and len(got) < len(scores)


def no_list(parent: Mention, children: list[Mention]) -> bool:
    """Whether what stands behind a figure does not divide it: movements, full marks and scores, groups that overlap."""
    if come_and_go(children) or _scored(children) or any(_TWICE.search(c.gap) for c in children):
        return True
    return parent.dimension == COUNT and (
        _overlap_told(parent, children) or _of_something_else(parent, children)
    )


def _of_something_else(parent: Mention, children: Sequence[Mention]) -> bool:
    """2个项目……，其中：甲项目设指标9个，乙项目设指标7个: projects are not divided by what each of them has."""
    noun, has = _COUNTED.match(parent.after), _HAS.search(children[0].gap)
    return noun is not None and has is not None and has["noun"] != noun[0]


def _overlap_told(parent: Mention, children: Sequence[Mention]) -> bool:
    """对立案满意513份（95%），对审判满意475份（87.96%）: parts whose own shares make more than the whole."""
    if sum(c.figure.base for c in children) <= parent.figure.base:
        return False
    text = children[0].paragraph.text
    shares = [_SHARE_BEHIND.match(text, c.end) for c in children]
    return sum(Decimal(found["share"]) for found in shares if found) > _HUNDRED


def overlapping(children: Sequence[Mention]) -> bool:
    """授予中小企业, 授予小微企业: the second is part of the first, and both of the procurement."""
    within = {item for p in partitions() for item in p.within}
    return all(child.figure.item in within for child in children)


_COUNTED = re.compile(r"[\u4e00-\u9fff]{2}")
_HAS = re.compile(r"(?:设|设有|设置|制定|编制)(?P<noun>[\u4e00-\u9fff]{2})$")
_TWICE = re.compile(r"同时|重叠|重复|交叉|兼有")  # 两项同时享受1088人: among both
