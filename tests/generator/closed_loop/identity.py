"""When a figure that was read is an amount of the workbook: value, item, year, basis, fund and subject.

The workbook and published documents name some things differently. What is the same is written down here,
rule by rule; nothing else counts as found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from quanheng.lexicon.load import bare
from quanheng.model.figure import Figure
from quanheng.model.quantity import MONEY, round_to
from quanheng.model.review import Facts
from quanheng.model.workbook import DepartmentYear, Key
from quanheng.norms.classification import DEPARTMENT, subjects

# What all appropriations pay for, and what is counted of it; documents may say so or not.
_APPROPRIATED = (
    "three_public.", "agency.", "meeting", "training", "procurement.", "festival", "receptions.", "overseas.",
    "vehicles.",
)  # fmt: skip
# Stands at the end of the year: no basis.
_COUNTS = ("vehicles.", "equipment.", "receptions.", "overseas.", "meeting.", "training.")
_HELD = ("assets.", "posts.", "people.", *_COUNTS)
# The same thing with the fund in its name instead of beside it.
_NAMED_BY_FUND = {
    ("expenditure.total", "general"): "expenditure.fiscal", ("expenditure.total", "fiscal"): "expenditure.fiscal",
    ("expenditure.total", "fund"): "expenditure.fund", ("expenditure.total", "state"): "expenditure.state",
    ("income.total", "fiscal"): "income.fiscal_grand", ("expenditure.grand", "fiscal"): "expenditure.fiscal_grand",
    ("carryover.opening", "fiscal"): "carryover.fiscal_opening", ("carryover.closing", "fiscal"): "carryover.fiscal_closing",
}  # fmt: skip
# A form's lines by source of money say 一般公共预算, 政府性基金 and nothing else: a fund, no item.
_SOURCES = ("expenditure.total",)
# 资金总额 of a form on the whole department is its spending; 当年财政拨款 of a project its fiscal funds.
_FORM = {"expenditure.total": "funds.total", "funds.fiscal": "income.fiscal"}
_OF_FUND = ("income.fiscal", "income.fund", "income.state")


class Read:
    """The figures of one document, by value."""

    def __init__(self, facts: Facts, record: DepartmentYear, kind: str) -> None:
        self.record, self.kind = record, kind
        self.values: dict[Decimal, list[Figure]] = defaultdict(list)
        for figure in facts.figures:
            self.values[_value(figure)].append(figure)
        self.form_scores = {
            value
            for form in facts.forms
            if (row := form.execution) is not None
            for value in (row.points and row.points.value, row.score and row.score.value)
        }

    def has(self, key: Key) -> bool:
        """True when a figure is that amount."""
        amount = self.record.values[key]
        printed = round_to(amount.value, 2) if amount.unit == "万元" else amount.value
        if key.item.startswith("execution."):
            return printed in self.form_scores or not self.form_scores
        return any(self._same(key, figure) for figure in self.values.get(printed, ()))

    def _same(self, key: Key, figure: Figure) -> bool:
        return (
            _unit(key.item, figure)
            and figure.year == key.year
            and self._basis(key, figure)
            and self._fund(key, figure)
            and self._item(key, figure)
        )

    def _basis(self, key: Key, figure: Figure) -> bool:
        if key.item.startswith(_HELD) and key.item not in ("meeting", "training"):
            return figure.basis in ("", key.basis)
        if key.item.startswith("three_public.") and key.basis == "adjusted":
            return figure.basis in ("initial", "adjusted")  # 预算数: which of the two is not said
        if self.kind == "goals":
            return figure.basis in ("", key.basis)  # the form asks for an amount of the year, without a basis
        return figure.basis == key.basis

    def _fund(self, key: Key, figure: Figure) -> bool:
        if key.item.startswith(_APPROPRIATED):
            return figure.fund in ("", "general", "fiscal")
        if key.item in ("income.fiscal", "funds.fiscal") and not key.fund:
            return figure.fund in ("", "fiscal")
        if not key.fund and key.item.startswith("income."):
            return figure.fund in ("", "fiscal")
        if figure.item == _NAMED_BY_FUND.get((key.item, key.fund)):
            return figure.fund in ("", key.fund)
        return figure.fund == key.fund

    def _item(self, key: Key, figure: Figure) -> bool:
        if key.code:
            return self._of_code(key, figure)
        if figure.item == key.item or figure.item == _NAMED_BY_FUND.get((key.item, key.fund)):
            return True
        if figure.place.cell is not None and figure.item == _FORM.get(key.item):
            return True
        if figure.place.cell is not None and key.item in _SOURCES and key.fund:
            return figure.item in ("", *_OF_FUND)
        if key.item == "vehicles.total":
            return figure.item == "vehicles.held"  # 车辆4辆: of which kind is not said
        # 本年收入 of a fund, or of all appropriations, where the place is known to be on them.
        return key.item in _OF_FUND and figure.item == "income.current_year" and bool(figure.fund)

    def _of_code(self, key: Key, figure: Figure) -> bool:
        """A project's amount stands in its form or its paragraph; a subject's under its code or its name."""
        if key.item.startswith("funds."):
            return figure.item in (key.item, _FORM.get(key.item), "expenditure.project", "")
        name = self.record.subjects.get(key.code) or _name(key.code)
        said = " ".join((figure.surface, figure.subject, *figure.path))
        return bare(name) in bare(said) or key.code in said


def _name(code: str) -> str:
    known = subjects(DEPARTMENT) if code.startswith("3") else subjects()
    return known[code].name if code in known else code


def _unit(item: str, figure: Figure) -> bool:
    """Money is read as money, a count as a count."""
    counted = item.startswith(("posts.", "people.", *_COUNTS)) and item not in ("meeting", "training")
    return (figure.unit.dimension == MONEY) != counted


def _value(figure: Figure) -> Decimal:
    return round_to(figure.base.scaleb(-4), 2) if figure.unit.dimension == MONEY else figure.value


def lost(keys: Iterable[Key], read: Read) -> list[Key]:
    """The amounts that are not given back. Nothing is told in words, and not looked for."""
    return [key for key in sorted(keys) if read.record.values[key].value and not read.has(key)]
