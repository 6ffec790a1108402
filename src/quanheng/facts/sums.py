"""Lists that make up a total: sums, shares of the total, percentages that make 100."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from quanheng.facts.exclusive import complete, exclude, of_every_level
from quanheng.facts.leads import LEVEL
from quanheng.facts.lists import Group
from quanheng.facts.mentions import Mention
from quanheng.facts.movements import come_and_go
from quanheng.facts.operands import sum_of
from quanheng.lexicon.load import Partition, partitions
from quanheng.model.quantity import COUNT, MONEY, SCORE
from quanheng.model.relation import Claim, Operand

_HUNDRED = Decimal("100.1")  # shares of one whole, rounded
_SHARE_BEHIND = re.compile(r"（(?:占(?:比)?)?(?P<share>\d{1,3}(?:\.\d+)?)%）")
_SO_MANY = re.compile(r"[\u4e00-\u9fff](?P<many>\d{1,2})(?:个|项|家|处|所)$")
# 支持企业3家：甲公司年产值1.20亿元: what each has or makes itself, not its part
_ITS_OWN = re.compile(r"产值|产量|营业额|营收|利润|税收|纳税|销售额|估值|总投资|注册资[本金]")
_ENDING = 4  # characters that tell 完成投资 from 研发投资
_ORDER = "、，；。"  # separators from the weakest to the strongest
_TOLD = re.compile(r"情况：$")  # what follows tells of the main ones
_GRADED = re.compile(
    r"(?:优秀?|良好?|中|差|不?合格|一般)(?:等次|等级|档)?的?(?:为|有|共)?(?:，|、|。|$)|^(?:评价?等级)?为?(?:优|良|中|差)的?"
)  # grades exclude each other
_EXHAUSTIVE = re.compile(r"用于以下方面|^包括|分别|由以下|构成|组成|（")


def claim_at(kind: str, template: str, operands: tuple[Operand, ...], at: Mention, **more: object) -> Claim:
    """A claim that stands where `at` stands."""
    return Claim(kind, template, operands, at.figure.place, **more)  # type: ignore[arg-type]


def partition_of(parent: str, children: list[Mention]) -> Partition | None:
    """The way of dividing `parent` whose parts are all in the list, the one with most parts first."""
    items = {c.figure.item for c in children}
    fit = [p for p in partitions() if p.whole == parent and p.parts <= items]
    return max(fit, key=lambda p: len(p.parts), default=None)


def columns(group: Group) -> Iterator[tuple[Mention, list[Mention]]]:
    """Each parent with the children of its basis."""
    bases = {parent.figure.basis for parent in group.parents}
    for parent in group.parents:
        items = [c.figure.item for c in group.children]
        mixed = all(items) and len(set(items)) < len(items)  # 基本支出预算8万元，支出7万元；项目支出…
        own = [c for c in group.children if c.figure.basis == parent.figure.basis]
        children = own if len(bases) > 1 or mixed else group.children
        if children:
            yield parent, children


def _scored(children: list[Mention]) -> bool:
    """预算执行率4分，得3.88分: full marks and what was got of them are no list."""
    scores = [c for c in children if c.dimension == SCORE]
    got = [c for c in scores if "得" in c.gap]
    return bool(got) and len(got) < len(scores)


def _nested(children: list[Mention]) -> Iterator[tuple[Mention, list[Mention]]]:
    """Members of a flat list that are parts of another member."""
    for whole in children:
        partition = partition_of(whole.figure.item, children)
        if partition:
            kept = partition.parts | partition.also
            yield whole, [c for c in children if c.figure.item in kept]


def _alternatives(
    parent: Mention, children: list[Mention], hidden: set[str]
) -> tuple[tuple[Operand, ...], ...]:
    """Other readings that the grammar allows: the list ends earlier, or parts of parts are left out."""
    made = []
    if hidden:
        made.append(sum_of(parent, [c for c in children if c.figure.item not in hidden]))
    cut = _cut(children)
    return (*made, sum_of(parent, children[:cut])) if cut else tuple(made)


def _cut(children: list[Mention]) -> int:
    """How many parts a list has that ends where a stronger mark and another kind of name follow, or 0."""
    suffix = children[0].figure.surface[-2:]
    return next(
        (
            i
            for i, c in enumerate(children)
            if i > 1
            and c.figure.surface[-2:] != suffix
            and _ORDER.find(c.separator) > _ORDER.find(children[1].separator)
        ),
        0,
    )


def _stopped(parent: Mention, children: list[Mention]) -> int:
    """甲1万元、乙2万元、丙3万元，已支付4万元: how many parts stand before the comma that ends a row with stops."""
    cut = _cut(children)
    row = all(c.separator == "、" for c in children[1:cut])
    row = row and all(c.figure.base <= parent.figure.base for c in children[:cut])
    return cut if cut and row and all(c.separator in "，；" for c in children[cut:]) else len(children)


def _whole_pair(parent: Mention, children: list[Mention]) -> int:
    """其中男488人、女796人，60岁以上873人: the first two leave nobody out, and what follows divides them anew."""
    if parent.dimension != COUNT or len(children) < 3 or children[1].separator not in ("、", "，", ""):
        return 0
    return 2 if complete([c.figure.surface for c in children[:2]]) else 0


def _sum(group: Group, parent: Mention, children: list[Mention]) -> Claim:
    partition = partition_of(parent.figure.item, children)
    if partition:
        kept = partition.parts | partition.also
        chosen = [c for c in children if c.figure.item in kept]
        rest = [c for c in children if c.figure.item not in kept and not _covered(c, chosen)]
        more = (sum_of(parent, chosen + rest),) if rest else ()
        return claim_at(
            "sum",
            "closed-list",
            sum_of(parent, chosen),
            parent,
            closed=not _counted_apart(parent, chosen),
            word=group.opener,
            alternatives=more,
        )
    inner = {c.figure.item for whole, parts in _nested(children) for c in parts if c is not whole}
    alternatives = _alternatives(parent, children, inner - {""})
    short = _short(parent, children)
    notes: dict[str, object] = (
        {"exhaustive": True} if short or (len(children) > 1 and _complete(group, children)) else {}
    )
    alike = len({c.figure.unit.name for c in [parent, *children]}) == 1 or parent.dimension == MONEY
    if parent.dimension == COUNT:
        notes |= _kinds(parent, children)
    elif _said_many(children) == len(children):
        notes |= {"exhaustive": True, "asks": True}
    elif of_every_level([c.figure.surface for c in children], children[-1].after):
        notes["asks"] = True
    closed = (group.bracket and alike) or parent.dimension == SCORE
    return claim_at(
        "sum",
        "list",
        sum_of(parent, children),
        parent,
        closed=closed,
        word=group.opener,
        alternatives=alternatives,
        notes=notes,
    )


def _said_many(children: list[Mention]) -> int:
    """对应项目4个：甲1.20亿元，乙0.90亿元，丙0.65亿元，丁0.45亿元: how many the words in front of them say there are, or 0."""
    first = children[0]
    before = first.paragraph.text[: first.start - len(first.gap)]
    said = _SO_MANY.search(before) if first.gap.startswith("：") else None
    return int(said["many"]) if said and not children[-1].after.startswith("等") else 0


def _kinds(parent: Mention, children: list[Mention]) -> dict[str, object]:
    """Whether the parts of a count exclude each other, and whether they leave nothing out."""
    within = f"{parent.figure.surface}中"
    names = [c.figure.surface.removeprefix(within) for c in children]
    apart = exclude(names) or all(_GRADED.search(c.figure.surface + c.after[:4]) for c in children)
    whole = complete(names) and not children[-1].after.startswith("等")
    return {name: True for name, holds in (("disjoint", apart), ("exhaustive", whole)) if holds}


def _counted_apart(parent: Mention, children: list[Mention]) -> bool:
    """实有49人，其中在职49人，离退休21人: many count the retired apart, and the total is that of the serving."""
    people = parent.figure.item == "people.total"
    return people and any(c.figure.base == parent.figure.base for c in children)


def _short(parent: Mention, children: list[Mention]) -> bool:
    """All but one of the parts of a known division are listed, and nothing else."""
    items = {c.figure.item for c in children}
    return any(
        p.whole == parent.figure.item and items < p.parts and len(p.parts) - len(items) == 1 < len(items)
        for p in partitions()
    )


def _other_half(group: Group, parent: Mention, child: Mention) -> bool:
    """包括 or 由以下部分构成 with one of two parts: the other was left out."""
    words = _EXHAUSTIVE.search(group.opener) or group.opener in ("具体为", "分别") or child.lead.marked
    halves = any(
        p.whole == parent.figure.item and child.figure.item in p.parts and len(p.parts) == 2
        for p in partitions()
    )
    return bool(words) and halves and child.figure.base < parent.figure.base


def _complete(group: Group, children: list[Mention]) -> bool:
    """The words or the kind of the parts promise a complete list: 由以下部分构成, classes of expenditure."""
    if len(children) > 1 and children[-1].figure.surface.startswith("其他"):
        return True
    classes = all(c.figure.item.startswith("function.") for c in children)
    if children[-1].after.startswith("等"):
        return False
    words = bool(_EXHAUSTIVE.search(group.opener)) and children[0].dimension == MONEY
    apart = children[0].paragraph is not group.parent.paragraph
    told = _TOLD.search(group.parent.paragraph.text if apart else children[0].context)
    many = _said_many(children)
    colon = group.opener == "：" and len(children) > 2 and not told and many in (0, len(children))
    return classes or words or colon


def _covered(child: Mention, chosen: list[Mention]) -> bool:
    return any(
        p.whole in {c.figure.item for c in chosen} and child.figure.item in p.parts | p.also
        for p in partitions()
    )


def _no_list(parent: Mention, children: list[Mention]) -> bool:
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


def _overlapping(children: Sequence[Mention]) -> bool:
    """授予中小企业, 授予小微企业: the second is part of the first, and both of the procurement."""
    within = {item for p in partitions() for item in p.within}
    return all(child.figure.item in within for child in children)


def _nested_subsets(parent: Mention, children: Sequence[Mention]) -> Iterator[Claim]:
    for whole, part in zip((parent, *children), children, strict=False):
        yield claim_at("subset", "within", sum_of(whole, [part]), part, closed=False)


def list_claims(groups: list[Group]) -> Iterator[Claim]:
    """Sums that the lists of a paragraph assert; a count list that names some of many is a subset."""
    for group in groups:
        for parent, children in columns(group):
            if _no_list(parent, children):
                continue
            if len(children) == 1 and _other_half(group, parent, children[0]):
                yield claim_at(
                    "sum",
                    "list",
                    sum_of(parent, children),
                    parent,
                    closed=False,
                    notes={"exhaustive": True},
                )
                continue
            if len(children) == 1 and parent.dimension == COUNT and group.opener == "主要是":
                continue
            if len(children) == 1 and group.bracket and children[0].figure.base > parent.figure.base:
                continue  # 148个（全县150个）: the bracket has the whole
            if len(children) > 1 and _overlapping(children):
                yield from _nested_subsets(parent, children)
                continue
            if len(children) == 1:
                wider = tuple(
                    sum_of(above, children) for above in parent.parents[-1:]
                )  # 货物、工程、服务…，其中: of all
                yield claim_at(
                    "subset", "among", sum_of(parent, children), parent, closed=False, alternatives=wider
                )
                continue
            kept = _whole_pair(parent, children) or _stopped(parent, children)
            made = _sum(group, parent, children[:kept])
            if kept < len(children):
                made = replace(made, alternatives=(*made.alternatives, sum_of(parent, children)))
            yield replace(made, closed=False, notes={}) if _lacks_some(group, children) else made
            if not made.closed and parent.dimension == COUNT and group.opener.startswith("其中"):
                yield claim_at("subset", "among", sum_of(parent, children[:1]), parent, closed=False)
        for whole, parts in _nested(group.children):
            yield claim_at("sum", "closed-list", sum_of(whole, parts), whole)


def _lacks_some(group: Group, children: list[Mention]) -> bool:
    """4.住房保障支出178.46万元，与预算持平: of one basis there are fewer parts than of the other; 两项合计占78.42%; amounts that each has itself."""
    last = children[-1]
    if _TOGETHER.search(last.paragraph.text, last.end, last.end + _NEAR):
        return True
    if all(_ITS_OWN.search(child.gap) for child in children) and not _ITS_OWN.search(group.parent.gap):
        return True
    bases = {p.figure.basis for p in group.parents}
    counts = Counter(c.figure.basis for c in group.children if c.figure.basis in bases)
    return group.opener == "：" and len(counts) > 1 and len(children) < max(counts.values())


_COUNTED = re.compile(r"[\u4e00-\u9fff]{2}")
_HAS = re.compile(r"(?:设|设有|设置|制定|编制)(?P<noun>[\u4e00-\u9fff]{2})$")
_NEAR = 40
_TOGETHER = re.compile(
    r"[两二三四五六七八九十\d]{1,2}[项类者](?:支出|资金)?(?:合计|共计|共|总共)占(?!100(?:\.0+)?%)"
)
_TWICE = re.compile(r"同时|重叠|重复|交叉|兼有")  # 两项同时享受1088人: among both


def among_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """完成投资18亿元，完成研发14亿元。其中，某项目完成投资16亿元: each part under the figure of its own name."""
    for at, part in enumerate(mentions):
        head = next(
            (m for m in reversed(mentions[: at + 1]) if m.sentence == part.sentence and "。" in m.gap), None
        )
        if head is None or "其中" not in head.gap or part.attr != LEVEL:
            continue
        ending = part.figure.surface[-_ENDING:]
        wholes = [
            m
            for m in mentions[:at]
            if m.sentence == part.sentence - 1 and m.attr == LEVEL and m.figure.unit is part.figure.unit
        ]
        named = [m for m in wholes if len(ending) == _ENDING and m.figure.surface.endswith(ending)]
        if len(wholes) > 1 and len(named) == 1:
            yield claim_at("subset", "among-named", sum_of(named[0], [part]), part, closed=False)
