"""What each attribute speaks of: shares, changes and completion rates tied to their figures."""

from __future__ import annotations

import itertools
import re

from quanheng.facts.leads import BASE, CHANGE, COMPLETION, LEVEL, OF, RATE, SHARE, basis_of
from quanheng.facts.lists import REASON, same_kind
from quanheng.facts.mentions import Mention
from quanheng.model.quantity import COUNT, MONEY

_SUB_PART = re.compile(r"^（(?:其中|含|包括)")
_TOGETHER = re.compile(r"[两二三四五六七八九十\d]{1,2}[项类者](?:合计|共计|共|总共)?占[^，。；]{0,12}$")
_QUALIFIED = 3  # characters in front of a name that make it another thing


def aim(mentions: list[Mention]) -> None:
    """Tie every attribute (share, growth, completion) to the level figure that it speaks of."""
    for at, mention in enumerate(mentions):
        if mention.attr in (LEVEL, BASE, OF):
            continue
        behind = mentions[at + 1] if at + 1 < len(mentions) else None
        if (
            mention.attr == SHARE
            and behind is not None
            and behind.opened
            and behind.attr == LEVEL
            and not behind.lead.prior
            and not _SUB_PART.match(behind.gap)
        ):
            mention.target = behind  # 印刷费占比为9.0%（18.6万元）
            continue
        if _names_the_next(mention, behind):
            mention.target = behind  # 公务接待费占13.15%，支出2.15万元
            continue
        if mention.attr == SHARE and _TOGETHER.search(mention.gap):
            continue  # 药品和卫生材料两项占总支出的32%: of no single figure
        leader = _leader(mention, mentions[at - 1] if at else None)
        if leader is not None:
            mention.target, mention.figure.item = leader.target, leader.figure.item
            mention.figure.surface = leader.figure.surface
        elif not (mention.attr == CHANGE and _reasoned(mention)):
            before = mentions[at - 1] if at else None
            if (
                before is not None
                and before.attr == LEVEL
                and before.lead.prior
                and before.depth == mention.depth > 0
            ):
                mention.target = before  # （上年15万元，占80%）
                continue
            wholes = [whole for whole, rate in itertools.pairwise(mentions) if rate.attr == OF]
            mention.target = _target(mention, [m for m in mentions[:at] if m not in wholes])
            if mention.attr == CHANGE and mention.target is not None and not mention.lead.item:
                mention.figure.item = mention.target.figure.item


def _reasoned(mention: Mention) -> bool:
    """True where a change stands in a reason: 主要原因是会议费减少5万元; behind one, 与上年相比 speaks of the item again."""
    words = mention.gap.rsplit("。", 1)[-1]
    found = REASON.search(words)
    if found is None:
        return False
    again = mention.lead.phrase is not None and not mention.lead.name and not mention.lead.item
    return not (again and re.search(r"[，；]", words[found.end() :]))


def _names_the_next(share: Mention, behind: Mention | None) -> bool:
    plain = behind is not None and behind.attr == LEVEL and behind.sentence == share.sentence
    own = plain and behind is not None and behind.lead.generic and behind.separator == "，"
    return bool(own) and share.attr == SHARE and bool(share.lead.item)


def _leader(mention: Mention, before: Mention | None) -> Mention | None:
    """The change that this one repeats as a percentage: 增加5万元，增长10%."""
    if before is None or before.attr != CHANGE or mention.attr != CHANGE:
        return None
    alone = not (mention.lead.name or mention.lead.item or mention.lead.phrase or mention.lead.year)
    return before if alone and mention.separator in ("", "，", "、") and len(mention.gap) < 12 else None


def _target(mention: Mention, before: list[Mention]) -> Mention | None:
    levels = [m for m in before if m.attr == LEVEL and m.depth <= mention.depth and not m.lead.prior]
    item = mention.lead.item or mention.named
    if item and (mention.lead.item or (levels and levels[-1].figure.item != item)):
        return _latest([m for m in levels if m.figure.item == item and m.dimension == MONEY], mention)
    dated = (
        [m for m in levels if m.figure.year == mention.lead.year]
        if mention.lead.year and mention.attr == CHANGE
        else []
    )
    if dated:
        return dated[-1]  # 2022年增长5%，2023年增长10%
    if (
        mention.lead.year
        and mention.attr == CHANGE
        and levels
        and _dated_otherwise(levels[-1], mention.lead.year)
    ):
        return None  # 2022年支出498.30万元，2022年增长23.91%，2023年增长23.29%: 2023's figure is not here
    if mention.lead.name and not (mention.attr == RATE and len(mention.lead.name) <= 5):
        named = [m for m in levels if m.figure.surface and mention.lead.name.endswith(m.figure.surface)]
        if named and mention.attr == SHARE and _narrower(mention.lead.name, named[-1].figure.surface):
            return None  # 货物采购授予中小企业金额占: of the goods alone, which is not the amount printed
        return named[-1] if named else None
    if mention.attr == CHANGE and mention.dimension == COUNT:
        levels = [m for m in levels if same_kind(m, mention)]
    if not levels or levels[-1].dimension not in (MONEY, COUNT):
        return None
    if len(levels) > 1 and _earlier(levels[-1], levels[-2]):
        return levels[-2]  # 2023年甲x，2022年甲y，同比增加
    if (
        mention.attr in (COMPLETION, RATE)
        and len(levels) > 1
        and _budget_behind(levels[-2], levels[-1], mention)
    ):
        return levels[-2]
    return _above(levels[-1], mention)


def _budget_behind(actual: Mention, budget: Mention, rate: Mention) -> bool:
    """支出x，年初预算为y，完成年初预算的p%: what was completed is the budget, what was done stands before it."""
    named = rate.attr == RATE and rate.lead.name.endswith(("完成率", "执行率"))
    wanted = basis_of(rate.lead.phrase or "") or (budget.figure.basis if named else "")
    same = actual.figure.item == budget.figure.item and actual.sentence == budget.sentence == rate.sentence
    alike = same_kind(actual, budget) and budget.figure.basis in ("initial", "adjusted", "target")
    return same and alike and budget.figure.basis == wanted != actual.figure.basis


def _dated_otherwise(level: Mention, year: int) -> bool:
    figure = level.figure
    return figure.known_by == "written" and figure.year is not None and figure.year != year


def _narrower(name: str, surface: str) -> bool:
    return len(name) - len(surface) >= _QUALIFIED


def _earlier(a: Mention, b: Mention) -> bool:
    same = (
        a.figure.item == b.figure.item and a.figure.surface == b.figure.surface and a.sentence == b.sentence
    )
    return same and a.figure.year is not None and b.figure.year is not None and a.figure.year < b.figure.year


def _above(last: Mention, mention: Mention) -> Mention:
    """A comparison in a new sentence behind a list speaks of the list's total, perhaps of its last part."""
    if mention.attr != CHANGE or not last.parents:
        return last
    if mention.sentence == last.sentence:
        if last.parents[-1].sentence == last.sentence and "其中" in last.gap and mention.dimension == MONEY:
            mention.other = last.parents[-1]  # 收入100万元，其中结转5万元，比上年增加: perhaps the income
        return last
    parents = [p for p in last.parents if p.figure.basis == last.figure.basis] or list(last.parents)
    mention.other = last
    return parents[-1]


def _latest(named: list[Mention], mention: Mention) -> Mention | None:
    fit = [m for m in named if not mention.lead.basis or m.figure.basis == mention.lead.basis]
    return (fit or named or [None])[-1]  # type: ignore[list-item]
