"""Lists that make up a total: sums, shares of the total, percentages that make 100."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanheng.facts.index import Index
from quanheng.facts.leads import LEVEL, SHARE, item_of
from quanheng.facts.lists import Group
from quanheng.facts.mentions import Mention
from quanheng.lexicon.load import Partition, partitions
from quanheng.model.quantity import COUNT, MONEY, PERCENT, SCORE
from quanheng.model.relation import Claim, Operand

_ENDING = 4  # characters that tell 完成投资 from 研发投资
_ORDER = "、，；。"  # separators from the weakest to the strongest
_EXHAUSTIVE = re.compile(r"用于以下方面|^包括|分别|由以下|构成|组成|（")
_WHOLE_WORDS = re.compile(
    r"^(?:本年|当年|全部|其|该项?|总)?(?:支出|收入|经费|费用)?(?:决算|预算)?(?:总额|总数|合计|总计|总量|总支出|总收入)?(?:的)?$"
)


def _operands(parent: Mention, children: list[Mention]) -> tuple[Operand, ...]:
    return (Operand("total", parent.figure), *(Operand("part", c.figure) for c in children))


def _claim(kind: str, template: str, operands: tuple[Operand, ...], at: Mention, **more: object) -> Claim:
    return Claim(kind, template, operands, at.figure.place, **more)  # type: ignore[arg-type]


def _fitting(partition: Partition, items: set[str]) -> bool:
    return partition.parts <= items


def _partition(parent: str, children: list[Mention]) -> Partition | None:
    """The way of dividing `parent` whose parts are all in the list, the one with most parts first."""
    items = {c.figure.item for c in children}
    fit = [p for p in partitions() if p.whole == parent and p.parts <= items]
    return max(fit, key=lambda p: len(p.parts), default=None)


def _columns(group: Group) -> Iterator[tuple[Mention, list[Mention]]]:
    """Each parent with the children of its basis."""
    bases = {parent.figure.basis for parent in group.parents}
    for parent in group.parents:
        children = (
            [c for c in group.children if c.figure.basis == parent.figure.basis]
            if len(bases) > 1
            else group.children
        )
        if children:
            yield parent, children


def _nested(children: list[Mention]) -> Iterator[tuple[Mention, list[Mention]]]:
    """Members of a flat list that are parts of another member."""
    for whole in children:
        partition = _partition(whole.figure.item, children)
        if partition:
            kept = partition.parts | partition.also
            yield whole, [c for c in children if c.figure.item in kept]


def _alternatives(
    parent: Mention, children: list[Mention], hidden: set[str]
) -> tuple[tuple[Operand, ...], ...]:
    """Other readings that the grammar allows: the list ends earlier, or parts of parts are left out."""
    made = []
    if hidden:
        made.append(_operands(parent, [c for c in children if c.figure.item not in hidden]))
    suffix = children[0].figure.surface[-2:]
    cut = next(
        (
            i
            for i, c in enumerate(children)
            if i > 1
            and c.figure.surface[-2:] != suffix
            and _ORDER.find(c.separator) > _ORDER.find(children[1].separator)
        ),
        0,
    )
    if cut:
        made.append(_operands(parent, children[:cut]))
    return tuple(made)


def _sum(group: Group, parent: Mention, children: list[Mention]) -> Claim:
    partition = _partition(parent.figure.item, children)
    if partition:
        kept = partition.parts | partition.also
        chosen = [c for c in children if c.figure.item in kept]
        rest = [c for c in children if c.figure.item not in kept and not _covered(c, chosen)]
        more = (_operands(parent, chosen + rest),) if rest else ()
        return _claim(
            "sum",
            "closed-list",
            _operands(parent, chosen),
            parent,
            closed=True,
            word=group.opener,
            alternatives=more,
        )
    inner = {c.figure.item for whole, parts in _nested(children) for c in parts if c is not whole}
    alternatives = _alternatives(parent, children, inner - {""})
    short = _short(parent, children)
    notes = {"exhaustive": True} if short or (len(children) > 1 and _complete(group, children)) else {}
    alike = len({c.figure.unit.name for c in [parent, *children]}) == 1 or parent.dimension == MONEY
    closed = (group.bracket and alike) or parent.dimension == SCORE
    return _claim(
        "sum",
        "list",
        _operands(parent, children),
        parent,
        closed=closed,
        word=group.opener,
        alternatives=alternatives,
        notes=notes,
    )


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
    colon = group.opener == "：" and len(children) > 2
    return classes or words or colon


def _covered(child: Mention, chosen: list[Mention]) -> bool:
    return any(
        p.whole in {c.figure.item for c in chosen} and child.figure.item in p.parts | p.also
        for p in partitions()
    )


def list_claims(groups: list[Group]) -> Iterator[Claim]:
    """Sums that the lists of a paragraph assert; a count list that names some of many is a subset."""
    for group in groups:
        for parent, children in _columns(group):
            if len(children) == 1 and _other_half(group, parent, children[0]):
                yield _claim(
                    "sum",
                    "list",
                    _operands(parent, children),
                    parent,
                    closed=False,
                    notes={"exhaustive": True},
                )
                continue
            if len(children) == 1:
                yield _claim("subset", "among", _operands(parent, children), parent, closed=False)
                continue
            made = _sum(group, parent, children)
            yield made
            if not made.closed and parent.dimension == COUNT and group.opener.startswith("其中"):
                yield _claim("subset", "among", _operands(parent, children[:1]), parent, closed=False)
        for whole, parts in _nested(group.children):
            yield _claim("sum", "closed-list", _operands(whole, parts), whole)


def share_claims(mentions: list[Mention], groups: list[Group], index: Index) -> Iterator[Claim]:
    """甲占乙的p%: the part is the figure before, the whole is named or is the list's total."""
    for at, mention in enumerate(mentions):
        if mention.attr == SHARE and mention.target is not None and mention.dimension == PERCENT:
            wholes = _wholes(mention, mentions[:at], index)
            readings = [
                (
                    Operand("rate", mention.figure),
                    Operand("part", mention.target.figure),
                    Operand("whole", w.figure),
                )
                for w in wholes
                if w is not mention.target and w.figure.value
            ]
            if readings:
                yield _claim("share", "share", readings[0], mention, alternatives=tuple(readings[1:6]))
            else:
                operands = (Operand("rate", mention.figure), Operand("part", mention.target.figure))
                yield _claim("share", "share-open", operands, mention, closed=False)
    yield from _percent_totals(mentions, groups)


