"""Word files with remarks: on the very figures, everything else as it was, answers read back."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.shared import Pt, RGBColor
from lxml import etree

from quanheng import pipeline
from quanheng.model.review import Reviewed
from quanheng.model.setting import Setting
from quanheng.read.docx_comments import comments
from quanheng.read.docx_text import W
from quanheng.read.package import Package
from quanheng.report.annotate_docx import annotate
from quanheng.report.replies import answers

NOW = datetime(2026, 11, 21, 9, 0)  # noqa: DTZ001  (a stamp, not a moment)
WRONG = "本年支出合计100.00万元，其中：基本支出60.00万元，占总支出的89.00%；项目支出40.00万元。"


def word(*texts: str, header: str = "") -> docx.document.Document:
    made = docx.Document()
    made.add_paragraph("云岭县林业局2023年度部门决算")
    for text in texts:
        paragraph = made.add_paragraph()
        half = len(text) // 2
        first = paragraph.add_run(text[:half])
        first.font.size, first.font.color.rgb = Pt(16), RGBColor(0xC0, 0, 0)
        paragraph.add_run(text[half:]).bold = True
    if header:
        made.sections[0].header.paragraphs[0].text = header
    return made


def saved(made: docx.document.Document) -> bytes:
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def annotated(data: bytes, revisions: bool = False) -> tuple[bytes, Reviewed]:
    reviewed = pipeline.review_one("a.docx", data, Setting())
    assert isinstance(reviewed, Reviewed)
    return annotate(data, reviewed, NOW, revisions).data, reviewed


def body(data: bytes) -> etree._Element:
    return etree.fromstring(ZipFile(BytesIO(data)).read("word/document.xml"))


def anchored(data: bytes) -> dict[str, str]:
    """The text between the ends of each comment's range."""
    made: dict[str, str] = {}
    opened: set[str] = set()
    for node in body(data).iter():
        if node.tag == W + "commentRangeStart":
            opened.add(node.get(W + "id", ""))
            made[node.get(W + "id", "")] = ""
        elif node.tag == W + "commentRangeEnd":
            opened.discard(node.get(W + "id", ""))
        elif node.tag == W + "t":
            for number in opened:
                made[number] += node.text or ""
    return made


def look(data: bytes) -> list[tuple[str, bytes]]:
    """Every character with the properties of its run."""
    made = []
    for run in body(data).iter(W + "r"):
        properties = run.find(W + "rPr")
        shown = etree.tostring(properties) if properties is not None else b""
        made += [(c, shown) for t in run.iter(W + "t") for c in t.text or ""]
    return made


def test_the_remark_stands_on_the_figure_and_nothing_else() -> None:
    made, reviewed = annotated(saved(word(WRONG)))
    assert len(reviewed.findings) == 1
    assert list(anchored(made).values()) == ["89.00%"]
    (remark,) = comments(Package(made))
    assert (remark.author, remark.text[:4]) == ("权衡", "【错误 ")
    assert "60.00%" in remark.text


def test_text_and_look_of_every_character_stay() -> None:
    data = saved(word(WRONG, "会议费2.00万元，比上年1.00万元增加3.00万元。"))
    made, reviewed = annotated(data)
    assert reviewed.findings
    assert look(made) == look(data)


def test_other_parts_stay_byte_for_byte() -> None:
    data = saved(word(WRONG))
    before, after = ZipFile(BytesIO(data)), ZipFile(BytesIO(annotated(data)[0]))
    changed = {n for n in before.namelist() if before.read(n) != after.read(n)}
    assert changed <= {
        "word/document.xml",
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
        "word/comments.xml",
    }


def test_a_figure_in_a_cell() -> None:
    made = word()
    table = made.add_table(3, 2)
    for row, (name, value) in enumerate(
        (("项目", "金额（万元）"), ("基本支出", "60.00"), ("本年支出合计", "70.00"))
    ):
        table.rows[row].cells[0].text, table.rows[row].cells[1].text = name, value
    made.add_paragraph("2023年本年支出合计100.00万元，其中：基本支出60.00万元，项目支出50.00万元。")
    data, reviewed = annotated(saved(made))
    spans = {m.text for f in reviewed.findings for m in f.marks if m.role == "stated"}
    assert set(anchored(data).values()) & spans


def test_a_finding_of_the_header_is_anchored_in_the_body() -> None:
    data, reviewed = annotated(saved(word("无事。", header="XX局2023年度部门决算，支出XXX万元")))
    headers = [c for c in comments(Package(data)) if c.text.startswith("（页眉）")]
    assert [f for f in reviewed.findings if reviewed.document.blocks[f.marks[0].place.block].kind == "header"]
    assert headers
    assert all(text for text in anchored(data).values())


