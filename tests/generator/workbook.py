"""Excel files as a finance office exports them: a sheet for every table, sheets of text between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from openpyxl import Workbook

from tests.generator.writers import cells_of

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from tests.generator.report import Piece, Report

_TITLE = 60  # a line that belongs to a table is no longer
_ABOVE = 3  # nor are there more of them above it


def save_xlsx(report: Report, path: Path) -> None:
    """Write every table with its title and notes on a sheet; the text between stands on sheets of its own."""
    book = Workbook()
    for sheet in list(book.worksheets):
        book.remove(sheet)
    amounts = {(f.spot.block, f.spot.cell): f.text for f in report.figures if f.spot.cell}
    for number, group in enumerate(_groups(report.pieces), 1):
        table = any(report.pieces[at].kind == "table" for at in group)
        sheet = book.create_sheet(f"{'表' if table else '文字'}{number}")
        row = 1
        for at in group:
            piece = report.pieces[at]
            if piece.kind == "table":
                _table(
                    sheet, piece, row, {cell: text for (block, cell), text in amounts.items() if block == at}
                )
                row += len(piece.rows)
            else:
                sheet.cell(row, 1, piece.text)
                row += 1
    book.save(path)


def _groups(pieces: list[Piece]) -> Iterator[list[int]]:
    """Pieces by sheet: a table with the short lines above it and its notes, or text."""
    group: list[int] = []
    for at, piece in enumerate(pieces):
        holds_table = any(pieces[i].kind == "table" for i in group)
        if piece.kind == "table":
            above: list[int] = []
            while group and not holds_table and len(above) < _ABOVE and len(pieces[group[-1]].text) < _TITLE:
                above.insert(0, group.pop())
            if group:
                yield group
            group = [*above, at]
        elif holds_table and not piece.text.startswith(("注", "说明：")):
            yield group
            group = [at]
        else:
            group.append(at)
    if group:
        yield group


def _table(sheet: Worksheet, piece: Piece, first: int, amounts: dict[tuple[int, int] | None, str]) -> None:
    for cell in cells_of(piece.rows):
        box = sheet.cell(first + cell.row, cell.column + 1)
        text = amounts.get((cell.row, cell.column))
        if text and text == cell.text and text.replace(",", "").replace(".", "").isdigit():
            box.value = float(text.replace(",", ""))  # a workbook holds nothing else
            places = len(text.partition(".")[2])
            box.number_format = ("#,##0" if "," in text else "0") + ("." + "0" * places if places else "")
        else:
            box.value = cell.text or None
        if cell.rows > 1 or cell.columns > 1:
            sheet.merge_cells(
                start_row=first + cell.row,
                start_column=cell.column + 1,
                end_row=first + cell.row + cell.rows - 1,
                end_column=cell.column + cell.columns,
            )
