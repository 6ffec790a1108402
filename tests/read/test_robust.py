"""Laws: any bytes give a Document or Unreadable; what is written comes back; the bookkeeping holds."""

from __future__ import annotations

import random
from html import escape
from io import BytesIO

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quanheng.model.document import Document
from quanheng.read import Unreadable, read

_ENDINGS = ["docx", "doc", "xlsx", "xls", "html", "txt", "md", "csv", "pdf", ""]
_WORDS = st.text("收入支出预算决算一二abcXYZ0123456789.%（）《》“”-+", min_size=1, max_size=20)
_ROWS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(_WORDS, min_size=width, max_size=width), min_size=2, max_size=5)
)


def checked(document: Document) -> Document:
    assert [block.index for block in document.blocks] == list(range(len(document.blocks)))
    assert [table.number for _, table in document.tables()] == list(range(len(list(document.tables()))))
    assert len(document.sha256) == 64
    for _, table in document.tables():
        for cell in table.cells:
            assert 0 <= cell.row <= cell.row + cell.rows - 1 < table.height
            assert 0 <= cell.column <= cell.column + cell.columns - 1 < table.width
            assert cell.text == cell.text.strip()
    return document


def attempt(data: bytes, name: str) -> None:
    try:
        checked(read(data, name))
    except Unreadable as fault:
        said = fault.message
    else:
        return
    assert said


def word_file() -> bytes:
    document = docx.Document()
    document.add_heading("收支情况", 1)
    for number in range(60):
        document.add_paragraph(f"本年第{number}项支出{number}.50万元，占比{number}%。", style="List Number")
    table = document.add_table(4, 5)
    for row in table.rows:
        for cell in row.cells:
            cell.text = "4408.66"
    table.cell(0, 0).merge(table.cell(1, 1))
    return saved(document)


def saved(document: object) -> bytes:
    stream = BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in range(1, 30):
        for column in range(1, 8):
            book.worksheets[0].cell(row, column, row * column / 7).number_format = "#,##0.00"
    book.worksheets[0].merge_cells("A1:C2")
    return saved(book)


@given(st.binary(max_size=400), st.sampled_from(_ENDINGS))
def test_any_bytes_give_a_document_or_unreadable(data: bytes, ending: str) -> None:
    attempt(data, f"a.{ending}")


@given(st.text(max_size=300), st.sampled_from(_ENDINGS))
def test_any_text_gives_a_document_or_unreadable(text: str, ending: str) -> None:
    attempt(text.encode("utf-8", "surrogatepass"), f"a.{ending}")


@given(st.text('\t\n| -—收入1.a<>/="td&;#*', max_size=200), st.sampled_from(["html", "txt", "md", "csv"]))
@settings(max_examples=300)
def test_signs_with_a_meaning_do_no_harm(text: str, ending: str) -> None:
    attempt(text.encode(), f"a.{ending}")


@pytest.mark.parametrize("make", [word_file, workbook])
def test_damaged_packages_never_raise_anything_else(make: object) -> None:
    data = make()  # type: ignore[operator]
    chance = random.Random(7)
    for _ in range(200):
        attempt(data[: chance.randrange(len(data))], "a.docx")
        flipped = bytearray(data)
        for _ in range(chance.randrange(1, 4)):
            flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        attempt(bytes(flipped), "a.docx")


@pytest.mark.parametrize("part", ["word/document.xml", "word/numbering.xml", "word/styles.xml"])
def test_damaged_parts_never_raise_anything_else(part: str) -> None:
    """Flips inside the XML itself: the checksum of the zip does not catch them."""
    from zipfile import ZipFile

    with ZipFile(BytesIO(word_file())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(11)
    for _ in range(100):
        damaged = bytearray(parts[part])
        damaged[chance.randrange(len(damaged))] = chance.choice(b'09<>/az" ')
        stream = BytesIO()
        with ZipFile(stream, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, bytes(damaged) if name == part else content)
        attempt(stream.getvalue(), "a.docx")


def grid(document: Document) -> list[list[str]]:
    table = next(document.tables())[1]
    return [[cell.text if cell else "" for cell in row] for row in table.grid()]


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    return [[cell.strip() for cell in row] for row in rows]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_WORDS, min_size=1, max_size=5), _ROWS)
def test_a_word_file_comes_back(paragraphs: list[str], rows: list[list[str]]) -> None:
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    table = made.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document = checked(read(saved(made), "a.docx"))
    assert [b.text for b in document.blocks if b.kind == "paragraph"] == paragraphs
    assert grid(document) == trimmed(rows)


@settings(max_examples=25, deadline=None)
@given(_ROWS)
def test_a_workbook_comes_back(rows: list[list[str]]) -> None:
    rows = [[str(number), *row] for number, row in enumerate(rows)]  # a lone text would be a line
    book = openpyxl.Workbook()
    for r, row in enumerate(rows, 1):
        for c, text in enumerate(row, 1):
            book.worksheets[0].cell(r, c).value = text
    assert grid(checked(read(saved(book), "a.xlsx"))) == trimmed(rows)


@given(st.lists(_WORDS, min_size=1, max_size=5), _ROWS)
def test_a_page_comes_back(paragraphs: list[str], rows: list[list[str]]) -> None:
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs) + "<table>"
    body += "".join("<tr>" + "".join(f"<td>{escape(t)}" for t in row) for row in rows) + "</table>"
    document = checked(read(f"<html>{body}</html>".encode(), "a.html"))
    assert [b.text for b in document.blocks if b.kind == "paragraph"] == paragraphs
    assert grid(document) == trimmed(rows)


@given(st.lists(_WORDS, min_size=1, max_size=5))
def test_a_text_of_sentences_comes_back(paragraphs: list[str]) -> None:
    sentences = [f"本年{text}。" for text in paragraphs]
    document = checked(read("\n".join(sentences).encode(), "a.txt"))
    assert [b.text for b in document.blocks] == sentences
