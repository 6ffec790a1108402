"""A Word file as parts in block order: the reader and whoever writes into the original walk the same way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quanheng.read.docx_numbering import Numbering
from quanheng.read.docx_styles import Styles
from quanheng.read.docx_table import Slot, slots
from quanheng.read.docx_text import ALTERNATES, Piece, W, branch, joined, pieces, text_boxes
from quanheng.read.package import RELATION, Package
from quanheng.read.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_CONTAINERS = {W + name for name in ("sdtContent", "ins", "moveTo", "smartTag", "customXml", "sdt")}


@dataclass(slots=True)
class CellPart:
    """A cell: its pieces run over all its paragraphs; its text is their joined text, stripped."""

    slot: Slot
    pieces: list[Piece]


@dataclass(slots=True)
class Part:
    """One block to be: part number n is block number n. `cells` is None unless it is a table."""

    kind: str
    pieces: list[Piece] = field(default_factory=list)
    level: int = 0
    cells: list[CellPart] | None = None


def parts(package: Package) -> Iterator[Part]:
    """Body, footnotes, endnotes, headers and footers of a Word package."""
    main = package.main("word/document.xml")
    root = package.xml(main)
    body = root.find(W + "body") if root is not None else None
    if root is None or body is None:
        raise Unreadable("文件里没有正文。", "请用办公软件打开，另存为 .docx 后再试。")
    relations = package.relations(main)
    named = dict(relations.values())
    styles = Styles(package.xml(named.get("styles", "word/styles.xml")))
    numbering = Numbering(package.xml(named.get("numbering", "word/numbering.xml")), styles)
    walk = _Walk(styles, numbering)
    yield from walk.story(body, "paragraph")
    for kind in ("footnotes", "endnotes"):
        notes = package.xml(named.get(kind, ""))
        for note in notes if notes is not None else ():
            if note.get(W + "type", "normal") == "normal":
                yield from walk.story(note, "footnote")
    for kind in ("header", "footer"):
        names = [relations.get(i, ("", ""))[1] for i in _references(root, kind)]
        yield from _margins(package, names, kind)


def _references(root: etree._Element, kind: str) -> list[str]:
    return list(dict.fromkeys(node.get(RELATION, "") for node in root.iter(f"{W}{kind}Reference")))


def _margins(package: Package, names: list[str], kind: str) -> Iterator[Part]:
    """Headers or footers, a text that several sections repeat only once."""
    seen: set[str] = set()
    for name in names:
        root = package.xml(name)
        for paragraph in root.iter(W + "p") if root is not None else ():
            text = joined(found := pieces(paragraph)).strip()
            if text and text not in seen:
                seen.add(text)
                yield Part(kind, found)


class _Walk:
    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering

    def story(self, container: etree._Element, kind: str) -> Iterator[Part]:
        carried: list[Piece] = []
        for node in children(container):
            if node.tag == W + "tbl":
                yield from self._table(node)
                continue
            carried += self._pieces(node)
            boxes = [part for box in text_boxes(node) for part in self.story(box, "textbox")]
            if not _mark_deleted(node):  # else the paragraph runs on into the next one
                yield from self._paragraph(node, carried, kind)
                carried = []
            yield from boxes
        if carried:
            yield Part(kind, carried)

    def _pieces(self, node: etree._Element) -> list[Piece]:
        found = pieces(node)
        shown = joined(found)
        if not shown.strip():
            return found
        label = self._numbering.label(node)
        return [Piece(label), *found] if label else found

    def _paragraph(self, node: etree._Element, found: list[Piece], kind: str) -> Iterator[Part]:
        if joined(found).strip() or joined(found, deleted=True).strip():
            level = self._styles.level(node) if kind == "paragraph" else 0
            yield Part("heading" if level else kind, found, level)

    def _table(self, node: etree._Element) -> Iterator[Part]:
        """The table, then what is nested in its cells: inner tables and text boxes."""
        cells: list[CellPart] = []
        nested: list[Part] = []
        for slot in slots(node):
            content: list[Piece] = []
            for inner in (i for cell in slot.elements for i in children(cell)):
                if inner.tag == W + "tbl":
                    nested += self._table(inner)
                    continue
                found = self._pieces(inner)
                nested += (part for box in text_boxes(inner) for part in self.story(box, "textbox"))
                if joined(found).strip():
                    content += ([Piece("\n")] if content else []) + found
            cells.append(CellPart(slot, content))
        if cells:
            yield Part("table", cells=cells)
        yield from nested


def children(container: etree._Element) -> Iterator[etree._Element]:
    """The w:p and w:tbl of a container in order, those in content controls and insertions too."""
    for child in container:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag in _CONTAINERS:
            yield from children(child)
        elif child.tag == ALTERNATES and (chosen := branch(child)) is not None:
            yield from children(chosen)


def _mark_deleted(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None
