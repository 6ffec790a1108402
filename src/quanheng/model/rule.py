"""A printed scoring rule as a function of the result: 120个得3分，每少一家扣0.05分.

The records say what the words say and no more; what the words leave open stays open (`None`, `parts=""`,
`once`). `model.rule_value` works out the points, `facts.rules` reads and prints the words.
Points are in 分, shares in percent of the weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

RESULT, LATE, OVER = "result", "late", "over"
SHORT, GAIN, FAULT = "short", "gain", "fault"
WHOLE, NONE, RATA = "whole", "none", "rata"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the unit printed behind it, "" for none; 个百分点 is written %."""

    value: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """A plain number: 120个得3分. At least it, or at most it where less is better."""

    amount: Amount


@dataclass(frozen=True, slots=True)
class Range:
    """Between two amounts; `of` the result, the delay (late) or what goes beyond the budget (over).

    `low_in` and `high_in`: True and False where the words say so, None where they leave it open
    (80%-90%, 90%以上).
    """

    low: Amount | None = None
    high: Amount | None = None
    low_in: bool | None = None
    high_in: bool | None = None
    of: str = RESULT


@dataclass(frozen=True, slots=True)
class State:
    """Words that the result is compared with: 完成, 未完成, 按时完成, 效果显著, 预算内."""

    words: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """12月31日前完成."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Otherwise:
    """否则: whatever no other clause covers."""


Condition = Reached | Range | State | Deadline | Otherwise


@dataclass(frozen=True, slots=True)
class Points:
    """得3分; 不得分 is 0."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Full:
    """得满分: the weight of the indicator."""


@dataclass(frozen=True, slots=True)
class Share:
    """得80%的分值."""

    percent: Decimal


@dataclass(frozen=True, slots=True)
class Loss:
    """扣2分: full points less these."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Spread:
    """得6-8分 or 得60%-80%的分值: anything between, `percent` of the weight or points."""

    low: Decimal
    high: Decimal
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Prorata:
    """按完成比例得分: weight x result / target, at most the weight. `of` is the points written, if any."""

    of: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Discretion:
    """酌情扣分: anything from nothing to full points."""


@dataclass(frozen=True, slots=True)
class Each:
    """每少一家扣0.05分: `points` for every `step` of the way.

    way     short (below the reference), over (beyond it), late (days or months), gain (every one counted),
            fault (every one counted costs)
    parts   of a begun step: whole (不足1%按1%计), none (不足1%不扣), rata (按比例), "" where not said
    gains   True for points added, False for points taken off
    once    the word 每 is missing: may be meant once
    period  月, 季度 ... of 每月开展1次, else ""
    """

    way: str
    step: Amount
    points: Decimal
    gains: bool = False
    parts: str = ""
    once: bool = False
    period: str = ""


Outcome = Points | Full | Share | Loss | Spread | Prorata | Discretion | Each


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: where the condition holds, the outcome. Without a condition it holds everywhere.

    `subject` is the name in front of the amount, `counted` the one behind it: 指导13家企业得3分.
    """

    outcome: Outcome
    condition: Condition | None = None
    subject: str = ""
    counted: str = ""


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """A whole rule: clauses, or items that add up (①…得1分；②…得1分).

    `most` is the cap written (最高不超过5分), `until_empty` says 扣完为止: both only repeat or
    narrow what holds anyway, that points lie between 0 and the weight.
    """

    clauses: tuple[Clause, ...]
    most: Decimal | None = None
    until_empty: bool = False
    items: tuple[ScoringRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Unparsed:
    """A rule that was not understood; `piece` is where reading stopped, `why` in Chinese."""

    piece: str
    why: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a cell says was done, or was to be done: one of the fields is set.

    amount     118家, 98%
    state      完成, 效果明显
    late       逾期20天 (an amount of days or months; 0 in time)
    short      缺2项
    day        (year, month, day)
    """

    text: str
    amount: Amount | None = None
    state: str = ""
    late: Amount | None = None
    short: Amount | None = None
    day: tuple[int, int, int] | None = None
    most: bool = False


@dataclass(frozen=True, slots=True)
class Worth:
    """The points that a rule gives: exact when `low == high`, else everything between is possible."""

    low: Decimal
    high: Decimal

    @property
    def exact(self) -> bool:
        """True when the rule leaves nothing open."""
        return self.low == self.high
