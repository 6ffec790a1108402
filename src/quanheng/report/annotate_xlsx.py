"""The workbook with its findings as notes and fills, and a sheet that lists them; values and formulas stay.

The parts are edited as XML: a library that reads and writes the whole workbook loses the results that
formulas have stored, drawings and macros.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from quanheng.model.finding import DOUBT, ERROR, MISSING, NOTE
from quanheng.model.review import Reviewed
from quanheng.read.package import Package
from quanheng.read.xlsx import S, place
from quanheng.report import words
from quanheng.report.annotated import Annotated
from quanheng.report.office_package import PackageCopy, ending
from quanheng.report.remarks import Remark, remarks
from quanheng.report.xlsx_notes import add_notes
from quanheng.report.xlsx_places import Addresses
from quanheng.report.xlsx_results import add_results
from quanheng.report.xlsx_styles import Styles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_FILLS = {ERROR: "FFC7CE", DOUBT: "FFEB9C", MISSING: "FFEB9C", NOTE: "DDEBF7"}
"""Light red, light yellow, light blue: the fills that spreadsheet users know (RRGGBB)."""
_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"


def annotate(data: bytes, reviewed: Reviewed, _now: datetime, _revisions: bool = False) -> Annotated:
    """The package `data` with the findings of `reviewed`, which was read from it."""
    package = Package(data)
    main = package.main("xl/workbook.xml")
    copy, places = PackageCopy(data, main), Addresses(package)
    named = dict(package.relations(main).values())
    style_part = named.get("styles", main.rpartition("/")[0] + "/styles.xml")
    styles = Styles(package.xml(style_part))
    for part, cells in _by_sheet(remarks(reviewed), places).items():
        sheet = package.xml(part)
        if sheet is not None:
            _fill(sheet, cells, styles)
            add_notes(package, copy, part, sheet, {at: _note(found) for at, found in cells.items()})
            copy.put(part, sheet)
    add_results(package, copy, reviewed, places, styles)
    copy.put(style_part, styles.root)
    copy.relate(main, _KIND, style_part)
    copy.declare(style_part, _STYLES)
    return Annotated(copy.bytes(), ending(package, main, ".xlsx"))


def _by_sheet(found: list[Remark], places: Addresses) -> dict[str, dict[tuple[int, int], list[Remark]]]:
    sheets: dict[str, dict[tuple[int, int], list[Remark]]] = defaultdict(lambda: defaultdict(list))
    for remark in found:
        at = places.of(remark.mark) if remark.mark else None
        if at is not None:
            sheets[at.part][at.row, at.column].append(remark)
    return sheets


def _note(found: list[Remark]) -> str:
    return "\n".join(remark.text for remark in found)


def _fill(sheet: etree._Element, cells: dict[tuple[int, int], list[Remark]], styles: Styles) -> None:
    """Fill the cells by the gravest of their remarks; a cell that the sheet does not hold stays out of it."""
    for at, cell in _cells(sheet):
        if at in cells:
            gravest = min((words.severity(r.finding) for r in cells[at]), key=words.SEVERITIES.index)
            style = cell.get("s", "0")
            cell.set("s", str(styles.filled(int(style) if style.isdigit() else 0, _FILLS[gravest])))


def _cells(sheet: etree._Element) -> Iterator[tuple[tuple[int, int], etree._Element]]:
    row = -1
    for node in sheet.iter(S + "row"):
        row = int(node.get("r", row + 2)) - 1
        column = -1
        for cell in node.iterfind(S + "c"):
            known = cell.get("r")
            column = place(known)[1] if known else column + 1
            yield (row, column), cell
