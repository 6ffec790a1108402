"""Points that a rule gives for a result: exact, an interval where the rule leaves room, or unknown.

The interval is the hull of every reading that the words allow. A score lies between 0 and the full
points. Where the result does not fit the rule (another unit, words the rule does not name) the answer
is `Unknown`, which is no statement about the score.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from quanheng.model.rule import (
    FAULT,
    GAIN,
    LATE,
    OVER,
    SHORT,
    Amount,
    Clause,
    Condition,
    Each,
    Loss,
    Otherwise,
    Points,
    Prorata,
    Range,
    Reached,
    Result,
    ScoringRule,
    State,
    Worth,
)
from quanheng.model.rule_case import Case
from quanheng.model.rule_measure import (
    MONTHS,
    PERIODS,
    ZERO,
    aligned,
    delay_days,
    ends_of,
    exact,
    hull,
    level_of,
    times,
    within,
)
from quanheng.model.rule_tops import given_all, many, side_by_side, tops
from quanheng.model.rule_words import (
    MET,
    canonical,
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """The result does not say what the rule asks for; `why` in Chinese."""

    why: str


def evaluate(
    rule: ScoringRule, result: Result, target: Result | None = None, weight: Decimal | None = None
) -> Worth | Unknown:
    """Points for a result; `target` is the value planned, `weight` the points printed for the indicator."""
    if any(many(c) > 1 and isinstance(c.outcome, Points) for c in rule.clauses):
        return Unknown("标准是几项各得几分，表中没有分开写")
    full = weight if weight is not None else max(tops(rule) or {ZERO})
    if not full:
        return Unknown("没有分值")
    if rule.items:
        return _items(rule, result)
    if side_by_side(rule) and full == sum(given_all(rule), ZERO) != max(given_all(rule)):
        whole = canonical(result.state) == MET
        return Worth(full, full) if whole else Unknown("各项完成与否没有分别写明")
    made = _Valued(rule, result, target, full).points()
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


class _Valued(Case):
    """The points of the case."""

    def points(self) -> Worth | Unknown:
        """The points, still without floor and cap."""
        faults = self._counted()
        if faults is not None:
            return faults
        sure, maybe, known = self._standing()
        inner = [m for m in maybe if any(within(m.condition, s.condition) for s in sure)]
        chosen = self._innermost(sure + inner) or maybe
        if chosen:
            worth = hull([self._worth(c) for c in chosen])
            return self._less_undecided(self._with_bonus(worth, chosen))
        lost = self._losses()
        if lost is not None:
            return self._or_between_tiers(lost)
        otherwise = [c for c in self.awards if isinstance(c.condition, Otherwise)]
        if otherwise and known:
            return hull([self._worth(c) for c in otherwise])
        return self._between_tiers() if known else Unknown("结果与标准对不上")

    def _or_between_tiers(self, lost: Worth | Unknown) -> Worth | Unknown:
        """Several tiers and a deduction as well: the words do not say which goes first."""
        tiers = [c for c in self.awards if isinstance(c.condition, Reached)]
        between = self._between_tiers() if len(tiers) > 1 else lost
        return hull([lost, between]) if isinstance(lost, Worth) and isinstance(between, Worth) else lost

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
            c for c in clauses if not any(within(o.condition, c.condition) for o in clauses if o is not c)
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
                gain = times(each, over)
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
        worth = times(each, value)
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
            return exact(self.full)
        done, planned = self.result.amount, self.target.amount if self.target else None
        if done is not None and planned is not None and done == planned and done.value in (1, times):
            return exact(self.full)
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
            return exact(each.points * kept)
        short = next((c.outcome for c in self.eaches if c.outcome.way == SHORT), None)  # type: ignore[union-attr]
        if isinstance(short, Each):
            return exact(self.full - short.points * (times - kept))
        return exact(self.full) if kept == times else Worth(ZERO, self.full)

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
        if each.way == LATE or each.step.unit in MONTHS or each.step.unit == "天":
            late = self.delay()
            return None if late is None else self._late_loss(each, late)
        if self.result.short is not None and each.way == SHORT:
            way: Decimal | None = aligned(self.result.short, each.step)
        else:
            way = self._distance(each, [c.condition for c in self._best()])
        if way is None:
            return None
        lost = times(each, max(way, ZERO))
        return Worth(self._base() - lost.high, self._base() - lost.low)

    def _late_loss(self, each: Each, late: tuple[Decimal, Decimal]) -> Worth | None:
        if self.result.late is not None and self.result.late.unit in MONTHS and each.step.unit in MONTHS:
            months = self.result.late.value * MONTHS[self.result.late.unit]
            lost = times(each, months / MONTHS[each.step.unit], each.step.value)
        else:
            step = delay_days(each.step)
            if step is None:
                return None
            few, many = times(each, late[0], step[1]), times(each, late[1], step[0])
            lost = Worth(few.low, many.high)
        return Worth(self._base() - lost.high, self._base() - lost.low)

    def _best(self) -> list[Clause]:
        """The award from which a deduction is counted."""
        return sorted((c for c in self.awards if not isinstance(c.condition, Otherwise)), key=self._most)[-1:]

    def _distance(self, each: Each, from_: list[Condition | None]) -> Decimal | None:
        """How far the result falls short of, or goes beyond, the reference, in the unit of the step."""
        sign = 1 if each.way == OVER else -1
        for condition in from_:
            level = level_of(condition, each.way)
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
            ends.append(exact(ZERO if not self.down else self._base()))
        if not above:
            ends.append(exact(self._base() if not self.down else ZERO))
        return hull(ends)

    def _marks(self) -> Iterator[tuple[Decimal, Worth, Decimal]]:
        """Ends of the numeric clauses in rising order, their points, and the result in their unit."""
        found = []
        for clause in self.awards:
            for end in ends_of(clause.condition):
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
