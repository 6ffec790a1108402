"""What the counts of running text count: 接待66批次、528人次, 召开会议6次, 主要负责人用车1辆.

The measure word and the words since the figure before tell it; an amount's name (公务接待费) is no name of a
count. Named last, when all claims are made: checks between counts and amounts look at the words themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from quanheng.facts.leads import LEVEL
from quanheng.facts.mentions import Mention
from quanheng.lexicon.counted import Counted, counted
from quanheng.model.quantity import COUNT


def name_counts(mentions: Sequence[Mention]) -> None:
    """Set item and basis of every count of one paragraph that lexicon/counted.yaml knows."""
    last = ""
    for at, mention in enumerate(mentions):
        if mention.dimension != COUNT or mention.attr != LEVEL:
            last = ""
            continue
        before = mentions[at - 1] if at else None
        found = next((c for c in counted() if _is(c, mention, before, last)), None)
        last = found.item if found else ""
        if found:
            mention.figure.item = found.item
            mention.figure.basis = mention.figure.basis or "final"


def _is(thing: Counted, mention: Mention, before: Mention | None, last: str) -> bool:
    words = mention.gap
    if mention.figure.unit.name not in thing.units or any(word in words for word in thing.without):
        return False
    if thing.behind and last != thing.behind:
        return False
    if thing.above and (before is None or before.figure.text != thing.above):
        return False
    if thing.after and not mention.after.startswith(thing.after):
        return False
    return not thing.words or any(word in words for word in thing.words)
