"""Notes of cells: the part with the texts and the drawing that every spreadsheet program wants beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from lxml import etree

from quanheng.read.package import RELATION
from quanheng.read.talk import AUTHOR
from quanheng.read.xlsx import S, place
from quanheng.report import threads
from quanheng.report.xlsx_earlier import renewed
from quanheng.report.xlsx_places import reference

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from quanheng.read.package import Package
    from quanheng.report.office_package import PackageCopy
    from quanheng.report.remarks import Remark

_MAIN = S.strip("{}")
_OFFICE = RELATION.rpartition("}")[0].strip("{")
_SPACES = cast("dict[str, str]", {None: _MAIN})  # the stubs of lxml do not know the default namespace
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_HEAD = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="{}"/></o:shapelayout></xml>'
)
_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;'
    'width:230pt;height:{height}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left},15,{top},2,{right},15,{bottom},2</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_SHAPES = re.compile(rb"<v:shape\b(?!type).*?</v:shape>", re.DOTALL)


def has_remarks(package: Package, part: str) -> bool:
    """True when notes or conversations of a worksheet hold remarks of ours."""
    named = dict(package.relations(part).values())
    roots = (package.xml(named.get(kind, "")) for kind in ("comments", "threadedComment"))
    return any("〔" in "".join(map(str, root.itertext())) for root in roots if root is not None)


def write_notes(
    package: Package,
    copy: PackageCopy,
    part: str,
    sheet: etree._Element,
    notes: Mapping[tuple[int, int], Sequence[Remark]],
) -> None:
    """Give cells of a worksheet notes; a note that is there stays, ours is written under it.

    Our remarks of an earlier annotation are replaced, answers under them stay. A cell with a conversation
    of the newer kind gets no note, for its note is only the shadow of that; a remark in it is brought up to date.
    """
    named = dict(package.relations(part).values())
    taken = _renew_talks(package, copy, named.get("threadedComment", ""), notes)
    wanted = {at: found for at, found in notes.items() if reference(*at) not in taken}
    there = package.xml(named.get("comments", ""))
    if not wanted and there is None:
        return
    folder = part.rpartition("/")[0].rpartition("/")[0]
    name = named.get("comments") or copy.free(folder + "/comments{}.xml")
    changes = _write(copy, there, name, wanted, taken)
    copy.relate(part, f"{_OFFICE}/comments", name)
    copy.declare(name, _COMMENTS)
    _draw(copy, part, sheet, _drawing(package, part, sheet), changes)


def _renew_talks(
    package: Package,
    copy: PackageCopy,
    name: str,
    notes: Mapping[tuple[int, int], Sequence[Remark]],
) -> set[str]:
    """Bring our remarks at the head of conversations up to date; return the cells that have conversations."""
    root = package.xml(name) if name else None
    entries = list(root) if root is not None else []
    answered = {entry.get("parentId") for entry in entries}
    for entry in entries:
        told = next((node for node in entry if etree.QName(node).localname == "text"), None)
        if told is None or not threads.PIECE.search(told.text or ""):
            continue
        text = told.text or ""
        here = notes.get(place(entry.get("ref", "A1")), ())
        own, ours = renewed(text, here, answered=entry.get("id") in answered)
        told.text = (text[:own] + ours) or text
    if root is not None and entries:
        copy.put(name, root)
    return {entry.get("ref", "") for entry in entries}


def _write(
    copy: PackageCopy,
    root: etree._Element | None,
    name: str,
    notes: Mapping[tuple[int, int], Sequence[Remark]],
    taken: Collection[str],
) -> dict[tuple[int, int], str]:
    """Write the texts; return the cells whose note is new with its text, those without a note any more with ""."""
    if root is None:
        root = etree.Element(S + "comments", nsmap=_SPACES)
    author = _author(root)
    found = root.find(S + "commentList")
    comments = found if found is not None else etree.SubElement(root, S + "commentList")
    there = {comment.get("ref", ""): comment for comment in comments}
    changes: dict[tuple[int, int], str] = {}
    for ref, comment in there.items():
        at = place(ref)
        if ref not in taken and not _renew(comment, notes.get(at, ())):
            comments.remove(comment)
            changes[at] = ""
    for at, remarks in notes.items():
        if reference(*at) not in there:
            comment = etree.SubElement(comments, S + "comment", ref=reference(*at), authorId=author)
            changes[at] = renewed("", remarks)[1]
            _say(etree.SubElement(comment, S + "text"), changes[at])
    comments[:] = sorted(comments, key=lambda one: place(one.get("ref", "A1")))
    copy.put(name, root)
    return changes


def _author(root: etree._Element) -> str:
    """The number of our name among the authors."""
    authors = root.find(S + "authors")
    if authors is None:
        authors = etree.Element(S + "authors")
        root.insert(0, authors)
    names = [one.text for one in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, S + "author").text = AUTHOR
        names.append(AUTHOR)
    return str(names.index(AUTHOR))


def _renew(comment: etree._Element, remarks: Sequence[Remark]) -> bool:
    """Bring one note up to date; False when nothing is left of it."""
    told = comment.find(S + "text")
    if told is None:
        told = etree.SubElement(comment, S + "text")
    nodes = list(told.iter(S + "t"))
    text = "".join(node.text or "" for node in nodes)
    if not remarks and not threads.PIECE.search(text):
        return True
    own, ours = renewed(text, remarks)
    for node in nodes:  # people's own words keep their look
        left = (node.text or "")[: max(own, 0)]
        own -= len(node.text or "")
        node.text = left
        run = node.getparent()
        if not left and run is not None and run.tag == S + "r":
            told.remove(run)
    if ours:
        _say(told, ours)
    return any((node.text or "").strip() for node in told.iter(S + "t"))


def _say(told: etree._Element, text: str) -> None:
    plain = told.find(S + "t")
    if plain is not None:  # plain text and runs do not stand side by side
        run = etree.Element(S + "r")
        plain.addprevious(run)
        run.append(plain)
        if not plain.text:
            told.remove(run)
    words = etree.SubElement(etree.SubElement(told, S + "r"), S + "t")
    words.text = text
    words.set(_SPACE, "preserve")


def _drawing(package: Package, part: str, sheet: etree._Element) -> str:
    """The part that draws the notes which are there, "" for none."""
    legacy = sheet.find(S + "legacyDrawing")
    return package.relations(part).get(legacy.get(RELATION, ""), ("", ""))[1] if legacy is not None else ""


def _draw(
    copy: PackageCopy, part: str, sheet: etree._Element, name: str, notes: Mapping[tuple[int, int], str]
) -> None:
    """Add a shape for each new note and take out those of notes that went.

    Drawings are text: many programs write them as no XML at all.
    """
    if not notes:
        return
    gone = {at for at, text in notes.items() if not text}
    known = copy.part(name) if name else None
    if known is None:
        if not any(notes.values()):
            return
        name = copy.free("xl/drawings/vmlDrawing{}.vml")
        block = int(re.sub(r"\D", "", name.rpartition("/")[2]) or 1)
        known = _HEAD.format(block).encode()
        identity = copy.relate(part, f"{_OFFICE}/vmlDrawing", name)
        copy.declare_ending("vml", _DRAWING)
        legacy = etree.Element(S + "legacyDrawing", {RELATION: identity})
        after = next((node for node in sheet if etree.QName(node).localname in _AFTER), None)
        if after is not None:
            after.addprevious(legacy)
        else:
            sheet.append(legacy)
        first = block * 1024
    else:
        first = max((int(n) for n in re.findall(rb"_x0000_s(\d+)", known)), default=1024)
    known = _SHAPES.sub(lambda shape: b"" if _cell_of(shape[0]) in gone else shape[0], known)
    shapes = "" if b'"_x0000_t202"' in known else _TYPE
    for number, ((row, column), text) in enumerate(
        sorted((at, text) for at, text in notes.items() if text), first + 1
    ):
        lines = 3 + len(text) // 18 + text.count("\n")
        shapes += _SHAPE.format(
            id=number, height=lines * 13, left=column + 1, top=max(row - 1, 0), right=column + 4,
            bottom=max(row - 1, 0) + lines, row=row, column=column,
        )  # fmt: skip
    head, mark, tail = known.rpartition(b"</xml>")
    copy.put_bytes(name, head + shapes.encode() + mark + tail)


def _cell_of(shape: bytes) -> tuple[int, int] | None:
    """The cell that a shape belongs to."""
    found = [re.search(rb"<x:%s>\s*(\d+)\s*</x:%s>" % (name, name), shape) for name in (b"Row", b"Column")]
    return (int(found[0][1]), int(found[1][1])) if found[0] and found[1] else None
