"""The workbook of a department's year as xlsx: empty, or with what a record holds.

Cells to fill in are light yellow, computed ones grey and locked (no password: the lock is against slips).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from quanheng.lexicon.workbook import Column, Layout, Row, layout
from quanheng.model.workbook import DepartmentYear, Key, Total, reason_key
from quanheng.model.workbook_flat import flat
from quanheng.read.workbook import MEMORY
from quanheng.report.workbook_formulas import shown, total
from quanheng.report.workbook_look import Look, protect, validate
from quanheng.report.workbook_pages import check_page, guide_page
from quanheng.report.workbook_plan import (
    FIRST_COLUMN,
    FORM_COLUMN,
    WORDS_COLUMN,
    Placed,
    Plan,
    entries,
    grouped,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ABSENT = "—"
Held = str | Decimal | None


def write(record: DepartmentYear, sheets: Sequence[str] = (), office: str = "", due: str = "") -> bytes:
    """The bytes of the workbook; `sheets` are the names of those wanted (all without any).

    A workbook of some sheets has neither 99核对, which needs all, nor any sum over sheets; it says for
    which 股室 (`office`) it is and when it is to be back.
    """
    described = layout()
    plan, look, book = Plan(described, record), Look(), Workbook()
    book.remove(book.worksheets[0])
    guide_page(book.create_sheet("填写说明"), described, record, look, _addressed(office, due))
    for sheet in described.sheets:
        if not sheets or sheet.name in sheets:
            page = _Page(book.create_sheet(sheet.name), plan, record, look)
            page.write(sheet.name)
    if not sheets:
        check_page(book.create_sheet("99核对"), plan, record, look)
    if sheets:
        _remember(book.create_sheet(MEMORY), record)
    for name, cell in (("quanheng_version", "B2"), ("quanheng_year", "B3"), ("quanheng_unit", "B4"), ("quanheng_framework", "B5")):  # fmt: skip
        book.defined_names[name] = DefinedName(name, attr_text=f"'填写说明'!${cell[0]}${cell[1:]}")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _addressed(office: str, due: str) -> str:
    if not office:
        return ""
    return f"本工作簿由{office}填报" + (f"，请在{due}前交回。" if due else "，填好后请交回。")


def _remember(sheet: Worksheet, record: DepartmentYear) -> None:
    """Keep what is handed out, so that changes can be told when it comes back."""
    sheet.sheet_state = "veryHidden"
    for row, (key, value) in enumerate(flat(record).items(), 1):
        for column, text in enumerate((json.dumps(key, ensure_ascii=False), value), 1):
            cell = sheet.cell(row, column, text)
            cell.data_type = "s"


class _Page:
    """One sheet with its sections."""

    def __init__(self, sheet: Worksheet, plan: Plan, record: DepartmentYear, look: Look) -> None:
        self.sheet, self.plan, self.record, self.look = sheet, plan, record, look
        self.described: Layout = plan.layout

    def write(self, name: str) -> None:
        """Write all sections and the settings of the sheet."""
        placed = list(self.plan.on(name))
        last = max(p.column(c) for p in placed for c in p.section.columns)
        self.look.heading(self.sheet.cell(1, FIRST_COLUMN, f"{self.record.year}年度　{name[2:]}"))
        self._widths(placed, last)
        for one in placed:
            self._section(one, last)
        self.sheet.column_dimensions["A"].hidden = True
        if len(placed) == 1 and placed[0].section.record:
            self.sheet.freeze_panes = f"{get_column_letter(FIRST_COLUMN + 2)}{placed[0].first}"
        protect(self.sheet, landscape=last > 6)

    def _widths(self, placed: Sequence[Placed], last: int) -> None:
        widths = dict.fromkeys(range(FIRST_COLUMN, last + 1), 14)
        for one in placed:
            if not one.section.record:
                widths[FIRST_COLUMN] = max(widths[FIRST_COLUMN], 34)
            for column in one.section.columns:
                if column.text != "words":
                    widths[one.column(column)] = max(widths[one.column(column)], column.width)
        for at, width in widths.items():
            self.sheet.column_dimensions[get_column_letter(at)].width = width

    def _section(self, placed: Placed, last: int) -> None:
        section = placed.section
        self.sheet.cell(placed.title, 1, f"#section:{section.id}")
        self.look.title(self.sheet.cell(placed.title, FIRST_COLUMN, section.title))
        self.sheet.cell(placed.codes, 1, "#columns")
        self.sheet.row_dimensions[placed.codes].hidden = True
        for column in section.columns:
            self.sheet.cell(placed.codes, placed.column(column), column.code)
        if section.record:
            self._list(placed)
            end = self.sheet.cell(placed.last + 1, FIRST_COLUMN, "要加行，请在这一行以上插入")
            self.sheet.cell(placed.last + 1, 1, "#end")
            self.look.hint(end)
            return
        self._head(placed)
        if section.columns[0].text == "words":
            self._across(placed.head, last, self.look.head)
        for row in section.rows:
            self._row(placed, row, last)
        self.sheet.cell(placed.last + 1, 1, "#end")

    def _head(self, placed: Placed) -> None:
        years = {0: f"{self.record.year}年", -1: f"{self.record.year - 1}年"}
        if not placed.section.record:
            self.look.head(self.sheet.cell(placed.head, FIRST_COLUMN, "项目"))
            if placed.section.columns[0].text != "words":
                self.look.head(self.sheet.cell(placed.head, FIRST_COLUMN + 1, "计量单位"))
        for column in placed.section.columns:
            head = column.head.replace("上年", years[-1]) if column.at else column.head
            if column.at and column.at.offset == 0 and not placed.section.record:
                head = years[0] + head.removeprefix("本年")
            self.look.head(self.sheet.cell(placed.head, placed.column(column), head))
        if grouped(placed.section):
            self._groups(placed)

    def _groups(self, placed: Placed) -> None:
        """The upper row of the head, merged over the columns of each group."""
        row, columns = placed.head - 1, placed.section.columns
        for column in columns:
            self.look.head(self.sheet.cell(row, placed.column(column)))
        for group in dict.fromkeys(c.group for c in columns if c.group):
            at = [placed.column(c) for c in columns if c.group == group]
            self.sheet.cell(row, at[0], group)
            self.sheet.merge_cells(start_row=row, end_row=row, start_column=at[0], end_column=at[-1])

    def _row(self, placed: Placed, row: Row, last: int) -> None:
        at = placed.row(row)
        self.sheet.cell(at, 1, row.code)
        self.look.label(self.sheet.cell(at, FIRST_COLUMN, row.label), bool(row.sum))
        if row.text:
            self._words(at, row, last)
            return
        assert row.line
        self.look.unit(self.sheet.cell(at, FORM_COLUMN - 1, row.unit))
        for column in placed.section.columns:
            cell = self.sheet.cell(at, placed.column(column))
            if column.shown:
                cells = [placed.reference(_coded(placed, code), at) for code in column.of]
                self.look.computed(cell, shown(column.shown, cells), row.kind)
            elif column.at and row.sum:
                parts = [self._near(placed, self.plan.cell(p, column.at)) for p in row.sum]
                where = (column.at.basis, self.record.year + column.at.offset)
                given = self.record.totals.get(Key(row.line.item, *where, row.line.fund))
                self.look.computed(cell, total(parts, given), row.kind)
            elif column.at:
                where = (column.at.basis, self.record.year + column.at.offset)
                self._input(cell, Key(row.line.item, *where, row.line.fund), row.kind)
            else:
                self.look.words(cell, self.record.reason(*row.line) or None)

    def _near(self, placed: Placed, reference: str | None) -> str:
        assert reference
        return reference.removeprefix(f"'{placed.sheet}'!")

    def _input(self, cell: object, key: Key, kind: str) -> None:
        self.look.amount(cell, self._given(key), kind)
        validate(self.sheet, cell, kind)

    def _given(self, key: Key) -> Held:
        if key in self.record.absent:
            return ABSENT
        amount = self.record.values.get(key)
        return amount.value if amount else None

    def _words(self, at: int, row: Row, last: int) -> None:
        cell = self.sheet.cell(at, WORDS_COLUMN)
        self.look.words(cell, self.record.text(row.text) or None)
        self._across(at, last, lambda beside: self.look.words(beside, None))
        self.sheet.row_dimensions[at].height = 16 * max(row.lines, self.record.text(row.text).count("\n") + 1)
        validate(self.sheet, cell, row.kind, row.choice)

    def _across(self, at: int, last: int, style: Callable[[Any], None]) -> None:
        """Merge the cells of a row from the words to the right end, looking like the first."""
        for column in range(WORDS_COLUMN + 1, last + 1):
            style(self.sheet.cell(at, column))
        self.sheet.merge_cells(start_row=at, end_row=at, start_column=WORDS_COLUMN, end_column=last)

    def _list(self, placed: Placed) -> None:
        self._head(placed)
        held = entries(placed.section, self.record)
        for at in range(placed.first, placed.last + 1):
            number = at - placed.first
            entry = held[number] if number < len(held) else None
            for column in placed.section.columns:
                cell = self.sheet.cell(at, placed.column(column))
                if column.shown:
                    cells = [placed.reference(_coded(placed, code), at) for code in column.of]
                    self.look.computed(cell, shown(column.shown, cells), "money")
                elif column.sum:
                    cells = [placed.reference(self._same(placed, column, p), at) for p in column.sum]
                    self.look.computed(cell, total(cells, self._total(column, entry)), "money")
                else:
                    self._field(cell, column, entry)
        for column in placed.section.columns:
            if not column.computed:
                span = self.sheet[
                    f"{placed.reference(column, placed.first)}:{placed.reference(column, placed.last)}"
                ]
                validate(self.sheet, span, column.kind, column.choice, column.suggest)

    @staticmethod
    def _same(placed: Placed, column: Column, line: object) -> Column:
        return next(c for c in placed.section.columns if c.line == line and c.at == column.at and not c.shown)

    def _key(self, column: Column, entry: object) -> Key:
        """What an amount of a list's entry is; `column` has item and basis."""
        assert column.line
        assert column.at
        code = entry if isinstance(entry, str) else getattr(entry, "name", "")
        where = (column.at.basis, self.record.year + column.at.offset)
        return Key(column.line.item, *where, column.line.fund, str(code))

    def _total(self, column: Column, entry: object) -> Total | None:
        """The total that a list's entry was given without its parts."""
        return None if entry is None else self.record.totals.get(self._key(column, entry))

    def _field(self, cell: object, column: Column, entry: object) -> None:
        if column.line and column.at:
            held = self._given(self._key(column, entry)) if entry is not None else None
            self.look.amount(cell, held, "money")
            return
        value = None if entry is None else self._told(entry, column.field)
        if column.kind in ("number", "value") and not isinstance(value, str):
            self.look.amount(cell, value, "number")
        else:
            self.look.words(cell, value, code=column.kind in ("code", "choice", "value"))

    def _told(self, entry: object, field: str) -> Held:
        """What a field of a list's entry holds; of a subject the code, its name or the reason."""
        if not isinstance(entry, str):
            found: Held = getattr(entry, field)
            return found if found is None or isinstance(found, Decimal) else found or None
        held = {
            "code": entry,
            "name": self.record.subjects.get(entry, ""),
            "reason": self.record.text(reason_key(entry)),
        }
        return held[field] or None


def _coded(placed: Placed, code: str) -> Column:
    found = placed.section.column(code)
    assert found, code
    return found
