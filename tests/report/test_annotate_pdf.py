"""PDFs with remarks: highlights on the very figures, seen by two renderers, the pages themselves untouched."""

from __future__ import annotations

import subprocess
from datetime import datetime
from io import BytesIO
from pathlib import Path
from shutil import which

import pikepdf
import pypdfium2
import pytest

from quanheng import pipeline
from quanheng.model.document import Block, Document, PageImage, Strip
from quanheng.model.finding import Finding, Mark
from quanheng.model.place import Place
from quanheng.model.review import Facts, Reviewed
from quanheng.model.setting import Setting
from quanheng.report.annotate_pdf import annotate
from quanheng.report.replies import answers
from tests.read.pdf_writer import Page
from tests.read.pdf_writer import pdf as file_of

NOW = datetime(2026, 11, 21, 9, 0)  # noqa: DTZ001
LINE = "本年支出合计100.00万元，其中：基本支出60.00万元，占总支出的89.00%；项目支出40.00万元。"


def printed(rotate: int = 0) -> bytes:
    page = Page(rotate=rotate)
    page.text(60, 80, "云岭县林业局2023年度部门决算")
    page.text(60, 120, LINE, 9)
    return file_of(page)


def annotated(data: bytes) -> tuple[bytes, Reviewed]:
    reviewed = pipeline.review_one("a.pdf", data, Setting())
    assert isinstance(reviewed, Reviewed)
    return annotate(data, reviewed, NOW).data, reviewed


_OPEN: list[pikepdf.Pdf] = []  # objects die with their file


def notes(data: bytes) -> list[pikepdf.Object]:
    pdf = pikepdf.open(BytesIO(data))
    _OPEN.append(pdf)
    return [n for page in pdf.pages for n in page.obj.get("/Annots", ()) if n.Subtype != "/Popup"]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_highlight_covers_the_figure_and_nothing_else(rotate: int) -> None:
    made, reviewed = annotated(printed(rotate))
    assert len(reviewed.findings) == 1
    (note,) = notes(made)
    assert str(note.Contents).startswith("【错误 ")
    left, low, right, top = (float(v) for v in note.Rect)
    page = pypdfium2.PdfDocument(made)[0]
    assert page.get_textpage().get_text_bounded(left + 1, low, right - 1, top) == "89.00%"


def test_the_pages_stay() -> None:
    data = printed()
    before, after = pikepdf.open(BytesIO(data)), pikepdf.open(BytesIO(annotated(data)[0]))
    assert [p.Contents.read_bytes() for p in before.pages] == [p.Contents.read_bytes() for p in after.pages]
    assert len(before.pages) == len(after.pages)


def test_both_renderers_show_the_highlight(tmp_path: Path) -> None:
    made, _ = annotated(printed())
    (note,) = notes(made)
    left, low, right, top = (float(v) for v in note.Rect)
    at = int(left) + 1, 842 - int((low + top) / 2), int(right) - 1
    shown = pypdfium2.PdfDocument(made)[0].render(scale=1).to_pil().convert("RGB")
    assert (255, 158, 158) in {shown.getpixel((x, at[1])) for x in range(at[0], at[2])}
    program = which("pdftoppm")
    if program is None:
        pytest.fail("没有 pdftoppm（poppler-utils），这一项没有核对")
    (tmp_path / "a.pdf").write_bytes(made)
    subprocess.run([program, "-r", "72", "-png", "a.pdf", "a"], cwd=tmp_path, check=True)
    from PIL import Image

    other = Image.open(tmp_path / "a-1.png").convert("RGB")
    assert (255, 158, 158) in {other.getpixel((x, at[1])) for x in range(at[0], at[2])}


def test_a_locked_but_readable_file_is_annotated_and_told() -> None:
    stream = BytesIO()
    with pikepdf.open(BytesIO(printed())) as pdf:
        pdf.save(stream, encryption=pikepdf.Encryption(owner="x", user=""))
    reviewed = pipeline.review_one("a.pdf", stream.getvalue(), Setting())
    assert isinstance(reviewed, Reviewed)
    made = annotate(stream.getvalue(), reviewed, NOW)
    assert len(notes(made.data)) == 1
    assert "权限" in made.told


@pytest.mark.parametrize(
    ("reply", "state"), [("已改", "fixed"), ("说明：口径不同", "explained"), ("", "open")]
)
def test_an_answer_to_a_note_is_read_back(reply: str, state: str) -> None:
    made, reviewed = annotated(printed())
    stream = BytesIO()
    with pikepdf.open(BytesIO(made)) as pdf:
        page = pdf.pages[0].obj
        if reply:
            answer = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], IRT=page.Annots[0],
                Contents=pikepdf.String(reply),
            )  # fmt: skip
            page.Annots.append(pdf.make_indirect(answer))
        pdf.save(stream)
    (found,) = answers(stream.getvalue())
    assert (found.number, found.state, found.words) == (1, state, reply)
    assert reviewed.findings[0].key.startswith(found.key)


