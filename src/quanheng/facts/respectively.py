"""甲、乙、丙分别为1万元、2万元、3万元: each figure gets its own name."""

from __future__ import annotations

import re
from dataclasses import replace

from quanheng.facts.leads import LEVEL, read_lead
from quanheng.facts.mentions import KINDS, Mention
from quanheng.model.quantity import MONEY, PERCENT, POINTS

_CUE = "分别"
_SAID = re.compile(r"分别(?:为|是|达到?|完成|实现|安排|支出|下达|增长|下降|增加|减少|占)*(?:了|：)?")
_LONE = re.compile(r"，(?:其中)?分别(?:为|是|支出|安排)?$")
_HEAD = re.compile(r"[^，。；：]+$")
_NAMED = re.compile(r"(?P<names>.+?)的?(?:支出|金额|预算|决算|数)*", re.DOTALL)
_SPLIT = re.compile(r"、|和|与|及|以及")
_OPENED = re.compile(r"其中|包括|，")
_YEARS = re.compile(r"20\d\d年度?")
_WITHIN = re.compile(r"、|和|，|及")


def _names(text: str, wanted: int) -> list[str]:
    """Names between commas; 和 and 及 part them too where the number then matches."""
    opened = _OPENED.split(text)[-1]
    plain = [n for n in opened.split("、") if n]
    if len(plain) == wanted:
        return plain
    last = [n for n in _SPLIT.split(plain[-1]) if n] if plain else []
    if len(plain) - 1 + len(last) == wanted:
        return plain[:-1] + last
    return [n for n in _SPLIT.split(opened) if n]


def _by_year(run: list[Mention], names: list[str], tail: str) -> None:
    """2021年、2022年、2023年收入分别为: one name, a year each."""
    rest = _YEARS.sub("", names[-1])
    for name, mention in zip(names, run, strict=True):
        mention.read_as(
            replace(read_lead(rest + tail.replace("分别", ""), percent=False), year=int(name[:4]))
        )


def _run(mentions: list[Mention], at: int) -> list[Mention]:
    """The figure at `at` and those that follow it with nothing but a comma between."""
    found = [mentions[at]]
    for mention in mentions[at + 1 :]:
        words = mention.paragraph.text[found[-1].end : mention.start]
        if not _WITHIN.fullmatch(words) or mention.dimension != found[0].dimension:
            break
        found.append(mention)
    return found


def _borrow(run: list[Mention], before: list[Mention]) -> None:
    """用于甲8万元、乙9万元。实际支出16万元，分别为7万元、9万元: the names of the list before, or none that are known."""
    alike = [
        m for m in before if m.attr == LEVEL and m.dimension == run[0].dimension and m.depth == run[0].depth
    ]
    named = alike[-len(run) - 1 : -1]
    fit = len(named) == len(run) and all(m.lead.name for m in named) and run[0].dimension == MONEY
    for number, mention in enumerate(run):
        lead = named[number].lead if fit else None
        name, item = (lead.name, lead.item) if lead is not None else ("其中一项", "")
        mention.read_as(replace(mention.lead, name=name, item=item))


def _cued(text: str) -> tuple[str, str] | None:
    """The names in front of the last 分别为 and everything behind them, where the text ends with it."""
    at = text.rfind(_CUE)
    head = _HEAD.search(text, 0, at) if at >= 0 and _SAID.fullmatch(text, at) else None
    named = _NAMED.fullmatch(head[0]) if head else None
    return (named["names"], text[head.start() + named.end("names") :]) if head and named else None


def spread(mentions: list[Mention]) -> None:
    """Give the names in front of 分别为 to the figures behind it, one each, where their numbers match."""
    if not mentions or _CUE not in mentions[0].paragraph.text:
        return
    for at, first in enumerate(mentions):
        text = first.paragraph.text[max(0, first.start - 160) : first.start]
        run = _run(mentions, at) if _CUE in text else []
        if len(run) > 1 and _LONE.search(text):
            _borrow(run, mentions[:at])
        cued = _cued(text)
        if cued is None:
            continue
        names, tail = _names(cued[0], len(run)), cued[1]
        if len(run) < 2 or len(names) != len(run):
            continue
        if all(_YEARS.match(n) for n in names):
            _by_year(run, names, tail)
            continue
        for name, mention in zip(names, run, strict=True):
            mention.read_as(
                read_lead(name + tail.replace("分别", ""), mention.dimension in (PERCENT, POINTS))
            )
            mention.figure.polarity = mention.lead.sign
            mention.figure.kind = KINDS[mention.lead.attr]
