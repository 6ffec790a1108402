"""三项分别占60%、30%、10%: shares without names, one for each of the figures before them."""

from __future__ import annotations

import re
from dataclasses import replace

from quanheng.facts.leads import LEVEL, SHARE
from quanheng.facts.lists import same_kind
from quanheng.facts.mentions import KINDS, Mention
from quanheng.model.quantity import COUNT, MONEY, PERCENT

_CUE = re.compile(
    r"(?:[二两三四五六七八九][者项类级个地档]|各)?(?:资金|支出|部分)?(?:(?:分别|依次)[^，。；]{0,12}占|占[^，。；]{0,16}(?:分别|依次)|[二两三四五六七八九][者项类级]占)|[，；]占?比[例重]?[为是：]?$"
)
_BETWEEN = re.compile(r"[、和与及，]|以及")


def pair_shares(mentions: list[Mention]) -> None:
    """Tie each share of such a run to its figure; where the figures before do not match in number, to none."""
    for at, first in enumerate(mentions):
        run = _run(mentions, at)
        if len(run) < 2 or not _CUE.search(first.gap) or _spread(run):
            continue
        parts = _parts(mentions[:at], len(run))
        for number, share in enumerate(run):
            share.read_as(replace(first.lead, attr=SHARE, name="", item=""))
            share.figure.kind, share.target = KINDS[SHARE], parts[number] if parts else None


def _spread(run: list[Mention]) -> bool:
    """True where each share has a name of its own by now."""
    return all(m.lead.name or m.lead.item for m in run)


def _run(mentions: list[Mention], at: int) -> list[Mention]:
    """The percentage at `at` and those behind it with nothing but a comma between."""
    found = [mentions[at]] if mentions[at].dimension == PERCENT else []
    for mention in mentions[at + 1 :] if found else ():
        words = mention.paragraph.text[found[-1].end : mention.start]
        if mention.dimension != PERCENT or not _BETWEEN.fullmatch(words):
            break
        found.append(mention)
    return found


def _parts(before: list[Mention], wanted: int) -> list[Mention]:
    """The last figures before the shares, all of one kind and one list."""
    levels = [m for m in before if m.attr == LEVEL and m.dimension in (MONEY, COUNT)]
    last = levels[-wanted:]
    alike = len(last) == wanted and all(same_kind(m, last[0]) and m.parents == last[0].parents for m in last)
    return last if alike and bool(last[0].parents) else []
