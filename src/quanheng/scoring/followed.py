"""Self-scores that follow results taken from elsewhere: by the rule printed in the line, else by the norms.

A score is written only where it is one number whoever works it out: the rule gives exactly one, or all norms
in force give the same one. A score that people gave stays, unless it is what the former result was worth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from quanheng.checks.form_worth import Valued, Where, by_norms, by_rule
from quanheng.model.figure import Figure
from quanheng.model.form import FormRow
from quanheng.model.place import Place
from quanheng.model.quantity import NO_UNIT, round_to, trimmed
from quanheng.model.workbook import DepartmentYear, Indicator

_PLACES = 2


def follow(record: DepartmentYear, before: Sequence[Indicator], jurisdiction: str = "cn") -> list[str]:
    """Score the indicators whose result is not the one that they had in `before` (the same lines, in order).

    Returns in Chinese what was scored, and what has to be scored by people.
    """
    # the self-evaluation of a year is written in the next one
    where = Where(jurisdiction, date(record.year + 1, 12, 31))
    told: list[str] = []
    for at, (one, was) in enumerate(zip(record.indicators, before, strict=True)):
        if one.result == was.result and one.score is not None:
            continue
        if not one.result or one.weight is None:
            continue
        scored, words = _followed(one, was, where)
        record.indicators[at] = scored
        told += [words] if words else []
    return told


def _followed(one: Indicator, was: Indicator, where: Where) -> tuple[Indicator, str]:
    now = worth(one, where)
    if now is None:
        return one, f"“{one.level3}”的得分不能由评分标准唯一算出，请自填"
    if one.score is not None and one.score != worth(was, where):
        differs = one.score != now
        return (
            one,
            f"“{one.level3}”自填得分 {trimmed(one.score)}，按标准应为 {trimmed(now)}" if differs else "",
        )
    if one.score == now:
        return one, ""
    former = f"（原 {trimmed(one.score)}）" if one.score is not None else ""
    return replace(one, score=now), f"“{one.level3}”得分 {trimmed(now)}{former}"


def worth(one: Indicator, where: Where) -> Decimal | None:
    """The points of an indicator as printed, to two places; None where they are not one number."""
    row = _row(one)
    given = by_rule(row)
    known = [given] if isinstance(given, Valued) else [] if one.rule else by_norms(row, where)
    if not known or not all(value.worth.exact for value in known):
        return None
    points = {round_to(value.worth.low, _PLACES) for value in known}
    return points.pop() if len(points) == 1 else None


def _row(one: Indicator) -> FormRow:
    weight = None
    if one.weight is not None:
        text = trimmed(one.weight)
        weight = Figure(
            -1, text, one.weight, NO_UNIT, len(text.partition(".")[2]), Place(0, 0, 0, ""), "score"
        )
    return FormRow(
        one.level1, one.level2, one.level3, one.printed_target, one.printed_result,
        one.rule or None, one.reason, weight, None,
    )  # fmt: skip
