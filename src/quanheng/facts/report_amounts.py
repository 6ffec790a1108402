"""The amounts of a report as the workbook wants them: each figure under its key, agreeing ones as one.

A figure belongs to a line of the workbook by item and fund. The fund counts only where the name or a heading
says it: a word of another figure in the sentence does not make an amount one of the appropriations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from quanheng.lexicon.sections import report_sections
from quanheng.lexicon.workbook import At, Layout, Line
from quanheng.model.document import Document
from quanheng.model.figure import EXACT, Figure
from quanheng.model.quantity import COUNT, MONEY, SCORE
from quanheng.model.review import Facts, Heading
from quanheng.model.workbook import Key

WAN = 4  # powers of ten from 元 to 万元
FUNCTION, ECONOMIC = "function.", "economic."
_LINES = {
    "expenditure.fiscal": Line("expenditure.total", "fiscal"),
    "carryover.fiscal_opening": Line("carryover.opening", "fiscal"),
    "carryover.fiscal_closing": Line("carryover.closing", "fiscal"),
}
_FUNDS = {
    "general": re.compile(r"一般公共预算|一般公共财政"),
    "fund": re.compile(r"政府性基金"),
    "state": re.compile(r"国有资本经营"),
}
_FISCAL = re.compile(r"财政拨款|财政拔款")
_BEFORE = 60


@dataclass(frozen=True, slots=True)
class Said:
    """A figure under its key: value in the workbook's unit (万元, 个, 分), `half` what rounding can have moved it.

    `where` is its place for people: heading number and the figure as written.
    """

    key: Key
    value: Decimal
    half: Decimal
    unit: str
    where: str
    figure: Figure

    def agrees(self, other: Said) -> bool:
        """True where one value can stand behind both."""
        return abs(self.value - other.value) <= self.half + other.half


class Reader:
    """Finds the key of each figure of a report."""

    def __init__(self, document: Document, facts: Facts, described: Layout) -> None:
        self.facts, self.described = facts, described
        self.texts = {block.index: block.text for block in document.blocks}
        self.above = _headings(facts.headings, len(document.blocks))
        self.rows = {row.line: row for _, s in described.sections() for row in s.rows if row.line}
        self.listed = {
            (c.line, c.at, s.classification or s.record)
            for _, s in described.sections()
            for c in s.columns
            if c.line and c.at and not c.shown
        }

    def said(self, figure: Figure) -> Said | None:
        """The figure under its key; None for what the workbook has no line for."""
        if figure.year is None or figure.kind != "level" or figure.hedge != EXACT or not figure.legible:
            return None
        item = figure.item or self._counted(figure)
        if not item:
            return None
        if item.startswith(FUNCTION):
            return self._at(figure, Line("expenditure.total", self.fund(figure)), item.removeprefix(FUNCTION))
        line = self._line(item, self.fund(figure))
        return None if line is None else self._at(figure, line)

    def line(self, figure: Figure) -> Line | None:
        """The line of the workbook that a figure, or what it is a change of, belongs to."""
        return self._line(figure.item, self.fund(figure))

    def _line(self, item: str, fund: str) -> Line | None:
        given = _LINES.get(item)
        if given is not None:
            return Line(given.item, "general") if fund == "general" else given
        candidates = [Line(item, fund), Line(item), Line(item, item.removeprefix("income."))]
        funds = [line for line in self.rows if line.item == item]
        if fund and len(funds) > 1 and item != "income.fiscal":
            candidates = candidates[:1]
        return next((line for line in candidates if line in self.rows), None)

    def fund(self, figure: Figure) -> str:
        """The fund that its name or the headings above it say; "" for none."""
        above = self.above.get(figure.place.block, "")
        for text in (figure.surface, above):
            found = next((fund for fund, words in _FUNDS.items() if words.search(text)), "")
            if found:
                return found
        if figure.fund in _FUNDS and (figure.place.cell is not None or figure.fund == "general"):
            return figure.fund
        return "fiscal" if _FISCAL.search(figure.surface) or _FISCAL.search(above) else ""

    def _counted(self, figure: Figure) -> str:
        words = figure.surface or self.before(figure)
        return next(
            (
                one.item
                for one in report_sections().counts
                if one.unit == figure.unit.name and one.words.search(words)
            ),
            "",
        )

    def before(self, figure: Figure) -> str:
        """The words of its sentence in front of a figure of the text."""
        if figure.place.cell is not None:
            return ""
        text = self.texts.get(figure.place.block, "")
        return text[max(0, figure.place.start - _BEFORE) : figure.place.start].rpartition("。")[2]

    def bracket(self, figure: Figure) -> str:
        """What stands in the brackets right after a figure of the text, "" without any."""
        text = self.texts.get(figure.place.block, "")[figure.place.end :]
        if figure.place.cell is not None or text[:1] not in ("（", "("):
            return ""
        depth = 0
        for at, sign in enumerate(text):
            depth += (sign in "（(") - (sign in "）)")
            if depth == 0:
                return text[1:at].strip()
        return ""

    def _at(self, figure: Figure, line: Line, code: str = "") -> Said | None:
        scale = {MONEY: WAN, COUNT: 0, SCORE: 0}.get(figure.unit.dimension)
        if scale is None or figure.year is None:
            return None
        row = self.rows.get(line)
        counted = row is not None and row.kind != "money"
        if not code and (row is None or counted == (figure.unit.dimension == MONEY)):
            return None
        basis = "final" if counted else figure.basis  # a number of people or cars has no budget
        key = Key(line.item, basis, figure.year, line.fund, code)
        unit = row.unit if row is not None else "万元"
        value, half = figure.base.scaleb(-scale), figure.half(figure.decimals).scaleb(-scale)
        return Said(key, value, half, unit, self.where(figure), figure)

    def where(self, figure: Figure) -> str:
        """The place in words: the number of its heading and the figure as written."""
        section = figure.place.section
        return f"{section + ' ' if section else ''}“{figure.text}{_unwritten(figure)}”"


def _unwritten(figure: Figure) -> str:
    return "" if figure.text.endswith(figure.unit.name) or not figure.unit.name else figure.unit.name


def _headings(headings: Iterable[Heading], blocks: int) -> Mapping[int, str]:
    """The titles above each block, joined; an unnumbered one is below the numbered ones."""
    by_block = {heading.block: heading for heading in headings}
    stack: dict[int, str] = {}
    made = {}
    for block in range(blocks + 1):
        if heading := by_block.get(block):
            stack = {level: title for level, title in stack.items() if level < heading.level}
            stack[heading.level] = heading.title
        made[block] = "／".join(stack.values())
    return made


def agreed(said: Iterable[Said]) -> Iterator[tuple[Key, list[Said], Said | None]]:
    """Each key with what is said of it, and the one with the most digits where all agree (None where not)."""
    groups: dict[Key, list[Said]] = {}
    for one in said:
        groups.setdefault(one.key, []).append(one)
    for key, group in groups.items():
        alike = all(a.agrees(b) for a in group for b in group)
        yield key, group, min(group, key=lambda one: one.half) if alike else None


def offset(at: Key, year: int) -> At:
    """The column of a key in the workbook of a year."""
    return At(at.basis, at.year - year)
