"""Percentages of a whole: 占比, shares of a list that make 100, answers to one question."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from quanheng.facts.index import Index
from quanheng.facts.leads import SHARE, item_of
from quanheng.facts.list_members import per_head
from quanheng.facts.list_parts import claim_at, columns, partition_of
from quanheng.facts.lists import Group
from quanheng.facts.mentions import Mention
from quanheng.facts.operands import quotient, sum_of
from quanheng.lexicon.load import partitions
from quanheng.model.figure import EXACT
from quanheng.model.quantity import COUNT, PERCENT, Interval, rounds_to
from quanheng.model.relation import Claim, Operand

_REST = re.compile(r"其他|其余")
_NAMED = 3  # characters of a whole that its name abbreviates
_QUALIFIED = 4  # characters in front of a name that leave it the name of the whole: 有效, 本年度, 全县发放
_ALL = 100  # per cent: no part is more than its whole
_PROPORTION = re.compile(r"比[例重]?(?:分别)?[为是]?")  # 占比分别为
_INSIDE = re.compile(r"总|合计|支出|收入")
_NEW = re.compile(r"。|其中")
_PERIOD = re.compile(r"^(?:全年度?|当年|本年度?|年度|全部)")
_WHOLE_WORDS = re.compile(
    r"^(?:本年|当年|全部|其|该项?|总)?(?:支出|收入|经费|费用)?(?:决算|预算)?(?:总额|总数|合计|总计|总量|总支出|总收入)?(?:的)?$"
)


def share_claims(mentions: list[Mention], groups: list[Group], index: Index) -> Iterator[Claim]:
    """甲占乙的p%: the part is the figure before, the whole is named or is the list's total."""
    before: Claim | None = None
    rows: list[Claim] = []
    for at, mention in enumerate(mentions):
        if mention.attr == SHARE and mention.target is not None and mention.dimension == PERCENT:
            if per_head(mention.target):
                continue  # 经费39.60万元，人均2.20万元，占46.89%: of the amount before
            if _of_small_firms(mention) or _of_another_year(mention, mention.target):
                continue
            wholes = _wholes(mention, mentions[:at], index)
            readings = [
                quotient(mention, mention.target, w)
                for w in wholes
                if w is not mention.target and w.figure.value
            ]
            over = mention.figure.value > _ALL and _INSIDE.search(mention.lead.whole or "")
            if readings and over:
                operands = (Operand("total", readings[0][2].figure), readings[0][1])
                yield claim_at("subset", "share-over", operands, mention, closed=False)
            loose = [] if readings else _abbreviated(mention, mentions[:at])
            inherited = _inherited(mention, before)
            if readings:
                before = claim_at("share", "share", readings[0], mention, alternatives=tuple(readings[1:6]))
                yield before
            elif inherited:
                rows.append(claim_at("share", "share-inherited", inherited, mention, closed=False))
            elif loose:
                first = quotient(mention, mention.target, loose[0])
                yield claim_at(
                    "share", "share-abbreviated", first, mention, closed=False, notes={"bound": True}
                )
            else:
                operands = (Operand("rate", mention.figure), Operand("part", mention.target.figure))
                yield claim_at("share", "share-open", operands, mention, closed=False)
    yield from _in_rows(rows)
    yield from _percent_totals(mentions, groups)


def _in_rows(inherited: Sequence[Claim]) -> Iterator[Claim]:
    """The shares of a row are of the whole it began with where one of them is; that binds the others to it."""
    for claim in inherited:
        row = [c for c in inherited if c.get("whole") is claim.get("whole")]
        if any(_fits(other) for other in row):
            claim.notes["bound"] = True
            yield claim


def _fits(share: Claim) -> bool:
    rate, part, whole = (o.figure for o in share.operands)
    return rounds_to(_ALL * part.base / whole.base, rate.value, rate.decimals)


def _inherited(share: Mention, before: Claim | None) -> tuple[Operand, ...]:
    """甲1万元，占项目支出的32%；乙2万元，占24%: a share that names no whole is of the one that the first of the row named."""
    part, whole = share.target, before.get("whole") if before else None
    first = before.get("part") if before else None
    if part is None or whole is None or first is None or share.lead.whole or part.parents:
        return ()
    level = part.figure.unit.dimension == first.unit.dimension and part.depth == 0
    row = (
        before is not None
        and before.place.block == share.paragraph.block
        and not _NEW.search(share.paragraph.text, _end_of(before), part.start)
    )
    bigger = part.figure.base < whole.base and part.figure is not whole
    if not (level and row and bigger):
        return ()
    return Operand("rate", share.figure), Operand("part", part.figure), Operand("whole", whole)


