"""The verdict ladder for percentages: shares, completion, averages, totals of 100; growth has `growth`."""

from __future__ import annotations

from decimal import Decimal

from quanheng.checks.judgement import Judgement, agree, in_unit, in_units_of, off, rounding, undecided
from quanheng.checks.slips import repairs_of
from quanheng.checks.whole_numbers import countable, feasible_share, whole_number
from quanheng.model.figure import EXACT, Figure
from quanheng.model.finding import Repair
from quanheng.model.quantity import COUNT, Interval, half_ulp, plain, round_to, rounds_to, truncates_to
from quanheng.model.relation import Claim, Operand

_HUNDRED, _NOTHING = Decimal(100), Decimal(0)
_NARROW = 20  # an operand is pinned when its range is below one part in twenty


def ratio(top: Interval, bottom: Interval) -> Interval | None:
    """Bounds of 100 * top / bottom; None when the bottom can be zero."""
    return None if bottom.low <= 0 <= bottom.high else _ratio(top, bottom)


def _ratio(top: Interval, bottom: Interval) -> Interval:
    ends = [_HUNDRED * a / b for a in (top.low, top.high) for b in (bottom.low, bottom.high)]
    return Interval(min(ends), max(ends))


def _calculated(rate: Figure, value: Decimal, words: str) -> str:
    return f"{words}={plain(round_to(value, max(rate.decimals, 2)))}%"


def judge_rate(
    rate: Figure, value: Decimal, bounds: tuple[Interval, Interval], words: str, kind: str
) -> Judgement:
    """Compare a printed percentage with its recomputed value; `bounds` by habit and by printed digits."""
    calculation = _calculated(rate, value, words)
    stated = abs(rate.value) if kind == "growth" else rate.value
    if rounds_to(value, stated, rate.decimals):
        return agree(calculation)
    half = half_ulp(rate.decimals)
    own = Interval(stated - half, stated + half)
    if bounds[0].meets(own):
        return rounding(calculation)
    made = off(kind, rate, round_to(value, rate.decimals), calculation)
    made.expected_text = plain(round_to(value, rate.decimals)) + rate.unit.name
    made.difference = plain(abs(round_to(value, rate.decimals) - stated)) + "个百分点"
    made.bounds = bounds[0]
    if truncates_to(value, stated, rate.decimals) or _chained(value, stated, rate.decimals):
        made.kind, made.severity = "truncation", "note"
        return made
    if bounds[1].meets(own):
        made.ask()
    near, wide = (
        Interval(abs(value) - half, abs(value) + half),
        Interval(bounds[0].low - half, bounds[0].high + half),
    )
    found = repairs_of(rate, near)
    found += [r for r in repairs_of(rate, wide) if r not in found]
    made.repairs = [Repair(text, slip) for _, text, slip in found]
    return made


def _chained(value: Decimal, stated: Decimal, decimals: int) -> bool:
    """Rounded to one place and padded, or rounded twice."""
    if decimals < 1:
        return False
    return stated in (
        round_to(round_to(value, decimals - 1), decimals),
        round_to(round_to(value, decimals + 1), decimals),
    )


