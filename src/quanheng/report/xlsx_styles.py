"""Looks added to a workbook: a known look with another fill, or the looks of our own sheet."""

from __future__ import annotations

from collections.abc import Collection
from copy import deepcopy

from lxml import etree

from quanheng.read.xlsx import S

_MAIN = S.strip("{}")
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
_EMPTY = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)


class Styles:
    """The styles part of a workbook, with looks appended; those that are there keep their numbers."""

    def __init__(self, root: etree._Element | None) -> None:
        self.root = root if root is not None else etree.fromstring(_EMPTY)
        self._fills: dict[str, int] = {}
        self._known: dict[tuple[int, str], int] = {}
        if self._group("cellXfs").find(S + "xf") is None:  # a cell without a style has style 0
            self._append("cellXfs", etree.Element(S + "xf"))

    def filled(self, style: int, colour: str) -> int:
        """The number of the look `style` with a fill of that colour (RRGGBB)."""
        if (style, colour) not in self._known:
            new = deepcopy(self._look(style))
            new.set("fillId", str(self._fill(colour)))
            new.set("applyFill", "1")
            self._known[style, colour] = self._append("cellXfs", new)
        return self._known[style, colour]

    def fill(self, style: int) -> str:
        """The fill of the look `style` as XML, "" for none."""
        fills = self._group("fills").findall(S + "fill")
        look = self._look(style).get("fillId", "0")
        number = int(look) if look.isdigit() else 0
        if not 0 < number < len(fills):
            return ""
        return etree.tostring(fills[number], encoding="unicode").strip()

    def has(self, style: int, colours: Collection[str]) -> bool:
        """True when the look is filled with one of our colours (RRGGBB)."""
        shown = self.fill(style)
        return any(f'rgb="FF{colour}"' in shown for colour in colours)

    def refilled(self, style: int, fill: str) -> int:
        """The number of the look `style` with a fill given as XML, "" for none."""
        if (style, fill) not in self._known:
            new = deepcopy(self._look(style))
            new.set("fillId", str(self._append("fills", etree.fromstring(fill))) if fill else "0")
            self._known[style, fill] = self._append("cellXfs", new)
        return self._known[style, fill]

    def _look(self, style: int) -> etree._Element:
        looks = self._group("cellXfs").findall(S + "xf")
        return looks[style if style < len(looks) else 0]

    def own(self, colour: str = "", *, bold: bool = False, framed: bool = True) -> int:
        """A look of our own sheet: wrapped text from the top, with thin lines around."""
        new = etree.Element(S + "xf", numFmtId="49", applyNumberFormat="1", applyAlignment="1")
        new.set("fontId", str(self._bold()) if bold else "0")
        new.set("fillId", str(self._fill(colour)) if colour else "0")
        new.set("borderId", str(self._frame()) if framed else "0")
        for name in ("applyFill", "applyFont", "applyBorder"):
            new.set(name, "1")
        wrap = "1" if framed else "0"
        etree.SubElement(new, S + "alignment", vertical="top", wrapText=wrap)
        return self._append("cellXfs", new)

    def _fill(self, colour: str) -> int:
        if colour not in self._fills:
            fill = etree.Element(S + "fill")
            pattern = etree.SubElement(fill, S + "patternFill", patternType="solid")
            etree.SubElement(pattern, S + "fgColor", rgb=f"FF{colour}")
            etree.SubElement(pattern, S + "bgColor", indexed="64")
            self._fills[colour] = self._append("fills", fill)
        return self._fills[colour]

    def _bold(self) -> int:
        first = self._group("fonts").find(S + "font")
        font = deepcopy(first) if first is not None else etree.Element(S + "font")
        if font.find(S + "b") is None:
            font.insert(0, etree.Element(S + "b"))
        return self._append("fonts", font)

    def _frame(self) -> int:
        border = etree.Element(S + "border")
        for side in ("left", "right", "top", "bottom"):
            etree.SubElement(etree.SubElement(border, S + side, style="thin"), S + "color", rgb="FFB0B0B0")
        etree.SubElement(border, S + "diagonal")
        return self._append("borders", border)

    def _append(self, name: str, node: etree._Element) -> int:
        group = self._group(name)
        group.append(node)
        group.set("count", str(len(group)))
        return len(group) - 1

    def _group(self, name: str) -> etree._Element:
        found = self.root.find(S + name)
        if found is None:
            found = etree.Element(S + name)
            before = [self.root.find(S + other) for other in _ORDER[: _ORDER.index(name)]]
            last = next((node for node in reversed(before) if node is not None), None)
            if last is not None:
                last.addnext(found)
            else:
                self.root.insert(0, found)
        return found
