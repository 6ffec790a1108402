"""Which figure a change is of, where the words before its base name another one than the nearest.

保教费……合计233.28万元。财政补助比上年584.50万元增加35.66万元: of the 财政补助 that the paragraph began with. 支出3698.41万元，
年末结余16.85万元。支出比2023年3540.88万元增加: what is left over is nothing that was spent.
"""

from __future__ import annotations

import re

from quanheng.facts.leads import BASE, LEVEL
from quanheng.facts.list_members import per_head
from quanheng.facts.lists import same_kind
from quanheng.facts.mentions import Mention

_SHORT = 2  # characters: what is shorter names nothing
_TELLING = 3  # digits of a difference that chance does not meet
_SAID = re.compile(r"执行|支出|收入|到位|投入|决算")
_LEFT = re.compile(r"结余|结转|剩余|余额")


def of_base(base: Mention | None, current: Mention | None, mentions: list[Mention]) -> list[Mention]:
    """The figures that the words of a printed base name, likeliest first; none where that is the one that was found."""
    if base is None or current is None or base.attr != BASE or base not in mentions:
        return []
    before = mentions[: mentions.index(base)]
    levels = [
        m
        for m in before
        if m.attr == LEVEL
        and not m.lead.prior
        and m is not current
        and same_kind(m, base)
        and not per_head(m)
    ]
    return _named(base, current, levels) or _spent(base, current, levels)


def _named(base: Mention, current: Mention, levels: list[Mention]) -> list[Mention]:
    """火灾起数比上年204起减少: of the 火灾186起 before."""
    name, surface = base.lead.name.removesuffix(base.figure.unit.name), current.figure.surface
    same_item = bool(base.lead.item) and base.lead.item == current.figure.item
    if len(name) < _SHORT or same_item or name in surface or (surface and surface in name):
        return []
    own = [m for m in reversed(levels) if m.lead.name == name]
    return own + [m for m in reversed(levels) if m.figure.surface == name and m not in own]


def _spent(base: Mention, current: Mention, levels: list[Mention]) -> list[Mention]:
    """结余26万元；比2023年执行数456万元增加: of what the same word stands before."""
    words = base.gap + (base.lead.phrase or "")
    said = _SAID.search(words)
    if not said or _LEFT.search(words) or not _LEFT.search(current.gap):
        return []
    return [m for m in reversed(levels) if said[0] in m.gap and not _LEFT.search(m.gap)]


def of_each(base: Mention | None, current: Mention | None) -> bool:
    """人均150元。与2022年决算31.08万元相比减少: what each one gets has not changed from what all of it was."""
    if base is None or current is None or current.sentence == base.sentence:
        return False
    return per_head(current) and not per_head(base)


def from_last_year(known: Mention, change: Mention, mentions: list[Mention]) -> bool:
    """全年支出1569.25万元；2022年支出1376.90万元，同比增加192.35万元: the year before, from which this one is just that far."""
    step, year = change.figure.base * change.figure.polarity, known.figure.year
    if year is None or change.figure.unit.dimension != known.dimension or known not in mentions:
        return False
    if sum(c.isdigit() for c in change.figure.text) < _TELLING:
        return False
    return any(
        m.attr == LEVEL
        and m.figure.year == year + 1
        and same_kind(m, known)
        and (
            m.figure.item == known.figure.item
            or (bool(m.lead.generic) and m.lead.generic == known.lead.generic)
        )
        and m.figure.base - known.figure.base == step
        for m in mentions[: mentions.index(known)]
    )
