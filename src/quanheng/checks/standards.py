"""The score of an indicator against the rule that its own row prints, and the rule against the weight.

An error only where nothing is left to reading: a numeric result in the unit of the rule, every column
under its head, no scan, the rule able to give the weight, and no over-fulfilment for which a bureau may
take points off. All else is asked about.
"""

from __future__ import annotations

from decimal import Decimal

from quanheng.checks.judgement import Judgement, agree, off, undecided
from quanheng.model.figure import Figure
from quanheng.model.quantity import half_ulp, plain
from quanheng.model.relation import Claim, Operand
from quanheng.model.rule import (
    Amount,
    Each,
    Full,
    Range,
    Reached,
    Result,
    ScoringRule,
    State,
    Unparsed,
    Worth,
)
from quanheng.model.rule_tops import tops
from quanheng.model.rule_value import Unknown, evaluate
from quanheng.model.rule_words import canonical


def judge_score_rule(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """Score = what the rule gives for the printed result."""
    score, points = operands[0].figure, operands[1].figure
    if claim.template == "rate":
        return agree(f"{points.text}×执行率")
    rule = claim.notes["rule"]
    if isinstance(rule, Unparsed):
        return undecided(f"评分标准没有读懂：“{rule.piece}”{rule.why}")
    worth = _worth(claim, points)
    if isinstance(worth, Unknown):
        return _odd_deduction(claim, rule, score, points) or undecided(worth.why)
    said = f"{_short(worth.low)}分" if worth.exact else f"{_short(worth.low)}至{_short(worth.high)}分"
    if _inside(score, worth, claim.notes.get("places", 0)):
        return agree(f"按评分标准得{said}")
    made = off("score_rule", score, worth.low if worth.exact else None, f"评分标准“{claim.word}”，应得{said}")
    made.expected_text = said
    if not _sure(claim, rule, points):
        made.ask()
    return made


def judge_rule_weight(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """The rule can give the weight printed beside it, in one of its readings."""
    points = operands[0].figure
    rule = claim.notes["rule"]
    if isinstance(rule, Unparsed):
        return undecided(f"评分标准没有读懂：“{rule.piece}”{rule.why}")
    given = tops(rule)
    if given is None:
        return undecided("评分标准没有写明满分")
    best = max(given)
    if points.value in given:
        return agree(f"评分标准最多得{plain(points.value)}分")
    if best < points.value and _only_below(rule):
        return undecided("评分标准只写了达不到时的得分")
    score: Figure | None = claim.notes["score"]
    worth = _worth(claim, points)
    if (
        score is not None
        and isinstance(worth, Worth)
        and not _inside(score, worth, claim.notes.get("places", 0))
    ):
        return undecided("得分与评分标准不符，见该项")
    each = next((c.outcome for c in rule.clauses if isinstance(c.outcome, Each) and c.outcome.period), None)
    how = f"（{_short(best / each.points)}×{plain(each.points)}）" if each is not None else ""
    made = off("rule_weight", points, best, f"评分标准“{claim.word}”最多得{_short(best)}分{how}")
    made.expected_text = f"{_short(best)}分"
    made.ask()
    return made


def _only_below(rule: ScoringRule) -> bool:
    """低于50%得7分: what more than that gets is left to the reader."""
    ranges = [c.condition for c in rule.clauses]
    return bool(ranges) and all(isinstance(r, Range) and r.low is None for r in ranges)


def _short(value: Decimal) -> str:
    return plain(value.normalize() if value != value.to_integral_value() else value.quantize(Decimal(1)))


def _worth(claim: Claim, points: Figure) -> Worth | Unknown:
    done: Result | None = claim.notes["result"]
    if done is None:
        return Unknown("没有写完成值")
    weight = points.value if points.value > 0 else None
    return evaluate(claim.notes["rule"], done, claim.notes["target"], weight)


def _inside(score: Figure, worth: Worth, places: int) -> bool:
    """The printed score is a value that the rule allows, rounded to its digits.

    `places` are those of the finest score of the form: beside 9.8 a 10 is no 9.6 rounded.
    """
    digits = max(score.decimals, places)
    half = half_ulp(digits)
    whole = worth.low == worth.low.quantize(Decimal((0, (1,), -digits)))
    if worth.exact and whole:
        return score.value == worth.low
    return worth.low - half <= score.value <= worth.high + half


def _sure(claim: Claim, rule: ScoringRule, points: Figure) -> bool:
    """Rule, result, units and columns leave nothing to reading."""
    done, given = claim.notes["result"], tops(rule)
    if not claim.notes["sure"] or done is None or done.amount is None or not done.amount.unit:
        return False
    if given is not None and points.value not in given:
        return False
    levels = [e for c in rule.clauses for e in _levels(c.condition)]
    if not levels or any(e.unit != done.amount.unit for e in levels):
        return False
    planned = claim.notes["target"].amount if claim.notes["target"] else None
    if planned is None or planned.value not in {e.value for e in levels}:
        return False  # the rule may measure against the target instead
    beyond = max(e.value for e in levels)
    return min(e.value for e in levels) <= done.amount.value <= beyond or _falls_short(rule, done)


def _falls_short(rule: ScoringRule, done: Result) -> bool:
    """Below every level of a rule that rewards more: no over-fulfilment is in play."""
    levels = [e.value for c in rule.clauses for e in _levels(c.condition)]
    rising = any(isinstance(c.outcome, Each) and c.outcome.way == "short" for c in rule.clauses)
    return rising and done.amount is not None and done.amount.value < min(levels)


def _levels(condition: object) -> list[Amount]:
    if isinstance(condition, Reached):
        return [condition.amount]
    if isinstance(condition, Range) and condition.of == "result":
        return [e for e in (condition.low, condition.high) if e is not None]
    return []


def _odd_deduction(claim: Claim, rule: ScoringRule, score: Figure, points: Figure) -> Judgement | None:
    """A deduction that is no whole step, where target words promise full points and no overrun is printed."""
    target: Result | None = claim.notes["target"]
    each = next(
        (c.outcome for c in rule.clauses if isinstance(c.outcome, Each) and not c.outcome.gains), None
    )
    full = next((c.condition for c in rule.clauses if isinstance(c.outcome, Full)), None)
    if each is None or target is None or not isinstance(full, State) or not target.state:
        return None
    lost = points.value - score.value
    if canonical(target.state) != canonical(full.words) or lost <= 0 or not lost % each.points:
        return None
    made = off(
        "score_rule",
        score,
        points.value,
        f"评分标准“{claim.word}”，{target.text}应得{plain(points.value)}分，每一步扣{plain(each.points)}分，扣{plain(lost)}分不是整步",
    )
    made.certainty, made.severity = "suspect", "doubt"
    return made
