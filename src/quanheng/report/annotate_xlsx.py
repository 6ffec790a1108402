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
from quanheng.report.remarks import Remark, remarks, tag
from quanheng.report.xlsx_earlier import Earlier, earlier
from quanheng.report.xlsx_notes import has_remarks, write_notes
from quanheng.report.xlsx_places import Addresses, reference
from quanheng.report.xlsx_results import Listing, add_results
from quanheng.report.xlsx_styles import Styles

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

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
    before, found = earlier(places.lists), _by_sheet(remarks(reviewed), places)
    fills: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for part, name in places.sheets():
        sheet = package.xml(part)
        cells = found.get(part, {})
        if sheet is None or not (
            cells or has_remarks(package, part) or any(n == name for n, _ in before.fills)
        ):
            continue
        _restore(sheet, name, before, styles)
        for at, fill in _fill(sheet, cells, styles).items():
            fills[tag(cells[at][0].finding)][name, reference(*at)] = fill
        write_notes(package, copy, part, sheet, cells)
        copy.put(part, sheet)
    add_results(package, copy, Listing(reviewed, places, before, fills), styles)
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


def _restore(sheet: etree._Element, name: str, before: Earlier, styles: Styles) -> None:
    """Give back the fills that cells had before an earlier annotation, unless someone has filled them since."""
    fills = {place(ref): fill for (sheet_name, ref), fill in before.fills.items() if sheet_name == name}
    for at, cell in _cells(sheet, {row for row, _ in fills}):
        style = _style(cell)
        fill = fills.get(at)
        if fill is not None and styles.has(style, _FILLS.values()):
            cell.set("s", str(styles.refilled(style, fill)))


def _fill(
    sheet: etree._Element, cells: Mapping[tuple[int, int], list[Remark]], styles: Styles
) -> dict[tuple[int, int], str]:
    """Fill the cells by the gravest of their remarks; return the fills that they had.

    A cell that the sheet does not hold stays out of it.
    """
    had = {}
    for at, cell in _cells(sheet, {row for row, _ in cells}):
        if at in cells:
            gravest = min((words.severity(r.finding) for r in cells[at]), key=words.SEVERITIES.index)
            style = _style(cell)
            had[at] = styles.fill(style)
            cell.set("s", str(styles.filled(style, _FILLS[gravest])))
    return had


def _style(cell: etree._Element) -> int:
    style = cell.get("s", "0")
    return int(style) if style.isdigit() else 0


def _cells(sheet: etree._Element, rows: Collection[int]) -> Iterator[tuple[tuple[int, int], etree._Element]]:
    """The cells of those rows with their places from 0."""
    row = -1
    for node in sheet.iter(S + "row"):
        row = int(node.get("r", row + 2)) - 1
        column = -1
        if row not in rows:
            continue
        for cell in node.iterfind(S + "c"):
            known = cell.get("r")
            column = place(known)[1] if known else column + 1
            yield (row, column), cell
