"""`quanheng papers`: everything is looked at before anything is written."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from quanheng.cli import main
from quanheng.report.papers.kinds import KINDS


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_one_folder_for_each_department(report: Path) -> None:
    other = report.with_name("乙.txt")
    other.write_text(report.read_text("utf-8").replace("清溪县水务局", "清溪县林业局"), "utf-8")
    assert main(["papers", str(report), str(other), "--out", "文书", "--set", "复核单位=清溪县财政局"]) == 1
    assert {path.name for path in Path("文书").iterdir()} == {
        "清溪县水务局", "清溪县林业局", "通报表.docx", "汇总.xlsx",
    }  # fmt: skip
    assert {path.stem for path in Path("文书/清溪县林业局").iterdir()} == set(KINDS)
    assert not [path for path in Path("文书").rglob("*") if path.name.endswith(".part")]


def test_a_broken_template_leaves_nothing_behind(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["papers", "--copy-templates", "模板"]) == 0
    paper = docx.Document("模板/整改回执.docx")
    table = paper.tables[0]
    table._tbl.remove(table.rows[1]._tr)
    paper.paragraphs[0].add_run("{{单位")
    paper.save("模板/整改回执.docx")
    assert main(["papers", str(report), "--out", "文书", "--template", "模板"]) == 2
    said = capsys.readouterr().err
    assert "模板“整改回执.docx”有 2 处要改，没有写任何文书" in said
    assert "没有“事项”这一行" in said
    assert "没有写完，缺“}}”" in said
    assert not Path("文书").exists()


def test_papers_that_are_there_are_not_written_over(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["papers", str(report), "--out", "文书", "--only", "复核意见书"]
    main(arguments)
    letter = Path("文书/清溪县水务局/复核意见书.docx")
    letter.write_bytes(b"edited")
    assert main(arguments) == 2
    assert "已经有了" in capsys.readouterr().err
    assert letter.read_bytes() == b"edited"
    assert main([*arguments, "--overwrite"]) == 1
    assert letter.read_bytes() != b"edited"


def test_an_unknown_department_is_a_missing_field(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "无名.txt"
    path.write_text("2023年度支出合计1300.50万元。", "utf-8")
    assert main(["papers", str(path), "--out", "文书"]) == 2
    assert "缺字段“单位”" in capsys.readouterr().err


def test_decisions_that_fit_nothing_write_nothing(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("结论.json").write_text(json.dumps({"verdicts": {"0" * 16: "成立"}}), "utf-8")
    assert main(["papers", str(report), "--out", "文书", "--accept", "结论.json"]) == 2
    assert "不在这次的问题里" in capsys.readouterr().err
    assert not Path("文书").exists()


def test_the_list_for_excel_with_verdicts_goes_back_in(report: Path) -> None:
    import openpyxl

    assert main(["check", str(report), "-o", "清单.xlsx"]) == 1
    book = openpyxl.load_workbook("清单.xlsx")
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    row = next(r for r in range(2, sheet.max_row + 1) if "1300.50" in str(sheet.cell(r, 5).value))
    sheet.cell(row, heads.index("复核意见") + 1).value = "成立：请附批复的决算表。"
    book.save("清单.xlsx")
    filled = Path("清单.xlsx").read_bytes()
    assert main(["check", str(report), "-o", "清单.xlsx"]) == 2
    assert Path("清单.xlsx").read_bytes() == filled
    main(["papers", str(report), "--out", "文书", "--accept", "清单.xlsx", "--only", "复核意见书"])
    letter = docx.Document("文书/清溪县水务局/复核意见书.docx")
    text = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    assert "更正办法：请附批复的决算表。" in text
    assert "2. " not in text.split("三、")[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", "a", "--set", "联系人"], "--set 要写成 字段=值"),
        (["--out", "a", "--only", "通报"], "没有文书“通报”"),
        (["--out", "a", "--template", "没有"], "没有模板文件夹"),
        ([], "--out"),
    ],
)
def test_wrong_use_is_told(
    report: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["papers", str(report), *arguments]) == 2
    assert said in capsys.readouterr().err
