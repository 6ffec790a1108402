"""Figures that stand alone: nothing in the document bears on them, and why that is known."""

from __future__ import annotations

from collections import Counter

from quanheng.model.figure import EXACT, Figure
from quanheng.model.quantity import COUNT, MONEY, PERCENT, POINTS, SCORE
from quanheng.model.relation import UNDECIDED, Relation
from quanheng.model.review import Facts

COUNTED = (MONEY, COUNT, PERCENT, POINTS, SCORE)
_WHY_OPEN = {
    "growth": "文中没有写它的基数",
    "share": "文中没有写它的分母",
    "completion": "文中没有写对应的预算或计划数",
}


def explain(facts: Facts, relations: list[Relation]) -> None:
    """Set `notes["alone"]` of each figure that no decided relation holds and that nothing else in the document could check."""
    decided = {o.figure.id for r in relations if r.verdict != UNDECIDED for o in r.claim.operands}
    opened = {
        r.claim.operands[0].figure.id: r.claim.kind
        for r in relations
        if r.verdict == UNDECIDED and r.claim.template.endswith("-open")
    }
    undecided = {o.figure.id for r in relations if r.verdict == UNDECIDED for o in r.claim.operands}
    names = Counter((f.item or f.surface, f.unit.dimension) for f in facts.figures)
    for figure in facts.figures:
        if figure.id in decided or figure.unit.dimension not in COUNTED:
            continue
        why = _why(figure, names, opened, undecided)
        if why:
            figure.notes["alone"] = why


def _why(figure: Figure, names: Counter[tuple[str, str]], opened: dict[int, str], undecided: set[int]) -> str:
    if figure.hedge != EXACT:
        return "约数，不作核对"
    if figure.id in opened:
        return _WHY_OPEN[opened[figure.id]]
    if figure.id in undecided or figure.place.cell is not None:
        return ""
    if figure.kind in ("delta", "ratio", "growth"):
        return "文中没有与它有关的两个数" if not figure.item else ""
    if names[figure.item or figure.surface, figure.unit.dimension] == 1:
        return "只此一处，文中没有与它有关的数"
    return ""
