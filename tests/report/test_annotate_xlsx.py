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
from openpyxl.styles import Font

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
    once = with_talk(made, talk)
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


def with_talk(data: bytes, talk: str) -> bytes:
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
