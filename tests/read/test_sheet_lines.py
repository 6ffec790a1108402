"""A sheet's title, notes and prose are paragraphs; what stands in a grid stays in the table, at its address."""

from __future__ import annotations

from io import BytesIO

import openpyxl

from quanheng.model.document import Document
from quanheng.read import read

_BODY = (("项目", "金额"), ("甲", 1), ("乙", None))


def made(*rows: tuple[str | int | None, ...], merged: str = "") -> Document:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "表一"
    for row, cells in enumerate(rows, 1):
        for column, value in enumerate(cells, 1):
            sheet.cell(row, column, value)
    if merged:
        sheet.merge_cells(merged)
    stream = BytesIO()
    book.save(stream)
    return read(stream.getvalue(), "a.xlsx")


def shown(document: Document) -> list[str]:
    return [block.text or "表" for block in document.blocks[1:]]


def addresses(document: Document) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for _, table in document.tables() for cell in table.cells}


def test_the_title_stands_over_the_table_and_the_note_under_it() -> None:
    document = made(("收入决算表",), ("单位：万元",), *_BODY, ("注：本表反映收入。",), merged="A1:B1")
    assert shown(document) == ["收入决算表", "单位：万元", "表", "注：本表反映收入。"]
    assert addresses(document) == {(2, 0): "项目", (2, 1): "金额", (3, 0): "甲", (3, 1): "1", (4, 0): "乙"}


def test_a_last_row_without_amount_is_no_line() -> None:
    assert shown(made(*_BODY)) == ["表"]


def test_a_head_over_all_columns_below_the_unit_is_no_line() -> None:
    document = made(("单位：万元",), ("本年支出",), *_BODY, merged="A2:B2")
    assert shown(document) == ["单位：万元", "表"]
    assert addresses(document)[1, 0] == "本年支出"


def test_a_sheet_of_prose_is_paragraphs_and_a_cell_may_hold_several() -> None:
    document = made(("机构设置",), (None,), ("  一、办公室。\n  二、财务股。",))
    assert shown(document) == ["机构设置", "一、办公室。", "二、财务股。"]
    assert not list(document.tables())


def test_a_lone_number_is_no_line() -> None:
    assert addresses(made((5,), *_BODY))[0, 0] == "5"


def test_a_sentence_that_ends_in_brackets_is_a_line_too() -> None:
    said = "项目自评得分96.73分，等级为“优”。（90分以上为优，80—90分为良。）"
    assert shown(made(*_BODY, (said,))) == ["表", said]
