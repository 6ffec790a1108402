"""The scorecard of a self-evaluation form: each row's own score beside the one that its rule or a norm gives.

The printed rule goes first. Without one the norm in force tells, named in each row: in proportion by 10号;
where the form follows the guideline of 101号 (成本指标 as a group of its own) by its pass mark and tiers.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from quanheng.checks.form_worth import (
    BANDS,
    EXECUTION,
    OVER,
    PASS_MARK,
    RATA,
    TIERS,
    Valued,
    Where,
    by_norms,
    by_rule,
    execution_worth,
)
from quanheng.model.figure import Figure
from quanheng.model.form import FormRow, SelfEvaluationForm
from quanheng.model.quantity import Interval, plain, round_to, trimmed
from quanheng.model.score import BOUND, COMPUTED, JUDGED, IndicatorScore
from quanheng.scoring.basis import authority, named

_STANDARD, _GUIDELINE = (OVER, RATA, BANDS), (OVER, TIERS, PASS_MARK, EXECUTION, RATA, BANDS)
_PLACES = 2


def form_rows(forms: list[SelfEvaluationForm], place: str, on: date | None) -> list[IndicatorScore]:
    """The rows of every form, the execution rate first."""
    where = Where(place, on)
    made = []
    for number, form in enumerate(forms, 1):
        lead = (form.name or f"第{number}张表",) if len(forms) > 1 else ()
        made += [_execution(form, where, lead, number)] if form.execution is not None else []
        made += [_row(row, at, form, where, (lead, number)) for at, row in enumerate(form.rows, 1)]
    return made


def _order(form: SelfEvaluationForm) -> tuple[str, ...]:
    """Norms in the order in which they answer for this form."""
    return _GUIDELINE if any(row.group.startswith("成本指标") for row in form.rows) else _STANDARD


def _execution(form: SelfEvaluationForm, where: Where, lead: tuple[str, ...], number: int) -> IndicatorScore:
    fund = form.execution
    assert fund is not None
    full = fund.points.value if fund.points is not None else fund.head_points
    made = IndicatorScore(f"F{number}-0", (*lead, "预算执行率"), "预算执行率", JUDGED, full=full)
    given = _sorted(execution_worth(fund, where), form)
    if fund.formula:
        given = [v for v in given if v.norm is not None and v.norm.name == RATA]
    _fill(made, given, fund.score)
    return made


def _row(
    row: FormRow, at: int, form: SelfEvaluationForm, where: Where, of: tuple[tuple[str, ...], int]
) -> IndicatorScore:
    lead, number = of
    path = tuple(level for level in (*lead, row.group, row.level2) if level)
    made = IndicatorScore(f"F{number}-{at}", path, row.name or "（未写名称）", JUDGED)
    made.full = _full(row)
    ruled = by_rule(row)
    if isinstance(ruled, Valued):
        _fill(made, [ruled], row.score)
    elif row.rule:
        made.rule = row.rule
        made.notes.append(ruled.why)
        made.own = row.score
    else:
        _fill(made, _sorted(by_norms(row, where), form), row.score)
    if not row.sure:
        made.notes.append("表格的栏与表头错位，各格按次序读取，请对照原表")
    return made


def _full(row: FormRow) -> Decimal | None:
    """The points of a row; a scan makes a minus of the frame beside them."""
    if row.points is None or not row.points.value:
        return None
    return abs(row.points.value) if not row.sure or row.points.value > 0 else None


def _sorted(given: list[Valued], form: SelfEvaluationForm) -> list[Valued]:
    order = _order(form)
    known = [v for v in given if v.norm is not None]
    return sorted(
        known, key=lambda v: order.index(v.norm.name) if v.norm and v.norm.name in order else len(order)
    )


def _fill(made: IndicatorScore, given: list[Valued], own: Figure | None) -> None:
    """Points by the first of `given`; another that differs is told, since the county may score by it."""
    made.own = own
    if not given or made.full is None:
        made.notes += [] if given else ["没有评分标准，也没有可比的指标值和完成值，由人评判"]
        return
    first = given[0]
    made.points = Interval(first.worth.low, first.worth.high)
    made.state = COMPUTED if first.worth.exact else BOUND
    made.rule = f"{named(first.norm)}：{first.words}" if first.norm is not None else first.words
    made.authority = authority(first.norm) if first.norm is not None else None
    for other in given[1:]:
        if other.worth != first.worth and other.norm is not None:
            made.notes.append(f"另按{named(other.norm)}（{other.words}）为{_points(other)}分")
    if own is not None:
        made.notes += _compared(own, made.points)


def _compared(own: Figure, points: Interval) -> list[str]:
    half = Decimal(5).scaleb(-own.decimals - 1)
    if points.low - half <= own.value <= points.high + half:
        return []
    nearest = points.high if own.value > points.high else points.low
    more = "多" if own.value > nearest else "少"
    return [f"自评{plain(own.value)}分，比按所列标准{more}{_short(abs(own.value - nearest))}分"]


def _points(valued: Valued) -> str:
    low, high = _short(valued.worth.low), _short(valued.worth.high)
    return low if low == high else f"{low}至{high}"


def _short(value: Decimal) -> str:
    return trimmed(round_to(value, _PLACES))


def form_total(indicators: list[IndicatorScore]) -> tuple[Decimal, Interval] | None:
    """What all rows can come to: ours where there is one, else the score that the form gives itself."""
    ranges = [range_ for one in indicators if (range_ := _range(one)) is not None]
    if not ranges or len(ranges) < len(indicators):
        return None
    low, high = (sum((getattr(r, end) for r in ranges), Decimal(0)) for end in ("low", "high"))
    return sum((one.full for one in indicators if one.full is not None), Decimal(0)), Interval(low, high)


def _range(one: IndicatorScore) -> Interval | None:
    if one.points is not None:
        return one.points
    return Interval(one.own.value, one.own.value) if one.own is not None else None
