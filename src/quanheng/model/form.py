"""A self-evaluation form: funds, indicators, total; what a check, a scorecard and a report read alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from quanheng.model.figure import Figure, Statement
from quanheng.model.place import Place

TOTAL, SOURCE, NATURE = "total", "source", "nature"


@dataclass(slots=True, eq=False)
class FundRow:
    """A row of the fund block. `kind` is total, source (where the money comes from) or nature (what it is spent on).

    amounts   by basis: initial, adjusted, final; what is blank is not there
    rate      the execution rate in per cent; `points` and `score` what it is worth
    formula   True where the head of the score itself says points x rate, `head_points` those points
    """

    label: str
    kind: str
    amounts: dict[str, Figure] = field(default_factory=dict)
    points: Figure | None = None
    rate: Figure | None = None
    score: Figure | None = None
    formula: bool = False
    head_points: Decimal | None = None


@dataclass(slots=True, eq=False)
class FormRow:
    """One indicator: texts as they stand, "" for a blank cell, None where the form has no such column.

    places   of the cells: target, result, rule, name
    sure     False where columns and heads came apart and the cells were told by their order
    """

    group: str
    level2: str
    name: str
    target: str | None
    result: str | None
    rule: str | None
    reason: str | None
    points: Figure | None
    score: Figure | None
    places: dict[str, Place] = field(default_factory=dict)
    sure: bool = True


@dataclass(slots=True, eq=False)
class SelfEvaluationForm:
    """One form, which may go over several tables.

    tables        numbers of its tables
    name          project or department as the form names it, "" where it does not
    total_rows    how many total rows were met: with more than one the first is only one of several sums
    subtotals     rows that add up a part (小计): a form with one of them and no total is itself a part of a whole
    total_points  the weights as the total row adds them up; `total` the score of the total row
    head_points   points that the heads of groups print (产出指标（50分）), by group
    block         of its first table
    stated, grade what the head of the form says of the result
    scheme        id of the weight scheme that it was begun with, "" where it does not say
    """

    tables: list[int] = field(default_factory=list)
    name: str = ""
    funds: list[FundRow] = field(default_factory=list)
    rows: list[FormRow] = field(default_factory=list)
    total_points: Figure | None = None
    total: Figure | None = None
    head_points: dict[str, Decimal] = field(default_factory=dict)
    scheme: str = ""
    block: int = -1
    total_rows: int = 0
    subtotals: int = 0
    stated: Figure | None = None
    grade: Statement | None = None

    @property
    def execution(self) -> FundRow | None:
        """The row of the fund block that is scored."""
        scored = [f for f in self.funds if f.points is not None or f.score is not None or f.rate is not None]
        return next(iter(scored), None)

    @property
    def scored(self) -> list[FormRow]:
        """The rows with a score."""
        return [row for row in self.rows if row.score is not None]

    @property
    def legible(self) -> bool:
        """False where a cell came out of a picture in doubt, or the columns came apart."""
        figures = [f for row in self.rows for f in (row.points, row.score) if f is not None]
        return all(f.legible for f in figures) and all(row.sure for row in self.rows)
