"""What was backed up comes back whole on another machine, and a damaged archive is refused."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

_FILL = """
import django; django.setup()
from quanheng.web.first import set_up
from quanheng.web.files.store import keep
set_up({"mode": "local", "name": "青岭县水务局", "jurisdiction": "43"})
keep([b"one file"]); keep([b"another"])
"""


def _run(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"QUANHENG_DATA": str(data), "DJANGO_SETTINGS_MODULE": "quanheng.web.settings"}
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, env=environment, check=False
    )


def _quanheng(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return _run(data, "-m", "quanheng", *arguments)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("first") / "data"
    assert _quanheng(data, "verify").returncode == 0
    done = _run(data, "-c", _FILL)
    assert done.returncode == 0, done.stderr
    return data


def test_a_backup_comes_back_whole(workspace: Path, tmp_path: Path) -> None:
    archive = tmp_path / "备份.tar"
    assert _quanheng(workspace, "backup", str(archive)).returncode == 0
    elsewhere = tmp_path / "another machine"
    done = _quanheng(elsewhere, "restore", str(archive))
    assert done.returncode == 0, done.stderr
    assert "事件 1 条，封签完整，文件齐全" in done.stdout
    assert sorted(p.read_bytes() for p in (elsewhere / "files").rglob("*") if p.is_file()) == [
        b"another",
        b"one file",
    ]


def test_nothing_is_overwritten(workspace: Path, tmp_path: Path) -> None:
    archive = tmp_path / "备份.tar"
    _quanheng(workspace, "backup", str(archive))
    again = _quanheng(workspace, "backup", str(archive))
    assert (again.returncode, "已存在" in again.stderr) == (2, True)
    onto = _quanheng(workspace, "restore", str(archive))
    assert (onto.returncode, "空文件夹" in onto.stderr) == (2, True)


def test_a_damaged_backup_is_refused(workspace: Path, tmp_path: Path) -> None:
    archive = tmp_path / "备份.tar"
    _quanheng(workspace, "backup", str(archive))
    with tarfile.open(archive) as packed:
        place = next(m for m in packed if m.name.startswith("files/")).offset_data
    data = bytearray(archive.read_bytes())
    data[place] ^= 1
    archive.write_bytes(data)
    done = _quanheng(tmp_path / "new", "restore", str(archive))
    assert (done.returncode, "已损坏" in done.stderr) == (2, True)
    assert not (tmp_path / "new").exists()


def test_verify_names_a_lost_file(workspace: Path, tmp_path: Path) -> None:
    archive = tmp_path / "备份.tar"
    _quanheng(workspace, "backup", str(archive))
    data = tmp_path / "copy"
    _quanheng(data, "restore", str(archive))
    next(p for p in (data / "files").rglob("*") if p.is_file()).unlink()
    done = _quanheng(data, "verify")
    assert (done.returncode, "缺失或内容不符" in done.stdout) == (1, True)
