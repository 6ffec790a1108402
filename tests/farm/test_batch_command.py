"""The command `batch`: its words, its files, its exit status."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from quanheng.cli import main

WRONG = "青岚县水利局2023年度部门决算说明\n一、支出情况\n支出合计1200.50万元，其中：基本支出800.00万元，项目支出300.50万元。\n"


def test_errors_are_counted_and_the_status_tells(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["batch", str(corpus), "--out", str(out), "--jobs", "1"]) == 0
    assert "已核对 12 份（本次 12 份）" in capsys.readouterr().out
    (corpus / "错.txt").write_text(WRONG, "utf-8")
    assert main(["batch", str(corpus), "--out", str(out), "--jobs", "1"]) == 1
    shown = capsys.readouterr()
    assert "已核对 13 份（本次 1 份）" in shown.out
    assert "× 错误 1 " in shown.out
    assert shown.err == "13/13 错.txt √\n"
    assert main(["batch", str(corpus), "--out", str(out), "--fail-on", "never"]) == 0


def test_a_file_that_cannot_be_read_gives_status_two(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "坏.docx").write_bytes(b"PK\x03\x04 nothing")
    assert main(["batch", str(corpus), "--out", str(tmp_path / "out")]) == 2
    assert "未能核对 1\n" in (shown := capsys.readouterr().out)
    assert "坏.docx：" in shown


def test_the_workbook_lists_everything(corpus: Path, tmp_path: Path) -> None:
    (corpus / "坏.docx").write_bytes(b"PK\x03\x04 nothing")
    main(["batch", str(corpus), "--out", str(tmp_path / "out")])
    book = load_workbook(tmp_path / "out" / "汇总.xlsx")
    assert book.sheetnames == ["总览", "提醒", "文件", "规则", "未能核对", "重复文件"]
    assert book["文件"].max_row == 13
    assert book["文件"]["B2"].value == "青岚县水利局"
    assert str(book["未能核对"]["A2"].value).endswith("坏.docx")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (["--out", "{in}/结果"], "在被核对的文件夹里面"),
        (["--out", "{in}/0/报告0.txt"], "是文件"),
        (["--out", "{out}", "--seconds", "0"], "大于 0 的整数"),
        (["--out", "{out}", "--runner", "spark"], "可选 serial, pool, ray"),
        ([], "缺少参数"),
    ],
)
def test_wrong_use_is_told(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: list[str], words: str
) -> None:
    given = [part.replace("{in}", str(corpus)).replace("{out}", str(tmp_path / "out")) for part in wrong]
    assert main(["batch", str(corpus), *given]) == 2
    assert words in capsys.readouterr().err.replace("'", "")
