"""The year of a department as its workbook holds it: amounts, words, indicators, projects.

This is the one record that the documents are written from and that the checks of the workbook look at.
Rows, columns and sums are described in lexicon/workbook.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from quanheng.model.proof import Proof, ProofList
from quanheng.model.rule import Amount

INITIAL, ADJUSTED, FINAL = "initial", "adjusted", "final"
GENERAL, FUND, STATE, FISCAL = "general", "fund", "state", "fiscal"
_ZERO = Decimal(0)


class Key(NamedTuple):
    """What an amount is: item of the lexicon, basis, fiscal year, fund ("" for all), subject's code or project."""

    item: str
    basis: str
    year: int
    fund: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """A total that was given without all its parts: it stands while no more than `parts` of them are known.

    Without an amount the total is open: it was given, but not in a way that could be taken.
    """

    amount: Amount | None
    parts: int = 0


@dataclass(frozen=True, slots=True)
class Indicator:
    """A line of the indicators. `project` is "" for those of the whole department.

    target and result are as typed: a number without its direction and unit, or words.
    weight and score are in 分, None when not filled in. `office` is the 股室 that fills the line in.
    midyear, forecast, lag and likelihood are of the monitoring in the year: done by July, expected, why, how sure.
    """

    level1: str
    level2: str
    level3: str
    direction: str = ""
    target: str = ""
    unit: str = ""
    result: str = ""
    weight: Decimal | None = None
    score: Decimal | None = None
    rule: str = ""
    reason: str = ""
    evidence: str = ""
    project: str = ""
    office: str = ""
    midyear: str = ""
    forecast: str = ""
    lag: str = ""
    likelihood: str = ""

    @property
    def path(self) -> str:
        """The line among all others: project and the three levels, with ／ between; what is empty is left out."""
        return "／".join(part for part in (self.project, self.level1, self.level2, self.level3) if part)

    @property
    def target_value(self) -> Decimal | None:
        """The target as a number, None for words."""
        return _number(self.target)

    @property
    def result_value(self) -> Decimal | None:
        """The result as a number, None for words."""
        return _number(self.result)

    @property
    def printed_target(self) -> str:
        """The target with its direction and unit: ≥90%."""
        direction = "" if self.direction in ("定性", "＝", "=") else self.direction
        return f"{direction}{self.target}{self.unit}" if self.target_value is not None else self.target

    @property
    def printed_result(self) -> str:
        """The result with its unit."""
        return self.with_unit(self.result)

    def with_unit(self, text: str) -> str:
        """What is typed without its unit, with it; words as they are."""
        return f"{text}{self.unit}" if _number(text) is not None else text


def _number(text: str) -> Decimal | None:
    try:
        made = Decimal(text)
    except InvalidOperation:
        return None
    return made if made.is_finite() else None


@dataclass(frozen=True, slots=True)
class Project:
    """A project; its amounts are those of the record with the name of the project as code.

    The items are funds.fiscal, funds.carried, funds.other and their sum funds.total.
    """

    name: str
    department: str = ""
    unit: str = ""
    nature: str = ""
    weight: Decimal | None = None
    score: Decimal | None = None
    basis: str = ""
    content: str = ""
    expected: str = ""
    actual: str = ""
    reason: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """Which 股室 fills in a sheet, and when it is to be back."""

    sheet: str
    office: str
    due: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem with its cause and the measure taken against it."""

    problem: str
    cause: str = ""
    measure: str = ""


@dataclass(slots=True)
class DepartmentYear:
    """One department and fiscal year.

    values     amounts and counts with their unit, sums included (`lexicon.workbook.complete` adds them)
    totals     sums that a report gives without saying all their parts
    absent     keys that people marked as not applicable (—), which is neither 0 nor missing
    texts      words by key: unit.name, goals.expected, reason.income.fiscal/general, reason.2010101 ...
    subjects   names of the subjects by code, functional and economic
    duties     who fills in which sheet
    framework  the weight scheme that the indicators follow, "" when not chosen
    proofs, proof_lists  what proves the results, where ledgers gave them (no sheet holds these)
    """

    year: int
    organisation: str = ""
    framework: str = ""
    values: dict[Key, Amount] = field(default_factory=dict)
    totals: dict[Key, Total] = field(default_factory=dict)
    absent: set[Key] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)
    indicators: list[Indicator] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    proofs: list[Proof] = field(default_factory=list)
    proof_lists: list[ProofList] = field(default_factory=list)

    def amount(
        self, item: str, basis: str = FINAL, year: int | None = None, fund: str = "", code: str = ""
    ) -> Amount | None:
        """The amount with its unit, None when not filled in."""
        return self.values.get(Key(item, basis, self.year if year is None else year, fund, code))

    def value(
        self, item: str, basis: str = FINAL, year: int | None = None, fund: str = "", code: str = ""
    ) -> Decimal | None:
        """The number of `amount`, money in 万元."""
        found = self.amount(item, basis, year, fund, code)
        return None if found is None else found.value

    def codes(self, prefix: str = "") -> list[str]:
        """The subjects' codes that begin so, in order: 2 functional, 3 economic."""
        return sorted(code for code in self.subjects if code.startswith(prefix))

    def total(
        self, item: str, prefix: str, basis: str = FINAL, year: int | None = None, fund: str = ""
    ) -> Decimal:
        """The sum of an item over the lines of the subjects whose code begins so (a 类 or 款 of its 项)."""
        values = (self.value(item, basis, year, fund, code) for code in self.codes(prefix))
        return sum((v for v in values if v is not None), _ZERO)

    def text(self, key: str) -> str:
        """Words by key, "" when not written."""
        return self.texts.get(key, "")

    def reason(self, item: str, fund: str = "") -> str:
        """Why an amount changed, as people wrote it; `item` may be a subject's code."""
        return self.text(reason_key(item, fund))

    def of_project(self, project: str = "") -> Iterator[Indicator]:
        """The indicators of a project, of the whole department without one."""
        return (one for one in self.indicators if one.project == project)

    def self_score(self) -> Decimal | None:
        """Total of the self-scores with that of the execution rate, None when one is not filled in.

        A report without any indicators gives only the total.
        """
        scores = [one.score for one in self.of_project()]
        if not scores:
            return self.value("score.total")
        execution = self.value("execution.score")
        if None in scores or execution is None:
            return None
        return sum((s for s in scores if s is not None), execution)


def reason_key(item: str, fund: str = "") -> str:
    """The key in `texts` of the reason for a change."""
    return f"reason.{item}/{fund}" if fund else f"reason.{item}"
