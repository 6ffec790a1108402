"""The files that an office copies to its server name what there is: commands, settings, services."""

from __future__ import annotations

import errno
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from quanheng.cli.arguments import parse
from quanheng.cli.parser import UsageError
from quanheng.web.serve import CannotServe, serve

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
COMMAND = re.compile(r"/opt/quanheng/\.venv/bin/quanheng ([^'\n]+)")


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_the_commands_of_the_units_are_commands_of_ours(unit: Path) -> None:
    (words,) = COMMAND.findall(unit.read_text("utf-8"))
    chosen = parse(re.sub(r"\$\$\([^)]*\)", "today", words).split())  # the shell's part
    assert callable(chosen.run)
    if words.startswith("serve"):
        assert chosen.only in unit.name


def test_the_page_names_every_file_and_every_setting(root: Path) -> None:
    page = (root / "docs" / "deployment.md").read_text("utf-8")
    source = "".join(p.read_text("utf-8") for p in (root / "src/quanheng/web").glob("*.py"))
    known = set(re.findall(r'"(QUANHENG_[A-Z_]+)"', source)) - {"QUANHENG_SYNC"}  # of the tests
    assert set(re.findall(r"^\| `(QUANHENG_[A-Z_]+)`", page, re.M)) == known
    assert (
        set(re.findall(r"^(QUANHENG_[A-Z_]+)=", (DEPLOY / "quanheng.conf").read_text("utf-8"), re.M)) <= known
    )
    for unit in (*UNITS, DEPLOY / "quanheng-backup.timer"):
        assert unit.stem in page


def test_the_units_are_units(root: Path) -> None:
    for unit in (*UNITS, DEPLOY / "quanheng-backup.timer"):
        lines = unit.read_text("utf-8").splitlines()
        assert lines[0] == "[Unit]"
        assert all(re.match(r"\[\w+\]$|[A-Z]\w+=.+|#|$", line) for line in lines), unit
    assert (root / "docs" / "deployment.md").is_file()


def test_the_worker_waits_for_the_server_to_migrate(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "quanheng", "serve", "--only", "worker", "--data", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, "--only server" in done.stderr) == (2, True)


def test_a_port_that_is_taken_is_told_at_once(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CannotServe, match=f"端口 {port} 已经有程序在用.*--port"):
            serve(str(tmp_path / "data"), "127.0.0.1", port)
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("host", "code", "said"),
    [
        ("127.0.0.1", errno.EACCES, "系统不让用端口 80（1024 以下的要管理员权限）。请用 --port 换一个"),
        ("127.0.0.1", errno.EADDRNOTAVAIL, "127.0.0.1 不是本机的地址。.*--host"),
        ("a..b", 0, "找不到地址 a..b。.*--host"),
        ("no host", 0, "找不到地址 no host。.*--host"),
    ],
)
def test_an_address_that_is_refused_is_told_in_chinese(
    host: str, code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: socket.socket, address: object) -> None:  # noqa: ARG001
        raise OSError(code, "in English")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(CannotServe, match=said) as told:
        serve(str(tmp_path / "data"), host, 80)
    assert "English" not in str(told.value)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "80a", "８０"])
def test_a_port_out_of_range_is_told_with_what_to_write(port: str) -> None:
    with pytest.raises(UsageError, match="--port：要写 1 到 65535 的端口"):
        parse(["serve", "--port", port])