def _wholes(mention: Mention, before: list[Mention], index: Index) -> list[Mention]:
    part = mention.target
    assert part is not None
    named = mention.lead.whole
    parents = [p for p in part.parents if p.figure.basis == part.figure.basis] or list(part.parents)
    levels = [
        m
        for m in reversed(before)
        if m.figure.kind == "level" and m.dimension == part.dimension and m is not part
    ]
    if not named or _WHOLE_WORDS.match(named):
        up = parents + [g for p in parents for g in p.parents]
        return up or _by_partition(part, index) or _spelled_out(named, part, index)
    item = item_of(named)
    if item:
        near = [m for m in levels + parents if m.figure.item == item]
        fit = [m for m in near if m.figure.basis == part.figure.basis]
        return (fit or near) + index.find(item, part.figure.year, part.figure.basis, part.figure.fund)
    return [
        m for m in levels if m.figure.surface and (m.figure.surface in named or named in m.figure.surface)
    ]


def _spelled_out(named: str, part: Mention, index: Index) -> list[Mention]:
    """占本年支出合计的100%: a total named in full, where the part is in no list."""
    item = item_of(named) if len(named) > 3 else ""
    return index.find(item, part.figure.year, part.figure.basis) if item else []


def _by_partition(part: Mention, index: Index) -> list[Mention]:
    wholes = {p.whole for p in partitions() if part.figure.item in p.parts | p.also | p.within}
    return [m for w in sorted(wholes) for m in index.find(w, part.figure.year, part.figure.basis)]


