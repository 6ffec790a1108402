"""What the cells of an Excel workbook hold, as opposed to what they show: exact numbers, formulas, names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Context, Decimal, InvalidOperation
from io import BytesIO

from lxml import etree

from quanheng.read.package import RELATION, Package
from quanheng.read.unreadable import Unreadable
from quanheng.read.xlsx import S, place, text_of, texts_of

# A spreadsheet keeps binary numbers and means fifteen digits of them.
_FIFTEEN = Context(prec=15)
_NAMED = re.compile(r"'?([^'!]+)'?!\$?([A-Z]{1,3})\$?(\d+)")


@dataclass(frozen=True, slots=True)
class Stored:
    """A cell: its text or number as kept (of a formula the last result, None where none was kept)."""

    value: str | Decimal | None
    formula: str = ""


@dataclass(slots=True)
class StoredSheet:
    """A sheet by name; cells by (row, column), both from 1."""

    name: str
    cells: dict[tuple[int, int], Stored] = field(default_factory=dict)

    def text(self, row: int, column: int) -> str:
        """What a cell holds as words, "" for an empty one."""
        cell = self.cells.get((row, column))
        return "" if cell is None or cell.value is None else str(cell.value).strip()

    @property
    def height(self) -> int:
        """The last row with anything in it."""
        return max((row for row, _ in self.cells), default=0)


@dataclass(slots=True)
class StoredBook:
    """The sheets in order, and the cell that each defined name points to: sheet, row, column."""

    sheets: list[StoredSheet]
    names: dict[str, tuple[str, int, int]]

    def sheet(self, name: str) -> StoredSheet | None:
        """The sheet of that name."""
        return next((s for s in self.sheets if s.name == name), None)

    def named(self, name: str) -> str:
        """What the named cell holds, "" without one."""
        where = self.names.get(name)
        sheet = self.sheet(where[0]) if where else None
        return sheet.text(*where[1:]) if sheet and where else ""


def stored(data: bytes) -> StoredBook:
    """Read every sheet; raises Unreadable where there is no workbook in the file."""
    package = Package(data)
    main = package.main("xl/workbook.xml")
    workbook = package.xml(main)
    if workbook is None:
        raise Unreadable("文件里没有工作簿。", "请用表格软件打开，另存为 .xlsx 后再试。")
    relations = package.relations(main)
    strings = texts_of(package, dict(relations.values()))
    sheets = []
    for node in workbook.iterfind(f"{S}sheets/{S}sheet"):
        kind, target = relations.get(node.get(RELATION, ""), ("", ""))
        part = package.part(target) if kind == "worksheet" else None
        if part is not None:
            sheets.append(StoredSheet(node.get("name", ""), _cells(part, strings)))
    return StoredBook(sheets, _names(workbook))


def _names(workbook: etree._Element) -> dict[str, tuple[str, int, int]]:
    made = {}
    for node in workbook.iterfind(f"{S}definedNames/{S}definedName"):
        found = _NAMED.fullmatch(node.text or "")
        if found:
            row, column = place(found[2] + found[3])
            made[node.get("name", "")] = (found[1], row + 1, column + 1)
    return made


def _cells(part: bytes, strings: list[str]) -> dict[tuple[int, int], Stored]:
    made: dict[tuple[int, int], Stored] = {}
    row = 0
    for _, node in etree.iterparse(BytesIO(part), tag=S + "row", resolve_entities=False, no_network=True):
        row, column = int(node.get("r", row + 1)), 0
        for cell in node.iterfind(S + "c"):
            reference = cell.get("r")
            column = place(reference)[1] + 1 if reference else column + 1
            formula = cell.find(S + "f")
            value = _value(cell, strings)
            if formula is not None or value not in (None, ""):
                made[row, column] = Stored(value, "" if formula is None else formula.text or "=")
        node.clear()
    return made


def _value(cell: etree._Element, strings: list[str]) -> str | Decimal | None:
    kind, value = cell.get("t", "n"), cell.findtext(S + "v")
    if kind == "inlineStr":
        node = cell.find(S + "is")
        return text_of(node) if node is not None else None
    if value is None:
        return None
    if kind == "s":
        return strings[int(value)]
    if kind != "n":
        return value
    try:
        return _FIFTEEN.create_decimal(value)
    except InvalidOperation:
        return value
