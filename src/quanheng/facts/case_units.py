"""A department's figures and those of its units: no unit exceeds it, all units together make it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quanheng.facts.case_claims import claim_of
from quanheng.facts.case_parties import Kin, bare, is_unit_of, same_name
from quanheng.facts.case_values import Values, one
from quanheng.model.case import Paper
from quanheng.model.relation import Claim

# Sums of the units' own; transfers between them are taken out of other items when accounts are joined.
_ADDED = (
    "expenditure.total", "expenditure.basic", "expenditure.project", "expenditure.fiscal", "income.fiscal",
    "three_public.", "procurement.total", "posts.total", "people.serving", "vehicles.held", "function.",
)  # fmt: skip


def unit_claims(papers: Sequence[Paper], stated: dict[int, Values]) -> Iterator[Claim]:
    """For each department's document: every unit's figure is at most its own; all of them add up to it."""
    for whole in papers:
        units = [p for p in papers if p is not whole and _fits(p, whole)]
        for key, figures in stated[whole.number].items() if units else ():
            total = one(figures)
            if total is None or not key.item.startswith(_ADDED):
                continue
            parts = [(p, one(stated[p.number].get(key, []))) for p in units]
            known = [(p, figure) for p, figure in parts if figure is not None]
            for unit, figure in known:
                yield claim_of("across_unit", (("total", total, whole), ("part", figure, unit)))
            if len(known) > 1 and len(known) == len(units) and complete(whole, units):
                listed = [("part", figure, unit) for unit, figure in known]
                yield claim_of("across_units", (("total", total, whole), *listed))


def _fits(unit: Paper, whole: Paper) -> bool:
    return (
        is_unit_of(unit, whole)
        and unit.facts.year == whole.facts.year
        and unit.facts.kind == whole.facts.kind
    )


def complete(whole: Paper, units: Sequence[Paper]) -> bool:
    """True when every unit that the department lists has its document here, each once."""
    names = [bare(p.facts.organisation or "") for p in units]
    listed = [bare(name) for name in whole.facts.units]
    return (
        len(listed) > 1
        and len(listed) == len(names)
        and all(sum(same_name(unit, name) is Kin.SAME for name in names) == 1 for unit in listed)
    )
