"""Counts whose total stands behind them, and lists counted in two units.

编制386名、24名、6名，共406名; 城市3,216户4,108人，农村5,842户7,915人，合计9,058户12,032人;
412户1,086人，其中已消除287户753人，未消除125户323人: where the households add up, so must the people.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from quanheng.facts.leads import LEVEL
from quanheng.facts.list_members import per_head
from quanheng.facts.lists import Group
from quanheng.facts.mentions import Mention
from quanheng.facts.operands import sum_of
from quanheng.model.figure import EXACT
from quanheng.model.quantity import COUNT, MONEY
from quanheng.model.relation import Claim

_TOTALLED = re.compile(
    r"[，、；]?(?:[两三四五]年)?(?:累计|共计|合计|总计|总共|小计|共)(?:有|为)?"
    r"|[，、；][\u4e00-\u9fff]{2,6}(?:合计|共计|总计)(?:为)?"  # 供排水管网合计
)
_TOTAL = re.compile(r"共计|合计|总计|总共|小计|共|[总全]")
_FIRST = re.compile(r"其中|年末|实有|现有|：")
_WITHIN = re.compile(r"其余|办结|完成|合格|通过|结案|整改|超|缺|空|每|比|较|上年|目标|计划|应")
_MOST = 8


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
    for mention in reversed(before):
        if mention.sentence != total.sentence:
            break
        if mention.depth != total.depth:
            if mention.depth < total.depth:
                break
            continue
        if mention.figure.unit is not total.figure.unit:
            if mention.dimension != COUNT:
                break
            continue
        if not _plain(mention) or _WITHIN.search(mention.gap) or len(found) == _MOST:
            return []
        found.insert(0, mention)
        if _FIRST.search(mention.gap) or "；" in mention.gap:
            break
        if _TOTAL.search(mention.gap):
            return []
    return found


_BESIDE = re.compile(r"[，、]?(?:[\u4e00-\u9fff]{0,4}(?:资金|投资|金额|补助|预算|支出|经费))?(?:为)?")


def money_behind_claims(mentions: Sequence[Mention], groups: Sequence[Group]) -> Iterator[Claim]:
    """9个项目，投入资金372万元，其中产业类5个、260万元，基础设施类4个、112万元: where the counts add up, so must the money."""
    after = {id(m): following for m, following in itertools.pairwise(mentions)}
    for group in groups:
        whole, parts = group.parent, group.children
        if not _plain(whole) or len(parts) < 2 or group.bracket:
            continue
        beside = [_money(m, after.get(id(m))) for m in (whole, *parts)]
        added = sum(part.figure.base for part in parts) == whole.figure.base
        total, *amounts = beside
        if added and total is not None and all(amounts):
            operands, notes = sum_of(total, [m for m in amounts if m]), {"asks": True, "bound": True}
            yield Claim("sum", "second-unit", operands, total.figure.place, closed=False, notes=notes)


def _money(count: Mention, behind: Mention | None) -> Mention | None:
    """The amount that stands right behind a count."""
    if behind is None or behind.dimension != MONEY or behind.attr != LEVEL or behind.figure.hedge != EXACT:
        return None
    same = behind.sentence == count.sentence and behind.depth == count.depth and not per_head(behind)
    return behind if same and _BESIDE.fullmatch(behind.gap) else None


def second_unit_claims(mentions: Sequence[Mention], groups: Sequence[Group]) -> Iterator[Claim]:
    """The second unit of a list whose first adds up: nothing is left out of it."""
    after = {id(m): following for m, following in itertools.pairwise(mentions) if not following.gap}
    for group in groups:
        whole, parts = group.parent, group.children
        if not _plain(whole) or len(parts) < 2:
            continue
        other = after.get(id(whole))
        others = [after.get(id(part)) for part in parts]
        if other is None or not all(o is not None and o.figure.unit is other.figure.unit for o in others):
            continue
        added = sum(part.figure.base for part in parts) == whole.figure.base
        if added and _plain(other) and other.figure.unit is not whole.figure.unit:
            operands = sum_of(other, [o for o in others if o is not None])
            yield Claim(
                "sum",
                "second-unit",
                operands,
                other.figure.place,
                closed=False,
                notes={"exhaustive": True, "disjoint": True},
            )
