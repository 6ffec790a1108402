"""The Word file with its findings as comments on the very figures; text and look stay as they are."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from lxml import etree

from quanheng.model.finding import Mark
from quanheng.model.place import Place
from quanheng.model.review import Reviewed
from quanheng.read.docx_parts import Part, children, parts
from quanheng.read.docx_text import W
from quanheng.read.package import Package
from quanheng.read.talk import AUTHOR
from quanheng.report.annotated import Annotated
from quanheng.report.docx_earlier import Earlier, words_run
from quanheng.report.docx_spans import Text, anchor_of, text_at
from quanheng.report.office_package import PackageCopy, ending
from quanheng.report.remarks import INITIALS, Remark, remarks
from quanheng.report.revisions import revise

if TYPE_CHECKING:
    from collections.abc import Iterable

_MAIN = W.strip("{}")
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_BODY = ("paragraph", "heading", "table")
_ELSEWHERE = {"header": "（页眉）", "footer": "（页脚）", "footnote": "（脚注）", "textbox": "（文本框）"}
_SINGLE = {W + "line": "240", W + "lineRule": "auto"}
_NOTES = {W + "footnote": W + "footnoteReference", W + "endnote": W + "endnoteReference"}


def annotate(data: bytes, reviewed: Reviewed, now: datetime, revisions: bool = False) -> Annotated:
    """The package `data` with comments for the findings of `reviewed`, which was read from it.

    Findings of headers, footers, notes and text boxes are anchored in the body, where Word allows
    comments. With `revisions` the proved slips of one digit or unit are also written as tracked changes.
    """
    package = Package(data)
    main = package.main("word/document.xml")
    form = ending(package, main, ".docx")
    found = list(parts(package))
    root = _root(found)
    copy = PackageCopy(data, main)
    if root is None:
        return Annotated(data, form)
    name = _name(package, main, copy)
    notes = _comments(package, name)
    earlier = Earlier(package, main, root, notes)
    writer = _Writer(found, root, notes, earlier, now)
    for remark in remarks(reviewed):
        writer.add(remark)
    earlier.finish(copy)
    if revisions:
        revise(reviewed, found, writer.texts, now)
    copy.put(main, root)
    copy.put(name, writer.comments)
    copy.relate(main, _KIND, name)
    copy.declare(name, _CONTENT)
    return Annotated(copy.bytes(), form)


def _root(found: Iterable[Part]) -> etree._Element | None:
    """The root of the main part: that of its first element."""
    for part in found:
        pieces = part.pieces if part.cells is None else [p for c in part.cells for p in c.pieces]
        element = next((p.element for p in pieces if p.element is not None), None)
        if element is not None and part.kind in _BODY:
            return element.getroottree().getroot()
    return None


def _name(package: Package, main: str, copy: PackageCopy) -> str:
    """The part of the comments; a part of that name that nothing refers to is not taken for it."""
    known = (target for kind, target in package.relations(main).values() if kind == "comments")
    folder = main.rpartition("/")[0]
    new = f"{folder}/comments.xml"
    return next(known, new if copy.part(new) is None else copy.free(folder + "/comments{}.xml"))


def _comments(package: Package, name: str) -> etree._Element:
    """The comments that are there, to be kept, or none yet."""
    found = package.xml(name)
    return found if found is not None else etree.Element(W + "comments", nsmap={"w": _MAIN})


class _Writer:
    def __init__(
        self,
        found: list[Part],
        root: etree._Element,
        comments: etree._Element,
        earlier: Earlier,
        now: datetime,
    ) -> None:
        self.parts, self.root, self.comments, self.earlier, self.now = found, root, comments, earlier, now
        self.texts: dict[tuple[int, int, int], Text] = {}
        there = [*comments, *root.iter(W + "commentReference", W + "commentRangeStart")]
        ids = [int(c.get(W + "id", "0")) for c in there if c.get(W + "id", "").lstrip("-").isdigit()]
        self.next = max(ids, default=-1) + 1

    def add(self, remark: Remark) -> None:
        """One comment, anchored on its figure, else on the paragraph that stands for it."""
        lead, runs, empty = self._anchor(remark.mark)
        if not runs and empty is None:
            return
        text = lead + remark.text
        numbers = self.earlier.take(remark.finding.key[:8], remark.again, text)
        if not numbers:
            numbers, self.next = [str(self.next)], self.next + 1
            self._comment(numbers[0], text)
        starts = [etree.Element(W + "commentRangeStart", {W + "id": number}) for number in numbers]
        ends = [mark for number in numbers for mark in _end(number)]
        if empty is not None:
            empty.extend((*starts, *ends))
            return
        for start in starts:
            runs[0].addprevious(start)
        for end in reversed(ends):
            runs[-1].addnext(end)

    def _comment(self, number: str, text: str) -> None:
        stamp = self.now.strftime("%Y-%m-%dT%H:%M:%SZ")
        comment = etree.SubElement(
            self.comments, W + "comment",
            {W + "id": number, W + "author": AUTHOR, W + "initials": INITIALS, W + "date": stamp},
        )  # fmt: skip
        paragraph = etree.SubElement(comment, W + "p")
        plain = etree.SubElement(paragraph, W + "pPr")  # not the spacing and indent of the body
        etree.SubElement(plain, W + "spacing", {W + name: "0" for name in ("before", "after")} | _SINGLE)
        etree.SubElement(plain, W + "ind", {W + "firstLineChars": "0", W + "firstLine": "0"})
        etree.SubElement(plain, W + "jc", {W + "val": "left"})
        etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "annotationRef")
        paragraph.append(words_run(text))

    def _anchor(self, mark: Mark | None) -> tuple[str, list[etree._Element], etree._Element | None]:
        """What to say of the place, and the runs to anchor on, or the paragraph that has none."""
        part = self.parts[mark.place.block] if mark and 0 <= mark.place.block < len(self.parts) else None
        if mark is None or part is None:
            return "", self._first(), None
        text = text_at(self.parts, self.texts, mark.place)
        runs = text.runs(mark.place.start, mark.place.end) if text is not None else []
        if part.kind in _BODY:
            empty = _empty_cell(part, mark.place) if not runs and mark.place.cell else None
            near = [] if runs or empty is not None else _first_of([part]) or self._first()
            return "", runs or near, empty
        host = self._host(runs[0]) if runs else []
        return _ELSEWHERE.get(part.kind, ""), host or self._first(), None

    def _host(self, run: etree._Element) -> list[etree._Element]:
        """What carries, in the body, the text box or note that holds `run`."""
        for above in run.iterancestors():
            if above.tag in _NOTES:
                number = above.get(W + "id")
                marks = (r for r in self.root.iter(_NOTES[above.tag]) if r.get(W + "id") == number)
                return _runs_of(next(marks, None))
        boxes = [a for a in run.iterancestors() if a.tag == W + "txbxContent"]
        outer = anchor_of(boxes[-1]) if boxes else None
        return [outer] if outer is not None and outer.getroottree().getroot() is self.root else []

    def _first(self) -> list[etree._Element]:
        """The first text of the body."""
        return _first_of(part for part in self.parts if part.kind in _BODY)


def _end(number: str) -> tuple[etree._Element, etree._Element]:
    """The end of what a comment stands on, and its sign."""
    reference = etree.Element(W + "r")
    etree.SubElement(reference, W + "commentReference", {W + "id": number})
    return etree.Element(W + "commentRangeEnd", {W + "id": number}), reference


def _first_of(found: Iterable[Part]) -> list[etree._Element]:
    """The first text of some parts, for a finding on what has no text of its own."""
    for part in found:
        pieces = part.pieces if part.cells is None else [p for c in part.cells for p in c.pieces]
        runs = (_runs_of(p.element) for p in pieces if p.element is not None and not p.deleted)
        if first := next(filter(None, runs), []):
            return first
    return []


def _empty_cell(part: Part, place: Place) -> etree._Element | None:
    """The paragraph of a cell without text."""
    at = place.cell
    slot = next(
        (c.slot for c in part.cells or () if at and (c.slot.row, c.slot.column) == (at.row, at.column)), None
    )
    return (
        next((p for cell in slot.elements for p in children(cell) if p.tag == W + "p"), None)
        if slot
        else None
    )


def _runs_of(element: etree._Element | None) -> list[etree._Element]:
    run = anchor_of(element) if element is not None else None
    return [run] if run is not None else []
