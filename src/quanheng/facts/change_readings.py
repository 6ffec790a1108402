"""What a difference or a growth rate asserts, in every reading that its figures allow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanheng.facts.leads import LEVEL
from quanheng.facts.list_members import per_head
from quanheng.facts.mentions import Mention
from quanheng.model.quantity import PERCENT
from quanheng.model.relation import Claim, Operand

_TELLING = 3  # digits of a difference that chance does not meet
_OTHER_BASE = re.compile(
    r"(?:比|较)(?:上年|去年|20\d\d年)[^，。；]*\d[\d,.]*[万亿]?元(?:下降|增长|减少|增加|上升|降低)$"
)
UNREAD = re.compile(r"\d(?![\d.]*(?:[年月日号]|$))")
"""Digits of a number that none of our units follows."""


def _either(current: Mention, change: Mention) -> list[Mention]:
    """What a change may be of: the figure before it, a second one, the total of the list that it stands behind."""
    own = change.lead.item or change.lead.name or change.named
    above = [] if own or not current.parents else current.parents[-1:]
    found = [current, *([change.other] if change.other else []), *above]
    return [m for at, m in enumerate(found) if m not in found[:at]]


def without_repetition(found: list[Mention], more: list[Mention]) -> list[Mention]:
    """All of both without repetition."""
    return [*found, *(m for m in more if m not in found)]


def told_before(change: Mention, priors: list[Mention], mentions: list[Mention]) -> list[Mention]:
    """Figures of the sentence that are apart from the base by just the change: 支出7万元，结余1万元；较上年8万元减少1万元."""
    own = change.lead.item or change.lead.name or change.named
    if own or change.dimension == PERCENT or not change.figure.value:
        return []
    told = mentions[: mentions.index(change)]
    before = [m for m in told if m.sentence == change.sentence]
    step = change.figure.base * change.figure.polarity
    opens = (
        bool(priors) and before == priors
    )  # 。比上年的19.85万元减少2.42万元: of what the paragraph is about
    levels = [
        m
        for m in (told if opens else before)
        if m.attr == LEVEL and m.dimension == change.dimension and m not in priors and not per_head(m)
    ]
    found = [m for m in levels if any(m.figure.base - p.figure.base == step for p in priors)]
    if found or not opens or sum(c.isdigit() for c in change.figure.text) < _TELLING:
        return found
    return [m for m in levels if any(p.figure.base - m.figure.base == step for p in priors)]


def difference_claims(
    change: Mention, current: Mention, priors: list[Mention], told: list[Mention]
) -> Iterator[Claim]:
    """The difference that a change states, of each figure that it may be of."""
    readings = [
        (Operand("delta", change.figure), Operand("current", now.figure), Operand("prior", prior.figure))
        for now in without_repetition(_either(current, change), told)
        for prior in priors
    ]
    if readings and len({p.figure.base for p in priors}) <= 2:
        sure = change.other is None
        yield Claim(
            "difference",
            "change",
            readings[0],
            change.figure.place,
            closed=sure,
            word=change.lead.word,
            alternatives=tuple(readings[1:]),
        )


def growth_claims(
    rate: Mention, current: Mention | None, delta: Mention | None, priors: list[Mention], told: list[Mention]
) -> Iterator[Claim]:
    """The growth that a percentage states; open where what it is measured from is not told."""
    readings: list[tuple[Operand, ...]] = []
    if current is not None:
        nows = without_repetition(_either(current, delta or rate), told)
        rated = Operand("rate", rate.figure)
        readings = [
            (rated, Operand("current", now.figure), Operand("prior", p.figure))
            for now in nows
            for p in priors
        ]
        if delta is not None:
            readings.extend(
                (rated, Operand("current", now.figure), Operand("delta", delta.figure)) for now in nows
            )
    elif delta is not None and priors:
        readings = [
            (Operand("rate", rate.figure), Operand("delta", delta.figure), Operand("prior", p.figure))
            for p in priors
        ]
    place = rate.figure.place
    if not readings and (UNREAD.search(rate.gap) or _OTHER_BASE.search(rate.paragraph.text, 0, rate.start)):
        return  # 31微克/立方米，上年同期34微克/立方米，下降8.8%: of a number that is none of ours
    if not readings:
        operands = (Operand("rate", rate.figure), *((Operand("current", current.figure),) if current else ()))
        yield Claim("growth", "growth-open", operands, place, closed=False, word=rate.lead.word)
    elif len({p.figure.base for p in priors}) <= 2:
        yield Claim(
            "growth", "growth", readings[0], place, word=rate.lead.word, alternatives=tuple(readings[1:])
        )
