"""The points of the execution rate against the rate and the weight beside it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from quanheng.checks.form_findings import finding, mark, where_of
from quanheng.checks.form_worth import Valued, execution_worth
from quanheng.model.figure import Figure
from quanheng.model.finding import DOUBT, ERROR, LIKELY, PROVED, Finding
from quanheng.model.form import FundRow
from quanheng.model.quantity import plain, round_to
from quanheng.model.review import Facts
from quanheng.model.rule import Worth
from quanheng.model.setting import Setting

RULE = "scores/execution-points"
_ALL = Decimal(100)


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a form at most."""
    where = where_of(facts)
    for form in facts.forms:
        fund = form.execution
        if fund is None or fund.score is None or fund.rate is None or not fund.score.legible:
            continue
        if fund.formula:
            yield from _by_head(fund)
        elif fund.points is not None and fund.score.value <= fund.points.value:
            given = execution_worth(fund, where) + _by_printed_rate(fund)
            if given and not any(_fits(fund.score, v.worth) for v in given):
                yield _found(fund, fund.score, (DOUBT, LIKELY), given)


def _by_head(fund: FundRow) -> Iterator[Finding]:
    """得分（20分*执行率）: the head is the rule, the printed rate its argument."""
    assert fund.score is not None
    if fund.head_points is None:
        return
    given = _by_printed_rate(fund)
    if not any(_fits(fund.score, v.worth) for v in given):
        sure = fund.rate is not None and fund.rate.legible and fund.score.legible
        yield _found(fund, fund.score, (ERROR, PROVED) if sure else (DOUBT, LIKELY), given)


def _by_printed_rate(fund: FundRow) -> list[Valued]:
    """In proportion to the rate as printed, anywhere within its rounding."""
    points = fund.head_points if fund.head_points is not None else fund.points.value if fund.points else None
    if points is None or fund.rate is None:
        return []
    half = Decimal(5).scaleb(-fund.rate.decimals - 1)
    low, high = (min(r, _ALL) * points / _ALL for r in (fund.rate.value - half, fund.rate.value + half))
    words = (
        f"{plain(points)}×{fund.rate.text}={plain(round_to(min(fund.rate.value, _ALL) * points / _ALL, 2))}分"
    )
    return [Valued(Worth(low, high), None, words)]


def _fits(score: Figure, worth: Worth) -> bool:
    """The score is a value within, rounded to its digits or cut off at them."""
    step = Decimal(1).scaleb(-score.decimals)
    cut = ((worth.low + worth.high) / 2).quantize(step, ROUND_DOWN)
    return score.value == cut or worth.low - step / 2 <= score.value <= worth.high + step / 2


def _found(fund: FundRow, score: Figure, weight: tuple[str, str], given: list[Valued]) -> Finding:
    words = "；".join(dict.fromkeys(_words(v) for v in given if v.norm is None or len(given) == 1)) or _words(
        given[0]
    )
    marks = [mark(score), *(mark(f, "operand") for f in (fund.rate, fund.points) if f is not None)]
    made = finding(RULE, weight, score.text, marks, [score], calculation=words)
    made.calculation = words
    return made


def _words(valued: Valued) -> str:
    return valued.words