def _end_of(claim: Claim) -> int:
    return claim.operands[0].figure.place.end


def _of_another_year(share: Mention, part: Mention) -> bool:
    """线上1817人次，占比35.44%，上年同期线上占比24.60%; 2023年占比为68.40%: of what was printed in another year's report."""
    if share.lead.prior and not part.lead.prior and not part.depth:
        return True
    year, known = share.lead.year, part.figure
    return year is not None and known.year is not None and known.known_by == "written" and year != known.year


def _of_small_firms(share: Mention) -> bool:
    """授予中小企业合同金额占货物支出金额的100%，工程采购占80%: of each kind what small firms got, which is not printed."""
    part = share.target.figure.item if share.target else ""
    kind = part.startswith("procurement.") and not part.endswith((".sme", ".micro", ".total"))
    text = share.paragraph.text
    sentence = text[text.rfind("。", 0, share.start) + 1 : share.start]
    return kind and ("中小" in sentence or "小微" in sentence)


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
    if not named or _WHOLE_WORDS.match(named) or _PROPORTION.fullmatch(named):
        up = parents + [g for p in parents for g in p.parents]
        up += [m for m in levels if up and m not in up and _beside(m, up[0])]
        return up or _spelled_out(named, part, index) or _by_partition(part, index)
    item = item_of(named) or item_of(_PERIOD.sub("", named)) or item_of(_PERIOD.sub("总", named))
    if item:
        near = [m for m in levels + parents if m.figure.item == item]
        fit = [m for m in near if m.figure.basis == part.figure.basis]
        return (fit or near) + index.find(item, part.figure.year, part.figure.basis, part.figure.fund)
    return [m for m in levels if m.figure.surface and _called(m.figure.surface, named)]


def _called(surface: str, named: str) -> bool:
    """Whether a figure may be the whole of that name; 采购 is not what 面向中小企业采购 is, which is a part of it."""
    if surface.endswith(named) and surface != named:
        return len(surface) - len(named) <= _QUALIFIED
    return surface in named or named in surface


def _abbreviated(share: Mention, before: list[Mention]) -> list[Mention]:
    """占设计面积的87.5%, of 设计灌溉面积6.4万亩: the only figure of the passage whose name holds that of the whole."""
    part, named = share.target, share.lead.whole.removesuffix("数")
    if part is None or len(named) < _NAMED or not named.isalpha():
        return []
    pattern = re.compile(".{0,4}?".join(map(re.escape, named)) + "$")
    found = [
        m
        for m in before
        if m.figure.kind == "level"
        and m.figure.unit is part.figure.unit
        and pattern.search(m.figure.surface.removesuffix("数"))
    ]
    bigger = len(found) == 1 and found[0] is not part and found[0].figure.base >= part.figure.base
    return found if bigger and found[0].figure.value and part.figure.hedge == EXACT else []


def _beside(other: Mention, parent: Mention) -> bool:
    """受理362件，办结358件，其中重复45件，占12.4%: 其中 may divide the first as well as the second."""
    same = other.figure.unit is parent.figure.unit and other.sentence == parent.sentence
    return same and other.depth == parent.depth and not other.parents


def _spelled_out(named: str, part: Mention, index: Index) -> list[Mention]:
    """占本年支出合计的100%: a total named in full, where the part is in no list."""
    item = item_of(named) if len(named) > 3 else ""
    return index.find(item, part.figure.year, part.figure.basis) if item else []


def _by_partition(part: Mention, index: Index) -> list[Mention]:
    wholes = {p.whole for p in partitions() if part.figure.item in p.parts | p.also | p.within}
    return [m for w in sorted(wholes) for m in index.find(w, part.figure.year, part.figure.basis)]


def _runs(mentions: list[Mention]) -> Iterator[list[Mention]]:
    """Shares in a row as far as they go: the first two may fill a part of the whole by name only."""
    run: list[Mention] = []
    for mention in mentions:
        named = mention.attr == SHARE and mention.lead.item
        opens = run and (mention.sentence != run[-1].sentence or "其中" in mention.gap)
        if run and (opens or not named):
            yield run
            run = []
        if named:
            run.append(mention)
    if run:
        yield run


