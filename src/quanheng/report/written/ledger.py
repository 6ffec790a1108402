"""A department's year as the writer asks for it: values with their names, sums over subjects."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from quanheng.lexicon import workbook
from quanheng.lexicon.text_yaml import text_yaml
from quanheng.model.workbook import ADJUSTED, FINAL, INITIAL, DepartmentYear, Key
from quanheng.norms.classification import DEPARTMENT, subjects
from quanheng.report.written import voice
from quanheng.report.written.voice import Value

BUDGET = "budget"
"""The full-year budget, the initial one where there is none: what 预算数 of the three public expenses means."""
_NOTHING = Decimal(0)


@cache
def data(name: str) -> Any:
    """A YAML file of this package, as it is; codes stay text."""
    return text_yaml(files(__package__).joinpath(name).read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Ledger:
    """The values of one workbook; `line` is item or item/fund."""

    record: DepartmentYear

    def value(self, line: str, basis: str = FINAL, ago: int = 0, code: str = "") -> Decimal | None:
        """The number, 0 where people marked it as not applicable, None where it was not filled in."""
        item, fund = workbook.line(line)
        year = self.record.year - ago
        if basis == BUDGET:
            adjusted = self.value(line, ADJUSTED, ago, code)
            return self.value(line, INITIAL, ago, code) if adjusted is None else adjusted
        if Key(item, basis, year, fund, code) in self.record.absent:
            return _NOTHING
        return self.record.value(item, basis, year, fund, code)

    def money(self, line: str, basis: str = FINAL, ago: int = 0, code: str = "") -> Value:
        """An amount with the name that stands for it where it is missing."""
        return Value(self.value(line, basis, ago, code), self.named(line, basis, ago))

    def count(self, item: str, unit: str, ago: int = 0) -> Value:
        """A number of things."""
        return Value(self.value(item, FINAL, ago), self.named(item, "", ago), voice.COUNT, unit)

    def named(self, line: str, basis: str = FINAL, ago: int = 0) -> str:
        """What a value is called: 2023年基本支出决算数."""
        item, fund = workbook.line(line)
        words = voice.phrases()
        form = words["of_fund"].get(fund, "{label}")
        label = form.format(label=workbook.layout().label(item))
        return str(words["named"]).format(
            year=self.record.year - ago, label=label, basis=words["basis"].get(basis, "")
        )

    def under(self, prefix: str, line: str, basis: str = FINAL, ago: int = 0) -> Decimal | None:
        """The sum over the subjects whose code begins so; None where none of them has it."""
        known = [
            value
            for code in self.record.codes(prefix)
            if (value := self.value(line, basis, ago, code)) is not None
        ]
        return sum(known, _NOTHING) if known else None

    def owes(self, line: str, basis: str = FINAL) -> bool:
        """True where lines are to be expected: the total is not nothing, or nothing of its fund was filled in."""
        total, fund = self.value(line, basis), workbook.line(line).fund
        if total is not None:
            return bool(total)
        told = (*self.record.values, *self.record.absent)
        return not any((k.fund, k.basis, k.year) == (fund, basis, self.record.year) for k in told)

    def unparted(self, basis: str = FINAL) -> set[str]:
        """The lines that are known only as totals, or add up such ones: a table of their parts cannot be made."""
        year = self.record.year
        keys = [k for k in self.record.totals if (k.basis, k.year) == (basis, year)]
        found = {workbook.Line(k.item, k.fund) for k in keys if not k.code}
        rows = [row for _, s in workbook.layout().sections() for row in s.rows if row.line and row.sum]
        while more := {r.line for r in rows if r.line and found & set(r.sum)} - found:
            found |= more
        return {str(line) for line in found | {workbook.Line(k.item, k.fund) for k in keys}}

    def classes(self, line: str, basis: str = FINAL) -> list[str]:
        """The 类 under which there is something."""
        found = {code[:3] for code in self.record.codes("2") if self.value(line, basis, code=code)}
        return sorted(found)

    def name(self, code: str) -> str:
        """The name of a subject, from the workbook or the classification."""
        if given := self.record.subjects.get(code):
            return given
        known = subjects(DEPARTMENT) if code.startswith("3") else subjects()
        return known[code].name if code in known else ""

    def block(self, name: str, basis: str = FINAL) -> list[str]:
        """The economic 款 with money that belong to 人员经费 or 公用经费."""
        chart, line = subjects(DEPARTMENT), "expenditure.basic/general"
        return [
            code
            for code in self.record.codes("3")
            if code[:3] in chart and chart[code[:3]].block == name and self.value(line, basis, code=code)
        ]
