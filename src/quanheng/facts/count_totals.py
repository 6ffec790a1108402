"""Counts whose total stands behind them, and lists counted in two units.

编制386名、24名、6名，共406名; 城市3,216户4,108人，农村5,842户7,915人，合计9,058户12,032人;
412户1,086人，其中已消除287户753人，未消除125户323人: where the households add up, so must the people.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from quanheng.facts.leads import CHANGE, LEVEL
from quanheng.facts.list_members import per_head
from quanheng.facts.lists import Group
from quanheng.facts.mentions import Mention
from quanheng.facts.operands import sum_of
from quanheng.model.figure import EXACT
from quanheng.model.quantity import COUNT, MONEY
from quanheng.model.relation import Claim

_TOTALLED = re.compile(
    r"[，、；]?(?:[两三四五六]年)?(?:累计|共计|合计|总计|总共|小计|共)(?:有|为)?"
    r"|[，、；][\u4e00-\u9fff]{2,6}(?:合计|共计|总计)(?:为)?"  # 供排水管网合计
    r"|[，；](?:人员|职工|在岗|从业)?(?:总人数|总数|总人员)(?:为|共)?"  # 在编271人，备案制64人，合同制115人，总人数450人
)
_TOTAL = re.compile(r"共计|合计|总计|总共|小计|共|[总全]")
_YEARS = re.compile(r"[两三四五六]年(?:累计|共计|合计|总计|共)")
_FIRST = re.compile(r"其中|年末|实有|现有|：")
_WITHIN = re.compile(r"其余|办结|完成|合格|通过|结案|整改|超|缺|空|每|比|较|上年|目标|计划|应")
_BESIDE = re.compile(r"[，、]?(?:[\u4e00-\u9fff]{0,4}(?:资金|投资|金额|补助|预算|支出|经费))?(?:为)?")
_SIDE = ("", "、")  # 桥梁11座、468延米
_MOST = 8
_Beside = Sequence[tuple[Mention, Mention]]  # a count and what stands behind it


def _plain(mention: Mention) -> bool:
    return mention.attr == LEVEL and mention.dimension == COUNT and mention.figure.hedge == EXACT


def count_total_claims(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """Counts of one unit in front of their total; a shorter run of them is another reading."""
    for at, total in enumerate(mentions):
        if not _plain(total):
            continue
        leader = _leader(mentions, at)
        if leader is None or not _TOTALLED.fullmatch(leader.gap):
            continue
        parts = _run(mentions[:at], total)
        values = [p.figure.base for p in parts]
        if len(parts) < 2 or total.figure.base in values:
            continue
        total.figure.surface = total.lead.name or "合计"
        readings = [sum_of(total, parts[start:]) for start in range(len(parts) - 1)]
        yield Claim(
            "sum", "total-behind", readings[0], total.figure.place, closed=False,
            alternatives=tuple(readings[1:]), notes={"asks": True},
        )  # fmt: skip


def _leader(mentions: Sequence[Mention], at: int) -> Mention | None:
    """The first figure of a total in two units: of 合计9,058户12,032人 the households."""
    if at and not mentions[at].gap and _plain(mentions[at - 1]):
        return mentions[at - 1]
    return mentions[at]


def _run(before: Sequence[Mention], total: Mention) -> list[Mention]:
    """The counts of the total's unit in front of it, back to anything that is not added."""
    found: list[Mention] = []
    years = _YEARS.search(total.gap)  # 2022年比2021年增长4.76%，三年累计55025人
    for mention in reversed(before):
        if mention.sentence != total.sentence:
            break
        if mention.depth != total.depth:
            if mention.depth < total.depth:
                break
            continue
        if mention.figure.unit is not total.figure.unit:
            if mention.dimension != COUNT and not (years and mention.attr == CHANGE):
                break
            continue
        if mention.gap.endswith("各"):
            return []  # 图书馆、文化馆、博物馆各1个: three of them
        if not _plain(mention) or _WITHIN.search(mention.gap.rpartition("。")[2]) or len(found) == _MOST:
            return []
        found.insert(0, mention)
        if _FIRST.search(mention.gap) or "；" in mention.gap:
            break
        if _TOTAL.search(mention.gap):
            return []
    return found


def second_unit_claims(mentions: Sequence[Mention], groups: Sequence[Group]) -> Iterator[Claim]:
    """What stands right behind each count of a list that adds up: where the counts leave nothing out, nor does it."""
    behind = {id(m): following for m, following in itertools.pairwise(mentions)}
    for group in groups:
        whole, parts = group.parent, group.children
        if not _plain(whole) or len(parts) < 2 or sum(p.figure.base for p in parts) != whole.figure.base:
            continue
        beside = [(m, behind[id(m)]) for m in (whole, *parts) if id(m) in behind]
        if len(beside) <= len(parts):
            continue
        if _counted(beside):
            yield _second(beside, {"exhaustive": True, "disjoint": True})
        elif not group.bracket and all(_paid(count, amount) for count, amount in beside):
            yield _second(beside, {"asks": True, "bound": True})


def _second(beside: _Beside, notes: dict[str, object]) -> Claim:
    total, *others = (second for _, second in beside)
    operands, place = sum_of(total, others), total.figure.place
    return Claim("sum", "second-unit", operands, place, closed=False, notes=notes)


def _counted(beside: _Beside) -> bool:
    """412户1,086人，其中已消除287户753人，未消除125户323人: households and people."""
    whole, total = beside[0]
    other = _plain(total) and total.figure.unit is not whole.figure.unit
    return other and all(m.gap in _SIDE and m.figure.unit is total.figure.unit for _, m in beside)


def _paid(count: Mention, amount: Mention) -> bool:
    """9个项目，投入资金372万元，其中产业类5个、260万元，基础设施类4个、112万元: the amount of what is counted."""
    if amount.dimension != MONEY or amount.attr != LEVEL or amount.figure.hedge != EXACT:
        return False
    same = amount.sentence == count.sentence and amount.depth == count.depth and not per_head(amount)
    return same and _BESIDE.fullmatch(amount.gap) is not None