_TOTALLED = re.compile(r"(?:共计|合计|累计|总计|总共)[^，。；、（）]{0,8}$")


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
            yield _claim("subset", "among-named", _operands(named[0], [part]), part, closed=False)


def behind_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """甲1万元、乙2万元，共计3万元: parts in front of their total."""
    run: list[Mention] = []
    for mention in mentions:
        plain = mention.attr == LEVEL and mention.dimension == MONEY and not mention.lead.prior
        if run and (not plain or mention.sentence != run[-1].sentence or mention.depth != run[-1].depth):
            run = []
        if (
            plain
            and len(run) > 1
            and _TOTALLED.search(mention.gap)
            and not mention.lead.item
            and not any(m.parents for m in run)
        ):
            yield _claim(
                "sum",
                "total-behind",
                _operands(mention, run),
                mention,
                closed=False,
                notes={"exhaustive": True},
            )
            run = []
        elif plain:
            run.append(mention)


def share_run_claims(mentions: list[Mention], index: Index) -> Iterator[Claim]:
    """人员经费占61.3%，公用经费占12.4%，项目支出占26.3%: shares alone of a whole divided completely."""
    run: list[Mention] = []
    for mention in mentions:
        chained = (
            mention.attr == SHARE and mention.lead.item and (not run or mention.sentence == run[-1].sentence)
        )
        run = [*run, mention] if chained else []
        items = {m.lead.item for m in run}
        if len(run) > 1 and any(p.parts == items for p in partitions()):
            yield _claim(
                "percent_total", "shares-alone", tuple(Operand("part", m.figure) for m in run), run[0]
            )
    yield from _tailed(mentions, index)
    yield from _answers(mentions)


def _tailed(mentions: list[Mention], index: Index) -> Iterator[Claim]:
    """甲17.4万元，占100%，乙0万元，占0%: amounts with their shares, whose total stands elsewhere."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        if (
            mention.attr == SHARE
            and mention.target is not None
            and not mention.target.parents
            and not mention.lead.item
        ):
            by_sentence.setdefault(mention.sentence, []).append(mention)
    for run in by_sentence.values():
        items = {m.figure.item for m in run}
        if len(run) == len(items) > 1 and any(p.parts == items for p in partitions()):
            yield _claim(
                "percent_total", "shares-tailed", tuple(Operand("part", m.figure) for m in run), run[0]
            )
            targets = [m.target for m in run if m.target is not None]
            wholes = _by_partition(targets[0], index)
            if wholes:
                yield _claim("sum", "closed-list", _operands(wholes[0], targets), run[0])


def _answers(mentions: list[Mention]) -> Iterator[Claim]:
    """满意占68%，基本满意占22%，不满意占10%: the answers to one question."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        if (
            mention.attr == SHARE
            and "满意" in mention.paragraph.text[max(0, mention.start - 9) : mention.start]
        ) or (mention.attr == SHARE and mention.lead.name == "一般"):
            by_sentence.setdefault(mention.sentence, []).append(mention)
    for run in by_sentence.values():
        if len(run) > 2:
            yield _claim(
                "percent_total",
                "answers",
                tuple(Operand("part", m.figure) for m in run),
                run[0],
                closed=False,
            )


def _percent_totals(mentions: list[Mention], groups: list[Group]) -> Iterator[Claim]:
    """Every child of a list has its share: they make 100."""
    for group in groups:
        for parent, children in _columns(group):
            shares = {id(m.target): m for m in mentions if m.attr == SHARE and m.target in children}
            if len(shares) == len(children) >= 2:
                rates = tuple(Operand("part", m.figure) for m in shares.values())
                closed = _partition(parent.figure.item, children) is not None
                yield _claim(
                    "percent_total",
                    "shares",
                    (*rates, Operand("total", parent.figure)),
                    parent,
                    closed=closed,
                )


def is_money(mention: Mention) -> bool:
    """True for an amount of money."""
    return mention.dimension == MONEY
