"""The few numbers by which departments are laid side by side on a board: spending, execution, three public costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from quanheng.model.figure import Figure
from quanheng.model.quantity import MONEY, round_to, unit
from quanheng.model.review import Facts, Reviewed
from quanheng.norms.load import UnknownNorm
from quanheng.scoring.quantities import Quantities

_WAN = unit("万元")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Measures:
    """None where the document does not say. `spent` in 万元; `execution` and `three_public` in per cent, two decimals.

    execution      spending of the year over its adjusted budget; above 100 the two are of different things
    three_public   growth of the three public costs over those of the year before
    """

    spent: Decimal | None = None
    execution: Decimal | None = None
    three_public: Decimal | None = None


def measures(reviewed: Reviewed, jurisdiction: str | None = None) -> Measures:
    """The measures of one document, from its text and tables, else from the fund rows of its one form."""
    facts = reviewed.facts
    on = date(facts.year + 1, 6, 30) if facts.year else None
    try:
        known = Quantities(facts, reviewed.findings, jurisdiction or facts.jurisdiction or "cn", on)
    except UnknownNorm:
        return Measures()
    spent, budget = _value(known, "budget_completed"), _value(known, "budget_full_year")
    if spent is None or budget is None:
        spent, budget = _of_form(facts, spent, budget)
    return Measures(
        spent,
        _executed(spent, budget),
        _growth(_value(known, "three_public_actual"), _value(known, "three_public_actual_prior")),
    )


def _value(known: Quantities, quantity: str) -> Decimal | None:
    taken = known.take(quantity)
    return taken.bounds.high if taken is not None and taken.exact else None


def _of_form(
    facts: Facts, spent: Decimal | None, budget: Decimal | None
) -> tuple[Decimal | None, Decimal | None]:
    row = facts.forms[0].execution if len(facts.forms) == 1 else None
    if row is None:
        return spent, budget
    paid, planned = _money(row.amounts.get("final")), _money(row.amounts.get("adjusted"))
    return (paid, planned) if paid is not None and planned is not None else (spent, budget)


def _money(figure: Figure | None) -> Decimal | None:
    if figure is None or figure.unit.dimension != MONEY or not figure.legible:
        return None
    return figure.base.scaleb(-_WAN.power)


def _executed(spent: Decimal | None, budget: Decimal | None) -> Decimal | None:
    # Nothing may be spent beyond the adjusted budget: a rate above 100 is a pair that was not meant for it.
    if spent is None or not budget or spent > budget:
        return None
    return round_to(spent * _HUNDRED / budget, 2)


def _growth(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    return round_to((now - before) * _HUNDRED / before, 2) if now is not None and before else None
