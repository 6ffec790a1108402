"""The text of a Word file by block and cell, and runs of it cut out without touching their look."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanheng.model.place import Place
from quanheng.read.docx_parts import Part
from quanheng.read.docx_text import ALTERNATES, Piece, W

if TYPE_CHECKING:
    from lxml import etree

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WHOLE = (W + "r", W + "fldSimple", _MATH + "oMath", _MATH + "oMathPara", ALTERNATES)
_FILLED = {W + name for name in ("text", "dataBinding", "date", "dropDownList", "comboBox")}


@dataclass(slots=True)
class _Stretch:
    """Characters of one element, which change hands when it is cut."""

    text: str
    element: etree._Element | None


class Text:
    """The characters of one paragraph or cell, each with its element."""

    def __init__(self, pieces: list[Piece], stripped: bool) -> None:
        self.stretches = [_Stretch(p.text, p.element) for p in pieces if not p.deleted]
        whole = "".join(s.text for s in self.stretches)
        self.lead = len(whole) - len(whole.lstrip()) if stripped else 0

    def runs(self, start: int, end: int) -> list[etree._Element]:
        """The runs that hold exactly the characters `start`:`end`, cut out of their neighbours.

        What must stay in one piece (`anchor_of`) is taken whole; the list is empty when nothing of the
        span can be anchored, as restored numbering.
        """
        start, end = start + self.lead, max(end, start + 1) + self.lead
        self._cut(end)
        self._cut(start)
        found, at = [], 0
        for stretch in self.stretches:
            after = at + len(stretch.text)
            if at < end and after > start and stretch.element is not None:
                run = anchor_of(stretch.element)
                if run is not None and run not in found:
                    found.append(run)
            at = after
        return found

    def _cut(self, position: int) -> None:
        """Make `position` the border of two runs."""
        at = 0
        for number, stretch in enumerate(self.stretches):
            inside = position - at
            if 0 <= inside < len(stretch.text) or (inside == 0 and stretch.text):
                self._split(number, inside)
                return
            at += len(stretch.text)

    def _split(self, number: int, inside: int) -> None:
        stretch = self.stretches[number]
        element = stretch.element
        run = element.getparent() if element is not None else None
        if element is None or run is None or anchor_of(element) is not run:
            return  # numbering, or what is anchored as a whole
        if element.tag != W + "t":
            if inside == 0:
                _divide(element)
            return
        if inside:
            second = deepcopy(element)
            element.text, second.text = stretch.text[:inside], stretch.text[inside:]
            element.set(_SPACE, "preserve")
            second.set(_SPACE, "preserve")
            element.addnext(second)
            self.stretches[number : number + 1] = [
                _Stretch(stretch.text[:inside], element), _Stretch(stretch.text[inside:], second),
            ]  # fmt: skip
            element = second
        _divide(element)


def anchor_of(element: etree._Element) -> etree._Element | None:
    """What a comment about an element goes around: its run, or what must stay in one piece.

    That is a formula, a word with its ruby, a simple field (its text is computed anew), a control that
    holds plain text (filled anew from elsewhere), and what is given in two branches.
    """
    found = None
    for parent in (element, *element.iterancestors()):
        if parent.tag == W + "p":
            break
        if parent.tag in _WHOLE or (parent.tag == W + "sdt" and _filled(parent)):
            found = parent
    return found


def _filled(control: etree._Element) -> bool:
    properties = control.find(W + "sdtPr")
    return properties is not None and any(child.tag in _FILLED for child in properties)


def _divide(element: etree._Element) -> None:
    """Let a new run of the same look begin at `element`."""
    run = element.getparent()
    if run is None or run.tag != W + "r":
        return
    before = [child for child in run if child.tag != W + "rPr" and run.index(child) < run.index(element)]
    if not before:
        return
    new = deepcopy(run)
    for child in list(new):
        if child.tag != W + "rPr":
            new.remove(child)
    for child in list(run)[run.index(element) :]:
        new.append(child)
    run.addnext(new)


def text_at(parts: list[Part], texts: dict[tuple[int, int, int], Text], place: Place) -> Text | None:
    """The text that a place speaks of, made once so that cuts add up; None where the file has none."""
    key = (place.block, place.cell.row, place.cell.column) if place.cell else (place.block, -1, -1)
    if key in texts:
        return texts[key]
    if not 0 <= place.block < len(parts):
        return None
    part = parts[place.block]
    if place.cell is None:
        found = part.pieces if part.cells is None else None
    else:
        found = next(
            (
                c.pieces
                for c in part.cells or ()
                if (c.slot.row, c.slot.column) == (place.cell.row, place.cell.column)
            ),
            None,
        )
    if found is None:
        return None
    texts[key] = Text(found, stripped=place.cell is not None)
    return texts[key]
