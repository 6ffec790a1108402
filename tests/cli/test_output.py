from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quanheng.cli import main, output
from quanheng.cli.parser import UsageError

File = Callable[[str, str], str]
Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    "name", ["结果.json", "结果.csv", "结果.html", "结果.sarif", "结果.jsonl", "结果.txt"]
)
def test_the_ending_of_the_output_chooses_the_format(file: File, run: Run, tmp_path: Path, name: str) -> None:
    status, out, _ = run("check", file("a.txt", "有"), "-o", name)
    assert (status, out) == (1, "")
    start = (tmp_path / name).read_bytes()[:40]
    signs = {
        ".json": b"{\n",
        ".csv": b"\xef\xbb\xbf",
        ".html": b"<!DOCTYPE",
        ".sarif": b"{\n",
        ".jsonl": b'{"',
    }
    assert start.startswith(signs.get(Path(name).suffix, b"a.txt"))


def test_an_input_is_never_overwritten(file: File, run: Run, tmp_path: Path) -> None:
    name = file("a.txt", "有")
    (tmp_path / "b.txt").hardlink_to(tmp_path / name)
    for target in ("a.txt", "./a.txt", "b.txt"):
        status, _, err = run("check", name, "-o", target)
        assert status == 2
        assert "会覆盖被核对的文件" in err
    assert run("check", ".", "-o", "a.txt")[0] == 2
    assert (tmp_path / name).read_text("utf-8") == "有"


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "结果.json"
    target.write_bytes(b"old")

    def refuse(_self: Path, _other: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UsageError, match=r"写不了.*结果\.json"):
        output.write(b"new", str(target))
    assert [path.name for path in tmp_path.iterdir()] == ["结果.json"]
    assert target.read_bytes() == b"old"


def test_a_missing_folder_is_told_before_the_work(file: File, run: Run) -> None:
    status, _, err = run("check", file("a.txt", "有"), "-o", "无/结果.json")
    assert status == 2
    assert "没有文件夹" in err


def test_colour_only_on_a_terminal_without_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert output.colourful(None)
    assert not output.colourful("a.txt")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not output.colourful(None)
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    assert not output.colourful(None)


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "quanheng", *arguments],
        capture_output=True, check=False, env=os.environ | environment,
    )  # fmt: skip


def test_a_console_that_cannot_show_chinese_gets_question_marks() -> None:
    for encoding in ("ascii", "gbk"):
        done = program("check", "没有.docx", PYTHONIOENCODING=encoding)
        assert done.returncode == 2
        assert b"Traceback" not in done.stderr
    assert "没有.docx" in program("check", "没有.docx", PYTHONIOENCODING="gbk").stdout.decode("gbk")


def test_a_closed_pipe_is_no_crash(file: File) -> None:
    name = file("长.txt", "支出合计10.00万元。\n\n" * 20000)
    script = f"{sys.executable} -m quanheng read {name} --format json | head -c 1 >/dev/null"
    done = subprocess.run(["/bin/sh", "-c", script], capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


def test_the_version_needs_no_library() -> None:
    script = (
        "import sys; from quanheng.cli import main\n"
        "try: main(['--version'])\nexcept SystemExit: pass\nprint(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    loaded = set(done.stdout.decode().split())
    assert not loaded & {"yaml", "lxml", "jinja2", "decimal", "json", "quanheng.read", "quanheng.pipeline"}


def test_html_and_json_keep_utf8_whatever_the_console(file: File, run: Run) -> None:
    assert json.loads(run("check", file("a.txt", "有"), "--format", "json")[1])["schema"] == 1


@pytest.mark.parametrize("more", [[], ["--overwrite"]])
def test_what_people_write_into_is_replaced_only_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["template", "-o", "数据.xlsx", "--year", "2024"]) == 0
    filled = Path("数据.xlsx").read_bytes() + b"filled in"
    Path("数据.xlsx").write_bytes(filled)
    assert main(["template", "-o", "数据.xlsx", "--year", "2024", *more]) == (0 if more else 2)
    assert (Path("数据.xlsx").read_bytes() == filled) is not bool(more)
    assert bool(more) or "加 --overwrite 覆盖" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "replaced"), [("单.xlsx", False), ("单.docx", False), ("单.json", True), ("单.csv", True)]
)
def test_a_list_that_people_fill_is_replaced_only_when_asked(
    file: File, run: Run, tmp_path: Path, name: str, replaced: bool
) -> None:
    asked = ["check", file("a.txt", "有"), "-o", name]
    (tmp_path / name).write_bytes(b"filled in")
    status, _, err = run(*asked)
    assert (status, "加 --overwrite 覆盖" in err) == ((1, False) if replaced else (2, True))
    assert ((tmp_path / name).read_bytes() != b"filled in") is replaced
    assert run(*asked, "--overwrite")[0] == 1
    assert (tmp_path / name).read_bytes() != b"filled in"


def test_written_documents_are_replaced_only_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["template", "-o", "数据.xlsx", "--year", "2024", "--unit", "青禾县水利局"])
    asked = ["report", "数据.xlsx", "--kind", "self-evaluation", "--out", "自评"]
    assert main(asked) == 0
    document = next(Path("自评").iterdir())
    document.write_bytes(b"edited by hand")
    assert main(asked) == 2
    assert "可能有人改过" in capsys.readouterr().err
    assert document.read_bytes() == b"edited by hand"
    assert main([*asked, "--overwrite"]) == 0
    assert document.read_bytes() != b"edited by hand"


def test_a_workbook_is_not_called_a_word_file(run: Run, tmp_path: Path) -> None:
    status, _, err = run("template", "-o", "数据.docx")
    assert (status, "请把输出写成 数据.xlsx" in err) == (2, True)
    assert not (tmp_path / "数据.docx").exists()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.xlsx", b"", "文件是空的"),
        ("断.xlsx", b"PK\x03\x04half", "不完整或已损坏"),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(40), "不是权衡的自评数据工作簿"),
        ("国标.xlsx", "支出总额100万元".encode("gbk"), "不"),
        ("没有.xlsx", None, "找不到这个文件"),
        ("文件夹.xlsx", ..., "这是文件夹"),
    ],
)
def test_what_is_no_workbook_is_told_in_chinese(
    run: Run, tmp_path: Path, name: str, data: object, words: str
) -> None:
    if data is ...:
        (tmp_path / name).mkdir()
    elif isinstance(data, bytes):
        (tmp_path / name).write_bytes(data)
    for command in (("fill", name), ("report", name, "--out", "写出")):
        status, _, err = run(*command)
        assert (status, words in err, "内部出错" in err) == (2, True, False), err


def test_a_folder_that_is_a_file_is_told(file: File, run: Run) -> None:
    run("template", "-o", "数据.xlsx", "--year", "2024")
    status, _, err = run("fill", "数据.xlsx", "--split", file("a.txt", "有"))
    assert (status, "是文件，请写文件夹的名称" in err) == (2, True), err


def test_the_paper_that_only_the_workspace_writes_says_so(file: File, run: Run) -> None:
    status, _, err = run("papers", file("a.txt", "有"), "--out", "文书", "--only", "整改复核结果")
    assert (status, "quanheng serve" in err) == (2, True), err
