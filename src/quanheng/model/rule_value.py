"""Points that a rule gives for a result: exact, an interval where the rule leaves room, or unknown.

The interval is the hull of every reading that the words allow. A score lies between 0 and the full
points. Where the result does not fit the rule (another unit, words the rule does not name) the answer
is `Unknown`, which is no statement about the score.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from quanheng.model.quantity import COUNT, MONEY, unit
from quanheng.model.rule import (
    FAULT,
    GAIN,
    LATE,
    NONE,
    OVER,
    RATA,
    RESULT,
    SHORT,
    WHOLE,
    Amount,
    Clause,
    Condition,
    Deadline,
    Discretion,
    Each,
    Full,
    Loss,
    Otherwise,
    Points,
    Prorata,
    Range,
    Reached,
    Result,
    ScoringRule,
    Share,
    Spread,
    State,
    Worth,
)
from quanheng.model.rule_words import (
    IN_BUDGET,
    IN_TIME,
    MET,
    NOT_IN_TIME,
    OUT_OF_BUDGET,
    PARTLY,
    UNMET,
    canonical,
    negated,
)

ZERO, HUNDRED = Decimal(0), Decimal(100)
_DAYS = {"天": 1, "日": 1, "周": 7, "工作日": 1, "个工作日": 1}
_MONTHS = {"个月": 1, "月": 1, "季度": 3, "年": 12}
PERIODS = {"月": 12, "季度": 4, "周": 52, "半年": 2}
_GENERAL = {"", "个", "家", "项", "次", "户", "人", "名"}


@dataclass(frozen=True, slots=True)
class Unknown:
    """The result does not say what the rule asks for; `why` in Chinese."""

    why: str


def tops(rule: ScoringRule) -> set[Decimal] | None:
    """The full points that the rule can give in its readings; None where they are the weight or open."""
    if rule.most is not None:
        return {rule.most}
    if rule.items:
        sums = {ZERO}
        for item in rule.items:
            found = tops(item)
            if found is None:
                return None
            sums = {a + b for a in sums for b in found}
        return sums
    given: set[Decimal] = set()
    for clause in rule.clauses:
        made = clause.outcome
        if isinstance(made, Points):
            given.add(made.value)
        elif isinstance(made, Prorata) and made.of is not None:
            given.add(made.of)
        elif isinstance(made, Spread) and not made.percent:
            given.add(made.high)
        elif isinstance(made, Each) and made.period and made.gains:
            return {made.points, made.points * PERIODS[made.period]}
        elif isinstance(made, Full | Share | Prorata | Spread | Discretion) or (
            isinstance(made, Each) and made.gains
        ):
            return None
    best = max(given, default=ZERO)
    if not best:
        return None
    return {best, sum(given_all(rule), ZERO)} if _side_by_side(rule) else {best}


def given_all(rule: ScoringRule) -> list[Decimal]:
    """The points of every clause."""
    return [c.outcome.value for c in rule.clauses if isinstance(c.outcome, Points)]


def _side_by_side(rule: ScoringRule) -> bool:
    """有制度得2分，有台账得3分: may be items without numbers, each with points of its own."""
    states = [c for c in rule.clauses if isinstance(c.condition, State) and isinstance(c.outcome, Points)]
    return len(states) == len(rule.clauses) > 1 and all(p > 0 for p in given_all(rule))


def evaluate(
    rule: ScoringRule, result: Result, target: Result | None = None, weight: Decimal | None = None
) -> Worth | Unknown:
    """Points for a result; `target` is the value planned, `weight` the points printed for the indicator."""
    full = weight if weight is not None else max(tops(rule) or {ZERO})
    if not full:
        return Unknown("没有分值")
    if rule.items:
        return _items(rule, result)
    if _side_by_side(rule) and full == sum(given_all(rule), ZERO) != max(given_all(rule)):
        whole = canonical(result.state) == MET
        return Worth(full, full) if whole else Unknown("各项完成与否没有分别写明")
    made = _Case(rule, result, target, full).points()
    if isinstance(made, Unknown):
        return made
    most = full if rule.most is None else max(full, rule.most) if weight is None else rule.most
    return Worth(min(max(made.low, ZERO), most), min(max(made.high, ZERO), most))


def _items(rule: ScoringRule, result: Result) -> Worth | Unknown:
    found = tops(rule)
    if found is None or len(found) != 1:
        return Unknown("各项的分数没有写明")
    (whole,) = found
    return Worth(whole, whole) if canonical(result.state) == MET else Unknown("各项完成与否没有分别写明")


def aligned(amount: Amount, like: Amount) -> Decimal | None:
    """The value in the unit of `like`; None where the two do not measure the same."""
    if amount.unit == like.unit:
        return amount.value
    one, other = unit(amount.unit), unit(like.unit)
    if one.dimension == other.dimension == MONEY:
        return amount.value.scaleb(one.power - other.power)
    general = amount.unit in _GENERAL or like.unit in _GENERAL
    counts = all(u.dimension == COUNT or not u.name for u in (one, other))
    if counts and general and "%" not in (amount.unit, like.unit):
        return amount.value.scaleb(one.power - other.power)
    if not amount.unit and like.unit and like.unit != "%":
        return amount.value
    return None


def delay_days(amount: Amount) -> tuple[Decimal, Decimal] | None:
    """A delay in days, least and most: a month has 28 to 31."""
    if amount.unit in _DAYS:
        days = amount.value * _DAYS[amount.unit]
        return days, days
    if amount.unit in _MONTHS:
        months = amount.value * _MONTHS[amount.unit]
        return (months * 28, months * 31) if months else (ZERO, ZERO)
    return None


class _Case:
    """One rule and one result."""

    def __init__(self, rule: ScoringRule, result: Result, target: Result | None, full: Decimal) -> None:
        self.rule, self.result, self.target, self.full = rule, result, target, full
        self.eaches = [c for c in rule.clauses if isinstance(c.outcome, Each)]
        self.awards = [c for c in rule.clauses if not isinstance(c.outcome, Each)]
        self.down = self._less_is_better()

    # -- what the result says

    def _less_is_better(self) -> bool:
        tiers = [
            (c.condition.amount.value, self._most(c)) for c in self.awards if isinstance(c.condition, Reached)
        ]
        if len(tiers) > 1:
            return min(tiers)[1] > max(tiers)[1]
        if any(c.outcome.way == OVER and not c.outcome.gains for c in self.eaches):  # type: ignore[union-attr]
            return True
        ranges = [c for c in self.awards if isinstance(c.condition, Range) and c.condition.of == RESULT]
        best = max(ranges, key=self._most, default=None)
        if best is not None and len(ranges) > 1:
            return best.condition.low is None  # type: ignore[union-attr]
        if tiers and best is not None and isinstance(best.condition, Range):
            zero = min(ranges, key=self._most)
            return zero.condition.high is None  # type: ignore[union-attr]
        return bool(self.target and self.target.most)

    def amount_like(self, like: Amount) -> Decimal | None:
        """The result in the unit of an amount of the rule; a count against its target as a percentage."""
        if self.result.amount is None:
            return None
        straight = aligned(self.result.amount, like)
        if straight is not None or like.unit != "%":
            return straight
        return self.rate()

    def rate(self) -> Decimal | None:
        """Result / target x 100."""
        done, planned = self.result.amount, self.target.amount if self.target else None
        if done is None or planned is None:
            return None
        value = aligned(done, planned)
        return value / planned.value * 100 if value is not None and planned.value else None

    def delay(self) -> tuple[Decimal, Decimal] | None:
        """Days late, least and most; 0 in time."""
        if self.result.late is not None:
            return delay_days(self.result.late)
        if canonical(self.result.state) == IN_TIME:
            return ZERO, ZERO
        end = self.deadline()
        if self.result.day is None or end is None:
            return None
        late = max(0, (date(*self.result.day) - date(*end)).days)
        return Decimal(late), Decimal(late)

    def deadline(self) -> tuple[int, int, int] | None:
        """The day by which it was to be done: of the target, or of the rule."""
        said = next((c.condition for c in self.rule.clauses if isinstance(c.condition, Deadline)), None)
        planned = self.target.day if self.target else None
        if said is None:
            return planned
        year = said.year or (planned[0] if planned else None)
        return (year, said.month, said.day) if year else None

    def met(self) -> bool | None:
        """True when the target is reached, None when nobody can say."""
        state = canonical(self.result.state) if self.result.state else ""
        if state in (MET, IN_TIME):
            return True
        if state in (UNMET, PARTLY, NOT_IN_TIME) or self.result.short is not None:
            return False
        if state and self.target is not None and state == canonical(self.target.state):
            return True
        done, planned = self.result.amount, self.target.amount if self.target else None
        if done is None or planned is None:
            return None
        value = aligned(done, planned)
        if value is None:
            return None
        return value <= planned.value if self.down else value >= planned.value

    # -- whether a condition holds: True, False, None unknown; "maybe" at an end left open

    def holds(self, condition: Condition | None) -> bool | str | None:
        """Whether the result meets a condition."""
        if condition is None:
            return True
        if isinstance(condition, Reached):
            value = self.amount_like(condition.amount)
            return (
                None
                if value is None
                else value == condition.amount.value or self._beyond_best(condition, value)
            )
        if isinstance(condition, Range):
            return self._in_range(condition)
        if isinstance(condition, State):
            return self._in_state(canonical(condition.words))
        if isinstance(condition, Deadline):
            late = self.delay()
            return None if late is None else late[1] == 0
        return None

    def _beyond_best(self, tier: Reached, value: Decimal) -> bool:
        tiers = [c.condition.amount.value for c in self.awards if isinstance(c.condition, Reached)]
        worth = max(self._most(c) for c in self.awards if c.condition == tier)
        if any(isinstance(c.condition, State) and self._most(c) > worth for c in self.awards):
            return False  # 完成目标得5分，80%得3分: between the two the points are open
        if self.down:
            return tier.amount.value == min(tiers) and value < tier.amount.value
        return tier.amount.value == max(tiers) and value > tier.amount.value and not self._in_other(value)

    def _in_other(self, value: Decimal) -> bool:
        """Another clause takes what lies beyond the best plain number."""
        return any(
            isinstance(c.condition, Range)
            and c.condition.of == RESULT
            and _inside(c.condition, value) is not False
            for c in self.awards
        )

    def _in_range(self, span: Range) -> bool | str | None:
        if span.of == LATE:
            said, end = self.result.late, span.low or span.high
            if said is not None and end is not None and said.unit in _MONTHS and end.unit in _MONTHS:
                return _inside(span, said.value * _MONTHS[said.unit] / _MONTHS[end.unit])
            late = self.delay()
            return None if late is None else _late_inside(span, late)
        if span.of == OVER:
            rate = self.rate()
            return None if rate is None else _inside(span, rate - 100) if rate > 100 else False
        end = span.low or span.high
        assert end is not None
        value = self.amount_like(end)
        return None if value is None else _inside(span, value)

    def _in_state(self, words: str) -> bool | None:
        if words in (IN_BUDGET, OUT_OF_BUDGET):
            return self._in_budget(words == IN_BUDGET)
        said = canonical(self.result.state) if self.result.state else ""
        if words in (IN_TIME, NOT_IN_TIME):
            late = self.delay()
            if late is not None:
                return (late[1] == 0) == (words == IN_TIME)
            return {IN_TIME: words == IN_TIME, NOT_IN_TIME: words == NOT_IN_TIME}.get(said)
        if words in (MET, UNMET) and said not in self._named():
            met = self.met()
            if said == PARTLY:
                return False if words == MET else None
            return None if met is None else met == (words == MET)
        if negated(words)[0] and self.met():
            return False
        if not said:
            return None
        if said == words:
            return True
        return self._opposed(said, words)

    def _named(self) -> set[str]:
        return {canonical(c.condition.words) for c in self.rule.clauses if isinstance(c.condition, State)}

    def _opposed(self, said: str, words: str) -> bool | None:
        """未发生 against 发生安全事故; a word that another clause names is not this one."""
        if said in self._named():
            return False
        (no, core), (never, other) = negated(said), negated(words)
        if len(core) > 1 and (other.startswith(core) or core.startswith(other)):
            return no == never
        return None

    def _in_budget(self, inside: bool) -> bool | None:
        said = canonical(self.result.state) if self.result.state else ""
        if said in (IN_BUDGET, OUT_OF_BUDGET):
            return (said == IN_BUDGET) == inside
        rate = self.rate()
        return None if rate is None else (rate <= 100) == inside

    # -- points

    def _most(self, clause: Clause) -> Decimal:
        return self._worth(clause).high

    def _worth(self, clause: Clause) -> Worth:
        made = clause.outcome
        if isinstance(made, Points):
            return Worth(made.value, made.value)
        if isinstance(made, Share):
            return _exact(self.full * made.percent / 100)
        if isinstance(made, Loss):
            return _exact(self._base() - made.value)
        if isinstance(made, Spread):
            share = self.full / 100 if made.percent else Decimal(1)
            return Worth(made.low * share, made.high * share)
        if isinstance(made, Discretion):
            return Worth(ZERO, self._base())
        if isinstance(made, Prorata):
            return self._prorated(made)
        return _exact(self.full)

    def _prorated(self, made: Prorata) -> Worth:
        rate = self.rate()
        done = self.result.amount
        if done is not None and done.unit == "%" and (rate is None or self.target is None):
            rate = done.value
        if rate is None and canonical(self.result.state) in (MET, IN_TIME):
            rate = HUNDRED
        most = self.full if made.of is None else made.of
        return Worth(ZERO, most) if rate is None else _exact(most * min(max(rate, ZERO), HUNDRED) / 100)

    def _base(self) -> Decimal:
        """What a deduction is taken from: the best points written, else the weight."""
        written = [
            c.outcome.value
            for c in self.awards
            if isinstance(c.outcome, Points) and c.outcome.value and not isinstance(c.condition, Otherwise)
        ]
        return max(written, default=self.full)

    def points(self) -> Worth | Unknown:
        """The points, still without floor and cap."""
        faults = self._counted()
        if faults is not None:
            return faults
        sure, maybe, known = self._standing()
        inner = [m for m in maybe if any(_within(m.condition, s.condition) for s in sure)]
        chosen = self._innermost(sure + inner) or maybe
        if chosen:
            worth = _hull([self._worth(c) for c in chosen])
            return self._less_undecided(self._with_bonus(worth, chosen))
        lost = self._losses()
        if lost is not None:
            return self._or_between_tiers(lost)
        otherwise = [c for c in self.awards if isinstance(c.condition, Otherwise)]
        if otherwise and known:
            return _hull([self._worth(c) for c in otherwise])
        return self._between_tiers() if known else Unknown("结果与标准对不上")

    def _or_between_tiers(self, lost: Worth | Unknown) -> Worth | Unknown:
        """Several tiers and a deduction as well: the words do not say which goes first."""
        tiers = [c for c in self.awards if isinstance(c.condition, Reached)]
        between = self._between_tiers() if len(tiers) > 1 else lost
        return _hull([lost, between]) if isinstance(lost, Worth) and isinstance(between, Worth) else lost

    def _standing(self) -> tuple[list[Clause], list[Clause], bool]:
        """The awards that hold, those that may, and whether every condition could be decided."""
        sure, maybe, known = [], [], True
        for clause in self.awards:
            if isinstance(clause.condition, Otherwise):
                continue
            state = self.holds(clause.condition)
            if state is True:
                sure.append(clause)
            elif state == "maybe":
                maybe.append(clause)
            known = known and state is not None
        if not self.awards:
            known = True
        return sure, maybe, known

    def _innermost(self, clauses: list[Clause]) -> list[Clause]:
        """An exception inside a wider clause (<100% in proportion, <60% nothing) goes before it."""
        kept = [
            c for c in clauses if not any(_within(o.condition, c.condition) for o in clauses if o is not c)
        ]
        numeric = [c for c in kept if isinstance(c.condition, Range | Reached)]
        if numeric and any(isinstance(c.outcome, Prorata) for c in kept):
            kept = [c for c in kept if c in numeric or not isinstance(c.outcome, Prorata)]
        plain = [c for c in kept if c.condition is not None]
        return plain or kept

    def _with_bonus(self, worth: Worth, chosen: list[Clause]) -> Worth:
        for clause in self.eaches:
            each = clause.outcome
            assert isinstance(each, Each)
            if each.way != OVER or not each.gains:
                continue
            over = self._distance(each, [c.condition for c in chosen])
            if over is not None and over > 0:
                gain = _times(each, over)
                worth = Worth(worth.low + gain.low, worth.high + gain.high)
        return worth

    def _less_undecided(self, worth: Worth) -> Worth:
        """A loss for something that the result says nothing about may apply or not."""
        open_ = [
            c.outcome.value
            for c in self.awards
            if isinstance(c.outcome, Loss)
            and isinstance(c.condition, State)
            and self.holds(c.condition) is None
        ]
        return Worth(worth.low - sum(open_, ZERO), worth.high)

    def _counted(self) -> Worth | Unknown | None:
        """Rules whose result is itself a count: gains and faults."""
        each = next((c.outcome for c in self.eaches if c.outcome.way in (GAIN, FAULT)), None)  # type: ignore[union-attr]
        if not isinstance(each, Each):
            return None
        if each.period:
            return self._periodic(each)
        if self.result.short is not None and each.way == FAULT:
            value: Decimal | None = self.result.short.value
        elif self.result.amount is not None:
            value = aligned(self.result.amount, each.step)
        else:
            value = None
        if value is None:
            return None if self.awards else Unknown("完成值不是所计的数量")
        worth = _times(each, value)
        if each.way == GAIN:
            return worth
        return Worth(self._base() - worth.high, self._base() - worth.low)

    def _periodic(self, each: Each) -> Worth | Unknown:
        """每月一次得0.5分: 0.5 for each month, or 0.5 for every month kept; the weight tells."""
        times = PERIODS[each.period]
        one_each = each.points * times == self.full or (
            each.points != self.full and self.rule.most == each.points * times
        )
        whole = each.points == self.full and not one_each
        if not one_each and not whole:
            return Unknown("按标准最多得的分与分值不同")
        if self.result.state and self.met():
            return _exact(self.full)
        done, planned = self.result.amount, self.target.amount if self.target else None
        if done is not None and planned is not None and done == planned and done.value in (1, times):
            return _exact(self.full)
        if (
            done is None
            or done.unit == "%"
            or aligned(done, each.step) is None
            or (done.value == 1 and not done.unit)
        ):
            return Unknown("完成值不是次数")
        if each.step.value != 1:
            return Unknown("每期不止一次，完成值没有写明每期几次")
        kept = min(done.value, Decimal(times))
        if one_each:
            return _exact(each.points * kept)
        short = next((c.outcome for c in self.eaches if c.outcome.way == SHORT), None)  # type: ignore[union-attr]
        if isinstance(short, Each):
            return _exact(self.full - short.points * (times - kept))
        return _exact(self.full) if kept == times else Worth(ZERO, self.full)

    def _losses(self) -> Worth | Unknown | None:
        """Full points less each step of the way, or None where no deduction applies."""
        for clause in self.eaches:
            each = clause.outcome
            assert isinstance(each, Each)
            if each.way in (GAIN, FAULT) or (each.way == OVER and each.gains):
                continue
            applies = clause.condition is None or isinstance(clause.condition, State)
            if not applies and not self.holds(clause.condition):
                continue
            worth = self._loss(each)
            if worth is not None:
                return worth
        return None

    def _loss(self, each: Each) -> Worth | None:
        if each.way == LATE or each.step.unit in _MONTHS or each.step.unit == "天":
            late = self.delay()
            return None if late is None else self._late_loss(each, late)
        if self.result.short is not None and each.way == SHORT:
            way: Decimal | None = aligned(self.result.short, each.step)
        else:
            way = self._distance(each, [c.condition for c in self._best()])
        if way is None:
            return None
        lost = _times(each, max(way, ZERO))
        return Worth(self._base() - lost.high, self._base() - lost.low)

    def _late_loss(self, each: Each, late: tuple[Decimal, Decimal]) -> Worth | None:
        if self.result.late is not None and self.result.late.unit in _MONTHS and each.step.unit in _MONTHS:
            months = self.result.late.value * _MONTHS[self.result.late.unit]
            lost = _times(each, months / _MONTHS[each.step.unit], each.step.value)
        else:
            step = delay_days(each.step)
            if step is None:
                return None
            few, many = _times(each, late[0], step[1]), _times(each, late[1], step[0])
            lost = Worth(few.low, many.high)
        return Worth(self._base() - lost.high, self._base() - lost.low)

    def _best(self) -> list[Clause]:
        """The award from which a deduction is counted."""
        return sorted((c for c in self.awards if not isinstance(c.condition, Otherwise)), key=self._most)[-1:]

    def _distance(self, each: Each, from_: list[Condition | None]) -> Decimal | None:
        """How far the result falls short of, or goes beyond, the reference, in the unit of the step."""
        sign = 1 if each.way == OVER else -1
        for condition in from_:
            level = _level(condition, each.way)
            if level is None:
                continue
            value = self.amount_like(level)
            if value is None:
                return None
            if each.step.unit == "%" and level.unit != "%":
                return sign * (value - level.value) / level.value * 100 if level.value else None
            gap = aligned(Amount(abs(value - level.value), level.unit), each.step)
            return None if gap is None else gap if sign * (value - level.value) > 0 else ZERO
        return self._from_target(each, sign)

    def _from_target(self, each: Each, sign: int) -> Decimal | None:
        done, planned = self.result.amount, self.target.amount if self.target else None
        if done is None or planned is None:
            return None
        value = aligned(done, planned)
        if value is None:
            return None
        if each.step.unit == "%" and planned.unit != "%":
            return sign * (value - planned.value) / planned.value * 100 if planned.value else None
        gap = aligned(Amount(abs(value - planned.value), planned.unit), each.step)
        return None if gap is None else gap if sign * (value - planned.value) > 0 else ZERO

    def _between_tiers(self) -> Worth | Unknown:
        """No clause takes the result: between its neighbours, or below the lowest."""
        marks = list(self._marks())
        if not marks:
            lows = [self._worth(c) for c in self.awards]
            return (
                Worth(ZERO, max((w.high for w in lows), default=self.full))
                if lows
                else Unknown("没有适用的分数")
            )
        value = marks[0][2]
        below = [w for at, w, _ in marks if at <= value]
        above = [w for at, w, _ in marks if at >= value]
        ends = ([below[-1]] if below else []) + ([above[0]] if above else [])
        if not below:
            ends.append(_exact(ZERO if not self.down else self._base()))
        if not above:
            ends.append(_exact(self._base() if not self.down else ZERO))
        return _hull(ends)

    def _marks(self) -> Iterator[tuple[Decimal, Worth, Decimal]]:
        """Ends of the numeric clauses in rising order, their points, and the result in their unit."""
        found = []
        for clause in self.awards:
            for end in _ends(clause.condition):
                value = self._measure(clause.condition, end)
                if value is not None:
                    found.append((end.value, self._worth(clause), value))
        yield from sorted(found, key=lambda f: f[0])

    def _measure(self, condition: Condition | None, end: Amount) -> Decimal | None:
        if isinstance(condition, Range) and condition.of == LATE:
            late, step = self.delay(), delay_days(Amount(Decimal(1), end.unit))
            return late[0] / step[1] if late is not None and step is not None else None
        if isinstance(condition, Range) and condition.of == OVER:
            rate = self.rate()
            return None if rate is None else rate - 100
        return self.amount_like(end)


def _exact(value: Decimal) -> Worth:
    return Worth(value, value)


def _hull(worths: list[Worth]) -> Worth:
    return Worth(min(w.low for w in worths), max(w.high for w in worths))


def _times(each: Each, way: Decimal, step: Decimal | None = None) -> Worth:
    """Points for that much of the way: begun steps counted in every manner the rule leaves open."""
    steps = way / (step or each.step.value)
    floor, ceiling = steps.to_integral_value(ROUND_FLOOR), steps.to_integral_value(ROUND_CEILING)
    low, high = {WHOLE: (ceiling, ceiling), NONE: (floor, floor), RATA: (steps, steps)}.get(
        each.parts, (floor, ceiling)
    )
    if each.once and high > 1:
        low = min(low, Decimal(1))
    return Worth(low * each.points, high * each.points)


def _inside(span: Range, value: Decimal) -> bool | str:
    """True, False, or "maybe" on an end that the words leave open."""
    for end, closed, sign in ((span.low, span.low_in, 1), (span.high, span.high_in, -1)):
        if end is None:
            continue
        gap = (value - end.value) * sign
        if gap < 0 or (gap == 0 and closed is False):
            return False
        if gap == 0 and closed is None:
            return "maybe"
    return True


def _late_inside(span: Range, late: tuple[Decimal, Decimal]) -> bool | None:
    """A delay in a range of days or months; None where the length of the months decides."""
    low = delay_days(span.low) if span.low else (ZERO, ZERO)
    high = delay_days(span.high) if span.high else None
    if low is None or (span.high and high is None):
        return None
    months = span.low is not None and span.low.unit in _MONTHS
    above = (
        late[0] > low[1]
        or (months and late[0] >= low[0] and late[1] > low[1])
        or (span.low_in is not False and late[0] == low[1])
    )
    beneath = late[1] <= low[0]
    if high is None:
        return True if above else False if beneath else None
    within = late[1] <= high[0] or late == high
    beyond = late[0] > high[1] or (late[0] > high[0] and late[1] > high[1])
    if beneath and span.low_in is False:
        return False
    return True if above and within else False if beyond else None


def _level(condition: Condition | None, way: str) -> Amount | None:
    """The amount where full points end: 120 of 120个得3分, 95 of 95%以上."""
    if isinstance(condition, Reached):
        return condition.amount
    if isinstance(condition, Range) and condition.of == RESULT:
        return condition.high if way == OVER else condition.low
    return None


def _ends(condition: Condition | None) -> list[Amount]:
    if isinstance(condition, Reached):
        return [condition.amount]
    return (
        [e for e in (condition.low, condition.high) if e is not None] if isinstance(condition, Range) else []
    )


def _within(inner: Condition | None, outer: Condition | None) -> bool:
    """True when the inner range lies in the outer one and is not the same."""
    if outer is None and inner is not None:
        return True
    if not isinstance(outer, Range) or inner == outer or not isinstance(inner, Range | Reached):
        return False
    if isinstance(inner, Reached):
        return _inside(outer, inner.amount.value) is not False
    if inner.of != outer.of:
        return False
    low = outer.low is None or (inner.low is not None and inner.low.value >= outer.low.value)
    high = outer.high is None or (inner.high is not None and inner.high.value <= outer.high.value)
    return low and high
