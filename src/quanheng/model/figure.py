"""Figures: every number of a document with meaning and place."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from quanheng.model.document import LEGIBLE
from quanheng.model.place import Place
from quanheng.model.quantity import MONEY, PERCENT, POINTS, Interval, Unit, half_ulp, rounds_to

_ROUNDS = (MONEY, PERCENT, POINTS)
_ZERO = Decimal(0)
EXACT, APPROX, AT_LEAST, AT_MOST, RANGE = "eq", "approx", "ge", "le", "range"


_half = cache(half_ulp)


@dataclass(slots=True, eq=False)
class Figure:
    """One number as written, and what it says.

    value      Decimal in the unit written (5.59 of 5.59万元), sign included
    decimals   places written after the point
    hedge      eq, approx, ge, le or range (then `upper` is the far end)
    polarity   -1 where the word before it says fall, 0 where the word says both (增减)
    kind       level, delta, ratio, growth, score, target, rule, rank, ordinal or identifier
    item       identifier of the lexicon, or "" when the name is not in it
    surface    the name as written, cleaned of numbering, year and role words
    path       the names above it, outermost first
    year       fiscal year, None when the document leaves it open
    basis      initial, adjusted, final, quota, target, "" when open
    fund       general, fund, state, fiscal, "" for all funds or open
    known_by   how basis and year were found: written, heading, inherited, assumed
    exact      round by decision (a budget of 11.8万元), not by rounding
    confidence of the recognition (0..1) of a figure in a picture, None for one that stands in the file
    fine       places that the document's habit gives to this unit (17.4 in a two-decimal report has 2)
    """

    id: int
    text: str
    value: Decimal
    unit: Unit
    decimals: int
    place: Place
    kind: str = "level"
    hedge: str = EXACT
    upper: Decimal | None = None
    polarity: int = 1
    item: str = ""
    surface: str = ""
    path: tuple[str, ...] = ()
    year: int | None = None
    basis: str = ""
    fund: str = ""
    subject: str = ""
    unit_source: str = "written"
    known_by: str = "inherited"
    fine: int = -1
    exact: bool = False
    confidence: float | None = None
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def legible(self) -> bool:
        """False for a figure that was recognised from a picture with a doubtful digit."""
        return self.confidence is None or self.confidence >= LEGIBLE

    @property
    def base(self) -> Decimal:
        """The value in the base unit of its dimension (元, 个, %, 分)."""
        power = self.unit.power
        return self.value.scaleb(power) if power else self.value

    @property
    def rounded(self) -> bool:
        """True when rounding can have moved it: money and percentages, but a plain 0 among decimals."""
        if self.exact or self.unit.dimension not in _ROUNDS:
            return False
        return bool(self.value) or bool(self.decimals) or self.fine == 0

    def half(self, decimals: int | None = None) -> Decimal:
        """How far rounding can have moved it, in base units (`decimals` overrides the habit)."""
        if not self.rounded:
            return _ZERO
        places = decimals if decimals is not None else max(self.fine, self.decimals)
        return _half(places - self.unit.power)

    def interval(self, literal: bool = False) -> Interval:
        """The values it stands for, in base units: by the document's habit, or by its own digits."""
        half, base = self.half(self.decimals if literal else None), self.base
        if not half:
            return Interval(base, base)
        return Interval(base - half, base + half)


@dataclass(slots=True, eq=False)
class Statement:
    """Something said that is not a number: a grade, a title, an organisation, a reason, a table announced."""

    kind: str
    text: str
    place: Place
    value: str = ""
    surface: str = ""
    notes: dict[str, str] = field(default_factory=dict)


def is_share(rate: Figure, part: Decimal, whole: Decimal) -> bool:
    """True where the part in per cent of the whole rounds to the rate as printed; nothing is a share of 0."""
    return bool(whole) and rounds_to(100 * part / whole, rate.value, rate.decimals)
