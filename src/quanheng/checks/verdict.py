"""A claim and its alternatives -> one judgement: it holds if any reading that the grammar allows holds."""

from __future__ import annotations

from collections.abc import Callable

from quanheng.checks.arithmetic import judge_sum
from quanheng.checks.comparisons import (
    judge_at_most,
    judge_count,
    judge_grade,
    judge_opposed,
    judge_order,
    judge_restated,
    judge_role,
    judge_score_cap,
)
from quanheng.checks.differences import judge_difference
from quanheng.checks.disclosed import (
    judge_below_zero,
    judge_cost_count,
    judge_goal_total,
    judge_item_amount,
    judge_named_completion,
)
from quanheng.checks.formulas import judge_formula
from quanheng.checks.growth import judge_growth
from quanheng.checks.implied import judge_implied
from quanheng.checks.judgement import Judgement, undecided
from quanheng.checks.products import judge_product
from quanheng.checks.rates import (
    judge_average,
    judge_completion,
    judge_percent_total,
    judge_share,
)
from quanheng.checks.share_sums import judge_share_of_sum
from quanheng.model.relation import AGREE, OFF, ROUNDING, Claim, Operand


def _by_rule(name: str) -> Callable[[Claim, tuple[Operand, ...]], Judgement]:
    """A judge of scoring rules, loaded with the first form that has one."""

    def judge_later(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
        from quanheng.checks import standards  # noqa: PLC0415 most documents have no rule

        found: Callable[[Claim, tuple[Operand, ...]], Judgement] = getattr(standards, name)
        return found(claim, operands)

    return judge_later


_JUDGES: dict[str, Callable[[Claim, tuple[Operand, ...]], Judgement]] = {
    "sum": judge_sum,
    "balance": judge_sum,
    "contribution": judge_sum,
    "score_sum": judge_sum,
    "difference": judge_difference,
    "share": judge_share,
    "share_of_sum": judge_share_of_sum,
    "average": judge_average,
    "product": judge_product,
    "formula": judge_formula,
    "rated_points": judge_formula,
    "completion": judge_completion,
    "growth": judge_growth,
    "percent_total": judge_percent_total,
    "restated": judge_restated,
    "item_amount": judge_item_amount,
    "below_zero": judge_below_zero,
    "cost_count": judge_cost_count,
    "goal_total": judge_goal_total,
    "completion_base": judge_named_completion,
    "text_table": judge_restated,
    "order": judge_order,
    "opposed": judge_opposed,
    "count_list": judge_count,
    "grade": judge_grade,
    "role": judge_role,
    "subset": judge_at_most,
    "at_most": judge_at_most,
    "control": judge_at_most,
    "score_cap": judge_score_cap,
    "implied": judge_implied,
    "score_rule": _by_rule("judge_score_rule"),
    "rule_weight": _by_rule("judge_rule_weight"),
    "across": judge_restated,
    "across_budget": judge_restated,
    "across_prior": judge_restated,
    "across_carried": judge_restated,
    "across_count": judge_restated,
    "across_score": judge_restated,
    "across_result": judge_restated,
    "across_ledger": judge_restated,
    "across_change": judge_difference,
    "across_growth": judge_growth,
    "across_flat": judge_order,
    "across_unit": judge_at_most,
    "across_units": judge_sum,
    "across_projects": judge_sum,
}


def judge(claim: Claim) -> Judgement:
    """The verdict on a claim; the primary reading gives the finding when no reading holds."""
    work = _JUDGES.get(claim.kind)
    if work is None:
        return undecided(f"不会核对：{claim.kind}")
    primary = work(claim, claim.operands)
    if primary.verdict in (AGREE, ROUNDING) or not claim.alternatives:
        return primary
    open_reading, best = primary.verdict != OFF, primary
    for operands in claim.alternatives:
        other = work(claim, operands)
        if other.verdict in (AGREE, ROUNDING):
            return other
        open_reading = open_reading or other.verdict != OFF
        if other.kind == "direction" and best.kind == "difference":
            best = other  # of two readings the one that has the amount right
    if (
        open_reading
        and primary.kind != "unit"
        and primary.verdict == OFF
        and primary.severity == "error"
        and not claim.closed
    ):
        return undecided("另有读法不能判断")
    return best
