"""Which documents of a case may be held against each other: one organisation, one scope."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import combinations

from quanheng.model.case import Paper, Party, Remark

_OWN = re.compile(r"(?:（(?:本级|本部|机关)）|本级)$")
_RANKED = re.compile(r"[一-鿿]+[省市县区州旗盟]")
_FEWEST = 4


class Kin(Enum):
    """How two organisations' names relate: the same, perhaps the same, or others."""

    SAME, LIKE, OTHER = range(3)


def bare(organisation: str) -> str:
    """The name without 本级 and the like: the office itself bears the department's name."""
    return _OWN.sub("", organisation).removeprefix("中共").removeprefix("中国共产党")


def kin(one: Paper, other: Paper) -> Kin:
    """Whether two papers name one organisation; one that names none may be anyone's."""
    a, b = one.facts.organisation, other.facts.organisation
    if a is None or b is None:
        return Kin.LIKE
    return same_name(bare(a), bare(b), one.facts.jurisdiction, other.facts.jurisdiction)


def same_name(a: str, b: str, at: str | None = None, there: str | None = None) -> Kin:
    """Names are the same when equal or when only the divisions in front differ in length."""
    if a == b:
        return Kin.SAME
    if at and there and not (at.startswith(there.rstrip("0")) or there.startswith(at.rstrip("0"))):
        return Kin.OTHER
    long, short = (a, b) if len(a) > len(b) else (b, a)
    if long.endswith(short):
        front = long[: -len(short)]
        if _RANKED.fullmatch(front) or (short[0] in "省市县区州旗" and len(front) > 1):
            return Kin.SAME
        return Kin.OTHER
    if len(short) >= _FEWEST and a[-1] == b[-1] and a[:2] == b[:2] and _in_order(short, long):
        return Kin.LIKE
    return Kin.OTHER


def _in_order(short: str, long: str) -> bool:
    """True when the characters of `short` stand in `long` in their order: 科工信局 of 科技和工业信息化局."""
    rest = iter(long)
    return all(char in rest for char in short)


def parties(papers: Sequence[Paper]) -> list[Party]:
    """The organisations of a case in order; papers without a name go to the only one there is."""
    made: list[Party] = []
    for paper in papers:
        name = paper.facts.organisation
        if name is None:
            continue
        home = next((p for p in made if kin(papers[p.papers[0]], paper) is not Kin.OTHER), None)
        if home is None:
            made.append(Party(bare(name), [paper.number]))
        else:
            home.papers.append(paper.number)
    nameless = [paper.number for paper in papers if paper.facts.organisation is None]
    if nameless and not made:
        made.append(Party(None, nameless))
    elif nameless and len(made) == 1:
        made[0].papers = sorted(made[0].papers + nameless)
    return made


def is_unit_of(unit: Paper, department: Paper) -> bool:
    """True when the department's document lists the unit, or the unit is the department's own office."""
    if unit.facts.organisation is None or department.facts.organisation is None:
        return False
    if department.facts.scope == "unit" or unit.facts.scope not in ("unit", None):
        return False
    if kin(unit, department) is not Kin.OTHER:
        return unit.facts.scope == "unit" and department.facts.scope == "department"
    listed = [bare(name) for name in department.facts.units]
    own = bare(unit.facts.organisation)
    return any(same_name(name, own) is Kin.SAME for name in listed)


def party_remarks(papers: Sequence[Paper], found: Sequence[Party]) -> Iterator[Remark]:
    """Why documents are not held against each other: other departments, nobody named, no year."""
    apart = [
        (one, other)
        for one, other in combinations(found, 2)
        if not any(
            is_unit_of(papers[a], papers[b]) or is_unit_of(papers[b], papers[a])
            for a in one.papers
            for b in other.papers
        )
    ]
    if apart:
        names = dict.fromkeys(p.organisation or "" for pair in apart for p in pair)
        numbers = tuple(sorted({n for pair in apart for p in pair for n in p.papers}))
        yield Remark("other_party", numbers, values={"names": "、".join(names), "count": str(len(names))})
    placed = {number for party in found for number in party.papers}
    for paper in papers:
        if paper.number not in placed:
            yield Remark("nameless", (paper.number,), values={"document": paper.name})
        elif paper.facts.year is None and paper.facts.figures:
            yield Remark("undated", (paper.number,), values={"document": paper.name})
