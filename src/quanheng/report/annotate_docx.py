"""The Word file with its findings as comments on the very figures; text and look stay as they are."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from lxml import etree

from quanheng.model.finding import Mark
from quanheng.model.review import Reviewed
from quanheng.read.docx_parts import Part, parts
from quanheng.read.docx_text import W
from quanheng.read.package import Package
from quanheng.report.docx_package import PackageCopy
from quanheng.report.docx_spans import Text, text_at
from quanheng.report.remarks import AUTHOR, INITIALS, Remark, remarks
from quanheng.report.revisions import revise

if TYPE_CHECKING:
    from collections.abc import Iterable

_MAIN = W.strip("{}")
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_PARAGRAPH = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_BODY = ("paragraph", "heading", "table")
_ELSEWHERE = {"header": "（页眉）", "footer": "（页脚）", "footnote": "（脚注）", "textbox": "（文本框）"}


def annotate(data: bytes, reviewed: Reviewed, now: datetime, revisions: bool = False) -> bytes:
    """The package `data` with comments for the findings of `reviewed`, which was read from it.

    Findings of headers, footers, notes and text boxes are anchored in the body, where Word allows
    comments. With `revisions` the proved slips of one digit or unit are also written as tracked changes.
    """
    package = Package(data)
    main = package.main("word/document.xml")
    found = list(parts(package))
    root = _root(found)
    copy = PackageCopy(data)
    if root is None:
        return data
    writer = _Writer(found, root, _comments(package, main), now)
    for remark in remarks(reviewed):
        writer.add(remark)
    if revisions:
        revise(reviewed, found, writer.texts, now)
    name = _name(package, main)
    copy.put(main, root)
    copy.put(name, writer.comments)
    copy.relate(main, _KIND, name)
    copy.declare(name, _CONTENT)
    return copy.bytes()


def _root(found: Iterable[Part]) -> etree._Element | None:
    """The root of the main part: that of its first element."""
    for part in found:
        pieces = part.pieces if part.cells is None else [p for c in part.cells for p in c.pieces]
        element = next((p.element for p in pieces if p.element is not None), None)
        if element is not None and part.kind in _BODY:
            return element.getroottree().getroot()
    return None


def _name(package: Package, main: str) -> str:
    known = (target for kind, target in package.relations(main).values() if kind == "comments")
    return next(known, main.rpartition("/")[0] + "/comments.xml")


def _comments(package: Package, main: str) -> etree._Element:
    """The comments that are there, to be kept, or none yet."""
    found = package.xml(_name(package, main))
    return found if found is not None else etree.Element(W + "comments", nsmap={"w": _MAIN})


class _Writer:
    def __init__(
        self, found: list[Part], root: etree._Element, comments: etree._Element, now: datetime
    ) -> None:
        self.parts, self.root, self.comments, self.now = found, root, comments, now
        self.texts: dict[tuple[int, int, int], Text] = {}
        ids = [int(c.get(W + "id", "0")) for c in comments if c.get(W + "id", "").lstrip("-").isdigit()]
        self.next = max(ids, default=-1) + 1

    def add(self, remark: Remark) -> None:
        """One comment, anchored on its figure, else on the paragraph that stands for it."""
        lead, runs = self._runs(remark.mark)
        if not runs:
            return
        number, self.next = str(self.next), self.next + 1
        start = etree.Element(W + "commentRangeStart", {W + "id": number})
        end = etree.Element(W + "commentRangeEnd", {W + "id": number})
        reference = etree.Element(W + "r")
        etree.SubElement(reference, W + "commentReference", {W + "id": number})
        runs[0].addprevious(start)
        runs[-1].addnext(end)
        end.addnext(reference)
        self._comment(number, lead + remark.text)

    def _comment(self, number: str, text: str) -> None:
        stamp = self.now.strftime("%Y-%m-%dT%H:%M:%SZ")
        comment = etree.SubElement(
            self.comments, W + "comment",
            {W + "id": number, W + "author": AUTHOR, W + "initials": INITIALS, W + "date": stamp},
        )  # fmt: skip
        paragraph = etree.SubElement(comment, W + "p")
        run = etree.SubElement(paragraph, W + "r")
        etree.SubElement(run, W + "annotationRef")
        words = etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "t")
        words.text = text

    def _runs(self, mark: Mark | None) -> tuple[str, list[etree._Element]]:
        """What to say of the place, and the runs to anchor on."""
        part = self.parts[mark.place.block] if mark and 0 <= mark.place.block < len(self.parts) else None
        if mark is None or part is None:
            return "", self._first()
        text = text_at(self.parts, self.texts, mark.place)
        runs = text.runs(mark.place.start, mark.place.end) if text is not None else []
        if part.kind in _BODY and runs:
            return "", runs
        if part.kind in _BODY and part.cells is not None:
            return "", self._of_table(part) or self._first()
        host = _host(runs[0]) if runs and part.kind == "textbox" else []
        return _ELSEWHERE.get(part.kind, ""), host or self._first()

    def _of_table(self, part: Part) -> list[etree._Element]:
        """The first text of a table, for a finding on an empty cell."""
        pieces = [p for cell in part.cells or () for p in cell.pieces if p.element is not None]
        return _runs_of(pieces[0].element) if pieces else []

    def _first(self) -> list[etree._Element]:
        """The first text of the body."""
        for part in self.parts:
            pieces = part.pieces if part.cells is None else [p for c in part.cells for p in c.pieces]
            element = next((p.element for p in pieces if p.element is not None), None)
            if part.kind in _BODY and element is not None:
                return _runs_of(element)
        return []


def _runs_of(element: etree._Element | None) -> list[etree._Element]:
    run = element.getparent() if element is not None else None
    return [run] if run is not None and run.tag == W + "r" else []


def _host(run: etree._Element) -> list[etree._Element]:
    """The run of the body that carries the text box of `run`."""
    boxes = [a for a in run.iterancestors() if a.tag == W + "txbxContent"]
    outer = next((a for a in boxes[-1].iterancestors() if a.tag == W + "r"), None) if boxes else None
    return [outer] if outer is not None else []
