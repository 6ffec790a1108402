"""Verdicts on what accounts and budgets say of an item in words: its amount twice, its growth, its completion."""

from __future__ import annotations

from decimal import Decimal

from quanheng.checks.comparisons import judge_restated
from quanheng.checks.judgement import Judgement, agree, in_unit, off, printed, rounding
from quanheng.checks.rates import judge_share
from quanheng.model.figure import is_share
from quanheng.model.quantity import plain
from quanheng.model.relation import AGREE, OFF, ROUNDING, Claim, Operand

_CALLED = {"initial": "年初预算", "adjusted": "全年预算"}


def judge_item_amount(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """One budget of one subject, written at the head of its paragraph and again further on."""
    made = judge_restated(claim, operands)
    source = claim.notes.get("copied")
    if made.verdict == OFF and source:
        made.why = f"，{operands[0].figure.text}是相邻“{source}”的数，疑为照抄"
    return made


def judge_below_zero(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """The amount less its increase, which was last year's, cannot be negative."""
    delta, current = (o.figure for o in operands)
    prior = in_unit(current.base - delta.base, current)
    words = f"{plain(current.value)}-{plain(in_unit(delta.base, current))}={plain(prior)}"
    made = off("below_zero", delta, None, words)
    made.others = [current]
    if current.interval().low - delta.interval().high > -Decimal(1).scaleb(-current.decimals):
        made.ask()  # may be rounding: all of it is new
    if not claim.closed:
        made.ask()
    return made


def judge_named_completion(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """完成年初预算的p%, where the initial and the full-year budget both stand in the sentence."""
    rate, part, whole, other = (o.figure for o in operands)
    made = judge_share(claim, operands[:3])
    if made.verdict in (AGREE, ROUNDING) or not other.base or not part.base:
        return made
    if not is_share(rate, part.base, other.base):
        return made
    named, meant = _CALLED[whole.basis], _CALLED[other.basis]
    shown = f"{plain(part.value)}÷{plain(in_unit(other.base, part))}={rate.text}"
    found = off("completion_base", rate, None, f"{named}为{whole.text}，{shown}是按{meant}{other.text}算的")
    found.expected_text, found.others = f"完成{meant}的{rate.text}", [whole, other, part]
    return found


def judge_goal_total(_claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """The amount said to be covered by goals against the forms in the document."""
    total, parts = operands[0].figure, [o.figure for o in operands[1:]]
    added = sum((p.base for p in parts), Decimal(0))
    slack = sum((p.half() for p in parts), Decimal(0)) + total.half(total.decimals)
    shown = printed(in_unit(added, total), total)
    words = f"{len(parts)}张绩效目标表合计{shown}"
    if total.base == added:
        return agree(words)
    if abs(total.base - added) <= slack:
        return rounding(words)
    made = off("goal_total", total, in_unit(added, total), words)
    made.others = parts
    made.ask()
    return made


def judge_cost_count(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """Spending means a trip, a visit or a vehicle, and the other way round; it is only asked about."""
    first, second = (o.figure for o in operands)
    if operands[0].role == "count":
        words = f"{first.text}，{second.text}"
        if first.value >= second.value:
            return agree(words)
        made = off("cost_count", first, None, f"{second.text}至少有{plain(second.value)}人次")
    elif bool(first.value) == bool(second.value) or (claim.word == "车辆保有量" and not first.value):
        return agree(f"{first.text}，{second.text}")
    else:
        made = off("cost_count", second, None, f"{claim.word}为{second.text}，而费用为{first.text}")
    made.certainty, made.severity, made.others = (
        "likely",
        "doubt",
        [first if made.stated is second else second],
    )
    return made
