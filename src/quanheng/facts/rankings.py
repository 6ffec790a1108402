"""按执行进度由高到低依次是甲、乙、丙: names in an order, against the figures that the text has for them.

Read only where each name has one such figure right before, in a clause of its own, or every name its amount behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quanheng.facts.mentions import Mention
from quanheng.facts.paragraphs import Paragraph
from quanheng.facts.passages import Passage
from quanheng.model.figure import EXACT, Statement
from quanheng.model.quantity import PERCENT, counts_alike
from quanheng.model.relation import Claim, Operand

_RANKED = re.compile(
    r"(?P<by>[^，。；]{0,12}?)(?:[由从](?P<down>高到低|大到小|多到少|快到慢)|[由从](?:低到高|小到大|少到多|慢到快))"
    r"(?:的?顺序)?(?:排[列序名])?[，：]?(?:依次|分别)(?:为|是)：?(?P<names>[^，。；：、]+(?:、[^，。；：、]+)+)"
)
_DIGIT = re.compile(r"\d")
_CLAUSE = re.compile(r"[；。：]|（[一二三四五六七八九十\d]+）")
_FEWEST = 3
_TAIL = 2  # characters of what is ranked that end the words before its figure: 进度, 率


def ranking_claims(passages: Sequence[Passage]) -> Iterator[Claim]:
    """Each name of a ranking against the next one."""
    for at, passage in enumerate(passages):
        text = passage.paragraph.text
        for found in _RANKED.finditer(text) if "依次" in text or "分别" in text else ():
            near = [m for other in passages[max(0, at - 2) : at + 1] for m in other.mentions]
            before = [m for m in near if m.paragraph is not passage.paragraph or m.end <= found.start()]
            ranked = _printed(found, passage.mentions) or _told(found, before)
            if len(ranked) >= _FEWEST:
                yield from _pairs(ranked, found, passage.paragraph)


def _pairs(ranked: Sequence[Mention], found: re.Match[str], paragraph: Paragraph) -> Iterator[Claim]:
    for first, second in pairwise(ranked):
        high, low = (first, second) if found["down"] else (second, first)
        said = Statement("order", found[0].lstrip("，。；"), paragraph.place(*found.span()), value="within")
        operands = (Operand("left", low.figure), Operand("right", high.figure))
        yield Claim("order", "ranking", operands, said.place, said=said, word="依次", notes={"asks": True})


def _printed(found: re.Match[str], mentions: Sequence[Mention]) -> list[Mention]:
    """农商银行8,930万元、邮储银行5,210万元: one figure of one unit in each of the names."""
    start, end = found.span("names")
    inside = [m for m in mentions if start <= m.start < end]
    one_each = len(inside) == found["names"].count("、") + 1
    alike = all(
        counts_alike(m.figure.unit, inside[0].figure.unit) and m.figure.hedge == EXACT for m in inside
    )
    return inside if one_each and alike else []


def _told(found: re.Match[str], mentions: Sequence[Mention]) -> list[Mention]:
    """The percentage that the clauses before give for each name, [] where one has none or several."""
    names, ending = found["names"].split("、"), found["by"][-_TAIL:]
    if _DIGIT.search(found["names"]) or len(ending) < _TAIL:
        return []
    given: dict[str, list[Mention]] = {name: [] for name in names}
    for mention in mentions:
        clause = _CLAUSE.split(mention.paragraph.text[: mention.start])[-1]
        own = [name for name in names if name in clause]
        if mention.dimension == PERCENT and clause.rstrip("为是达到").endswith(ending) and len(own) == 1:
            given[own[0]].append(mention)
    if any(len(told) != 1 or told[0].figure.hedge != EXACT for told in given.values()):
        return []
    return [told[0] for told in given.values()]
