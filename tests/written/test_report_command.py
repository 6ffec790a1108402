"""`quanheng report`: files from a workbook, gaps told, nothing half written."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as Word
from openpyxl import load_workbook

from quanheng import pipeline
from quanheng.cli import main
from quanheng.cli.arguments import WRITTEN, parse
from quanheng.model.review import Failure
from quanheng.model.workbook import DepartmentYear
from quanheng.report.workbook import write as workbook_of
from quanheng.report.written import docx, markup, writing
from quanheng.report.written.blocks import Grid
from tests.generator.department_years import department_year


@pytest.fixture
def workbook(tmp_path: Path) -> str:
    path = tmp_path / "自评数据.xlsx"
    path.write_bytes(workbook_of(next(r for r in map(department_year, range(20)) if r.projects)))
    return str(path)


def test_every_kind_is_written(workbook: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", workbook, "--out", str(tmp_path / "out"), "--xlsx"]) == 0
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert sum(name.endswith(".docx") for name in written) == len(writing.KINDS)
    assert f"写出 {len(written)} 份文件" in capsys.readouterr().err


def test_one_kind_and_the_other_outline(workbook: str, tmp_path: Path) -> None:
    chosen = ["--kind", "self-evaluation", "--outline", "national"]
    assert main(["report", workbook, *chosen, "--out", str(tmp_path / "out")]) == 0
    (path,) = (tmp_path / "out").iterdir()
    titles = [p.text for p in Word(str(path)).paragraphs if p.style is not None and p.style.style_id == "h1"]
    assert titles[1] == "二、绩效评价工作开展情况"


def test_a_workbook_with_nothing_in_it_gives_gaps_and_no_invention() -> None:
    empty = DepartmentYear(2024, "青岚县林业局", texts={"unit.name": "青岚县林业局"})
    made = pipeline.written("x.xlsx", workbook_of(empty), ["final-accounts", "self-evaluation"], "hunan")
    assert not isinstance(made, Failure)
    documents, remarks = made
    assert any("【待补】" in remark for remark in remarks)
    for data in documents.values():
        texts = [p.text for p in Word(BytesIO(data)).paragraphs]
        assert [text for text in texts if re.search(r"\d\.\d+|\d+%", text)] == []


def test_a_workbook_without_a_name_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook_of(DepartmentYear(2024)))
    assert main(["report", str(path), "--out", str(tmp_path / "out")]) == 2
    assert "单位全称" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_no_workbook_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"nothing")
    assert main(["report", str(path), "--out", str(tmp_path / "out")]) == 2
    assert str(path) in capsys.readouterr().err


def test_what_people_wrote_is_text_and_no_markup() -> None:
    record = department_year(5)
    record.texts["unit.duties"] = "@accounts\n# 职责\n---\n{{ unit }}"
    paper = writing.write(record, "self-evaluation")
    texts = [block.text for block in paper.blocks if not isinstance(block, Grid) and hasattr(block, "text")]
    assert texts[3:7] == ["@accounts", "# 职责", "---", "{{ unit }}"]


def test_an_unknown_name_in_a_template_is_named() -> None:
    with pytest.raises(markup.BrokenTemplate, match="nobody"):
        markup.fill("x.txt", "一\n{{ nobody }}", {})


def test_the_tables_of_the_excel_file_hold_numbers(workbook: str, tmp_path: Path) -> None:
    assert main(["report", workbook, "--kind", "final-accounts", "--xlsx", "--out", str(tmp_path / "o")]) == 0
    (path,) = (tmp_path / "o").glob("*.xlsx")
    book = load_workbook(path)
    assert len(book.sheetnames) == 9
    values = [cell.value for row in book["收入支出决算总表"].iter_rows() for cell in row]
    assert sum(isinstance(value, (int, float)) for value in values) > 10


def test_a_page_break_makes_no_empty_page() -> None:
    data = docx.encode(writing.write(department_year(5), "final-accounts"))
    assert not any(
        p.text == "" and p.paragraph_format.page_break_before for p in Word(BytesIO(data)).paragraphs
    )


def test_the_command_offers_every_kind_and_outline_there_is() -> None:
    assert list(WRITTEN) == list(writing.KINDS)
    for outline in writing.OUTLINES:
        assert parse(["report", "a.xlsx", "-o", "b", "--outline", outline]).outline == outline
