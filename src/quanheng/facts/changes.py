"""Growth, difference and completion: the base is resolved explicitly or the claim stays open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanheng.facts.change_bases import (
    base_behind,
    base_of_another,
    base_phrase,
    begins_change,
    explicit_base,
    looked_up,
    note_base,
)
from quanheng.facts.change_readings import difference_claims, growth_claims, told_before, without_repetition
from quanheng.facts.changed import of_base, of_each
from quanheng.facts.index import Index
from quanheng.facts.leads import BASE, CHANGE
from quanheng.facts.mentions import Mention
from quanheng.model.figure import Figure
from quanheng.model.quantity import COUNT, MONEY, PERCENT, rounds_to
from quanheng.model.relation import Claim

_NOTHING = re.compile(
    r"[，；](?:当年|本年|全年|实际|20\d\d年)*(?:未|没有|无)(?:实际)?(?:发生|产生|列支|支出)(?:支出|费用|经费)?，"
)


def _current(change: Mention, index: Index) -> Mention | None:
    if change.target is not None:
        return change.target
    figure = change.figure
    return index.single(figure.item, figure.year, figure.basis, figure.fund) if figure.item else None


def _companion(rate: Mention, mentions: list[Mention]) -> Mention | None:
    """The amount of change that a percentage repeats."""
    at = mentions.index(rate)
    before = mentions[at - 1] if at else None
    close = (
        before is not None
        and before.attr == CHANGE
        and before.dimension in (MONEY, COUNT)
        and len(rate.gap) < 16
    )
    apart = rate.lead.item or rate.lead.name  # 比上年减少1.50万元，差旅费下降30%
    return before if close and rate.separator in ("", "，", "、", "（", "）") and not apart else None


def _settle(delta: Mention, mentions: list[Mention]) -> None:
    """Of two figures that a change may speak of, the one that its percentage fits."""
    at = mentions.index(delta)
    rate = mentions[at + 1] if at + 1 < len(mentions) else None
    if (
        rate is None
        or rate.attr != CHANGE
        or rate.dimension != PERCENT
        or delta.target is None
        or delta.other is None
    ):
        return
    fit = [m for m in (delta.target, delta.other) if _fits(m.figure, delta.figure, rate.figure)]
    if len(fit) == 1:
        delta.target, delta.other = fit[0], None
        rate.target, delta.figure.item, rate.figure.item = fit[0], fit[0].figure.item, fit[0].figure.item


def _fits(current: Figure, delta: Figure, rate: Figure) -> bool:
    prior = current.base - delta.base * delta.polarity
    return prior > 0 and rounds_to(100 * delta.base / prior, rate.value, rate.decimals)


def _turned(change: Mention, rate: Mention, current: Mention) -> Mention:
    """A change, and the rate behind it, called what another figure than the nearest is."""
    for mention in (change, rate):
        mention.figure.item, mention.figure.surface = current.figure.item, current.figure.surface
    return current


def _of_a_rate(rate: Mention, mentions: list[Mention]) -> bool:
    """矫治率62.5%，较上年58.3%提高4.2%: points of a rate, no growth of what was counted before."""
    at = mentions.index(rate)
    base = mentions[at - 1] if at else None
    return rate.dimension == PERCENT and base is not None and base.attr == BASE and base.dimension == PERCENT


def _changes(mentions: list[Mention]) -> Iterator[Mention]:
    """The changes of amounts and counts, and the rates of such changes."""
    for mention in mentions:
        if mention.attr != CHANGE or mention.dimension not in (MONEY, COUNT, PERCENT):
            continue
        if mention.dimension == PERCENT and "年均" in mention.gap:
            continue  # the average of several years is no growth of one
        if mention.other is not None and mention.dimension != PERCENT:
            _settle(mention, mentions)
        if not _of_a_rate(mention, mentions):
            yield mention


def _apart(change: Mention, delta: Mention | None, base: Mention | None, current: Mention | None) -> bool:
    """Whether what was found is of another kind or of another thing than the change."""
    if current is None:
        return False
    if change.dimension not in (PERCENT, current.dimension):
        return True
    of_another = base is not None and base_of_another(base, current)
    return of_another or (delta is not None and delta.dimension != current.dimension)


def _none_since(current: Mention | None, change: Mention) -> bool:
    """预算6万元，当年未发生支出，比上年的1.86万元减少100%: what changed is nothing, not the figure before."""
    if current is None or current.start > change.start:
        return False
    return _NOTHING.search(current.paragraph.text, current.end, change.start) is not None


def change_claims(mentions: list[Mention], index: Index) -> Iterator[Claim]:
    """Differences and growth rates of one paragraph."""
    for mention in _changes(mentions):
        delta = _companion(mention, mentions) if mention.dimension == PERCENT else None
        lead = delta or mention
        current = _current(lead, index)
        base = explicit_base(lead, mentions) or base_behind(lead, mentions)
        if base is None and current is not None and begins_change(current, lead, mentions):
            base, current = current, None
        priors = [base] if base else looked_up(lead, index, base_phrase(lead))
        named = of_base(base, current, mentions)
        if named:
            current = _turned(lead, mention, named[0])
        if base is None and current is not None:
            either = (m.figure for m in (current, lead.other) if m is not None)
            note_base(mention.figure, tuple(either), base_phrase(lead))
        if _apart(mention, delta, base, current) or _none_since(current, lead):
            continue
        told = without_repetition(told_before(lead, priors, mentions), named[1:])
        if of_each(base, current):
            current = told[0] if told else None
        if mention.dimension == PERCENT:
            yield from growth_claims(mention, current, delta, priors, told)
        elif current is not None:
            yield from difference_claims(mention, current, priors, told)
