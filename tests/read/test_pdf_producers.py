"""One document printed by a browser and by an office program: both files give the same cells and paragraphs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement

from quanheng.model.document import Document
from quanheng.read import read

TRUTH = [
    ["项目", "预算数", "决算数"],
    ["基本支出", "1,210.50", "-9.66"],
    ["项目支出", "", "3.00"],
    ["其他支出", "2.00", ""],
    ["合计", "1,212.50", "-6.66"],
]
OVERVIEW = [
    ["收入支出决算总表"] * 6,
    ["编制单位：某林县林业局"] * 3 + ["单位：万元"] * 3,
    ["收入"] * 3 + ["支出"] * 3,
    ["项目", "行次", "金额"] * 2,
    ["一、财政拨款收入", "1", "100.00", "一、教育支出", "5", ""],
    ["", "2", "", "二、其他支出", "6", "100.00"],
    ["总计", "3", "100.00", "总计", "7", "100.00"],
]
LONG = [
    ["序号", "名称", "金额"],
    *[
        [str(n), f"第{n}项" + "养老保险缴费支出" * (5 if n % 9 == 0 else 1), f"{n}.50" if n % 4 else ""]
        for n in range(1, 70)
    ],
]
PROSE = "本年支出1,234.56万元，其中基本支出800万元，项目支出434.56万元，比上年增加12.30万元，增长1.01%，主要原因是人员增加。"
HEADINGS = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬"]
STYLES = """
@page{size:A4;margin:2cm} body{font:12pt "Noto Sans CJK SC"} p{text-indent:2em}
table{border-collapse:collapse;width:100%;font-size:10pt} th{font-weight:normal} h3{break-before:page;font-size:16pt}
.solid td,.solid th{border:1px solid #000} .dashed td,.dashed th{border:1px dashed #000}
.dotted td,.dotted th{border:1px dotted #000} .double td,.double th{border:3px double #000}
.three{border-top:2px solid;border-bottom:2px solid} .three th{border-bottom:1px solid}
.three td:not(:first-child),.three th:not(:first-child),.bare td:not(:first-child),.bare th:not(:first-child){text-align:right}
.filled{border-collapse:separate;border-spacing:1px;background:#000} .filled td,.filled th{background:#fff}
"""
KINDS = ["solid", "dashed", "dotted", "double", "three", "bare", "filled"]


def markup(kind: str, rows: list[list[str]]) -> str:
    """Equal neighbours in a row are one merged cell, the first row is the head that pages repeat."""
    lines = []
    for number, row in enumerate(rows):
        tag, at, cells = ("td" if number else "th"), 0, ""
        while at < len(row):
            wide = next((n for n in range(at, len(row)) if not row[at] or row[n] != row[at]), len(row)) - at
            wide = max(wide, 1)
            cells += f'<{tag} colspan="{wide}">{row[at]}</{tag}>'
            at += wide
        lines.append(f"<tr>{cells}</tr>")
    return f'<table class="{kind}"><thead>{lines[0]}</thead><tbody>{"".join(lines[1:])}</tbody></table>'


def page(parts: list[tuple[str, list[list[str]]]]) -> str:
    body = "".join(
        f"<h3>表{name} 支出情况</h3>{markup(kind, rows)}<p>{PROSE}</p>"
        for name, (kind, rows) in zip(HEADINGS, parts, strict=False)
    )
    return f'<!doctype html><html><head><meta charset="utf-8"><style>{STYLES}</style></head><body>{body}</body></html>'


def browser(folder: Path) -> list[list[list[str]]]:
    """Print by a browser; the tables that were written."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        pytest.skip("no browser")
    parts = [(kind, TRUTH) for kind in KINDS] + [("solid", OVERVIEW), ("solid", LONG)]
    source = folder / "page.html"
    source.write_text(page(parts), "utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    places = [f"--user-data-dir={folder}/profile", f"--print-to-pdf={folder}/page.pdf", source.as_uri()]
    subprocess.run([program, *options, *places], capture_output=True, timeout=120, check=False)
    return [rows for _, rows in parts]


def office(folder: Path) -> list[list[list[str]]]:
    """Print a Word file by an office program."""
    program = shutil.which("soffice")
    if not program:
        pytest.skip("no office program")
    made = docx.Document()
    parts = [("Table Grid", TRUTH), ("Normal Table", TRUTH), ("Table Grid", OVERVIEW), ("Table Grid", LONG)]
    for name, (style, rows) in zip(HEADINGS, parts, strict=False):
        made.add_paragraph(f"表{name} 支出情况").paragraph_format.page_break_before = True
        put(made.add_table(len(rows), len(rows[0]), style), rows)
        made.add_paragraph(PROSE)
    made.save(str(folder / "page.docx"))
    profile = f"-env:UserInstallation=file://{folder}/office"
    command = [
        program,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        f"{folder}/page.docx",
    ]
    subprocess.run(command, capture_output=True, timeout=120, check=False)
    return [rows for _, rows in parts]


def put(table: Any, rows: list[list[str]]) -> None:
    for number, row in enumerate(rows):
        for at, text in enumerate(row):
            if text and at and row[at - 1] == text:
                table.cell(number, at - 1).merge(table.cell(number, at))
            else:
                table.cell(number, at).text = text
    row_properties = table.rows[0]._tr.get_or_add_trPr()
    row_properties.append(OxmlElement("w:tblHeader"))


Printed = tuple[Document, list[list[list[str]]]]


@pytest.fixture(scope="module", params=[browser, office], ids=["browser", "office"])
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = tmp_path_factory.mktemp("printed")
    truth = request.param(folder)
    out = folder / "page.pdf"
    assert out.exists(), "the program printed nothing"
    return read(out.read_bytes(), "page.pdf"), truth


def cells(document: Document) -> list[list[list[str]]]:
    return [
        [["".join(cell.text.split()) if cell else "?" for cell in row] for row in made.grid()]
        for _, made in document.tables()
    ]


def test_every_table_comes_back(printed: Printed) -> None:
    document, truth = printed
    assert cells(document) == truth


def test_titles_and_prose_come_back(printed: Printed) -> None:
    document, truth = printed
    found = ["".join(b.text.split()) for b in document.blocks if b.kind == "paragraph"]
    assert found == [text for name in HEADINGS[: len(truth)] for text in (f"表{name}支出情况", PROSE)]
