"""Notes of cells: the part with the texts and the drawing that every spreadsheet program wants beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from lxml import etree

from quanheng.read.package import RELATION
from quanheng.read.xlsx import S, place
from quanheng.report.remarks import AUTHOR
from quanheng.report.xlsx_places import reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quanheng.read.package import Package
    from quanheng.report.office_package import PackageCopy

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


def add_notes(
    package: Package,
    copy: PackageCopy,
    part: str,
    sheet: etree._Element,
    notes: Mapping[tuple[int, int], str],
) -> None:
    """Give cells of a worksheet notes; a note that is there stays, ours is written under it.

    A cell with a conversation of the newer kind gets none: its note is only the shadow of that.
    """
    named = dict(package.relations(part).values())
    talks = package.xml(named.get("threadedComment", ""))
    taken = {talk.get("ref", "") for talk in talks} if talks is not None else set()
    wanted = {at: text for at, text in notes.items() if reference(*at) not in taken}
    if not wanted:
        return
    folder = part.rpartition("/")[0].rpartition("/")[0]
    name = named.get("comments") or copy.free(folder + "/comments{}.xml")
    new = _write(copy, package.xml(name), name, wanted)
    copy.relate(part, f"{_OFFICE}/comments", name)
    copy.declare(name, _COMMENTS)
    _draw(copy, part, sheet, _drawing(package, part, sheet), {at: wanted[at] for at in new})


def _write(
    copy: PackageCopy, root: etree._Element | None, name: str, notes: Mapping[tuple[int, int], str]
) -> list[tuple[int, int]]:
    """Write the texts; return the cells that had no note before."""
    if root is None:
        root = etree.Element(S + "comments", nsmap=_SPACES)
    authors = root.find(S + "authors")
    if authors is None:
        authors = etree.Element(S + "authors")
        root.insert(0, authors)
    etree.SubElement(authors, S + "author").text = AUTHOR
    found = root.find(S + "commentList")
    comments = found if found is not None else etree.SubElement(root, S + "commentList")
    there = {comment.get("ref", ""): comment for comment in comments}
    new = []
    for at, text in notes.items():
        comment = there.get(reference(*at))
        if comment is None:
            new.append(at)
            author = str(len(authors) - 1)
            comment = etree.SubElement(comments, S + "comment", ref=reference(*at), authorId=author)
            etree.SubElement(comment, S + "text")
            _say(comment, text)
        else:
            _say(comment, "\n" + text)
    comments[:] = sorted(comments, key=lambda one: place(one.get("ref", "A1")))
    copy.put(name, root)
    return new


def _say(comment: etree._Element, text: str) -> None:
    told = comment.find(S + "text")
    if told is None:
        told = etree.SubElement(comment, S + "text")
    plain = told.find(S + "t")
    if plain is not None:  # plain text and runs do not stand side by side
        run = etree.Element(S + "r")
        plain.addprevious(run)
        run.append(plain)
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
    """Add a shape for each new note. Drawings are text: many programs write them as no XML at all."""
    if not notes:
        return
    known = copy.part(name) if name else None
    if known is None:
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
    shapes = "" if b'"_x0000_t202"' in known else _TYPE
    for number, ((row, column), text) in enumerate(sorted(notes.items()), first + 1):
        lines = 3 + len(text) // 18 + text.count("\n")
        shapes += _SHAPE.format(
            id=number, height=lines * 13, left=column + 1, top=max(row - 1, 0), right=column + 4,
            bottom=max(row - 1, 0) + lines, row=row, column=column,
        )  # fmt: skip
    head, mark, tail = known.rpartition(b"</xml>")
    copy.put_bytes(name, head + shapes.encode() + mark + tail)
