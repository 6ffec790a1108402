"""Two ratios with one hidden denominator: research intensity and a share of GDP imply one GDP."""

from __future__ import annotations

from decimal import Decimal

from quanheng.checks.judgement import Judgement, agree, undecided
from quanheng.checks.judgement import off as disagree
from quanheng.model.figure import EXACT, Figure
from quanheng.model.quantity import Interval, half_ulp, plain, round_to
from quanheng.model.relation import Claim, Operand

_HUNDRED = Decimal(100)


def _denominator(amount: Figure, rate: Figure) -> Interval | None:
    half = half_ulp(rate.decimals)
    if rate.value <= half:
        return None
    own = amount.interval(literal=True)
    return Interval(_HUNDRED * own.low / (rate.value + half), _HUNDRED * own.high / (rate.value - half))


def judge_implied(_claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """(amount, rate) and (amount, rate): the denominators must meet."""
    amount, rate, amount2, rate2 = (o.figure for o in operands)
    if any(o.figure.hedge != EXACT for o in operands):
        return undecided("有约数，不作判断")
    first, second = _denominator(amount, rate), _denominator(amount2, rate2)
    if first is None or second is None:
        return undecided("比率为0")
    words = "，".join(
        f"{plain(a.value)}÷{r.text}={_shown(a, r)}" for a, r in ((amount, rate), (amount2, rate2))
    )
    if first.meets(second):
        return agree(words)
    made = disagree("implied", rate, None, words)
    made.others = [amount, amount2, rate2]
    middle = (second.low + second.high) / 2
    made.expected = round_to(_HUNDRED * amount.base / middle, rate.decimals)
    made.expected_text = f"{plain(made.expected)}%"
    made.ask()
    return made


def _shown(amount: Figure, rate: Figure) -> str:
    return plain(round_to(_HUNDRED * amount.value / rate.value, 1)) + amount.unit.name
