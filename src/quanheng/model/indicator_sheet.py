"""A sheet of indicators that is no self-evaluation: goals declared, goals watched in mid-year, scores reviewed."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from quanheng.model.figure import Figure
from quanheng.model.place import Place
from quanheng.model.quantity import NO_UNIT

GOALS, MONITORING, REVIEW = "goal_declaration", "monitoring", "review_paper"
UP, DOWN, EQUAL = "≥", "≤", "="


@dataclass(frozen=True, slots=True)
class Measure:
    """A target or a result in digits: `sign` is ≥, ≤, = or "" where none is written; `unit` as printed."""

    sign: str
    value: Decimal
    unit: str

    def share_of(self, target: Measure) -> Decimal | None:
        """How much of a target this result is, as a fraction; None where the two do not compare.

        Of a target that is not to be exceeded nothing can be said before the end.
        """
        same = not self.unit or not target.unit or self.unit == target.unit
        if not same or target.sign == DOWN or not target.value:
            return None
        return self.value / target.value


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a cell: normalised text, its place, the figure where it is a number."""

    text: str
    place: Place
    figure: Figure | None = None


@dataclass(slots=True, eq=False)
class SheetRow:
    """One indicator. `cells` by role of their column (see the lexicon), without the blank ones.

    `target` is its measure with sign and unit from their own columns, None for words and dates.
    """

    group: str
    level2: str
    name: str
    place: Place
    cells: dict[str, Written] = field(default_factory=dict)
    target: Measure | None = None

    def text(self, role: str) -> str:
        """The text of a cell, "" where it is blank or there is no such column."""
        found = self.cells.get(role)
        return found.text if found else ""

    def number(self, role: str) -> Decimal | None:
        """The number in a cell, in the unit written."""
        found = self.cells.get(role)
        return found.figure.value if found and found.figure else None

    @property
    def label(self) -> str:
        """What a message calls the row."""
        return self.name or self.level2 or self.group


@dataclass(slots=True, eq=False)
class FundLine:
    """A row of the fund block: amounts and rate by role (initial, adjusted, done, rate, expected)."""

    label: str
    is_total: bool
    cells: dict[str, Written] = field(default_factory=dict)

    def base(self, role: str) -> Decimal | None:
        """The amount in 元, of a rate the per cent; None where no unit is known."""
        found = self.cells.get(role)
        known = found is not None and found.figure is not None and found.figure.unit is not NO_UNIT
        return found.figure.base if known and found and found.figure else None


@dataclass(slots=True, eq=False)
class IndicatorSheet:
    """One sheet: `kind` is goal_declaration, monitoring or review_paper.

    columns   roles of the columns that it has; `place` is that of its head
    totals    cells of the total row by role
    fields    what stands beside the labels around the table
    month     the last month that a monitoring sheet looks at, None where it does not say
    """

    kind: str
    table: int
    place: Place
    columns: frozenset[str]
    name: str = ""
    rows: list[SheetRow] = field(default_factory=list)
    funds: list[FundLine] = field(default_factory=list)
    totals: dict[str, Written] = field(default_factory=dict)
    fields: dict[str, Written] = field(default_factory=dict)
    month: int | None = None

    @property
    def budget(self) -> FundLine | None:
        """The line of the year's money as a whole."""
        return next((line for line in self.funds if line.is_total), None)
