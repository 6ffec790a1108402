"""Grid of a Word table: spans across, spans down, rows struck out by tracked changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quanheng.read.docx_styles import value
from quanheng.read.docx_text import W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_MOST_COLUMNS = 1000
_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml")}


@dataclass(slots=True)
class Slot:
    """A cell at its top left grid place; `elements` are the w:tc that it is merged from."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    elements: list[etree._Element] = field(default_factory=list)


def slots(table: etree._Element) -> list[Slot]:
    """The cells of a w:tbl in reading order."""
    found: list[Slot] = []
    above: dict[int, Slot] = {}
    rows = [row for row in _inside(table, "tr") if row.find(f"{W}trPr/{W}del") is None]
    for number, row in enumerate(rows):
        above = _row(row, number, above)
        found += [slot for slot in above.values() if slot.row == number]
    return found


def _row(row: etree._Element, number: int, above: dict[int, Slot]) -> dict[int, Slot]:
    """The slots that reach into this row by their first column; `above` is the row before."""
    reach: dict[int, Slot] = {}
    column = _count(value(row, "trPr/gridBefore"), 0)
    last: Slot | None = None
    for cell in _inside(row, "tc"):
        columns = _count(value(cell, "tcPr/gridSpan"), 1)
        upper = above.get(column)
        if last is not None and _continues(cell, "hMerge"):
            last.columns += columns
            last.elements.append(cell)
        elif upper is not None and _continues(cell, "vMerge") and upper.columns == columns:
            upper.rows += 1
            upper.elements.append(cell)
            reach[column] = last = upper
        else:
            reach[column] = last = Slot(number, column, 1, columns, [cell])
        column += columns
    return reach


def _continues(cell: etree._Element, name: str) -> bool:
    mark = cell.find(f"{W}tcPr/{W}{name}")
    return mark is not None and mark.get(W + "val", "continue") != "restart"


def _count(text: str | None, least: int) -> int:
    return min(max(int(text), least), _MOST_COLUMNS) if text and text.isdigit() else least


def _inside(node: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of that name, those inside content controls and insertions too."""
    for child in node:
        if child.tag == W + name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, name)
