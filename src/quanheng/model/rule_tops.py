"""The full points that a scoring rule can give, in each of its readings."""

from __future__ import annotations

from decimal import Decimal

from quanheng.model.rule import (
    Clause,
    Discretion,
    Each,
    Full,
    Points,
    Prorata,
    Range,
    ScoringRule,
    Share,
    Spread,
    State,
)
from quanheng.model.rule_measure import PERIODS, ZERO


def tops(rule: ScoringRule) -> set[Decimal] | None:
    """The full points that the rule can give in its readings; None where they are the weight or open."""
    if rule.most is not None:
        return {rule.most}
    if rule.items:
        sums = {ZERO}
        for item in rule.items:
            found = tops(item)
            if found is None:
                return None
            sums = {a + b for a in sums for b in found}
        return sums
    given: set[Decimal] = set()
    for clause in rule.clauses:
        made = clause.outcome
        if isinstance(made, Points):
            given.add(made.value)
        elif isinstance(made, Prorata) and made.of is not None:
            given.add(made.of)
        elif isinstance(made, Spread) and not made.percent:
            given.add(made.high)
        elif isinstance(made, Each) and made.period and made.gains:
            return {made.points, made.points * PERIODS[made.period]}
        elif isinstance(made, Full | Share | Prorata | Spread | Discretion) or (
            isinstance(made, Each) and made.gains
        ):
            return None
    best = max(given, default=ZERO)
    if not best:
        return None
    together = sum(given_all(rule), ZERO) if side_by_side(rule) else _states_and_bands(rule)
    several = {
        c.outcome.value * many(c) for c in rule.clauses if isinstance(c.outcome, Points) and many(c) > 1
    }
    return {best, together} | several


def many(clause: Clause) -> int:
    """“三公”经费、公用经费不超预算各得4分: so many things of which each may have the points."""
    return clause.subject.count("、") + 1


def _states_and_bands(rule: ScoringRule) -> Decimal:
    """编制细化得4分；调剂率≤5%得4分，5%至10%得2分: what is said in words, and the best of the bands beside it."""
    bands = [c for c in rule.clauses if isinstance(c.condition, Range) and isinstance(c.outcome, Points)]
    states = [c for c in rule.clauses if isinstance(c.condition, State) and isinstance(c.outcome, Points)]
    best = max(given_all(ScoringRule(tuple(bands))), default=ZERO)
    whole = len(bands) + len(states) == len(rule.clauses) and any(c.subject for c in bands)
    return (
        best + sum(given_all(ScoringRule(tuple(states))), ZERO)
        if whole
        else max(given_all(rule), default=ZERO)
    )


def given_all(rule: ScoringRule) -> list[Decimal]:
    """The points of every clause."""
    return [c.outcome.value for c in rule.clauses if isinstance(c.outcome, Points)]


def side_by_side(rule: ScoringRule) -> bool:
    """有制度得2分，有台账得3分: may be items without numbers, each with points of its own."""
    states = [c for c in rule.clauses if isinstance(c.condition, State) and isinstance(c.outcome, Points)]
    return len(states) == len(rule.clauses) > 1 and all(p > 0 for p in given_all(rule))
