"""Whether a list leaves nothing out, by its words, the number of its parts or the kind of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from quanheng.facts.exclusive import complete, exclude
from quanheng.facts.lists import Group
from quanheng.facts.mentions import Mention
from quanheng.lexicon.load import partitions
from quanheng.model.quantity import MONEY

_SO_MANY = re.compile(r"[\u4e00-\u9fff](?P<many>\d{1,2})(?:个|项|家|处|所)$")
# 支持企业3家：甲公司年产值1.20亿元: what each has or makes itself, not its part
_ITS_OWN = re.compile(r"产值|产量|营业额|营收|利润|税收|纳税|销售额|估值|总投资|注册资[本金]")
_TOLD = re.compile(r"情况：$")  # what follows tells of the main ones
_GRADED = re.compile(
    r"(?:优秀?|良好?|中|差|不?合格|一般)(?:等次|等级|档)?的?(?:为|有|共)?(?:，|、|。|$)|^(?:评价?等级)?为?(?:优|良|中|差)的?"
)  # grades exclude each other
_EXHAUSTIVE = re.compile(r"用于以下方面|^包括|分别|由以下|构成|组成|（")


def said_many(children: list[Mention]) -> int:
    """对应项目4个：甲1.20亿元，乙0.90亿元，丙0.65亿元，丁0.45亿元: how many the words in front of them say there are, or 0."""
    first = children[0]
    before = first.paragraph.text[: first.start - len(first.gap)]
    said = _SO_MANY.search(before) if first.gap.startswith("：") else None
    return int(said["many"]) if said and not children[-1].after.startswith("等") else 0


def kinds_of_count(parent: Mention, children: list[Mention]) -> dict[str, object]:
    """Whether the parts of a count exclude each other, and whether they leave nothing out."""
    within = f"{parent.figure.surface}中"
    names = [c.figure.surface.removeprefix(within) for c in children]
    apart = (
        exclude(names)
        or _either_side(children)
        or all(_GRADED.search(c.figure.surface + c.after[:4]) for c in children)
    )
    whole = (complete(names) or _either_side(children)) and not children[-1].after.startswith("等")
    return {name: True for name, holds in (("disjoint", apart), ("exhaustive", whole)) if holds}


def _either_side(children: Sequence[Mention]) -> bool:
    """50万元以上的6个、50万元以下的11个: what is on either side of one limit."""
    sides = [found for child in children if (found := _SIDE.search(child.gap))]
    told = {found["limit"] for found in sides}, {found["side"] for found in sides}
    return len(sides) == len(children) == 2 and [len(one) for one in told] == [1, 2]


def counted_apart(parent: Mention, children: list[Mention]) -> bool:
    """实有49人，其中在职49人，离退休21人: many count the retired apart, and the total is that of the serving."""
    people = parent.figure.item == "people.total"
    return people and any(c.figure.base == parent.figure.base for c in children)


def lacks_one_part(parent: Mention, children: list[Mention]) -> bool:
    """All but one of the parts of a known division are listed, and nothing else."""
    items = {c.figure.item for c in children}
    return any(
        p.whole == parent.figure.item and items < p.parts and len(p.parts) - len(items) == 1 < len(items)
        for p in partitions()
    )


def other_half(group: Group, parent: Mention, child: Mention) -> bool:
    """包括 or 由以下部分构成 with one of two parts: the other was left out."""
    words = _EXHAUSTIVE.search(group.opener) or group.opener in ("具体为", "分别") or child.lead.marked
    halves = any(
        p.whole == parent.figure.item and child.figure.item in p.parts and len(p.parts) == 2
        for p in partitions()
    )
    return bool(words) and halves and child.figure.base < parent.figure.base


def complete_list(group: Group, children: list[Mention]) -> bool:
    """The words or the kind of the parts promise a complete list: 由以下部分构成, classes of expenditure."""
    if len(children) > 1 and children[-1].figure.surface.startswith("其他"):
        return True
    classes = all(c.figure.item.startswith("function.") for c in children)
    if children[-1].after.startswith("等"):
        return False
    words = bool(_EXHAUSTIVE.search(group.opener)) and children[0].dimension == MONEY
    apart = children[0].paragraph is not group.parent.paragraph
    told = _TOLD.search(group.parent.paragraph.text if apart else children[0].context)
    many = said_many(children)
    colon = group.opener == "：" and len(children) > 2 and not told and many in (0, len(children))
    return classes or words or colon


def lacks_some(group: Group, children: list[Mention]) -> bool:
    """4.住房保障支出178.46万元，与预算持平: of one basis there are fewer parts than of the other; 两项合计占78.42%; amounts that each has itself."""
    last = children[-1]
    if any(_RANKED.search(child.gap) for child in children):
        return True
    if _TOGETHER.search(last.paragraph.text, last.end, last.end + _NEAR):
        return True
    if all(_ITS_OWN.search(child.gap) for child in children) and not _ITS_OWN.search(group.parent.gap):
        return True
    bases = {p.figure.basis for p in group.parents}
    counts = Counter(c.figure.basis for c in group.children if c.figure.basis in bases)
    return group.opener == "：" and len(counts) > 1 and len(children) < max(counts.values())


_NEAR = 40
_SIDE = re.compile(r"(?P<limit>\d[\d.,]*[\u4e00-\u9fff]{1,3}?)（?(?:含|及)?）?以(?P<side>[上下])（?含?）?的$")
_RANKED = re.compile(r"最[多大高]|次之|其次|居首|居次")  # 效益失分最多，为5.50分，产出次之: of more
_TOGETHER = re.compile(
    r"[两二三四五六七八九十\d]{1,2}[项类者](?:支出|资金)?(?:合计|共计|共|总共)占(?!100(?:\.0+)?%)"
)
