"""Bands of a scoring rule that overlap, or leave a result without points."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, pairwise

from quanheng.facts.rules import parse_scanned
from quanheng.facts.rules.printing import amount
from quanheng.model.figure import Statement
from quanheng.model.rule import RESULT, Clause, Each, Range, Reached, ScoringRule


def flaw(said: Statement) -> str:
    """What is wrong with the bands, in Chinese; "" where nothing is."""
    rule, scanned = parse_scanned(said.text)
    if not isinstance(rule, ScoringRule) or scanned:
        return ""
    bands = [c for c in rule.clauses if isinstance(c.condition, Range) and c.condition.of == RESULT]
    bands = [c for c in bands if not isinstance(c.outcome, Each)]
    return _overlap(bands) or _gap(rule, bands)


def _overlap(bands: list[Clause]) -> str:
    """Two bands with different points that cross; one inside the other is an exception, no fault."""
    for one, other in combinations(bands, 2):
        a, b = one.condition, other.condition
        assert isinstance(a, Range)
        assert isinstance(b, Range)
        if a.low is None or b.low is None or a.high is None or b.high is None or one.outcome == other.outcome:
            continue
        first, second = (a, b) if a.low.value <= b.low.value else (b, a)
        assert first.high is not None
        assert second.low is not None
        assert second.high is not None
        if second.low.value < first.high.value < second.high.value and first.low != second.low:
            return f"在{amount(second.low)}至{amount(first.high)}之间有两种得分"
    return ""


def _gap(rule: ScoringRule, bands: list[Clause]) -> str:
    """Two neighbouring bands with room between them that no other clause fills; 80-89, 90-100 has none."""
    others = [c for c in rule.clauses if c not in bands]
    if len(bands) < 2 or not all(isinstance(c.condition, Reached) for c in others):
        return ""
    spans = [c.condition for c in bands if isinstance(c.condition, Range)]
    spans += [Range(c.amount, c.amount, low_in=True, high_in=True) for c in _plain(others)]
    spans.sort(key=lambda s: s.low.value if s.low else Decimal("-Infinity"))
    for below, above in pairwise(spans):
        if below.high is None or above.low is None:
            continue
        if below.high.value == above.low.value and below.high_in is False and above.low_in is False:
            return f"正好{amount(above.low)}没有规定得分"
        whole = all(v == v.to_integral_value() for v in (below.high.value, above.low.value))
        if above.low.value - below.high.value > whole:
            return f"在{amount(below.high)}至{amount(above.low)}之间没有规定得分"
    return ""


def _plain(clauses: list[Clause]) -> list[Reached]:
    return [c.condition for c in clauses if isinstance(c.condition, Reached)]
