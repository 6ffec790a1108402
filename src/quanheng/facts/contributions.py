"""Increases of the parts against the increase of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from quanheng.facts.index import Index
from quanheng.facts.leads import CHANGE, basis_of
from quanheng.facts.mentions import Mention
from quanheng.lexicon.load import Partition, partitions
from quanheng.model.quantity import MONEY
from quanheng.model.relation import Claim, Operand

_TOTALLED = re.compile(r"[，；](?:合计|共计|总计|两项合计|以上合计)(?:净?增[加长支]|减[少支])(?:了|额|：)?$")
_MARKED = re.compile(r"[一二三四五六七八九]是|[①-⑨]|其中")


def _against(mention: Mention) -> str:
    """What the change is measured against: the budget or last year."""
    return "budget" if basis_of(mention.lead.phrase or mention.context[-16:]) == "initial" else "prior"


def _zero(item: str, index: Index) -> bool:
    """True when every figure of that item in the document is zero."""
    found = [m for (known, _), ms in index.items().items() if known == item for m in ms]
    return bool(found) and not any(m.figure.value for m in found)


def _spent_beside(partition: Partition, index: Index) -> bool:
    """True when a finer partition of the same whole has an item more, and the document has something of it."""
    finer = [p.parts for p in partitions() if p.whole == partition.whole and p.parts > partition.parts]
    beside = frozenset().union(*finer) - partition.parts
    return any(m.figure.value for (item, _), found in index.items().items() if item in beside for m in found)


def _parts(
    whole: Mention, partition: Partition, mentions: list[Mention], index: Index
) -> list[Mention] | None:
    chosen: dict[str, Mention] = {}
    at = mentions.index(whole)
    for mention in mentions[at + 1 :]:
        if mention.attr != CHANGE or mention.dimension != MONEY or _against(mention) != _against(whole):
            continue
        if mention.figure.item == whole.figure.item:
            break
        if mention.figure.item in partition.parts:
            chosen.setdefault(mention.figure.item, mention)
    missing = partition.parts - set(chosen)
    if len(chosen) < 2 or any(not _zero(item, index) for item in missing):
        return None
    if missing and _spent_beside(partition, index):
        return None
    return list(chosen.values())


def contribution_claims(mentions: list[Mention], index: Index) -> Iterator[Claim]:
    """Total change = sum of the signed changes of a closed list of parts, against the same base."""
    for whole in mentions:
        if whole.attr != CHANGE or whole.dimension != MONEY or not whole.figure.polarity:
            continue
        for partition in partitions():
            if partition.whole != whole.figure.item:
                continue
            parts = _parts(whole, partition, mentions, index)
            if parts and all(p.figure.polarity for p in parts):
                sign = whole.figure.polarity
                operands = tuple(Operand("part", p.figure, p.figure.polarity * sign) for p in parts)
                yield Claim(
                    "contribution",
                    "contributions",
                    (Operand("total", whole.figure), *operands),
                    whole.figure.place,
                )
                break


def totalled_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """甲减少2万元，乙增加5万元，合计增加3万元: signed changes of one sentence in front of their total."""
    for at, whole in enumerate(mentions):
        if whole.attr != CHANGE or whole.dimension != MONEY or not _TOTALLED.search(whole.gap):
            continue
        parts = []
        for mention in reversed(mentions[:at]):
            if mention.dimension != MONEY:
                continue
            named = mention.lead.item or mention.lead.name
            if mention.attr != CHANGE or mention.sentence != whole.sentence or not named:
                break
            parts.append(Operand("part", mention.figure, mention.figure.polarity * whole.figure.polarity))
        if len(parts) > 1 and not (whole.lead.item or whole.lead.phrase):
            operands = (Operand("total", whole.figure), *reversed(parts))
            yield Claim("contribution", "totalled", operands, whole.figure.place)


def _own_change(mention: Mention) -> bool:
    named = mention.lead.item or mention.lead.name
    return mention.attr == CHANGE and bool(named and mention.figure.polarity) and not mention.lead.phrase


def divided_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """增加18.28万元，其中甲增加9.27万元，乙减少1.36万元: a change and the changes that it is made up of, if these are all."""
    for at, whole in enumerate(mentions):
        behind = [m for m in mentions[at + 1 :] if m.sentence == whole.sentence and m.dimension == MONEY]
        if whole.attr != CHANGE or whole.dimension != MONEY or not behind or "其中" not in behind[0].gap:
            continue
        if any(p.whole == whole.figure.item for p in partitions()) or not whole.figure.polarity:
            continue
        parts = list(takewhile(_own_change, behind))
        if len(parts) > 1 and len(parts) == len(behind):
            sign = whole.figure.polarity
            operands = [Operand("part", m.figure, m.figure.polarity * sign) for m in parts]
            total = Operand("total", whole.figure)
            yield Claim(
                "contribution",
                "divided",
                (total, *operands),
                whole.figure.place,
                closed=False,
                notes={"asks": True},
            )


def net_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """净增加31.4万元，一是增资37.2万元；二是减支5.8万元: the marked changes make up the net one."""
    for at, whole in enumerate(mentions):
        if whole.attr != CHANGE or whole.dimension != MONEY or "净" not in whole.gap[-12:]:
            continue
        parts = []
        for mention in mentions[at + 1 :]:
            if mention.sentence != whole.sentence or mention.dimension != MONEY:
                break
            words = mention.gap[-16:]
            sign = -1 if "减" in words or "压" in words else 1
            if not _MARKED.search(mention.gap):
                break
            parts.append(Operand("part", mention.figure, sign * whole.figure.polarity))
        if len(parts) > 1:
            yield Claim("contribution", "net", (Operand("total", whole.figure), *parts), whole.figure.place)
