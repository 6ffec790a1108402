"""Scans and photos: what is drawn in a picture is read as it would be from a file of text."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest

from quanheng.model.document import LEGIBLE, Document, TableCell
from quanheng.model.review import Review, Reviewed
from quanheng.model.setting import Setting
from quanheng.pipeline import review_one
from quanheng.read import Unreadable, read
from quanheng.read.endings import READ, WORDS
from quanheng.read.sources import sources
from quanheng.report import render
from quanheng.report.look import Look
from tests.read.page_picture import HEIGHT, WIDTH, PagePicture, encoded
from tests.read.pdf_writer import Page, pdf

XS, YS = [60, 200, 290, 380, 470], [90, 112, 134, 156, 178]
ROWS = [
    ["项目", "合计", "基本支出", "项目支出"],
    ["教育支出", "1,234.56", "1,000.00", "234.56"],
    ["卫生健康支出", "88.10", "", "88.10"],
    ["合计", "1,322.66", "1,000.00", "322.66"],
]
TITLE = "某某林业局2023年度支出决算表"


def sheet() -> PagePicture:
    return PagePicture().text(180, 40, TITLE, 15).text(400, 70, "单位：万元").table(XS, YS, ROWS)


def cells(document: Document) -> dict[tuple[int, int], TableCell]:
    (found,) = (table for _, table in document.tables())
    return {(cell.row, cell.column): cell for cell in found.cells}


def rows(document: Document) -> list[list[str]]:
    held = cells(document)
    return [[held[r, c].text if (r, c) in held else "" for c in range(4)] for r in range(4)]


@pytest.fixture(scope="module")
def plain() -> Document:
    return read(sheet().grainy().encoded("JPEG"), "a.jpg")


def test_a_photo_gives_title_and_table_with_page_and_box(plain: Document) -> None:
    assert (plain.format, plain.pages, set(plain.images)) == ("scan", 1, {1})
    assert plain.blocks[0].text == TITLE
    assert rows(plain) == ROWS
    cell = cells(plain)[1, 1]
    assert cell.page == 1
    assert cell.box == pytest.approx((200, 112, 290, 134), abs=2)
    assert plain.blocks[0].strips[0].box == pytest.approx((180, 42, 400, 58), abs=12)


def test_every_recognised_figure_has_a_confidence(plain: Document) -> None:
    held = [cell for cell in cells(plain).values() if cell.text]
    assert all(cell.confidence is not None and 0.9 < cell.confidence <= 1 for cell in held)
    assert sum((cell.confidence or 0) >= LEGIBLE for cell in held) > len(held) / 2
    assert all(0.9 < (block.confidence or 0) <= 1 for block in plain.blocks if block.table is None)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_turned(degrees: int) -> None:
    page = sheet().turned(degrees)
    document = read(page.encoded(), "a.png")
    assert rows(document) == ROWS
    left, top, right, bottom = cells(document)[0, 0].box or (0, 0, 0, 0)
    # The corner cell lies where the page shows it: upper right, lower right, lower left.
    expected = {90: (HEIGHT - 101, 130), 180: (WIDTH - 130, HEIGHT - 101), 270: (101, WIDTH - 130)}[degrees]
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx(expected, abs=2)


def test_a_slanted_page_is_set_level_and_its_boxes_are_slanted_back() -> None:
    document = read(sheet().turned(1.5).grainy().encoded("PDF"), "a.pdf")
    assert (document.format, rows(document)) == ("scan", ROWS)
    left, top, right, bottom = cells(document)[3, 3].box or (0, 0, 0, 0)
    # Turned clockwise about the middle of the page, (425, 167) comes to rest here.
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((423.5, 170.3), abs=2)


def test_a_seal_neither_makes_walls_nor_hides_what_it_makes_doubtful() -> None:
    document = read(sheet().seal(295, 95).grainy().encoded(), "a.png")
    assert [row[:2] for row in rows(document)] == [row[:2] for row in ROWS]
    held = cells(document)
    assert len(held) == 16
    assert (held[1, 2].confidence or 1) <= 0.5
    assert (held[3, 1].confidence or 0) > 0.9


def test_red_print_is_no_seal() -> None:
    page = sheet()
    page.text(60, 8, "某某县财政局文件", 20, ink=(215, 30, 40))
    document = read(page.encoded(), "a.png")
    assert "某某县财政局文件" in "".join(block.text for block in document.blocks)


def test_lines_of_running_text_are_one_paragraph() -> None:
    page = PagePicture(height=260).text(
        84, 40, "2023年，本单位全年支出1,322.66万元，其中基本支出1,000.00万元，项目", 11
    )
    page.text(60, 62, "支出322.66万元，比上年增加12.50万元，主要是新增了林区道路养护任务，安排了", 11)
    page.text(60, 84, "专项经费。", 11).text(84, 106, "一、存在的问题", 11)
    texts = [block.text.replace("\n", "") for block in read(page.encoded(), "a.png").blocks]
    assert len(texts) == 2
    assert "项目支出322.66万元" in texts[0]
    assert texts[1] == "一、存在的问题"


def test_columns_without_rules_are_a_table() -> None:
    page = PagePicture(height=300)
    for n, row in enumerate(ROWS):
        for x, words in zip((60, 220, 320, 420), row, strict=True):
            page.text(x, 40 + 24 * n, words or "0.00")
    (table,) = (table for _, table in read(page.encoded(), "a.png").tables())
    assert (table.height, table.width) == (4, 4)
    assert {cell.text for cell in table.cells} >= {"1,234.56", "234.56", "卫生健康支出", "322.66"}


def test_pages_of_text_and_of_pictures_are_read_each_their_way() -> None:
    text = Page()
    for row in range(12):
        text.text(90, 100 + 24 * row, "本年支出1,234.56万元，其中基本支出800万元。")
    both, source = pypdfium2.PdfDocument(pdf(text)), pypdfium2.PdfDocument(sheet().encoded("PDF"))
    both.import_pages(source)
    stream = BytesIO()
    both.save(stream)
    document = read(stream.getvalue(), "a.pdf")
    assert (document.format, document.pages, set(document.images)) == ("pdf", 2, {2})
    assert {block.confidence for block in document.blocks if block.page == 1} == {None}
    assert rows(document) == ROWS
    assert not document.unread


def test_words_that_other_software_laid_over_a_scan_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words are laid over by calling a page of our own picture what the reader of text would call it."""
    monkeypatch.setattr("quanheng.read.pdf_page.layer", lambda *_: "overlaid")
    document = read(sheet().encoded("PDF"), "a.pdf")
    assert (document.format, rows(document)) == ("scan", ROWS)


