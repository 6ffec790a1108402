"""Control lines: what must not be exceeded. A breach asks for a reason; it is no arithmetic error."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.facts.index import Index
from quanheng.facts.mentions import Mention
from quanheng.model.quantity import COUNT
from quanheng.model.relation import Claim, Operand

_WITHIN_BUDGET = (
    "three_public.total",
    "three_public.receptions",
    "three_public.vehicles",
    "three_public.overseas",
)


def control_claims(mentions: list[Mention], index: Index) -> Iterator[Claim]:
    """Final within budget for the three public expenses; people in post within posts."""
    years = {m.figure.year for m in mentions if m.figure.year}
    for year in sorted(years):
        for item in _WITHIN_BUDGET:
            final, budget = index.single(item, year, "final"), index.single(item, year, "initial")
            if final and budget:
                operands = (Operand("total", budget.figure), Operand("part", final.figure))
                yield Claim("control", "within-budget", operands, final.figure.place, closed=False)
    yield from _posts(mentions)


def _posts(mentions: list[Mention]) -> Iterator[Claim]:
    def only(item: str) -> Mention | None:
        found = [m for m in mentions if m.figure.item == item and m.dimension == COUNT and m.attr == "level"]
        return found[0] if found and len({m.figure.value for m in found}) == 1 else None

    posts, serving = only("posts.total"), only("people.serving")
    if posts and serving:
        operands = (Operand("total", posts.figure), Operand("part", serving.figure))
        yield Claim("control", "posts", operands, serving.figure.place, closed=False)
