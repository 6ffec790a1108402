"""Workbooks with remarks: notes and fills on the very cells, values and stored results as they were."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from lxml import etree
from openpyxl.comments import Comment as Note
from openpyxl.styles import Font, PatternFill

from quanheng import pipeline
from quanheng.model.finding import Finding, Mark
from quanheng.model.place import Place
from quanheng.model.review import Facts, Reviewed
from quanheng.model.setting import Setting
from quanheng.read import xlsx
from quanheng.read.xlsx import S
from quanheng.report.annotate_xlsx import annotate
from quanheng.report.replies import answers
from tests.report.test_annotate_office import through_office

NOW = datetime(2026, 11, 21, 9, 0)  # noqa: DTZ001
LINE = "本年支出合计100.00万元，其中：基本支出60.00万元，占总支出的89.00%；项目支出40.00万元。"


def workbook(note: str = "") -> bytes:
    """A sheet of prose over a table with a formula whose result is stored, and an empty sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "支出'表"
    sheet["A1"], sheet["A2"] = "云岭县林业局2023年度部门决算说明", LINE
    for row, (name, value) in enumerate(
        (("项目", "金额（万元）"), ("基本支出", 60), ("项目支出", 40), ("合计", "=B5+B6")), 4
    ):
        sheet[f"A{row}"] = name
        sheet[f"B{row}"] = value  # type: ignore[assignment]
        sheet[f"B{row}"].font = Font(bold=True, color="FF0000FF")
    sheet["C1"] = None
    if note:
        sheet["A2"].comment = Note(note, "张三")
    book.create_sheet("空表")
    stream = BytesIO()
    book.save(stream)
    return _stored(stream.getvalue())


def _stored(data: bytes) -> bytes:
    """The result of the formula as a spreadsheet program stores it."""
    return replaced(
        data,
        {
            "xl/worksheets/sheet1.xml": (
                b"<v></v>",
                b"<v>100</v>",
                b"<v/>",
                b"<v>100</v>",
                b"<v />",
                b"<v>100</v>",
            )
        },
    )


def replaced(data: bytes, changes: dict[str, tuple[bytes, ...]]) -> bytes:
    source, made = ZipFile(BytesIO(data)), BytesIO()
    with ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            pairs = changes.get(name, ())
            for old, new in zip(pairs[::2], pairs[1::2], strict=True):
                content = content.replace(old, new)
            target.writestr(name, content)
    return made.getvalue()


def annotated(data: bytes) -> tuple[bytes, Reviewed]:
    reviewed = pipeline.review_one("a.xlsx", data, Setting())
    assert isinstance(reviewed, Reviewed)
    return annotate(data, reviewed, NOW).data, reviewed


def cells(data: bytes, part: str = "xl/worksheets/sheet1.xml") -> dict[str, tuple[str | None, ...]]:
    """Type, formula and stored value of every cell."""
    root = etree.fromstring(ZipFile(BytesIO(data)).read(part))
    return {
        c.get("r", ""): (c.get("t"), c.findtext(S + "f"), c.findtext(S + "v")) for c in root.iter(S + "c")
    }


def test_the_note_and_the_fill_stand_on_the_cell() -> None:
    data = workbook()
    made, reviewed = annotated(data)
    assert len(reviewed.findings) == 1
    before, after = openpyxl.load_workbook(BytesIO(data)), openpyxl.load_workbook(BytesIO(made))
    sheet = after["支出'表"]
    noted = {c.coordinate: c for row in sheet.iter_rows() for c in row if c.comment}
    assert list(noted) == ["A2"]
    assert str(noted["A2"].comment).startswith("Comment: 【错误 ")
    assert noted["A2"].fill.fgColor.rgb == "FFFFC7CE"
    assert after.sheetnames == [*before.sheetnames, "核对结果"]
    assert after["核对结果"]["D3"].hyperlink.location == "'支出''表'!A2"


def test_values_formulas_and_stored_results_stay() -> None:
    data = workbook()
    made = annotated(data)[0]
    assert cells(made) == cells(data)
    assert cells(made)["B7"] == (None, "B5+B6", "100")
    kept = {n: ZipFile(BytesIO(data)).read(n) for n in ("xl/worksheets/sheet2.xml", "xl/theme/theme1.xml")}
    assert {n: ZipFile(BytesIO(made)).read(n) for n in kept} == kept


def test_the_look_of_a_filled_cell_is_its_own_but_for_the_fill() -> None:
    data = workbook()
    document = xlsx.read(data, "a.xlsx")
    table = next(b for b in document.blocks if b.table)
    assert table.table is not None
    at = next(c for c in table.table.cells if c.text == "60")
    from quanheng.model.place import Cell

    mark = Mark("stated", "60", Place(table.index, 0, 2, cell=Cell(0, at.row, at.column)))
    finding = Finding("some/rule", "doubt", "proved", [mark], key="0" * 8)
    made = annotate(data, Reviewed(document, Facts([], [], [], []), [], [finding]), NOW).data
    cell = openpyxl.load_workbook(BytesIO(made))["支出'表"]["B5"]
    assert (cell.font.b, cell.font.color.rgb, cell.fill.fgColor.rgb) == (True, "FF0000FF", "FFFFEB9C")
    assert cell.comment is not None


