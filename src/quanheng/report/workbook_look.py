"""How the cells of the workbook look and what may be typed into them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from quanheng.checks.workbook import AGREES, NOTHING, OFF, ROUNDING, WAITING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_THIN = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FORMATS = {
    "money": "#,##0.00####;-#,##0.00####;0.00",
    "count": "#,##0",
    "number": "General",
    "percent": "0.00",
}
_RESULTS = {OFF: "F4B6B0", WAITING: "FFE9A8", ROUNDING: "D6E6FA", AGREES: "CDE7D8", NOTHING: "E3E6EA"}


def _fill(color: str) -> PatternFill:
    return PatternFill("solid", start_color=color, end_color=color)


class Look:
    """The styles, one place for each kind of cell."""

    def __init__(self) -> None:
        self._yellow, self._grey, self._head = _fill("FFFBE0"), _fill("E7E6E6"), _fill("DCE6F1")
        self._open = Protection(locked=False)
        self._wrap = Alignment(wrap_text=True, vertical="center")
        self._centre = Alignment(wrap_text=True, vertical="center", horizontal="center")
        self._right = Alignment(horizontal="right", vertical="center")

    def heading(self, cell: Any) -> None:
        """The heading of a sheet."""
        cell.font = Font(name="黑体", size=16)

    def title(self, cell: Any) -> None:
        """The title of a section."""
        cell.font = Font(name="黑体", size=12)

    def hint(self, cell: Any) -> None:
        """A small grey line."""
        cell.font = Font(name="宋体", size=9, color="7F7F7F")

    def head(self, cell: Any, value: str | None = None) -> None:
        """A head of a column."""
        if value is not None:
            cell.value = value
        cell.font, cell.fill, cell.border, cell.alignment = (
            Font(name="宋体", size=10, bold=True),
            self._head,
            _BORDER,
            self._centre,
        )

    def label(self, cell: Any, computed: bool = False) -> None:
        """The label of a row."""
        cell.font, cell.border, cell.alignment = (
            Font(name="宋体", size=10, bold=computed),
            _BORDER,
            self._wrap,
        )

    def unit(self, cell: Any) -> None:
        """The unit of a row."""
        cell.font, cell.border, cell.alignment = Font(name="宋体", size=10), _BORDER, self._centre

    def computed(self, cell: Any, formula: str, kind: str = "money") -> None:
        """A computed cell: grey, locked."""
        cell.value = formula
        cell.fill, cell.border, cell.alignment = self._grey, _BORDER, self._right
        cell.font, cell.number_format = Font(name="Times New Roman", size=10), _FORMATS.get(kind, "General")

    def amount(self, cell: Any, value: str | Decimal | None, kind: str) -> None:
        """A number to fill in: yellow, open."""
        cell.value = value
        cell.fill, cell.border, cell.protection, cell.alignment = (
            self._yellow,
            _BORDER,
            self._open,
            self._right,
        )
        cell.font, cell.number_format = Font(name="Times New Roman", size=10), _FORMATS.get(kind, "General")

    def words(self, cell: Any, value: str | Decimal | None, code: bool = False) -> None:
        """Words to fill in: yellow, open; never taken for a formula or a number."""
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        cell.fill, cell.border, cell.protection = self._yellow, _BORDER, self._open
        cell.alignment = self._centre if code else self._wrap
        cell.font, cell.number_format = Font(name="宋体", size=10), "@"

    def results(self, sheet: Worksheet, span: str) -> None:
        """Colour the results of checks; the words tell them apart in print."""
        for words, color in _RESULTS.items():
            look = DifferentialStyle(fill=_fill(color))
            rule = Rule(type="cellIs", operator="equal", formula=[f'"{words}"'], dxf=look)
            sheet.conditional_formatting.add(span, rule)


def validate(
    sheet: Worksheet, cells: Any, kind: str, choice: Sequence[str] = (), suggest: Sequence[str] = ()
) -> None:
    """Say what may be typed: a choice, a number or —, whole numbers; a suggestion can be left."""
    first = cells[0][0].coordinate if isinstance(cells, tuple) else cells.coordinate
    where = f"{first}:{cells[-1][-1].coordinate}" if isinstance(cells, tuple) else first
    made = _rule(kind, first, choice, suggest)
    if made is None:
        return
    same = next((v for v in sheet.data_validations.dataValidation if v.type != "custom" and v.formula1 == made.formula1), None)  # fmt: skip
    if same is None:
        sheet.add_data_validation(made)
    (same or made).add(where)


def _rule(kind: str, first: str, choice: Sequence[str], suggest: Sequence[str]) -> DataValidation | None:
    if choice or suggest:
        listed = '"' + ",".join(choice or suggest) + '"'
        return DataValidation(
            type="list", formula1=listed, allow_blank=True, showErrorMessage=bool(choice),
            errorTitle="不在可选范围内", error="请从下拉列表中选择",
        )  # fmt: skip
    tests = {"money": f"ISNUMBER({first})", "number": f"ISNUMBER({first})", "count": f"{first}=INT({first})"}
    if kind not in tests:
        return None
    words = "请填整数" if kind == "count" else "请填数字，不带单位"
    return DataValidation(
        type="custom", formula1=f'OR({first}="—",IFERROR({tests[kind]},FALSE))', allow_blank=True,
        showErrorMessage=True, errorTitle="不是数字", error=f"{words}；没有这一项填“—”，没有发生填0",
    )  # fmt: skip


def protect(sheet: Worksheet, landscape: bool) -> None:
    """Lock what is not to be filled in, without a password, and set the page for printing."""
    sheet.protection.sheet = True
    for allowed in (
        "formatColumns",
        "formatRows",
        "formatCells",
        "insertRows",
        "deleteRows",
        "sort",
        "autoFilter",
    ):
        setattr(sheet.protection, allowed, False)
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.HeaderFooter = HeaderFooter(
        oddFooter=HeaderFooterItem(center=_HeaderFooterPart("第 &P 页　共 &N 页"))
    )
