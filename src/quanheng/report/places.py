"""Where something stands, in the words of an office: 二(一)2 第1段, 表3第5行第2列, 第4页."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from pathlib import PurePath

from quanheng.model.document import Document
from quanheng.model.finding import Finding, Mark
from quanheng.model.place import Place
from quanheng.model.review import Review, Reviewed

_PROSE = frozenset({"paragraph", "textbox", "footnote"})


class Locator:
    """Turns the places of one document into words; docx has no fixed pages, so paragraphs are counted.

    `others` are the documents of the same case by path, for the marks of a finding that stand in them.
    """

    def __init__(self, reviewed: Reviewed, others: Mapping[str, Reviewed] | None = None) -> None:
        self._document = reviewed.document
        self._others = others or {}
        self._headings = sorted(heading.block for heading in reviewed.facts.headings)
        blocks = reviewed.document.blocks
        self._prose = sorted(b.index for b in blocks if b.kind in _PROSE and b.text.strip())

    def of(self, mark: Mark) -> str:
        """The place of a mark; where it stands in another document, that document's name before it."""
        if not mark.document:
            return self.words(mark.place)
        other = self._others.get(mark.document)
        where = Locator(other).words(mark.place) if other is not None else mark.place.section
        return f"{PurePath(mark.document).name} {where}".strip()

    def document_of(self, mark: Mark) -> Document | None:
        """The document that a mark stands in, None for one that is not part of the review."""
        if not mark.document:
            return self._document
        other = self._others.get(mark.document)
        return other.document if other is not None else None

    def words(self, place: Place) -> str:
        """The place: section, then page or paragraph or table cell."""
        parts = [place.section]
        if place.cell is not None:
            cell = place.cell
            parts.append(f"表{cell.table + 1}第{cell.row + 1}行第{cell.column + 1}列")
        if place.page is not None:
            parts.append(f"第{place.page}页")
        elif place.cell is None:
            parts.append(self._paragraph(place.block))
        return " ".join(part for part in parts if part) or "全文"

    def _paragraph(self, block: int) -> str:
        heading = bisect_right(self._headings, block) - 1
        start = self._headings[heading] if heading >= 0 else -1
        if block == start:
            return "标题"
        number = bisect_right(self._prose, block) - bisect_right(self._prose, start)
        return f"第{number}段" if number > 0 else ""


def locators(review: Review) -> list[Locator]:
    """One for each document of the review, in order."""
    by_path = {reviewed.path or reviewed.document.name: reviewed for reviewed in review.documents}
    return [Locator(reviewed, by_path) for reviewed in review.documents]


def stated_marks(finding: Finding) -> list[Mark]:
    """The places that the finding is about: the stated ones, else all."""
    return [mark for mark in finding.marks if mark.role == "stated"] or finding.marks


def order(finding: Finding) -> tuple[int, int, int, int, str, str]:
    """Sorting key of document order; findings without a place come last."""
    marks = stated_marks(finding)
    if not marks:
        return (1 << 30, 0, 0, 0, finding.rule, finding.key)
    place = marks[0].place
    row, column = (place.cell.row, place.cell.column) if place.cell else (-1, -1)
    return (place.block, row, column, place.start, finding.rule, finding.key)


def in_order(findings: list[Finding]) -> list[Finding]:
    """The findings in document order."""
    return sorted(findings, key=order)
