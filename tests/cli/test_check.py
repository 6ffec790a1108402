from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

File = Callable[[str, str], str]
Run = Callable[..., tuple[int, str, str]]


def test_findings_give_one_and_none_give_nought(file: File, run: Run) -> None:
    assert run("check", file("a.txt", "有"))[0] == 1
    assert run("check", file("b.txt", "净"))[0] == 0


@pytest.mark.parametrize(
    ("level", "status"),
    [
        ("error", 0),
        ("错误", 0),
        ("doubt", 1),
        ("疑点", 1),
        ("note", 1),
        ("提示", 1),
        ("never", 0),
        ("从不", 0),
    ],
)
def test_the_level_decides_the_status(file: File, run: Run, level: str, status: int) -> None:
    assert run("check", file("a.txt", "疑"), "--fail-on", level)[0] == status


def test_never_is_nought_even_with_errors(file: File, run: Run) -> None:
    assert run("check", file("a.txt", "有"), "--fail-on", "从不")[0] == 0


def test_an_unreadable_file_wins_over_findings_and_the_others_are_printed(file: File, run: Run) -> None:
    status, out, _ = run("check", file("a.txt", "有"), file("b.txt", "坏"), file("c.txt", "净"))
    assert status == 2
    assert "SUM101" in out
    assert "c.txt" in out
    assert "未能读取  b.txt：文件内容已损坏。请另存后再试" in out


def test_an_internal_fault_names_its_log_and_the_others_go_on(file: File, run: Run, tmp_path: Path) -> None:
    status, out, _ = run("check", file("a.txt", "错"), file("b.txt", "净"), "--format", "json")
    error = json.loads(out)["errors"][0]
    assert status == 2
    assert "程序内部出错（ZeroDivisionError），未影响原文件" in error["message"]
    log = next((tmp_path / "state" / "quanheng").iterdir())
    assert str(log) in error["hint"]
    assert "ZeroDivisionError" in log.read_text("utf-8")
    assert len(json.loads(out)["documents"]) == 1


def test_no_such_file(run: Run) -> None:
    status, out, _ = run("check", "没有.docx")
    assert status == 2
    assert "没有.docx" in out


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("有".encode())))
    status, out, _ = run("check", "-", "--format", "json")
    assert status == 1
    assert json.loads(out)["documents"][0]["path"] == "-"


def test_a_folder_is_walked_in_order(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "料"
    folder.mkdir()
    for name in ("b.txt", "a.txt"):
        (folder / name).write_text("净", "utf-8")
    out = json.loads(run("check", "料", "--format", "json")[1])
    assert [Path(d["path"]).name for d in out["documents"]] == ["a.txt", "b.txt"]


def test_an_empty_folder_is_said_to_be_empty(run: Run, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    status, out, _ = run("check", "空")
    assert status == 2
    assert "没有可核对的文件" in out


@pytest.mark.parametrize("ending", ["wps", "et", "csv", "ods", "md", "png"])
def test_what_is_read_is_told_where_nothing_is(run: Run, tmp_path: Path, ending: str) -> None:
    (tmp_path / "空").mkdir()
    assert ending in run("check", "空")[1].partition("能读 ")[2]
    (tmp_path / "料").mkdir()
    (tmp_path / "料" / f"甲.{ending}").write_bytes(b"")
    assert "没有可核对的文件" not in run("check", "料")[1]


def test_jobs_change_nothing_but_the_seconds(file: File, run: Run) -> None:
    names = [file(f"{number}.txt", text) for number, text in enumerate(("有", "净", "坏", "疑", "有"))]
    serial, parallel = (run("check", *names, "--format", "csv", "--jobs", jobs) for jobs in ("1", "3"))
    assert serial == parallel
    assert serial[0] == 2


def test_the_same_run_gives_the_same_bytes(file: File, run: Run) -> None:
    name = file("a.txt", "有")
    assert run("check", name, "--format", "json") == run("check", name, "--format", "json")


def test_select_and_ignore_take_ids_families_numbers_and_codes(file: File, run: Run) -> None:
    name = file("a.txt", "有")
    _, out, _ = run("check", name, "--format", "short", "--select", "SUM101，203")
    assert [line.split(" ")[2] for line in out.splitlines()] == ["SUM101", "RAT203"]
    _, out, _ = run("check", name, "--format", "short", "--ignore", "sums/parts", "--ignore", "203,901")
    assert [line.split(" ")[2] for line in out.splitlines()] == ["WRD701"]
    status, _, err = run("check", name, "--select", "XYZ9")
    assert status == 2
    assert "没有规则 XYZ9" in err


def test_the_year_overrides_the_document(file: File, run: Run) -> None:
    out = run("check", file("a.txt", "有"), "--year", "2019", "--format", "json")[1]
    assert json.loads(out)["documents"][0]["fiscal_year"] == 2019


def test_a_baseline_leaves_only_what_is_new(file: File, run: Run) -> None:
    name = file("a.txt", "疑")
    assert run("check", name, "-o", "base.json")[0] == 0
    file("a.txt", "有")
    status, out, _ = run("check", name, "--baseline", "base.json")
    assert status == 1
    assert "RAT203" not in out
    assert "基线中已有 1 条" in out
    assert run("check", name, "-o", "base.json")[0] == 1
    assert run("check", name, "--baseline", "base.json", "--fail-on", "note")[0] == 0


@pytest.mark.parametrize("text", ["", "{}", "不是"])
def test_a_bad_baseline_is_refused(file: File, run: Run, text: str) -> None:
    status, _, err = run("check", file("a.txt", "有"), "--baseline", file("b.json", text))
    assert status == 2
    assert "b.json" in err


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_office_formats_by_the_ending_of_the_output(file: File, run: Run, form: str) -> None:
    status, _, err = run("check", file("a.txt", "有"), "-o", f"b.{form}")
    assert (status, err) == (1, "")
    assert zipfile.is_zipfile(f"b.{form}")


def test_an_ending_that_a_command_does_not_write_is_refused(file: File, run: Run) -> None:
    status, _, err = run("read", file("a.txt", "有"), "-o", "b.xlsx")
    assert status == 2
    assert "这个命令写不出 xlsx" in err
    assert not Path("b.xlsx").exists()


@pytest.mark.parametrize("form", ["short", "json", "jsonl", "sarif", "csv", "html"])
def test_errors_of_files_are_told_beside_every_format(file: File, run: Run, form: str) -> None:
    status, _, err = run("check", file("a.txt", "有"), file("b.txt", "坏"), "--format", form)
    assert status == 2
    assert "b.txt：文件内容已损坏。请另存后再试" in err
