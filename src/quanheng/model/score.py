"""A scorecard: the indicators of a framework with what could be computed, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from quanheng.model.figure import Figure
from quanheng.model.quantity import Interval

COMPUTED, BOUND, ASKED, JUDGED = "computed", "bound", "asked", "judged"
"""What is known of an indicator: its value; only how large it can be; what must be asked for; a matter of judgement."""


@dataclass(frozen=True, slots=True)
class Used:
    """A quantity that a formula used: the figure it was taken from, and what is to be known of it."""

    quantity: str
    name: str
    value: Decimal
    unit: str
    figure: Figure
    note: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A quantity that no document gives, and who could supply it."""

    quantity: str
    name: str
    supplier: str


@dataclass(frozen=True, slots=True)
class Authority:
    """The norm behind an indicator or a rule: key and number of the text, article, since when, how sure we are of it."""

    document: str
    number: str
    article: str
    since: str
    certainty: str


@dataclass(slots=True)
class IndicatorScore:
    """One indicator: `path` are the levels above it.

    value     in the unit of the indicator, not rounded; None when it cannot be computed
    bounds    what the value can be, where only that is known
    points    of `full`; an interval where the value is one; None when not computed
    stated    the same rate as a document prints it, if one does
    own       the points that the document gives itself
    """

    id: str
    path: tuple[str, ...]
    name: str
    state: str
    unit: str = ""
    direction: str = ""
    threshold: str = ""
    formula: str = ""
    calculation: str = ""
    value: Decimal | None = None
    bounds: Interval | None = None
    stated: Figure | None = None
    full: Decimal | None = None
    points: Interval | None = None
    rule: str = ""
    authority: Authority | None = None
    used: list[Used] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    own: Figure | None = None

    @property
    def lost(self) -> Decimal:
        """Points surely lost."""
        if self.full is None or self.points is None:
            return Decimal(0)
        return self.full - self.points.high


@dataclass(slots=True)
class Scorecard:
    """The indicators of one framework for one department and year; `self_score` and `self_grade` as it states them.

    `total` is the full points and what they come to, where the framework gives points; `grade` by the bands.
    `notes` name the norms behind grade and total: bands, and what caps the total.
    """

    framework: str
    title: str
    authority: Authority
    jurisdiction: str
    organisation: str | None
    year: int | None
    indicators: list[IndicatorScore]
    self_score: Figure | None = None
    self_grade: str = ""
    grade: str = ""
    grade_of_self: str = ""
    total: tuple[Decimal, Interval] | None = None
    notes: list[str] = field(default_factory=list)

    def counted(self, state: str) -> int:
        """How many indicators are in that state."""
        return sum(one.state == state for one in self.indicators)
