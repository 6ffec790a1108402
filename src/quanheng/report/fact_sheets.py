"""What is known of each figure, in words: meaning, year, value, where it occurs again, which checks used it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from quanheng.lexicon.load import label
from quanheng.model.figure import Figure
from quanheng.model.quantity import MONEY
from quanheng.model.relation import OFF
from quanheng.model.review import Reviewed
from quanheng.report import messages, numbers, words
from quanheng.report.places import Locator, in_order

_MOST = 12
"""Other places and checks shown of one figure; the rest is counted."""
_KNOWN_BY = {
    "written": "原文写明",
    "heading": "由标题得来",
    "inherited": "由上文得来",
    "assumed": "按文件推定",
}
_HEDGES = {"approx": "约数", "ge": "不少于", "le": "不超过", "range": "区间"}
_WAN = Decimal(10000)


@dataclass(slots=True)
class Again:
    """Another figure of the same meaning: its id, what stands there, where, and whether it says the same."""

    figure: int
    text: str
    where: str
    same: bool


@dataclass(slots=True)
class Use:
    """A check that used the figure: its verdict in words; of a finding, the title of its rule and its number."""

    verdict: str
    title: str
    why: str
    finding: int = 0


@dataclass(slots=True)
class FactSheet:
    """`meaning` "" where it was not recognised; `normal` is the value in the unit of work; counts tell what is left out."""

    id: int
    text: str
    meaning: str
    path: str
    kind: str
    year: str
    basis: str
    fund: str
    value: str
    unit: str
    normal: str
    precision: str
    known_by: str
    where: str
    alone: str
    again: list[Again] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    more: tuple[int, int] = (0, 0)


def fact_sheets(reviewed: Reviewed) -> list[FactSheet]:
    """One for each figure, in the order of their ids."""
    locator = Locator(reviewed)
    sheets = [_sheet(figure, locator) for figure in reviewed.facts.figures]
    _occurrences(reviewed, sheets)
    _uses(reviewed, sheets)
    for sheet in sheets:
        sheet.more = (sheet.more[0], max(len(sheet.uses) - _MOST, 0))
        del sheet.uses[_MOST:]
    return sheets


def _sheet(figure: Figure, locator: Locator) -> FactSheet:
    return FactSheet(
        id=figure.id,
        text=figure.text,
        meaning=figure.surface or (label(figure.item) if figure.item else ""),
        path=" › ".join(figure.path),
        kind=words.FIGURE_KINDS.get(figure.kind, figure.kind),
        year=f"{figure.year}年" if figure.year else "",
        basis=words.BASES.get(figure.basis, figure.basis),
        fund=words.FUNDS.get(figure.fund, figure.fund),
        value=numbers.grouped(figure.value) + (f"～{numbers.grouped(figure.upper)}" if figure.upper else ""),
        unit=figure.unit.name,
        normal=_normal(figure),
        precision=_precision(figure),
        known_by=_KNOWN_BY.get(figure.known_by, ""),
        where=locator.words(figure.place),
        alone=figure.notes.get("alone", ""),
    )


def _normal(figure: Figure) -> str:
    """Money in 万元 and in 元; nothing for other dimensions, whose value says it all."""
    if figure.unit.dimension != MONEY:
        return ""
    base = figure.base
    return (
        f"{numbers.grouped((base / _WAN).normalize() + 0)} 万元 = {numbers.grouped(base.normalize() + 0)} 元"
    )


def _precision(figure: Figure) -> str:
    hedge = _HEDGES.get(figure.hedge, "")
    if not figure.rounded:
        return hedge or "准确数"
    power = figure.unit.power
    low, high = (numbers.exact(end.scaleb(-power)) for end in (figure.interval().low, figure.interval().high))
    return "，".join(part for part in (hedge, f"四舍五入，实际在 {low} 至 {high} 之间") if part)


def _occurrences(reviewed: Reviewed, sheets: list[FactSheet]) -> None:
    """Figures of one item, year, basis, fund and kind; without an item nothing is said to be the same."""
    alike: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in reviewed.facts.figures:
        if figure.item:
            alike[
                figure.item, figure.year, figure.basis, figure.fund, figure.kind, figure.unit.dimension
            ].append(figure)
    for figures in alike.values():
        # A long table can have thousands of one kind; only what is shown is put beside each.
        first = [(other, other.interval()) for other in figures[: _MOST + 1]]
        for figure in figures:
            own, sheet = figure.interval(), sheets[figure.id]
            sheet.again = [
                Again(other.id, other.text, sheets[other.id].where, span.meets(own))
                for other, span in first
                if other is not figure
            ][:_MOST]
            sheet.more = (len(figures) - 1 - len(sheet.again), 0)


def _uses(reviewed: Reviewed, sheets: list[FactSheet]) -> None:
    for relation in reviewed.relations:
        # The title of a rule says what is wrong; beside a sum that agrees it would accuse.
        title = messages.title(relation.rule) if relation.verdict == OFF and relation.rule else ""
        use = Use(words.VERDICTS[relation.verdict], title, relation.why)
        for number in dict.fromkeys(operand.figure.id for operand in relation.claim.operands):
            if 0 <= number < len(sheets):  # a figure that a claim made itself has no sheet
                sheets[number].uses.append(use)
    for order, finding in enumerate(in_order(reviewed.findings), 1):
        severity = words.severity(finding)
        use = Use(
            f"{words.SYMBOLS[severity]} {words.NAMES[severity]}",
            messages.title(finding.rule),
            messages.message(finding),
            order,
        )
        for number in dict.fromkeys(finding.figures):
            if 0 <= number < len(sheets):
                sheets[number].uses.insert(0, use)
