"""A workbook annotated again: notes, conversations, our list and the fills are brought up to date."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from lxml import etree
from openpyxl.comments import Comment as Note
from openpyxl.styles import PatternFill

from quanheng.report.replies import answers
from tests.report.test_annotate_office import through_office
from tests.report.test_annotate_xlsx import LINE, annotated, with_talk, workbook


def edited(data: bytes, *changes: tuple[str, str, str]) -> bytes:
    """The workbook after people wrote into it: (sheet, cell, text), "note" before the cell for its note."""
    book = openpyxl.load_workbook(BytesIO(data))
    for sheet, ref, text in changes:
        if ref.startswith("note "):
            cell = book[sheet][ref[5:]]
            cell.comment = Note(f"{cell.comment.text if cell.comment else ''}\n{text}", "李四")
        else:
            book[sheet][ref] = text
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


SHEET, LIST = "支出'表", "核对结果"


def test_annotated_again_nothing_is_doubled() -> None:
    once = annotated(workbook("请附合同"))[0]
    twice = annotated(once)[0]
    for part in (
        "xl/comments/comment1.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet3.xml",
        "xl/workbook.xml",
    ):
        assert _plain(twice, part) == _plain(once, part), part
    before, after = ZipFile(BytesIO(once)), ZipFile(BytesIO(twice))
    assert before.namelist() == after.namelist()
    drawing = next(n for n in after.namelist() if n.endswith(".vml"))
    assert after.read(drawing) == before.read(drawing)


def _plain(data: bytes, part: str) -> str:
    """Text, references and formulas of a part without the numbers of looks, of which new ones are made."""
    root = etree.fromstring(ZipFile(BytesIO(data)).read(part))
    return "|".join(f"{n.tag} {n.get('r', '')} {n.get('ref', '')} {n.text or ''}" for n in root.iter())


@pytest.mark.parametrize("through", [False, True])
def test_a_finding_put_right_takes_its_note_and_its_fill_along(tmp_path: Path, through: bool) -> None:
    data = workbook()
    once = annotated(data)[0]
    if through:
        once = through_office(once, tmp_path, "xlsx", "Calc MS Excel 2007 XML")
    again, reviewed = annotated(edited(once, (SHEET, "A2", LINE.replace("89.00", "60.00"))))
    assert not reviewed.findings
    sheet = openpyxl.load_workbook(BytesIO(again))[SHEET]
    assert [c.coordinate for row in sheet.iter_rows() for c in row if c.comment] == []
    assert sheet["A2"].fill.fill_type is None
    drawings = [n for n in ZipFile(BytesIO(again)).namelist() if n.endswith(".vml")]
    assert not any(b"<x:Row>" in ZipFile(BytesIO(again)).read(n) for n in drawings)
    assert answers(again) == []


def test_a_fill_of_the_office_comes_back() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook()))
    book[SHEET]["A2"].fill = PatternFill("solid", fgColor="FF92D050")
    stream = BytesIO()
    book.save(stream)
    once = annotated(stream.getvalue())[0]
    assert openpyxl.load_workbook(BytesIO(once))[SHEET]["A2"].fill.fgColor.rgb == "FFFFC7CE"
    again = annotated(edited(annotated(once)[0], (SHEET, "A2", "无事")))[0]
    assert openpyxl.load_workbook(BytesIO(again))[SHEET]["A2"].fill.fgColor.rgb == "FF92D050"


@pytest.mark.parametrize("where", ["note A2", "J3"])
def test_an_answer_stays_with_its_finding_or_says_that_it_is_gone(where: str) -> None:
    sheet = LIST if where == "J3" else SHEET
    once = edited(annotated(workbook())[0], (sheet, where, "口径不同，见附表"))
    (answer,) = answers(once)
    assert (answer.state, answer.words, answer.gone) == ("explained", "口径不同，见附表", False)
    twice = annotated(once)[0]
    assert answers(twice) == [answer]
    (left,) = answers(annotated(edited(twice, (SHEET, "A2", "无事")))[0])
    assert (left.key, left.words, left.gone) == (answer.key, answer.words, True)


def test_a_note_of_people_without_a_word_of_ours_is_no_answer() -> None:
    made = edited(annotated(workbook())[0], (SHEET, "note B5", "请补附件"))
    assert [a.state for a in answers(made)] == ["open"]
    named = edited(made, (SHEET, "note B6", "0001 按批复填"))
    assert [(a.state, a.words) for a in answers(named)] == [("explained", "0001 按批复填")]
    assert "请补附件" in openpyxl.load_workbook(BytesIO(annotated(named)[0]))[SHEET]["B5"].comment.text


def test_a_remark_in_a_conversation_is_brought_up_to_date() -> None:
    made = edited(annotated(workbook())[0], (SHEET, "A2", "无事"))
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    text = openpyxl.load_workbook(BytesIO(made))[SHEET]["A2"].comment.text
    talk = (
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="A2" id="1"><text>{text}</text></threadedComment>'
        '<threadedComment ref="A2" id="2" parentId="1"><text>已改</text></threadedComment></ThreadedComments>'
    )
    again = annotated(with_talk(made, talk))[0]
    assert [(a.state, a.gone) for a in answers(again)] == [("fixed", True)]
