"""The indicators of a filled workbook as self-evaluation forms, and what their printed rules assert.

There is a form of the department and one of each project, so that the checks of printed forms hold here too.
The execution rate is not filled in: it is worked out to the two places in which the written form prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from quanheng.facts.rule_rows import rule_notes, standard_claim
from quanheng.model.figure import Figure
from quanheng.model.form import TOTAL, FormRow, FundRow, SelfEvaluationForm
from quanheng.model.place import Place
from quanheng.model.quantity import NO_UNIT, Unit, round_to, trimmed, unit
from quanheng.model.relation import Claim, Operand
from quanheng.model.workbook import ADJUSTED, FINAL, INITIAL, DepartmentYear, Indicator, Key
from quanheng.read.filled import Filled

_TEXTS = ("level3", "target", "result", "rule")
_PLACES = 2
_HUNDRED = Decimal(100)
Located = Callable[[str], Place]
"""The place of a cell given as sheet!A1."""


@dataclass(frozen=True, slots=True)
class _Reading:
    filled: Filled
    at: Located

    def cell(self, key: Key | str) -> Place:
        return self.at(self.filled.cells.get(key, ""))

    def figure(
        self, value: Decimal | None, key: Key | str, named: Unit = NO_UNIT, kind: str = "score"
    ) -> Figure | None:
        """A number at its cell, None where nobody filled it in."""
        if value is None:
            return None
        text = trimmed(value)
        return Figure(
            -1,
            text,
            value,
            named,
            len(text.partition(".")[2]),
            self.cell(key),
            kind=kind,
            known_by="written",
        )


def forms(filled: Filled, at: Located) -> Iterator[SelfEvaluationForm]:
    """The form of the department, then those of the projects; none without an indicator."""
    reading, record = _Reading(filled, at), filled.record
    for name in ("", *(project.name for project in record.projects)):
        lines = [(n, one) for n, one in enumerate(record.indicators) if one.project == name]
        if not lines:
            continue
        rows = [_row(reading, number, one) for number, one in lines]
        fund = _project(reading, name) if name else _department(reading)
        yield SelfEvaluationForm(
            name=name,
            funds=[fund],
            rows=rows,
            scheme="" if name else record.framework,
        )


def rule_claims(filled: Filled, at: Located) -> Iterator[Claim]:
    """Score by the rule written in its line, and the rule against its weight."""
    reading = _Reading(filled, at)
    for number, one in enumerate(filled.record.indicators):
        if not one.rule:
            continue
        row = _row(reading, number, one)
        if row.points is None:
            continue
        notes = rule_notes(row)
        points = Operand("points", row.points)
        yield standard_claim("rule_weight", (points,), one.rule, notes | {"score": row.score})
        if row.score is not None:
            yield standard_claim("score_rule", (Operand("score", row.score), points), one.rule, notes)


def _row(reading: _Reading, number: int, one: Indicator) -> FormRow:
    where = f"indicator:{number}"
    names = {"level3": "name"}
    return FormRow(
        one.level1,
        one.level2,
        one.level3,
        one.printed_target,
        one.printed_result,
        one.rule or None,
        one.reason,
        reading.figure(one.weight, f"{where}:weight"),
        reading.figure(one.score, f"{where}:score"),
        {names.get(role, role): reading.cell(f"{where}:{role}") for role in _TEXTS},
    )


def _department(reading: _Reading) -> FundRow:
    record = reading.filled.record
    keys = {basis: Key("expenditure.total", basis, record.year) for basis in (INITIAL, ADJUSTED, FINAL)}
    points = [Key(f"execution.{what}", FINAL, record.year) for what in ("weight", "score")]
    weight, score = (reading.figure(_value(record, key), key) for key in points)
    return _fund(reading, keys, weight, score)


def _project(reading: _Reading, name: str) -> FundRow:
    record = reading.filled.record
    one = next(project for project in record.projects if project.name == name)
    keys = {basis: Key("funds.total", basis, record.year, "", name) for basis in (INITIAL, ADJUSTED, FINAL)}
    weight, score = (
        reading.figure(value, f"project:{name}:{what}")
        for what, value in (("weight", one.weight), ("score", one.score))
    )
    return _fund(reading, keys, weight, score)


def _value(record: DepartmentYear, key: Key) -> Decimal | None:
    found = record.values.get(key)
    return None if found is None else found.value


def _fund(reading: _Reading, keys: dict[str, Key], weight: Figure | None, score: Figure | None) -> FundRow:
    record = reading.filled.record
    amounts = {
        basis: figure
        for basis, key in keys.items()
        if (figure := reading.figure(_value(record, key), key, unit("万元"), "level"))
    }
    budget, spent = amounts.get(ADJUSTED), amounts.get(FINAL)
    rate = None
    if budget is not None and spent is not None and budget.value > 0:
        printed = round_to(spent.value / budget.value * _HUNDRED, _PLACES)
        rate = Figure(
            -1, f"{printed}%", printed, unit("%"), _PLACES, spent.place, kind="ratio", known_by="written"
        )
    return FundRow("年度资金总额", TOTAL, amounts, weight, rate, score)
