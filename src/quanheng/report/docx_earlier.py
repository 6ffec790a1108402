"""Our comments of an earlier annotation: taken out, or kept with the answers that people gave to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from quanheng.read.docx_comments import Comment, comments
from quanheng.read.docx_text import W
from quanheng.report import threads

if TYPE_CHECKING:
    from quanheng.read.package import Package
    from quanheng.report.office_package import PackageCopy

_W14_SPACE = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15_SPACE = "http://schemas.microsoft.com/office/word/2012/wordml"
_W14, _W15 = f"{{{_W14_SPACE}}}", f"{{{_W15_SPACE}}}"
_EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
_MARKS = tuple(W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_SIDES = ("commentsExtended", "commentsIds", "commentsExtensible")
"""The parts that speak of comments by the mark of their last paragraph, or by an identity given there."""


@dataclass(slots=True)
class _Kept:
    """A comment of ours that people answered; `met` when its finding is found again."""

    key: str
    again: bool
    element: etree._Element
    answers: list[Comment]
    met: bool = False


@dataclass(slots=True)
class Earlier:
    """What an earlier annotation left in the file. Made, it has taken out all that nobody answered."""

    package: Package
    main: str
    root: etree._Element
    comments: etree._Element
    _kept: list[_Kept] = field(default_factory=list)
    _marks: dict[str, list[etree._Element]] = field(default_factory=dict)
    _sides: dict[str, tuple[str, etree._Element] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        found = comments(self.package)
        self._marks = _marks_of(self.root) if found else {}
        answered = threads.tied(found)
        elements = {one.get(W + "id", ""): one for one in self.comments.iter(W + "comment")}
        forgotten: set[str] = set()
        for comment in found:
            ours = threads.ours(comment)
            if ours is None or comment.id not in elements:
                continue
            element = elements[comment.id]
            if answered.get(comment.id):
                self._kept.append(_Kept(ours["key"], bool(ours["again"]), element, answered[comment.id]))
            else:
                forgotten |= {p.get(_W14 + "paraId", "") for p in element.iter(W + "p")} - {""}
                self._unmark(comment.id)
                self.comments.remove(element)
        self._sides = {kind: _side(self.package, self.main, kind) for kind in _SIDES}
        if forgotten:
            self._forget(forgotten)

    def take(self, key: str, again: bool, text: str) -> list[str]:
        """The ids of our comment on that finding and of its answers, for new marks; its words are now `text`.

        [] where there is none. The old marks are gone then.
        """
        kept = next((one for one in self._kept if (one.key, one.again, one.met) == (key, again, False)), None)
        if kept is None:
            return []
        kept.met = True
        _say(kept.element, text)
        ids = [kept.element.get(W + "id", ""), *(one.id for one in kept.answers)]
        for number in ids:
            self._unmark(number)
        return ids

    def finish(self, copy: PackageCopy) -> None:
        """Say of kept comments that their finding is gone, and tie every answer to ours by its thread."""
        for one in self._kept:
            if not one.met:
                _say(one.element, threads.gone("".join(t.text or "" for t in one.element.iter(W + "t"))))
        if self._kept:
            self._tie(copy)
        for name, root in filter(None, self._sides.values()):
            copy.put(name, root)

    def _unmark(self, number: str) -> None:
        for mark in self._marks.pop(number, ()):
            run = mark.getparent()
            alone = run is not None and all(child is mark or child.tag == W + "rPr" for child in run)
            away = run if mark.tag == _MARKS[2] and run is not None and run.tag == W + "r" and alone else mark
            above = away.getparent() if away is not None else None
            if above is not None and away is not None:
                above.remove(away)

    def _forget(self, marks: set[str]) -> None:
        """Take comments out of the parts that speak of them by the marks of their paragraphs."""
        for _, root in filter(None, (self._sides[kind] for kind in _SIDES)):
            for entry in list(root):
                values = {etree.QName(key).localname: str(value) for key, value in entry.attrib.items()}
                if values.get("paraId") in marks or values.get("durableId") in marks:
                    marks.add(values.get("durableId", ""))
                    root.remove(entry)
            marks.discard("")

    def _tie(self, copy: PackageCopy) -> None:
        elements = {one.get(W + "id", ""): one for one in self.comments.iter(W + "comment")}
        given = _Paragraphs(self.comments)
        found = self._sides["commentsExtended"]
        if found is None:
            folder = self.main.rpartition("/")[0]
            new = f"{folder}/commentsExtended.xml"
            name = new if copy.part(new) is None else copy.free(folder + "/commentsExtended{}.xml")
            found = name, etree.Element(_W15 + "commentsEx", nsmap={"w15": _W15_SPACE})
            self._sides["commentsExtended"] = found
            copy.relate(self.main, _EXTENDED, name)
            copy.declare(name, _CONTENT)
        entries = {entry.get(_W15 + "paraId", ""): entry for entry in found[1]}
        for one in self._kept:
            parent = given.mark(one.element)
            _entry(found[1], entries, parent)
            for answer in one.answers:
                entry = _entry(found[1], entries, given.mark(elements[answer.id]))
                if not entry.get(_W15 + "paraIdParent"):
                    entry.set(_W15 + "paraIdParent", parent)
        etree.cleanup_namespaces(
            self.comments,
            top_nsmap={"w14": _W14_SPACE},
            keep_ns_prefixes=[p for p in self.comments.nsmap if p],
        )


@dataclass(slots=True)
class _Paragraphs:
    """The marks of the paragraphs of comments, given where a program gave none."""

    comments: etree._Element
    _taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._taken = {p.get(_W14 + "paraId", "") for p in self.comments.iter(W + "p")}

    def mark(self, comment: etree._Element) -> str:
        """The mark of its last paragraph, by which threads name a comment."""
        paragraphs = list(comment.iter(W + "p")) or [etree.SubElement(comment, W + "p")]
        known = paragraphs[-1].get(_W14 + "paraId", "")
        if not known:
            known = next(n for k in range(1, len(self._taken) + 2) if (n := f"{k:08X}") not in self._taken)
            self._taken.add(known)
            paragraphs[-1].set(_W14 + "paraId", known)
        return known


def _entry(root: etree._Element, entries: dict[str, etree._Element], mark: str) -> etree._Element:
    if mark not in entries:
        entries[mark] = etree.SubElement(
            root, _W15 + "commentEx", {_W15 + "paraId": mark, _W15 + "done": "0"}
        )
    return entries[mark]


def _side(package: Package, main: str, kind: str) -> tuple[str, etree._Element] | None:
    name = next((target for known, target in package.relations(main).values() if known == kind), "")
    root = package.xml(name) if name else None
    return (name, root) if root is not None else None


def _marks_of(root: etree._Element) -> dict[str, list[etree._Element]]:
    """The marks of every comment in the body by its id."""
    made: dict[str, list[etree._Element]] = {}
    for mark in root.iter(*_MARKS):
        made.setdefault(mark.get(W + "id", ""), []).append(mark)
    return made


def _say(comment: etree._Element, text: str) -> None:
    """Give a comment other words; its last paragraph stays, threads know it."""
    for paragraph in list(comment.iter(W + "p"))[:-1]:
        comment.remove(paragraph)
    for paragraph in comment.iter(W + "p"):
        runs = [run for run in paragraph if run.tag != W + "pPr"]
        for run in runs:
            if run.find(W + "annotationRef") is None:
                paragraph.remove(run)
        paragraph.append(words_run(text))


def words_run(text: str) -> etree._Element:
    """The words of a remark, small: the document's own body may be in 三号."""
    run = etree.Element(W + "r")
    look = etree.SubElement(run, W + "rPr")
    etree.SubElement(look, W + "rFonts", {W + "eastAsia": "宋体", W + "hint": "eastAsia"})
    for size in ("sz", "szCs"):
        etree.SubElement(look, W + size, {W + "val": "18"})
    etree.SubElement(run, W + "t").text = text
    return run