def share_run_claims(mentions: list[Mention], index: Index) -> Iterator[Claim]:
    """人员经费占61.3%，公用经费占12.4%，项目支出占26.3%: shares alone of a whole divided completely."""
    for run in _runs(mentions):
        items = {m.lead.item for m in run}
        if len(run) > 1 and any(p.parts == items for p in partitions()):
            yield _hundred("shares-alone", run)
    yield from _alone(mentions)
    yield from _tailed(mentions, index)
    yield from _answers(mentions)


def _alone(mentions: list[Mention]) -> Iterator[Claim]:
    """财政拨款收入占86.58%，事业收入占11.89%，其他收入占2.54%: with the others named, parts of one kind are all of it."""
    for at, last in enumerate(mentions):
        if last.attr != SHARE or not _REST.match(last.lead.name):
            continue
        before = [m for m in mentions[: at + 1] if m.sentence == last.sentence]
        run = list(itertools.takewhile(lambda m: m.attr == SHARE, reversed(before)))
        if len(run) > 2 and len({m.lead.name[-2:] for m in run}) == 1:
            yield _hundred("shares-alone", run[::-1], closed=False)


def _tailed(mentions: list[Mention], index: Index) -> Iterator[Claim]:
    """甲17.4万元，占100%，乙0万元，占0%: amounts with their shares, whose total stands elsewhere."""
    tailed = (
        m for m in mentions if m.attr == SHARE and m.target and not m.target.parents and not m.lead.item
    )
    for run in _by_sentence(tailed):
        items = {m.figure.item for m in run}
        if len(run) == len(items) > 1 and any(p.parts == items for p in partitions()):
            yield _hundred("shares-tailed", run)
            targets = [m.target for m in run if m.target is not None]
            wholes = [w for w in _by_partition(targets[0], index) if any(_is_part(m, w) for m in run)]
            if wholes:
                yield claim_at("sum", "closed-list", sum_of(wholes[0], targets), run[0])


def _is_part(share: Mention, whole: Mention) -> bool:
    """True when the share is of that whole: a total that none of the shares knows is that of another list."""
    all_of_it = whole.figure.interval()
    if share.target is None or all_of_it.low <= 0:
        return False
    part = share.target.figure.interval()
    return share.figure.interval().meets(
        Interval(_ALL * part.low / all_of_it.high, _ALL * part.high / all_of_it.low)
    )


def _answers(mentions: list[Mention]) -> Iterator[Claim]:
    """满意占68%，基本满意占22%，不满意占10%: the answers to one question."""
    for run in _by_sentence(m for m in mentions if m.attr == SHARE and _is_answer(m)):
        if len(run) > 2:
            yield _hundred("answers", run, closed=False)


def _is_answer(share: Mention) -> bool:
    before = share.paragraph.text[max(0, share.start - 9) : share.start]
    return "满意" in before or share.lead.name == "一般"


def _by_sentence(mentions: Iterable[Mention]) -> Iterator[list[Mention]]:
    return (list(run) for _, run in itertools.groupby(mentions, key=lambda m: m.sentence))


def _hundred(template: str, shares: Sequence[Mention], closed: bool = True) -> Claim:
    """The claim that shares of one whole make 100."""
    parts = tuple(Operand("part", m.figure) for m in shares)
    return claim_at("percent_total", template, parts, shares[0], closed=closed)


def _of_several(shares: Iterable[Mention]) -> bool:
    """占采购预算的80%，……占预留份额的70%: shares of wholes that the words tell apart."""
    named = {m.lead.whole for m in shares if m.lead.whole and not _WHOLE_WORDS.match(m.lead.whole)}
    return len(named) > 1


def _percent_totals(mentions: list[Mention], groups: list[Group]) -> Iterator[Claim]:
    """Every child of a list has its share: they make 100."""
    for group in groups:
        for parent, children in columns(group):
            shares: dict[int, Mention] = {}
            for share in (m for m in mentions if m.attr == SHARE and m.target in children):
                shares.setdefault(id(share.target), share)  # 占基本支出的91.69%、占本年支出的62.18%
            over = sum(c.figure.base for c in children) > parent.figure.base
            if over and parent.dimension == COUNT:
                continue  # 妇女62名、党员139名、农民118名: groups that overlap
            if len(shares) == len(children) >= 2 and not _of_several(shares.values()):
                rates = tuple(Operand("part", m.figure) for m in shares.values())
                closed = partition_of(parent.figure.item, children) is not None
                yield claim_at(
                    "percent_total",
                    "shares",
                    (*rates, Operand("total", parent.figure)),
                    parent,
                    closed=closed,
                )