def test_of_a_picture_the_pages_get_boxes_and_a_list_follows() -> None:
    made = annotate(*photographed(), NOW).data
    box, icon = notes(made)
    assert [str(box.Subtype), str(icon.Subtype)] == ["/Square", "/Text"]
    left, low, right, top = (float(v) for v in box.Rect)
    assert 50 < left + 9 < right - 9 < 250
    assert 793 - 120 < low + 9 < top - 9 < 793 - 95
    pages = pypdfium2.PdfDocument(made)
    assert len(pages) == 2
    assert "0002" in pages[1].get_textpage().get_text_range()


def saved(pdf: pikepdf.Pdf) -> bytes:
    stream = BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def answered(data: bytes, reply: str) -> bytes:
    """The file after someone answered the first note."""
    with pikepdf.open(BytesIO(data)) as pdf:
        page = pdf.pages[0].obj
        answer = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], IRT=page.Annots[0],
            Contents=pikepdf.String(reply), T=pikepdf.String("李四"),
        )  # fmt: skip
        page.Annots.append(pdf.make_indirect(answer))
        return saved(pdf)


def told(data: bytes) -> list[tuple[str, list[float]]]:
    return sorted((str(n.Contents), [round(float(v), 2) for v in n.Rect]) for n in notes(data))


def test_annotated_again_nothing_is_doubled() -> None:
    once = annotated(printed())[0]
    twice = annotated(once)[0]
    assert told(twice) == told(once)
    with pikepdf.open(BytesIO(twice)) as pdf:
        assert len(pdf.pages[0].obj.Annots) == 2  # the note and its window


def test_an_answered_note_is_kept_and_says_when_its_finding_is_gone() -> None:
    once = answered(annotated(printed())[0], "口径不同，见附表")
    twice, reviewed = annotated(once)
    assert told(twice) == told(once)
    assert answers(twice) == answers(once)
    assert answers(twice)[0].words == "口径不同，见附表"
    none = Reviewed(reviewed.document, reviewed.facts, [], [])
    (left,) = answers(annotate(twice, none, NOW).data)
    assert (left.words, left.gone) == ("口径不同，见附表", True)


def test_notes_of_people_stay_and_answer_where_they_name_a_number() -> None:
    with pikepdf.open(BytesIO(annotated(printed())[0])) as pdf:
        for text in ("请补盖章", "0001：已改"):
            note = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9],
                Contents=pikepdf.String(text), T=pikepdf.String("李四"),
            )  # fmt: skip
            pdf.pages[0].obj.Annots.append(pdf.make_indirect(note))
        data = saved(pdf)
    assert [(a.state, a.words) for a in answers(data)] == [("fixed", "0001：已改")]
    assert {"请补盖章", "0001：已改"} < {text for text, _ in told(annotated(data)[0])}


def photographed() -> tuple[bytes, Reviewed]:
    """A page that is a picture, with a finding on its line and one on the whole."""
    from PIL import Image

    stream = BytesIO()
    Image.new("RGB", (600, 800), "white").save(stream, "JPEG")
    line = Strip(0, 11, 1, (50, 100, 250, 116))
    block = Block(0, "paragraph", "支出合计12.00万元", page=1, strips=(line,))
    document = Document(
        "照片.jpg", "scan", [block], pages=1, images={1: PageImage(stream.getvalue(), 595, 793)}
    )
    marks = [Mark("stated", "12.00", Place(0, 4, 9, page=1)), Mark("stated", "", Place(9, 0, 0))]
    findings = [
        Finding("some/rule", "error", "proved", [m], values={"a": "话"}, key=f"{n:08d}")
        for n, m in enumerate(marks)
    ]
    return stream.getvalue(), Reviewed(document, Facts([], [], [], []), [], findings)


def test_the_boxes_and_the_list_of_a_picture_are_not_doubled_and_not_read() -> None:
    from quanheng.read.pdf_ours import own_pages, take_remarks_off

    data, found = photographed()
    once = annotate(data, found, NOW).data
    twice = annotate(once, found, NOW).data
    assert told(twice) == told(once)
    file = pypdfium2.PdfDocument(twice)
    assert (len(file), own_pages(file)) == (2, 1)
    page = file[0]
    take_remarks_off(page)
    assert page.render(scale=1).to_pil().convert("L").getextrema() == (255, 255)
    assert own_pages(pypdfium2.PdfDocument(printed())) == 0
