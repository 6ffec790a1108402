"""Points of a framework that gives them: the printed standard of each indicator on the value computed."""

from __future__ import annotations

from decimal import Decimal

from quanheng.facts.rules import parse
from quanheng.model.quantity import Interval, plain, round_to
from quanheng.model.rule import Amount, Result, ScoringRule, Worth
from quanheng.model.rule_value import evaluate
from quanheng.model.score import IndicatorScore

_PLACES = 2  # a rate is judged as it is printed


def award(made: IndicatorScore, full: Decimal, standard: str) -> None:
    """Fill full points, standard and points; without a value anything between nothing and all is possible.

    A standard that is left to people, or that the scoring-rule language does not read, is said so.
    """
    made.full, made.rule = full, standard
    made.points = Interval(Decimal(0), full)
    if not standard:
        made.notes.append("评分标准由评价者定")
        return
    rule = parse(standard)
    if not isinstance(rule, ScoringRule):
        made.notes.append(f"评分标准读不懂：{rule.piece}")
        return
    if made.bounds is None:
        return
    worths = [_worth(rule, end, made.unit, full) for end in (made.bounds.low, made.bounds.high)]
    if any(worth is None for worth in worths):
        made.notes.append("评分标准没有写这种情形")
        return
    known = [worth for worth in worths if worth is not None]
    made.points = Interval(min(w.low for w in known), max(w.high for w in known))


def _worth(rule: ScoringRule, value: Decimal, unit: str, full: Decimal) -> Worth | None:
    shown = round_to(value, _PLACES)
    worth = evaluate(rule, Result(f"{plain(shown)}{unit}", Amount(shown, unit)), None, full)
    return worth if isinstance(worth, Worth) else None


def chosen(standards: dict[str, str]) -> tuple[Decimal, str]:
    """The points and the standard in use: those written first."""
    full, standard = next(iter(standards.items()))
    return Decimal(full), standard


def total(indicators: list[IndicatorScore]) -> tuple[Decimal, Interval] | None:
    """Full points of all indicators and the points that they can come to; None where none has points."""
    scored = [one for one in indicators if one.full is not None and one.points is not None]
    if not scored:
        return None
    low = sum((one.points.low for one in scored if one.points), Decimal(0))
    high = sum((one.points.high for one in scored if one.points), Decimal(0))
    return sum((one.full for one in scored if one.full), Decimal(0)), Interval(low, high)
