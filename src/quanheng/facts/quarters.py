"""Quarters and the half year, three quarters or year that they make: 一季度104万元、二季度46万元，上半年累计150万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quanheng.facts.leads import LEVEL
from quanheng.facts.mentions import Mention
from quanheng.facts.operands import sum_of
from quanheng.model.figure import EXACT
from quanheng.model.relation import Claim

_QUARTER = re.compile(
    r"(?<![前至到和及一二三])(?<![一二三]、)第?(?P<which>[一二三四])季度(?:完成|支出|实现|拨付|收入|为)*$"
)  # 前三季度, 一、二季度 are several
_MADE = re.compile(
    r"[，；。、](?P<span>上半年|前三季度|全年|四个季度)(?:累计|合计|共计|总计|共)(?:完成|支出|实现|拨付|收入|为)*"
)
_SPANS = {"上半年": "一二", "前三季度": "一二三", "全年": "一二三四", "四个季度": "一二三四"}


def quarter_claims(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """The sum of the quarters in front of it."""
    quarters: dict[str, Mention] = {}
    for mention in mentions:
        plain = mention.attr == LEVEL and mention.figure.hedge == EXACT and not mention.depth
        made, named = _MADE.fullmatch(mention.gap), _QUARTER.search(mention.gap)
        if named and plain:
            if named["which"] in ("一", *quarters):
                quarters = {}  # 二季度200万元，去年二季度180万元: of two years
            quarters[named["which"]] = mention
        elif made and plain:
            parts = [quarters.get(which) for which in _SPANS[made["span"]]]
            found = [p for p in parts if p is not None and p.figure.unit is mention.figure.unit]
            if len(found) == len(parts) and mention.sentence - found[0].sentence <= 1:
                operands, notes = sum_of(mention, found), {"asks": True, "bound": True}
                yield Claim("sum", "quarters", operands, mention.figure.place, closed=False, notes=notes)
