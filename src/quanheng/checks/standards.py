"""The score of an indicator against the standard that its own row gives."""

from __future__ import annotations

from decimal import Decimal

from quanheng.checks.judgement import Judgement, agree, off, undecided
from quanheng.model.quantity import plain
from quanheng.model.relation import Claim, Operand


def judge_score_rule(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """Score = what the standard gives; another score is asked about, as a standard is read by words."""
    score, points = operands[0].figure, operands[1].figure
    expected: Decimal = claim.notes["expected"]
    if score.value == expected:
        return agree(f"按评分标准得{plain(expected)}分")
    if not score.legible or expected > points.value > 0:
        return undecided("评分标准与分值不一致，不作判断")
    made = off("score_rule", score, expected, f"评分标准“{claim.word}”，应得{plain(expected)}分")
    made.certainty, made.severity, made.expected_text = "likely", "doubt", f"{plain(expected)}分"
    return made
