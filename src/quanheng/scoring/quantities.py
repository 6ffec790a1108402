"""The quantities of the formulas, taken from the figures of a document as the norms' table of sources says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from quanheng.model.figure import EXACT, Figure
from quanheng.model.finding import PROVED, Finding
from quanheng.model.quantity import COUNT, MONEY, Interval, unit
from quanheng.model.review import Facts
from quanheng.model.score import Missing, Used
from quanheng.norms.load import norm

_MONEY_UNIT = unit("万元")
_OF_PROJECT = "funds."
_ALL, _APPROPRIATED = "expenditure.total", "expenditure.fiscal"
_WHOLE_FUNDS = ("", "fiscal", "general")  # of all funds, else what the treasury pays


@dataclass(frozen=True, slots=True)
class Taken:
    """A quantity with its value: `bounds` are wider than a point where the source only limits it."""

    used: tuple[Used, ...]
    bounds: Interval
    exact: bool


class Quantities:
    """What the figures of one document give for the quantities of a framework.

    `findings` are those of the check: a figure proved to be printed in the wrong unit is taken as it
    should read, and the note says so. The funds of single projects count only for projects.
    """

    def __init__(
        self,
        facts: Facts,
        findings: Sequence[Finding],
        jurisdiction: str,
        on: date | None,
        of_projects: bool = False,
    ) -> None:
        self.facts = facts
        self.of_projects = of_projects
        names: Any = norm("indicator-quantities", jurisdiction, on).value
        self.names: dict[str, tuple[str, str]] = {
            entry["id"]: (entry["name"], entry["unit"]) for entry in names
        }
        self.sources: Any = norm("indicator-sources", jurisdiction, on).value
        self.mended = _mended(findings)
        self._levels = _levels(facts.figures)
        self.made: dict[str, Taken | None] = {}

    def take(self, quantity: str) -> Taken | None:
        """The quantity from the first source that has it, or None."""
        if quantity not in self.made:
            sources = self.sources.get(quantity, {}).get("from", [])
            found = (self._from(quantity, source) for source in sources)
            self.made[quantity] = next((one for one in found if one is not None), None)
        return self.made[quantity]

    def of_one_scope(self, quantities: Iterable[str]) -> dict[str, Taken | None]:
        """Every quantity; where one is known of the appropriations only, what was spent in all is not set against it."""
        taken = {quantity: self.take(quantity) for quantity in quantities}
        items = {used.figure.item for one in taken.values() if one is not None for used in one.used}
        if not {_ALL, _APPROPRIATED} <= items:
            return taken
        return {
            quantity: self._of(quantity, _APPROPRIATED) if one and one.used[0].figure.item == _ALL else one
            for quantity, one in taken.items()
        }

    def _of(self, quantity: str, item: str) -> Taken | None:
        sources = self.sources.get(quantity, {}).get("from", [])
        found = (self._from(quantity, source) for source in sources if source.get("item") == item)
        return next((one for one in found if one is not None), None)

    def name(self, quantity: str) -> str:
        """What the norms call it."""
        return self.names.get(quantity, (quantity, ""))[0]

    def missing(self, quantity: str) -> Missing:
        """What to ask for, and whom."""
        return Missing(quantity, self.name(quantity), self.sources.get(quantity, {}).get("supplier", "部门"))

    def _from(self, quantity: str, source: dict[str, Any]) -> Taken | None:
        year = self.facts.year
        if year is None:
            return None
        if "change" in source:
            return self._change(quantity, source, year)
        found = self._figures(source, year - int(source.get("prior", 0)))
        chosen = _agreed(found)
        return self._taken(quantity, chosen, source, found) if chosen is not None else None

    def _figures(self, source: dict[str, Any], year: int) -> list[Figure]:
        basis = source.get("basis")
        alike = self._levels.get((source["item"], year), ())
        found = (f for f in alike if basis is None or f.basis == basis)
        return [f for f in found if self.of_projects or not (f.subject and f.item.startswith(_OF_PROJECT))]

    def _taken(self, quantity: str, figure: Figure, source: dict[str, Any], found: list[Figure]) -> Taken:
        name, unit_name = self.names[quantity]
        value, mended = self.mended.get(figure.id, (figure.base, ""))
        if figure.unit.dimension == MONEY:
            value = value.scaleb(-_MONEY_UNIT.power)
        alike = (f for f in found if f.fund == figure.fund and f.id not in self.mended)
        others = sorted({f.text for f in alike if not _same(f, figure)})
        notes = [source.get("note", ""), mended]
        notes += [f"另一处写{'、'.join(others[:3])}，以先写的为准"] if others else []
        used = Used(quantity, name, value, unit_name, figure, "；".join(note for note in notes if note))
        low = Decimal(0) if source.get("at_most") else value
        return Taken((used,), Interval(min(low, value), value), not source.get("at_most"))

    def _change(self, quantity: str, source: dict[str, Any], year: int) -> Taken | None:
        """Adjusted less initial budget of one item, where its initial budget is the department's own."""
        pair = [
            _agreed(self._figures({"item": source["change"], "basis": basis}, year))
            for basis in ("adjusted", "initial")
        ]
        adjusted, initial = pair
        whole = self.take("budget_approved")
        if adjusted is None or initial is None or whole is None or not _same(initial, whole.used[0].figure):
            return None
        value = abs(adjusted.base - initial.base).scaleb(-_MONEY_UNIT.power)
        used = Used(quantity, self.names[quantity][0], value, _MONEY_UNIT.name, adjusted, source["note"])
        return Taken((used,), Interval(Decimal(0), value), exact=False)


def _mended(findings: Iterable[Finding]) -> dict[int, tuple[Decimal, str]]:
    """Figures whose unit is proved to be wrong: the value in base units that they should have, and how to say so."""
    made = {}
    for finding in findings:
        units = finding.rule.startswith("units/") and finding.certainty == PROVED and finding.figures
        expected = finding.expected.text if finding.expected else ""
        if units and expected and finding.stated:
            digits, name = expected.rstrip("元万亿千百"), expected.lstrip("-0123456789.,")
            value = Decimal(digits.replace(",", "")).scaleb(unit(name).power)
            made[finding.figures[0]] = (
                value,
                f"原文写{finding.stated.text}，核对结果应为{expected}，按后者计算",
            )
    return made


def _levels(figures: Iterable[Figure]) -> dict[tuple[str, int | None], list[Figure]]:
    """The levels by item and year, no parts of them by fund."""
    made: defaultdict[tuple[str, int | None], list[Figure]] = defaultdict(list)
    for figure in figures:
        plain = figure.kind == "level" and figure.hedge == EXACT and figure.unit.dimension in (MONEY, COUNT)
        if plain and figure.fund in _WHOLE_FUNDS and figure.legible:
            made[figure.item, figure.year].append(figure)
    return made


def _agreed(found: list[Figure]) -> Figure | None:
    """The value that most places give, the first of those; figures of all funds go before those of one."""
    for funds in ((f for f in found if not f.fund), iter(found)):
        kept = list(funds)
        if kept:
            return max(kept, key=lambda f: (sum(_same(f, g) for g in kept), -f.id))
    return None


def _same(a: Figure, b: Figure) -> bool:
    return a.unit.dimension == b.unit.dimension and a.interval(literal=True).meets(b.interval(literal=True))