def test_of_many_alike_five_are_told_and_the_rest_counted() -> None:
    texts = [
        f"第{n}项支出{n}0.00万元，其中：甲{n}.00万元，占{n}0.00%；乙{9 * n}.00万元，占90.00%。"
        for n in range(2, 9)
    ]
    data, reviewed = annotated(saved(word(*texts)))
    rule = max({f.rule for f in reviewed.findings}, key=[f.rule for f in reviewed.findings].count)
    count = sum(f.rule == rule for f in reviewed.findings)
    assert count > 5
    assert any(f"同类另有 {count - 5} 处" in c.text for c in comments(Package(data)))


def test_comments_that_were_there_are_kept() -> None:
    made = word(WRONG)
    made.add_comment(made.paragraphs[0].runs[0], text="请补盖章", author="张三", initials="张")
    texts = [c.text for c in comments(Package(annotated(saved(made))[0]))]
    assert texts[0] == "请补盖章"
    assert len(texts) == 2


def test_a_safe_correction_is_a_tracked_change() -> None:
    text = (
        "“三公”经费支出5.59元，其中：因公出国（境）费0万元，公务用车运行维护费1.88万元，公务接待费3.71万元。"
    )
    data, reviewed = annotated(saved(word(text)), revisions=True)
    root = body(data)
    assert ["".join(map(str, d.itertext())) for d in root.iter(W + "del")] == ["5.59元"]
    assert ["".join(map(str, i.itertext())) for i in root.iter(W + "ins")] == ["5.59万元"]
    again = pipeline.review_one("a.docx", data, Setting())
    assert isinstance(again, Reviewed)
    assert reviewed.findings
    assert again.findings == []


def test_a_share_that_could_be_wrong_in_two_places_is_not_corrected() -> None:
    assert list(body(annotated(saved(word(WRONG)), revisions=True)[0]).iter(W + "del")) == []


@pytest.mark.parametrize(
    ("reply", "state"),
    [
        ("已改", "fixed"),
        ("说明：口径不同", "explained"),
        ("不成立，见附表", "disputed"),
        ("好的", "explained"),
        ("不认可，数字有出处", "disputed"),
        ("申请延期至6月底", "delayed"),
        ("0001：已更正", "fixed"),
        ("经核实无误", "disputed"),
    ],
)
def test_a_reply_finds_its_finding(reply: str, state: str) -> None:
    data, reviewed = annotated(saved(word(WRONG)))
    (answer,) = answers(replied(data, reply))
    assert (answer.number, answer.state, answer.words) == (1, state, reply)
    assert reviewed.findings[0].key.startswith(answer.key)


def test_without_a_reply_a_finding_is_open_and_a_resolved_one_is_settled() -> None:
    data, _ = annotated(saved(word(WRONG)))
    assert [a.state for a in answers(data)] == ["open"]
    assert [a.state for a in answers(replied(data, "", done=True))] == ["fixed"]


def replied(data: bytes, reply: str, done: bool = False) -> bytes:
    """The file as Word saves it after someone answered: a second comment, and the thread in a part of its own."""
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    source, made = ZipFile(BytesIO(data)), BytesIO()
    root = etree.fromstring(source.read("word/comments.xml"))
    first = root[0].find(W + "p")
    assert first is not None
    first.set(f"{{{w14}}}paraId", "00000001")
    entries = f'<w15:commentEx w15:paraId="00000001" w15:done="{int(done)}"/>'
    if reply:
        comment = etree.SubElement(root, W + "comment", {W + "id": "99", W + "author": "李四"})
        paragraph = etree.SubElement(comment, W + "p", {f"{{{w14}}}paraId": "00000002"})
        etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "t").text = reply
        entries += '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/>'
    with ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/comments.xml":
                content = etree.tostring(root)
            elif name == "word/document.xml" and reply:
                content = _answered(content, root[0].get(W + "id", ""))
            elif name == "word/_rels/document.xml.rels":
                kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
                relation = (
                    f'<Relationship Id="rIdX" Type="{kind}" Target="commentsExtended.xml"/></Relationships>'
                )
                content = content.decode().replace("</Relationships>", relation).encode()
            target.writestr(name, content)
        target.writestr(
            "word/commentsExtended.xml", f'<w15:commentsEx xmlns:w15="{w15}">{entries}</w15:commentsEx>'
        )
    return made.getvalue()


def _answered(document: bytes, number: str) -> bytes:
    """An answer has marks of its own, right behind those of the comment that it answers."""
    root = etree.fromstring(document)
    (start,) = (n for n in root.iter(W + "commentRangeStart") if n.get(W + "id") == number)
    start.addnext(etree.Element(W + "commentRangeStart", {W + "id": "99"}))
    (reference,) = (n for n in root.iter(W + "commentReference") if n.get(W + "id") == number)
    run = reference.getparent()
    assert run is not None
    outer = etree.Element(W + "r")
    etree.SubElement(outer, W + "commentReference", {W + "id": "99"})
    run.addnext(outer)
    run.addnext(etree.Element(W + "commentRangeEnd", {W + "id": "99"}))
    return etree.tostring(root)
