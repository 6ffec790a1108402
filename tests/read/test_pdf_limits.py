"""PDF files that are refused, and long ones that are not."""

from __future__ import annotations

import random
import resource
import sys
import time

import pytest

from quanheng.model.document import Document
from quanheng.read import Unreadable, read
from quanheng.read import pdf as reader
from tests.read.pdf_writer import Page, pdf, table


@pytest.fixture(autouse=True)
def without_recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quanheng.read.scan.available", lambda: False)


def refused(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(data, "a.pdf")
    assert caught.value.hint
    return caught.value


def test_a_scan_says_so() -> None:
    fault = refused(pdf(Page().picture(), Page().picture()))
    assert fault.message == "这是扫描件（图片），要先识别文字。"
    assert "quanheng[ocr]" in fault.hint


def test_a_locked_file_says_so() -> None:
    lock = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"11" * 32, b"22" * 32)
    assert "密码" in refused(pdf(Page().text(90, 100, "收入"), extra=lock)).message


def test_a_file_without_text_says_so() -> None:
    assert "没有文字" in refused(pdf(Page().line(10, 10, 50, 50))).message


def test_fonts_that_name_no_characters_say_so() -> None:
    page = Page()
    for row in range(20):
        page.nameless(90, 100 + 20 * row)
    assert "字符编码" in refused(pdf(page)).message


def test_cut_off_and_empty_files_say_so() -> None:
    assert "损坏" in refused(b"%PDF-1.7\nnothing").message


def test_a_damaged_page_is_told_and_the_others_are_read() -> None:
    data = pdf(Page().text(90, 100, "收入"), Page(width=594.5).text(90, 100, "支出"))
    # The second page's object loses its type and its parent's number.
    at = data.index(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 594.5")
    broken = data[:at] + data[at:].replace(b"<</Type/Page/Parent 2 0 R", b"[[/Type/Page/Parent 2 0 R", 1)
    document = read(broken, "a.pdf")
    assert [block.text for block in document.blocks] == ["收入"]
    assert [(told.place.page, "损坏" in told.reason) for told in document.unread] == [(2, True)]


def test_too_many_pages_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_PAGES", 2)
    assert "3 页" in refused(pdf(*[Page().text(90, 100, "收入")] * 3)).message


def test_without_the_library_the_user_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert "quanheng[pdf]" in refused(pdf(Page().text(90, 100, "收入"))).hint


def test_a_mark_behind_other_bytes_is_found() -> None:
    document = read(b"\n\n" + pdf(Page().text(90, 100, "收入")), "a.docx")
    assert (document.format, document.blocks[0].text) == ("pdf", "收入")


def test_a_thousand_pages_take_seconds_and_little_memory() -> None:
    pages = []
    for number in range(1000):
        page = Page().text(90, 60, f"第{number}项收支情况")
        for row in range(10):
            page.text(90, 100 + 24 * row, "本年支出1,234.56万元，其中基本支出800万元。")
        pages.append(page)
    data = pdf(*pages)
    start, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    document = read(data, "a.pdf")
    assert document.pages == 1000
    assert time.process_time() - start < 12
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400 * 1024


def attempt(data: bytes) -> None:
    try:
        found: object = read(data, "a.pdf")
    except Unreadable as fault:
        found = fault.message
    assert isinstance(found, Document) or found


def test_damaged_files_never_raise_anything_else() -> None:
    page = Page().text(90, 60, "收支情况")
    table(page, ([90, 200, 300], [100, 130, 160]), [["项目", "1.50"], ["支出", "2"]])
    data = pdf(page, page)
    chance = random.Random(5)
    for number in range(300):
        damaged = bytearray(data[: chance.randrange(9, len(data))] if number % 3 == 0 else data)
        for _ in range(chance.randrange(1, 12)):
            damaged[chance.randrange(8, len(damaged))] = chance.choice(b"09<>/[]() mlreSf\x00\xff")
        attempt(bytes(damaged))


def test_a_scan_in_strips_is_a_scan() -> None:
    """Scanners cut a page into several pictures, none of which covers half of it."""
    page = Page()
    for strip in range(4):
        page.ops.append(b"q 595 0 0 210 0 %d cm /I1 Do Q" % (strip * 210))
    assert "扫描件" in refused(pdf(page)).message


def test_letters_drawn_as_curves_say_so() -> None:
    page = Page()
    for n in range(300):
        x, y = 60 + n % 30 * 14, 100 + n // 30 * 30
        page.ops.append(b"%d %d m %d %d %d %d %d %d c h f" % (x, y, x + 4, y + 9, x + 8, y + 9, x + 9, y))
    assert "图形" in refused(pdf(page)).message


@pytest.mark.parametrize(
    "words", ["Ê¡²ÆÕþÌüÖ§³ö¾ö", "鼷鼹鼻鼽鼾齁齅齆齇", "\ue0a1\ue0b2\ue0c3\ue0d4", "!\"#$&'<>?@"]
)
def test_a_text_layer_of_wrong_characters_says_so(words: str) -> None:
    page = Page()
    for row in range(20):
        page.text(90, 100 + 20 * row, words * 2)
    assert "乱码" in refused(pdf(page)).message


def test_a_page_of_wrong_characters_is_left_out_and_told() -> None:
    good, bad = Page(), Page()
    for row in range(20):
        good.text(90, 100 + 20 * row, "本年支出1,234.56万元，其中基本支出800万元。")
        bad.text(90, 100 + 20 * row, "Ê¡²ÆÕþÌüÖ§³ö¾ö1,234.56")
    document = read(pdf(good, bad), "a.pdf")
    assert {block.page for block in document.blocks} == {1}
    assert [(told.place.page, "乱码" in told.reason) for told in document.unread] == [(2, True)]


def test_words_laid_unseen_over_a_scan_are_doubtful() -> None:
    page = Page().picture()
    page.ops.append(b"3 Tr")
    for row in range(20):
        page.text(90, 100 + 20 * row, "本年支出1,234.56万元，其中基本支出800万元。")
    table(page, ([90, 200, 300], [600, 620, 640]), [["项目", "1.50"], ["支出", "2"]])
    document = read(pdf(page), "a.pdf")
    assert {block.confidence for block in document.blocks if block.table is None} == {0.5}
    assert {cell.confidence for _, made in document.tables() for cell in made.cells} == {0.5}
    assert "识别" in document.unread[0].reason
