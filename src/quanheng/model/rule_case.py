"""One scoring rule met by one result: which of its conditions hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from quanheng.model.rule import (
    LATE,
    OVER,
    RESULT,
    Amount,
    Clause,
    Condition,
    Deadline,
    Discretion,
    Each,
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
from quanheng.model.rule_measure import (
    HUNDRED,
    MONTHS,
    ZERO,
    aligned,
    delay_days,
    exact,
    inside,
    late_inside,
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


class Case:
    """One rule and one result: what the result says, which conditions hold, what a clause is worth."""

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
            and inside(c.condition, value) is not False
            for c in self.awards
        )

    def _in_range(self, span: Range) -> bool | str | None:
        if span.of == LATE:
            said, end = self.result.late, span.low or span.high
            if said is not None and end is not None and said.unit in MONTHS and end.unit in MONTHS:
                return inside(span, said.value * MONTHS[said.unit] / MONTHS[end.unit])
            late = self.delay()
            return None if late is None else late_inside(span, late)
        if span.of == OVER:
            rate = self.rate()
            return None if rate is None else inside(span, rate - 100) if rate > 100 else False
        end = span.low or span.high
        assert end is not None
        value = self.amount_like(end)
        return None if value is None else inside(span, value)

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
            return exact(self.full * made.percent / 100)
        if isinstance(made, Loss):
            return exact(self._base() - made.value)
        if isinstance(made, Spread):
            share = self.full / 100 if made.percent else Decimal(1)
            return Worth(made.low * share, made.high * share)
        if isinstance(made, Discretion):
            return Worth(ZERO, self._base())
        if isinstance(made, Prorata):
            return self._prorated(made)
        return exact(self.full)

    def _prorated(self, made: Prorata) -> Worth:
        rate = self.rate()
        done = self.result.amount
        if done is not None and done.unit == "%" and (rate is None or self.target is None):
            rate = done.value
        if rate is None and canonical(self.result.state) in (MET, IN_TIME):
            rate = HUNDRED
        most = self.full if made.of is None else made.of
        if rate is not None and self.target is not None and self.target.most:
            # A limit that is kept is met; how much of it is done once it is passed the words do not say.
            return exact(most) if rate <= HUNDRED else Worth(ZERO, most)
        return Worth(ZERO, most) if rate is None else exact(most * min(max(rate, ZERO), HUNDRED) / 100)

    def _base(self) -> Decimal:
        """What a deduction is taken from: the best points written, else the weight."""
        written = [
            c.outcome.value
            for c in self.awards
            if isinstance(c.outcome, Points) and c.outcome.value and not isinstance(c.condition, Otherwise)
        ]
        return max(written, default=self.full)
