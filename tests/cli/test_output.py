from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quanheng.cli import output
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
