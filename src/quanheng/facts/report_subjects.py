"""The economic subjects that a report lists under its basic and its project spending, as a tree of sums."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from quanheng.facts.report_amounts import ECONOMIC
from quanheng.model.figure import Figure
from quanheng.model.relation import Claim
from quanheng.norms.classification import DEPARTMENT, subjects

_WHOLES = ("expenditure.basic", "expenditure.project")
_MARKS = re.compile(r"[（）()《》“”、，\s]")
_SHORTEST = 4


@dataclass(slots=True)
class Branch:
    """A 类 with the 款 listed under it; `unknown` are the figures that name no subject.

    `whole` is the figure it is a part of: basic or project spending, whose year and basis are its own.
    """

    whole: Figure
    code: str
    figure: Figure
    below: list[tuple[str, Figure]] = field(default_factory=list)
    unknown: list[Figure] = field(default_factory=list)

    @property
    def named(self) -> bool:
        """True where each figure below is a subject of its own."""
        codes = [code for code, _ in self.below]
        return bool(codes) and not self.unknown and len(set(codes)) == len(codes)

    def figures(self) -> Iterator[Figure]:
        """Its own figure and those below it."""
        yield self.figure
        yield from (figure for _, figure in self.below)
        yield from self.unknown


def branches(claims: Sequence[Claim]) -> list[Branch]:
    """Every 类 that a sum puts under basic or project spending."""
    sums = [claim for claim in claims if claim.kind == "sum" and claim.get("total") is not None]
    made = []
    for claim in sums:
        total = claim.get("total")
        if total is None or total.item not in _WHOLES or total.kind != "level":
            continue
        for operand in claim.all("part"):
            if operand.figure.item.startswith(ECONOMIC):
                code = operand.figure.item.removeprefix(ECONOMIC)
                made.append(_filled(Branch(total, code, operand.figure), sums))
    return made


def _filled(branch: Branch, sums: Iterable[Claim]) -> Branch:
    below = next((claim for claim in sums if claim.get("total") is branch.figure), None)
    for operand in below.all("part") if below else ():
        code = subject_under(branch.code, operand.figure.surface)
        if code:
            branch.below.append((code, operand.figure))
        else:
            branch.unknown.append(operand.figure)
    return branch


def subject_under(parent: str, name: str) -> str:
    """The code of the 款 of that name under a 类; a shortened name where it fits only one; "" for none."""
    bare = _bare(name)
    children = {code: _bare(s.name) for code, s in subjects(DEPARTMENT).items() if s.parent == parent}
    same = [code for code, known in children.items() if known == bare]
    if not same and len(bare) >= _SHORTEST:
        same = [code for code, known in children.items() if known.endswith(bare)]
    return same[0] if len(same) == 1 else ""


def _bare(name: str) -> str:
    return _MARKS.sub("", name).replace("费用", "费")
