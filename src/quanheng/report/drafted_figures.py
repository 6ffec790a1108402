"""A draft as its figures are compared: those that are listed, the words before each, what findings say of it, what is open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quanheng.model.figure import Figure
from quanheng.model.finding import Finding, Mark
from quanheng.model.place import Cell, Place
from quanheng.model.relation import ROUNDING
from quanheng.model.review import Reviewed
from quanheng.report import words
from quanheng.report.places import Locator

_UNLISTED = frozenset(("identifier", "ordinal", "rule", "rank"))
_GAP = re.compile(r"【待补：[^】]*】")
_PLAIN = re.compile(r"[^\w\u4e00-\u9fff]")
_BEFORE = 12


class Draft:
    """A draft with its figures, the words before each, and what findings say of it."""

    def __init__(self, reviewed: Reviewed) -> None:
        self.reviewed = reviewed
        self.locator = Locator(reviewed)
        self.texts = {block.index: block.text for block in reviewed.document.blocks}
        self.rows = {
            id(figure): (row.name, role)
            for form in reviewed.facts.forms
            for row in form.rows
            for role, figure in (("分值", row.points), ("得分", row.score))
            if figure is not None and row.name
        }
        self.figures = [f for f in reviewed.facts.figures if f.kind not in _UNLISTED or id(f) in self.rows]
        self.found = {id(f): finding for f in self.figures if (finding := self._finding(f)) is not None}
        self.gaps = list(self._gaps())
        self.counted = {
            claim.operands[0].figure for claim in reviewed.facts.claims if claim.kind == "count_list"
        }
        self.rounded = {
            id(operand.figure)
            for relation in reviewed.relations
            if relation.verdict == ROUNDING
            for operand in relation.claim.operands
        }

    def _finding(self, figure: Figure) -> Finding | None:
        mine = (f for f in self.reviewed.findings if any(_covers(m.place, figure.place) for m in _stated(f)))
        return min(mine, key=lambda f: words.SEVERITIES.index(f.severity), default=None)

    def _gaps(self) -> Iterator[tuple[str, Place]]:
        """What is to be supplied, with its place."""
        section = {heading.block: heading.path for heading in self.reviewed.facts.headings}
        path = ""
        for block in self.reviewed.document.blocks:
            path = section.get(block.index, path)
            table = block.table
            texts: list[tuple[str, Cell | None]] = [(block.text, None)]
            if table is not None:
                texts = [(cell.text, Cell(table.number, cell.row, cell.column)) for cell in table.cells]
            for text, where in texts:
                for found in _GAP.finditer(text):
                    yield found[0], Place(block.index, found.start(), found.end(), path, cell=where)

    def before(self, figure: Figure) -> str:
        """The signs in front of a figure of the text, without marks and blanks."""
        if figure.place.cell is not None:
            return ""
        text = self.texts.get(figure.place.block, "")
        return _PLAIN.sub("", text[max(0, figure.place.start - _BEFORE) : figure.place.start])

    def where(self, place: Place) -> str:
        """A place in words."""
        return self.locator.words(place)


def _stated(finding: Finding) -> Iterable[Mark]:
    return (mark for mark in finding.marks if mark.role == "stated" and not mark.document)


def _covers(outer: Place, inner: Place) -> bool:
    same = outer.block == inner.block and outer.cell == inner.cell
    return same and outer.start < inner.end and inner.start < outer.end
