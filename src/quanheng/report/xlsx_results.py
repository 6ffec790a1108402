"""The sheet 核对结果 of an annotated workbook: every finding with room for the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from lxml import etree

from quanheng.model.finding import Finding
from quanheng.model.review import Review, Reviewed
from quanheng.read.package import RELATION
from quanheng.read.xlsx import RESULTS, RESULTS_TITLE, S
from quanheng.report import csv, width, words
from quanheng.report.papers.problems import problems
from quanheng.report.places import in_order
from quanheng.report.xlsx_earlier import FILLS, MARK, Earlier, record
from quanheng.report.xlsx_places import Addresses, reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quanheng.read.package import Package
    from quanheng.report.office_package import PackageCopy
    from quanheng.report.xlsx_styles import Styles

_MAIN = S.strip("{}")
_OFFICE = RELATION.rpartition("}")[0].strip("{")
_SPACES = cast("dict[str, str]", {None: _MAIN, "r": _OFFICE})  # the stubs do not know the default namespace
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_SHOWN = csv.COLUMNS[:-1]
TITLES = (*_SHOWN, MARK, FILLS)
"""The columns of the list of problems; hidden are our mark, by which an answer finds its finding, and the old fills."""
_WIDTHS = (6, 6, 14, 13, 13, 32, 20, 14, 20, 14, 10, 8, 12, 12)
_STATES = ("已改", "说明", "不认可", "申请延期")
_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Listing:
    """What the sheet tells: the findings with their places, what was answered before, and the fills under ours."""

    reviewed: Reviewed
    places: Addresses
    earlier: Earlier
    fills: Mapping[str, Mapping[tuple[str, str], str]]
    """By mark of the finding, then by sheet and reference."""

    def rows(self) -> list[list[str]]:
        """The texts of every line; at the end answered lines whose finding is gone."""
        found = problems(Review([self.reviewed]))
        answers, gone = self.earlier.split([one.tag for one in found])
        made = []
        for one, said in zip(found, answers, strict=True):
            texts = [*one.row, *said, one.tag, record(self.fills.get(one.tag, {}))]
            texts[3] = _where(one.finding, self.places) or texts[3]
            made.append([_clean(text) for text in texts])
        return made + [[line.get(head, "") if head != FILLS else "" for head in TITLES] for line in gone]


def add_results(package: Package, copy: PackageCopy, listing: Listing, styles: Styles) -> None:
    """Put the sheet in place of an earlier one, else at the end of the workbook."""
    if listing.earlier.part:
        folder, _, file = listing.earlier.part.rpartition("/")
        copy.put(listing.earlier.part, _sheet(listing, styles))
        copy.drop(f"{folder}/_rels/{file}.rels")
        return
    main = package.main("xl/workbook.xml")
    workbook = package.xml(main)
    sheets = workbook.find(S + "sheets") if workbook is not None else None
    if workbook is None or sheets is None:
        return
    taken = {sheet.get("name", "") for sheet in sheets}
    name = next(n for k in range(len(taken) + 1) if (n := RESULTS + (str(k + 1) if k else "")) not in taken)
    part = copy.free(main.rpartition("/")[0] + "/worksheets/sheet{}.xml")
    copy.put(part, _sheet(listing, styles))
    copy.declare(part, _CONTENT)
    identity = copy.relate(main, f"{_OFFICE}/worksheet", part)
    number = max((int(sheet.get("sheetId", "0")) for sheet in sheets), default=0) + 1
    etree.SubElement(sheets, S + "sheet", {"name": name, "sheetId": str(number), RELATION: identity})
    _repeat_heads(workbook, name, len(sheets) - 1)
    copy.put(main, workbook)


def _repeat_heads(workbook: etree._Element, name: str, position: int) -> None:
    """Print the heads of the columns on every page."""
    names = workbook.find(S + "definedNames")
    if names is None:
        names = etree.Element(S + "definedNames")
        before = [workbook.find(S + kind) for kind in _BEFORE_NAMES]
        next(node for node in reversed(before) if node is not None).addnext(names)
    defined = etree.SubElement(
        names, S + "definedName", name="_xlnm.Print_Titles", localSheetId=str(position)
    )
    defined.text = f"'{name}'!$2:$2"


def _sheet(listing: Listing, styles: Styles) -> etree._Element:
    lines = listing.rows()
    last = reference(len(lines) + 1, len(TITLES) - 1)
    root = etree.Element(S + "worksheet", nsmap=_SPACES)
    setup = etree.SubElement(root, S + "sheetPr")
    etree.SubElement(setup, S + "pageSetUpPr", fitToPage="1")
    etree.SubElement(root, S + "dimension", ref=f"A1:{last}")
    view = etree.SubElement(etree.SubElement(root, S + "sheetViews"), S + "sheetView", workbookViewId="0")
    etree.SubElement(view, S + "pane", ySplit="2", topLeftCell="A3", activePane="bottomLeft", state="frozen")
    columns = etree.SubElement(root, S + "cols")
    for number, wide in enumerate(_WIDTHS, 1):
        column = etree.SubElement(
            columns, S + "col", min=str(number), max=str(number), width=str(wide), customWidth="1"
        )
        if number > len(_SHOWN):
            column.set("hidden", "1")
    rows = etree.SubElement(root, S + "sheetData")
    _row(rows, 0, [_title(listing.reviewed)], styles.own(bold=True, framed=False))
    _row(rows, 1, TITLES, styles.own("D9D9D9", bold=True))
    look = styles.own()
    for number, texts in enumerate(lines, 2):
        _row(rows, number, texts, look)
    _choices(root, len(lines))
    _links(root, in_order(listing.reviewed.findings), listing.places)
    etree.SubElement(
        root, S + "pageMargins", left="0.4", right="0.4", top="0.6", bottom="0.6", header="0.3", footer="0.3"
    )
    etree.SubElement(
        root, S + "pageSetup", paperSize="9", orientation="landscape", fitToWidth="1", fitToHeight="0"
    )
    etree.SubElement(etree.SubElement(root, S + "headerFooter"), S + "oddFooter").text = "&C第 &P 页 共 &N 页"
    return root


def _title(reviewed: Reviewed) -> str:
    counts = words.severity_counts(reviewed.findings)
    told = (
        "，".join(f"{words.NAMES[kind]} {count}" for kind, count in counts.items() if count) or "未发现问题"
    )
    return f"{RESULTS_TITLE}：{told}。请在“单位答复”一列写：已改；说明：…；不认可：…；申请延期：…"


def _row(rows: etree._Element, number: int, texts: list[str] | tuple[str, ...], look: int) -> None:
    row = etree.SubElement(rows, S + "row", r=str(number + 1))
    if len(texts) > 1:  # LibreOffice and Excel do not work out the height of wrapped inline texts alike
        lines = max(
            -(-width.columns(text) // max(wide - 2, 1))
            for text, wide in zip(texts[: len(_SHOWN)], _WIDTHS, strict=False)
        )
        row.set("ht", str(min(max(lines, 1) * 15, 400)))
        row.set("customHeight", "1")
    for column, text in enumerate(texts):
        cell = etree.SubElement(row, S + "c", r=reference(number, column), s=str(look), t="inlineStr")
        shown = etree.SubElement(etree.SubElement(cell, S + "is"), S + "t")
        shown.text = text
        shown.set(_SPACE, "preserve")


def _where(finding: Finding, places: Addresses) -> str:
    found = (places.of(mark) for mark in finding.marks if mark.role == "stated")
    return "；".join(dict.fromkeys(f"{at.sheet}!{at.reference}" for at in found if at))


def _clean(text: str) -> str:
    return "".join(
        c for c in text if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )


def _choices(root: etree._Element, count: int) -> None:
    if not count:
        return
    group = etree.SubElement(root, S + "dataValidations", count="1")
    at = f"{reference(2, TITLES.index('状态'))}:{reference(count + 1, TITLES.index('状态'))}"
    choice = etree.SubElement(group, S + "dataValidation", type="list", allowBlank="1", sqref=at)
    etree.SubElement(choice, S + "formula1").text = f'"{",".join(_STATES)}"'


def _links(root: etree._Element, findings: list[Finding], places: Addresses) -> None:
    group = etree.Element(S + "hyperlinks")
    for row, finding in enumerate(findings, 2):
        found = next((at for mark in finding.marks if (at := places.of(mark))), None)
        if found is not None:
            etree.SubElement(group, S + "hyperlink", ref=reference(row, 3), location=found.link)
    if len(group):
        root.append(group)
