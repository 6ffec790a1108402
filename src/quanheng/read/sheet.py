"""A sheet of a workbook on its way to a table: both spreadsheet readers end here."""

from __future__ import annotations

from dataclasses import dataclass, field

from quanheng.model.document import TableCell
from quanheng.model.place import Cell
from quanheng.read.draft import MOST_CELLS, MOST_PLACES, Draft, too_many_cells
from quanheng.read.sheet_lines import add_lines, take_lines
from quanheng.read.unreadable import Unreadable


@dataclass(slots=True)
class Sheet:
    """Texts by (row, column) from 0, merged ranges as (first row, first column, last row, last column)."""

    name: str
    hidden: bool = False
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    without_value: list[tuple[int, int]] = field(default_factory=list)

    def put(self, row: int, column: int, text: str) -> None:
        """Keep the text of a cell unless it is blank; raises Unreadable when there are too many."""
        if text.strip():
            self.texts[row, column] = text
            if len(self.texts) > MOST_CELLS:
                raise too_many_cells()


def add_sheet(draft: Draft, sheet: Sheet) -> None:
    """Append the sheet's name as a heading, its lines of text as paragraphs and the rest as one table.

    Row r and column c of the table are row r and column c of the sheet, so a place is an address:
    rows that became paragraphs stay empty in the table.
    """
    outliers = _bound(sheet)
    if not sheet.texts and not sheet.without_value:
        return
    draft.add("heading", sheet.name, level=1)
    above, below = take_lines(sheet)
    add_lines(draft, above)
    if sheet.texts or sheet.without_value:
        _add_table(draft, sheet)
    add_lines(draft, below)
    if outliers:
        draft.not_read(
            f"工作表“{sheet.name}”有 {outliers} 个单元格远离表格主体，没有读。", len(draft.blocks) - 1
        )


def _add_table(draft: Draft, sheet: Sheet) -> None:
    places = [*sheet.texts, *sheet.without_value]
    height = max(row for row, _ in places) + 1
    width = max(column for _, column in places) + 1
    table = draft.add_table(height, width, _cells(sheet, height, width)).table
    number = table.number if table is not None else 0
    for row, column in sheet.without_value:
        reason = "公式没有保存计算结果，请用表格软件打开并保存一次。"
        draft.not_read(reason, len(draft.blocks) - 1, Cell(number, row, column))


def _bound(sheet: Sheet) -> int:
    """Drop cells that lie so far out that the grid would not fit in memory; return how many."""
    dropped = 0
    while sheet.texts:
        height = max(row for row, _ in sheet.texts) + 1
        width = max(column for _, column in sheet.texts) + 1
        if height * width <= MOST_PLACES:
            break
        far = [place for place in sheet.texts if place[0] == height - 1 or place[1] == width - 1]
        for place in far:
            del sheet.texts[place]
        dropped += len(far)
        if dropped > 1000:
            raise Unreadable(
                f"工作表“{sheet.name}”太大，读不下。", "请删去空白的行和列，或拆成几个文件后再试。"
            )
    sheet.without_value = [p for p in sheet.without_value if p[0] * p[1] <= MOST_PLACES]
    return dropped


def _cells(sheet: Sheet, height: int, width: int) -> list[TableCell]:
    spans = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merged}
    found = []
    for (row, column), text in sorted(sheet.texts.items()):
        bottom, right = spans.get((row, column), (row, column))
        cell = TableCell(row, column, text.strip())
        cell.rows = min(bottom, height - 1) - row + 1
        cell.columns = min(right, width - 1) - column + 1
        cell.hidden = sheet.hidden or row in sheet.hidden_rows or column in sheet.hidden_columns
        found.append(cell)
    return found
