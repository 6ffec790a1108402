"""Excel workbooks (.xlsx, .xlsm) from the XML of the package: values stay decimals from file to text."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from quanheng.read.draft import Draft
from quanheng.read.number_format import BUILT_IN, display
from quanheng.read.package import RELATION, Package
from quanheng.read.sheet import Sheet, add_sheet
from quanheng.read.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanheng.model.document import Document

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RESULTS, RESULTS_TITLE = "核对结果", "权衡核对结果"
"""Name and first words of the sheet that an annotated workbook has at its end."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def read(data: bytes, name: str) -> Document:
    """Return the document: for each sheet a heading and a table of what its cells show."""
    draft = Draft()
    for _, sheet in sheets(Package(data)):
        add_sheet(draft, sheet)
    return draft.document(name, "xlsx")


def sheets(package: Package) -> Iterator[tuple[str, Sheet]]:
    """Name of the part and content of every worksheet in order, but not of our own list of findings."""
    return ((part, sheet) for part, sheet in book(package) if not is_ours(sheet))


def book(package: Package) -> Iterator[tuple[str, Sheet]]:
    """Name of the part and content of every worksheet in order."""
    main = package.main("xl/workbook.xml")
    workbook = package.xml(main)
    if workbook is None:
        raise Unreadable("文件里没有工作簿。", "请用表格软件打开，另存为 .xlsx 后再试。")
    relations = package.relations(main)
    named = dict(relations.values())
    cells = _Cells(package, named, workbook)
    for node in workbook.iterfind(f"{S}sheets/{S}sheet"):
        kind, target = relations.get(node.get(RELATION, ""), ("", ""))
        part = package.part(target) if kind == "worksheet" else None
        if part is not None:
            sheet = Sheet(node.get("name", ""), node.get("state", "visible") != "visible")
            cells.fill(sheet, part)
            yield target, sheet


def is_ours(sheet: Sheet) -> bool:
    """True for the list of findings in a workbook that we annotated: what it says is said of the others."""
    return sheet.name.startswith(RESULTS) and sheet.texts.get((0, 0), "").startswith(RESULTS_TITLE)


def place(reference: str) -> tuple[int, int]:
    """(row, column) from 0 of a reference such as B3."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


class _Cells:
    """Shared texts and formats of one workbook."""

    def __init__(self, package: Package, named: dict[str, str], workbook: etree._Element) -> None:
        settings = workbook.find(S + "workbookPr")
        self._epoch_1904 = settings is not None and settings.get("date1904") in ("1", "true")
        self._strings = texts_of(package, named)
        self._codes = _codes(package.xml(named.get("styles", "xl/styles.xml")))

    def fill(self, sheet: Sheet, part: bytes) -> None:
        row = -1
        tags = (S + "row", S + "col", S + "mergeCell")
        for _, node in etree.iterparse(BytesIO(part), tag=tags, resolve_entities=False, no_network=True):
            if node.tag == S + "col":
                if node.get("hidden") in ("1", "true"):
                    sheet.hidden_columns.update(
                        range(int(node.get("min", "1")) - 1, min(int(node.get("max", "1")), 16384))
                    )
            elif node.tag == S + "mergeCell":
                sheet.merged.append(_range(node.get("ref", "")))
            else:
                row = int(node.get("r", row + 2)) - 1
                if node.get("hidden") in ("1", "true"):
                    sheet.hidden_rows.add(row)
                self._row(sheet, node, row)
                node.clear()

    def _row(self, sheet: Sheet, node: etree._Element, row: int) -> None:
        column = -1
        for cell in node.iterfind(S + "c"):
            reference = cell.get("r")
            column = place(reference)[1] if reference else column + 1
            value = cell.findtext(S + "v")
            kind = cell.get("t", "n")
            if cell.find(S + "f") is not None and not value and kind != "str":
                sheet.without_value.append((row, column))
            sheet.put(row, column, self._shown(cell, kind, value or ""))

    def _shown(self, cell: etree._Element, kind: str, value: str) -> str:
        if kind == "inlineStr":
            node = cell.find(S + "is")
            return text_of(node) if node is not None else ""
        if kind == "s":
            return self._strings[int(value)] if value else ""
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, value)
        if kind in ("str", "e", "d") or not value:
            return _unescape(value)
        try:
            number = Decimal(value)
        except InvalidOperation:
            return value
        style = cell.get("s", "0")
        code = self._codes[int(style)] if style.isdigit() and int(style) < len(self._codes) else "General"
        return display(number, code, self._epoch_1904) if number.is_finite() else value


def _codes(styles: etree._Element | None) -> list[str]:
    """The number format code of each cell style."""
    if styles is None:
        return []
    own = {n.get("numFmtId", ""): n.get("formatCode", "") for n in styles.iterfind(f"{S}numFmts/{S}numFmt")}
    numbers = (xf.get("numFmtId", "0") for xf in styles.iterfind(f"{S}cellXfs/{S}xf"))
    return [own.get(n) or BUILT_IN.get(int(n), "General") for n in numbers]


def _texts(node: etree._Element) -> Iterator[str]:
    """Plain text or rich runs, without the phonetic guide."""
    for child in node:
        if child.tag == S + "t":
            yield child.text or ""
        elif child.tag == S + "r":
            yield child.findtext(S + "t") or ""


def texts_of(package: Package, named: dict[str, str]) -> list[str]:
    """The shared texts of a workbook; `named` has the parts by kind."""
    strings = package.xml(named.get("sharedStrings", "xl/sharedStrings.xml"))
    return [text_of(node) for node in strings] if strings is not None else []


def text_of(node: etree._Element) -> str:
    """The text of a string item, in one or in rich runs."""
    return _unescape("".join(_texts(node)))


def _unescape(text: str) -> str:
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _range(reference: str) -> tuple[int, int, int, int]:
    first, _, last = reference.partition(":")
    return *place(first), *place(last or first)