def test_frames_of_a_tiff_are_pages_and_pictures_of_a_zip_are_documents(tmp_path: Path) -> None:
    first, second = PagePicture(height=150).text(60, 40, "收入决算", 14), PagePicture(height=150)
    second.text(60, 40, "支出决算", 14)
    document = read(encoded([first, second], "TIFF"), "a.tif")
    assert [(block.page, block.text) for block in document.blocks] == [(1, "收入决算"), (2, "支出决算")]
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("1.bmp", first.encoded("BMP"))
        archive.writestr("2.png", second.encoded())
    names = [name for name, _ in sources(str(tmp_path / "a.zip"))]
    assert [name.rsplit("/", 1)[-1] for name in names] == ["1.bmp", "2.png"]


@pytest.mark.parametrize("form", ["GIF", "WEBP", "AVIF", "JPEG2000"])
def test_every_picture_that_can_be_opened_is_read_and_is_in_the_list(form: str) -> None:
    ending = {"JPEG2000": "jp2"}.get(form, form.lower())
    document = read(PagePicture(height=150).text(60, 40, "收入决算", 14).encoded(form), f"a.{ending}")
    assert (document.format, [block.text for block in document.blocks]) == ("scan", ["收入决算"])
    assert ending in READ
    assert ending in WORDS.split("、")
    assert not document.unread


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_of_an_animation_the_first_picture_is_read_and_the_rest_is_told(form: str) -> None:
    first, second = PagePicture(height=150).text(60, 40, "收入决算", 14), PagePicture(height=150)
    second.text(60, 40, "支出决算", 14)
    document = read(encoded([first, second], form), f"a.{form.lower()}")
    assert [block.text for block in document.blocks] == ["收入决算"]
    assert [one.reason for one in document.unread] == ["动图只读了第一幅，其余没有读"]


def test_the_second_picture_of_a_photo_is_no_page() -> None:
    """A telephone keeps a preview or a map of brightness behind the photo."""
    first, second = PagePicture(height=150).text(60, 40, "收入决算", 14), PagePicture(height=150)
    second.text(60, 40, "支出决算", 14)
    document = read(encoded([first, second], "MPO"), "a.jpg")
    assert [(block.page, block.text) for block in document.blocks] == [(1, "收入决算")]
    assert not document.unread


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (sheet().encoded("PNG")[:3000], "损坏"),
        (PagePicture(height=200).encoded(), "没有认出文字"),
        (PagePicture(height=200).encoded("PDF"), "没有认出文字"),
    ],
)
def test_pictures_that_cannot_be_read_say_why(data: bytes, message: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data, "a.png")
    assert message in caught.value.message
    assert caught.value.hint


def test_without_the_extra_a_photo_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quanheng.read.scan.available", lambda: False)
    with pytest.raises(Unreadable) as caught:
        read(sheet().encoded("JPEG"), "a.jpg")
    assert "pip install" in caught.value.hint
    assert "quanheng[ocr]" in caught.value.hint


def test_recognition_runs_no_code_that_could_ask_the_network(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PagePicture(height=150).text(60, 40, "支出决算", 14).encoded())
    code = "import sys; from quanheng.read import read; print(read(open('a.png','rb').read(), 'a').blocks[0].text)"
    code += "; print({'rapidocr', 'requests', 'urllib3', 'socket'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[0] == "支出决算"
    assert "rapidocr" not in done.stdout
    assert "requests" not in done.stdout
    assert done.stderr == ""


def test_a_wrong_sum_in_a_scan_is_at_most_a_doubt_and_shows_the_place() -> None:
    page = PagePicture(height=200)
    page.text(60, 30, "某某林业局2023年度部门决算说明", 14)
    page.text(84, 70, "2023年度支出决算358.01万元，其中：基本支出133.45万元，项目支出234.56万元。", 10)
    made = review_one("a.png", page.encoded(), Setting())
    assert isinstance(made, Reviewed)
    (found,) = (f for f in made.findings if f.rule == "sums/parts-and-total")
    assert found.severity == "doubt"
    assert "原图" in found.caution
    review = Review([made])
    html = render(review, "html", Look(False))
    assert b"data:image/jpeg;base64," in (html if isinstance(html, bytes) else html.encode())
    text = render(review, "text", Look(False))
    assert "第1页由图片识别得来" in str(text)
    assert "第1页" in str(text)