def test_a_note_that_was_there_stays_above_ours() -> None:
    made = annotated(workbook("请附合同"))[0]
    sheet = openpyxl.load_workbook(BytesIO(made))["支出'表"]
    assert sheet["A2"].comment.text.startswith("请附合同\n【错误")
    assert [a.state for a in answers(made)] == ["open"]


def test_our_own_sheet_is_not_read_as_a_document() -> None:
    made, reviewed = annotated(workbook())
    again = pipeline.review_one("a.xlsx", made, Setting())
    assert isinstance(again, Reviewed)
    assert [b.text for b in again.document.blocks] == [b.text for b in reviewed.document.blocks]
    assert [f.key for f in again.findings] == [f.key for f in reviewed.findings]
    assert openpyxl.load_workbook(BytesIO(annotate(made, again, NOW).data)).sheetnames[-2:] == [
        "空表",
        "核对结果",
    ]


@pytest.mark.parametrize("where", ["note", "list", "state"])
def test_an_answer_in_the_note_or_the_list_is_read_back(where: str) -> None:
    made, reviewed = annotated(workbook())
    book = openpyxl.load_workbook(BytesIO(made))
    if where == "note":
        cell = book["支出'表"]["A2"]
        cell.comment = Note(f"{cell.comment.text}\n说明：口径不同", "李四")
    else:
        book["核对结果"]["J3" if where == "list" else "L3"] = "说明：口径不同" if where == "list" else "说明"
    stream = BytesIO()
    book.save(stream)
    (answer,) = answers(stream.getvalue())
    assert (answer.number, answer.state) == (1, "explained")
    assert reviewed.findings[0].key.startswith(answer.key)


def test_answers_in_a_conversation_are_read_back() -> None:
    made, _ = annotated(workbook())
    (text,) = (
        a.text
        for row in openpyxl.load_workbook(BytesIO(made))["支出'表"].iter_rows()
        for c in row
        if (a := c.comment)
    )
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    talk = (
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="A2" id="1"><text>{text}</text></threadedComment>'
        '<threadedComment ref="A2" id="2" parentId="1"><text>已改</text></threadedComment></ThreadedComments>'
    )
    once = _with_talk(made, talk)
    assert [(a.state, a.words) for a in answers(once)] == [("fixed", "已改")]
    again = annotated(once)[0]
    assert ZipFile(BytesIO(again)).read("xl/comments1.xml") == ZipFile(BytesIO(made)).read("xl/comments1.xml")
    assert answers(again) == answers(once)


def test_a_workbook_with_macros_keeps_them_and_its_ending() -> None:
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    data = replaced(
        workbook(), {"[Content_Types].xml": (plain, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")}
    )
    stream = BytesIO(data)
    with ZipFile(stream, "a") as target:
        target.writestr("xl/vbaProject.bin", b"\xd0\xcf macros")
    reviewed = pipeline.review_one("a.xlsm", stream.getvalue(), Setting())
    assert isinstance(reviewed, Reviewed)
    made = annotate(stream.getvalue(), reviewed, NOW)
    assert made.ending == ".xlsm"
    assert ZipFile(BytesIO(made.data)).read("xl/vbaProject.bin") == b"\xd0\xcf macros"


def test_a_strict_workbook_stays_strict() -> None:
    usual = b"http://schemas.openxmlformats.org/"
    strict = b"http://purl.oclc.org/ooxml/"
    pairs = (usual + b"spreadsheetml/2006/main", strict + b"spreadsheetml/main",
             usual + b"officeDocument/2006/relationships", strict + b"officeDocument/relationships")  # fmt: skip
    data = workbook()
    data = replaced(data, dict.fromkeys(ZipFile(BytesIO(data)).namelist(), pairs))
    made, reviewed = annotated(data)
    assert reviewed.findings
    package = ZipFile(BytesIO(made))
    assert not [
        n for n in package.namelist() if n.endswith((".xml", ".rels")) and pairs[0] in package.read(n)
    ]


def test_notes_fills_and_answers_survive_libreoffice(tmp_path: Path) -> None:
    made, _ = annotated(workbook())
    book = openpyxl.load_workbook(BytesIO(made))
    book["核对结果"]["J3"] = "已改"
    stream = BytesIO()
    book.save(stream)
    (before,) = answers(stream.getvalue())
    after = through_office(stream.getvalue(), tmp_path, "xlsx", "Calc MS Excel 2007 XML")
    assert answers(after) == [before]
    assert openpyxl.load_workbook(BytesIO(after))["支出'表"]["A2"].fill.fgColor.rgb == "FFFFC7CE"


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
    again = annotated(_with_talk(made, talk))[0]
    assert [(a.state, a.gone) for a in answers(again)] == [("fixed", True)]


def _with_talk(data: bytes, talk: str) -> bytes:
    relation = (
        '<Relationship Id="rIdT" Type="http://schemas.microsoft.com/office/2017/10/relationships/'
        'threadedComment" Target="../threadedComments/t.xml"/></Relationships>'
    )
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/_rels/sheet1.xml.rels":
                content = content.replace(b"</Relationships>", relation.encode())
            target.writestr(name, content)
        target.writestr("xl/threadedComments/t.xml", talk)
    return stream.getvalue()
