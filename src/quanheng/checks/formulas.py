"""The verdict on a printed calculation: computed as it stands, against the result behind the equals sign."""

from __future__ import annotations

from decimal import Decimal, DivisionByZero, InvalidOperation

from quanheng.checks.judgement import Judgement, agree, off, rounding, undecided
from quanheng.checks.slips import repairs_of
from quanheng.model.figure import EXACT, Figure
from quanheng.model.finding import Repair
from quanheng.model.quantity import (
    MONEY,
    PERCENT,
    SCORE,
    Interval,
    half_ulp,
    plain,
    round_to,
    rounds_to,
    truncates_to,
)
from quanheng.model.relation import Claim, Operand

_PERCENT = Decimal("0.01")
_HUNDRED = Decimal(100)


def _plus(a: Interval, b: Interval) -> Interval:
    return Interval(a.low + b.low, a.high + b.high)


def _minus(a: Interval, b: Interval) -> Interval:
    return Interval(a.low - b.high, a.high - b.low)


def _times(a: Interval, b: Interval) -> Interval:
    ends = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
    return Interval(min(ends), max(ends))


def _over(a: Interval, b: Interval) -> Interval:
    if b.low <= 0 <= b.high:
        raise DivisionByZero
    ends = [x / y for x in (a.low, a.high) for y in (b.low, b.high)]
    return Interval(min(ends), max(ends))


_WORK = {"+": _plus, "-": _minus, "×": _times, "÷": _over}


def _scale(figure: Figure, mixed: bool) -> Decimal:
    """What one printed unit is worth in the calculation."""
    if figure.unit.dimension == PERCENT:
        return _PERCENT
    return Decimal(1).scaleb(figure.unit.power) if mixed else Decimal(1)


def _range(figure: Figure, mixed: bool, loose: bool) -> Interval:
    """What a printed number can stand for; `loose` lets whole amounts be rounded ones."""
    printed = bool(figure.decimals) or (
        (loose and figure.unit.dimension in (MONEY, PERCENT)) or (loose and not figure.unit.name)
    )
    half = half_ulp(figure.decimals) if printed and figure.value not in (0, _HUNDRED) else Decimal(0)
    scale = _scale(figure, mixed)
    return Interval((figure.value - half) * scale, (figure.value + half) * scale)


def _compute(steps: tuple[int | str, ...], ranges: list[Interval]) -> Interval:
    stack: list[Interval] = []
    for step in steps:
        if isinstance(step, int):
            stack.append(ranges[step])
        else:
            right, left = stack.pop(), stack.pop()
            stack.append(_WORK[step](left, right))
    return stack[0]


def _words(steps: tuple[int | str, ...], parts: list[Figure]) -> str:
    """The calculation as it would be keyed in."""
    stack: list[tuple[str, bool]] = []
    for step in steps:
        if isinstance(step, int):
            stack.append((parts[step].text, False))
        else:
            (right, low_right), (left, low_left) = stack.pop(), stack.pop()
            if step in "×÷":
                left, right = (f"({left})" if low_left else left), (f"({right})" if low_right else right)
            stack.append((f"{left}{step}{right}", step in "+-"))
    return stack[0][0]


def judge_formula(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """result = the calculation; a result a hundred times off by a missing % sign is left alone."""
    result, parts = operands[0].figure, [o.figure for o in operands[1:]]
    if any(f.hedge != EXACT for f in (result, *parts)):
        return undecided("有约数，不作判断")
    mixed = len({f.unit.power for f in (result, *parts) if f.unit.dimension == MONEY}) > 1
    steps, own = claim.notes["steps"], _scale(result, mixed)
    try:
        exact = (
            _compute(
                steps, [Interval(f.value * _scale(f, mixed), f.value * _scale(f, mixed)) for f in parts]
            ).low
            / own
        )
        near, wide = (_compute(steps, [_range(f, mixed, loose) for f in parts]) for loose in (False, True))
    except (DivisionByZero, InvalidOperation):
        return undecided("除数为0")
    words = f"{_words(steps, parts)}={plain(round_to(exact, max(result.decimals, 2)))}{result.unit.name}"
    for factor in _factors(result, parts):
        made = _held(
            result, exact * factor, Interval(near.low / own * factor, near.high / own * factor), words
        )
        if made is not None:
            return made
    if _capped(result, parts, exact):
        return undecided("超过满分或目标，可能按封顶计")
    wide = Interval(wide.low / own, wide.high / own)
    if claim.closed:
        return _failed(result, parts, exact, wide, words)
    if wide.meets(_around(result)):
        return rounding(words)  # 执行率96%，得9.58分: the rate was rounded, the points were not
    made = _failed(result, parts, exact, wide, words)
    made.kind = claim.kind
    made.ask()
    return made


def _around(result: Figure) -> Interval:
    half = half_ulp(result.decimals)
    return Interval(result.value - half, result.value + half)


def _factors(result: Figure, parts: list[Figure]) -> tuple[Decimal, ...]:
    """×100 without its %, or a % that the result leaves out."""
    hundred = any(p.value == _HUNDRED for p in parts)
    rate = result.unit.dimension == PERCENT or any(p.unit.dimension == PERCENT for p in parts)
    return (Decimal(1), _HUNDRED, _PERCENT) if hundred or rate else (Decimal(1),)


def _held(result: Figure, value: Decimal, near: Interval, words: str) -> Judgement | None:
    if rounds_to(value, result.value, result.decimals):
        return agree(words)
    if near.meets(_around(result)) or truncates_to(value, result.value, result.decimals):
        return rounding(words)
    return None


def _capped(result: Figure, parts: list[Figure], exact: Decimal) -> bool:
    """More than the target counts as 100 %, more than full points as full points."""
    percent = result.unit.dimension == PERCENT and result.value == _HUNDRED
    points = result.unit.dimension == SCORE and result.value in {p.value for p in parts}
    return (percent or points) and exact > result.value


def _failed(result: Figure, parts: list[Figure], exact: Decimal, wide: Interval, words: str) -> Judgement:
    made = off("formula", result, round_to(exact, result.decimals), words)
    made.others, made.bounds = parts, wide
    half = half_ulp(result.decimals)
    if wide.meets(_around(result)):
        made.ask()
    target = Interval(min(wide.low, exact) - half, max(wide.high, exact) + half)
    made.repairs = [Repair(text, slip) for _, text, slip in repairs_of(result, target)]
    return made