def judge_share(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """rate = 100 * part / whole."""
    if len(operands) < 3:
        return feasible_share(operands)
    rate, part, whole = (o.figure for o in operands)
    if any(o.figure.hedge != EXACT for o in operands):
        return undecided("有约数，不作判断")
    if not whole.base:
        if not part.base and not rate.value:
            return agree("0")
        return zero_base(rate, whole, part) if rate.value and part.base else undecided("分母为0")
    habit, printed = whole.interval(), whole.interval(literal=True)
    if _NOTHING in habit or _NOTHING in printed:
        return undecided("分母可能为0")
    words = f"{in_units_of(whole, part)}÷{in_units_of(part, whole)}"
    value = _HUNDRED * part.base / whole.base
    if rounds_to(value, rate.value, rate.decimals):  # as nearly all do: how wide the bounds are is not asked
        made = agree(_calculated(rate, value, words))
    else:
        bounds = _ratio(part.interval(), habit), _ratio(part.interval(literal=True), printed)
        made = judge_rate(rate, value, bounds, words, claim.kind)
    made.others = [part, whole]
    if made.verdict == "off" and made.kind != "truncation" and rate.value:
        target = rate.interval(literal=True)
        made.repairs += operand_repairs(part, scaled(whole.interval(), target))
        made.repairs += operand_repairs(whole, divided(part.interval(), target))
    if made.verdict == "off" and not claim.closed and made.severity == "error":
        made.ask()
    return made


def judge_average(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """average = amount / heads, in the unit that the average is printed in."""
    rate, part, whole = (o.figure for o in operands)
    if any(o.figure.hedge != EXACT for o in operands) or not whole.base:
        return undecided("有约数，不作判断")
    amount, heads = part.interval(), whole.base
    value = in_unit(part.base / heads, rate)
    amount_text = part.text if part.text.endswith(part.unit.name) else part.text + part.unit.name
    words = f"{amount_text}÷{whole.text}={plain(round_to(value, max(rate.decimals, 2)))}{rate.unit.name}"
    if rounds_to(value, rate.value, rate.decimals):
        return agree(words)
    half = half_ulp(rate.decimals)
    own = Interval(rate.value - half, rate.value + half)
    bounds = Interval(in_unit(amount.low / heads, rate), in_unit(amount.high / heads, rate))
    if bounds.meets(own) or truncates_to(value, rate.value, rate.decimals):
        return rounding(words)
    made = off(claim.kind, rate, round_to(value, rate.decimals), words)
    made.bounds, made.others = bounds, [part, whole]
    made.ask()
    made.repairs = [
        Repair(text, slip)
        for _, text, slip in repairs_of(rate, _in_base(rate, bounds.low - half, bounds.high + half))
    ]
    if claim.template == "apiece":  # the three stand side by side: the total may be what is wrong
        low, high = (
            _in_base(rate, own.low, own.high).low * heads,
            _in_base(rate, own.low, own.high).high * heads,
        )
        made.repairs += operand_repairs(part, Interval(low, high))
    return made


def _in_base(figure: Figure, low: Decimal, high: Decimal) -> Interval:
    """Bounds in the unit of a figure brought to base units."""
    power = figure.unit.power
    return Interval(low.scaleb(power), high.scaleb(power))


def zero_base(rate: Figure, base: Figure, part: Figure) -> Judgement:
    """A rate over zero: 100% is how many write something new, and only noted; another number cannot be."""
    made = off("zero_base", rate, None, f"{in_units_of(base, part)}÷0")
    made.others, made.expected_text = [base, part], "不写百分比"
    usual = rate.value == _HUNDRED
    made.certainty, made.severity = ("proved", "note") if usual else ("likely", "doubt")
    return made


def scaled(whole: Interval, rate: Interval) -> Interval:
    """What a part can be that is `rate` per cent of the whole."""
    return Interval(whole.low * rate.low / _HUNDRED, whole.high * rate.high / _HUNDRED)


def divided(part: Interval, rate: Interval) -> Interval:
    """What a whole can be of which the part is `rate` per cent."""
    if rate.low <= 0:
        return Interval(Decimal(0), Decimal(0))
    return Interval(part.low * _HUNDRED / rate.high, part.high * _HUNDRED / rate.low)


def operand_repairs(figure: Figure, target: Interval) -> list[Repair]:
    """Slips of another figure of the relation; a wide target would admit any digit, so only a narrow one counts."""
    if target.high - target.low > abs(target.high) / _NARROW:
        return []
    return [Repair(text, slip) for _, text, slip in repairs_of(figure, target)]


def judge_completion(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """A share of a budget; with a hidden whole-number target the rate must be feasible."""
    if len(operands) == 3:
        return judge_share(claim, operands)
    rate, part = operands[0].figure, operands[1].figure
    if part.unit.dimension != COUNT or not countable(part) or rate.value <= 0 or rate.hedge != EXACT:
        return undecided("找不到对应的预算或计划数")
    half = half_ulp(rate.decimals)
    ends = sorted(_HUNDRED * part.value / (rate.value + h) for h in (-half, half) if rate.value + h > 0)
    return whole_number(rate, part, ends, growth=False)


def judge_percent_total(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """Shares of one whole make 100."""
    rates = [o.figure for o in operands if o.role == "part"]
    if any(r.hedge != EXACT for r in rates):
        return undecided("有约数，不作判断")
    added = sum((r.value for r in rates), Decimal(0))
    words = "+".join(plain(r.value) for r in rates)
    calculation = f"{words}={plain(added)}%"
    worst = sum((half_ulp(r.decimals) for r in rates), Decimal(0))
    if added == _HUNDRED:
        return agree(calculation)
    if abs(added - _HUNDRED) <= worst:
        return rounding(calculation)
    if not claim.closed and added < _HUNDRED:
        return undecided("各项占比未必列全")
    worst_one = max(rates, key=lambda r: r.value)
    made = off("percent_total", worst_one, worst_one.value - added + _HUNDRED, calculation)
    made.others = [r for r in rates if r is not worst_one]
    if not claim.closed:
        made.ask()
    return made
