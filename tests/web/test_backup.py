"""What was backed up comes back whole on another machine, and a damaged archive is refused."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from tests.web.machines import Machine, Machines, machines

__all__ = ["machines"]

_FILL = """
from quanheng.web.serve import prepare; prepare(None)
from quanheng.web.first import set_up
from quanheng.web.files.store import keep
set_up({"mode": "local", "name": "青岭县水务局", "jurisdiction": "43"})
keep([b"one file"]); keep([b"another"])
"""


@pytest.fixture(scope="module")
def workspace(machines: Machines) -> Machine:
    first = machines.new()
    done = first.run("-c", _FILL)
    assert done.returncode == 0, done.stderr
    return first


@pytest.fixture(scope="module")
def archive(workspace: Machine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("archive") / "备份.tar"
    done = workspace.quanheng("backup", str(made))
    assert done.returncode == 0, done.stderr
    return made


def test_a_backup_comes_back_whole_on_another_machine(machines: Machines, archive: Path) -> None:
    elsewhere = machines.new()
    done = elsewhere.quanheng("restore", str(archive))
    assert done.returncode == 0, done.stderr
    assert "事件 1 条，封签完整，各行与修改记录相符，文件齐全" in done.stdout
    assert sorted(p.read_bytes() for p in (elsewhere.data / "files").rglob("*") if p.is_file()) == [
        b"another",
        b"one file",
    ]
    people = (
        "from quanheng.web.units.models import User; print(*User.objects.values_list('shown', flat=True))"
    )
    assert elsewhere.run("-c", f"import django; django.setup(); {people}").stdout == "本机用户\n"


def test_a_key_that_the_environment_gives_is_not_looked_for(
    machines: Machines, archive: Path, tmp_path: Path
) -> None:
    copy = machines.new()
    copy.quanheng("restore", str(archive))
    (copy.data / "secret-key").unlink()
    done = copy.quanheng("backup", str(tmp_path / "again.tar"))
    assert done.returncode == 0, done.stderr
    with tarfile.open(tmp_path / "again.tar") as packed:
        assert "secret-key" not in packed.getnames()


def test_nothing_is_overwritten(machines: Machines, workspace: Machine, archive: Path) -> None:
    again = workspace.quanheng("backup", str(archive))
    assert (again.returncode, "已存在" in again.stderr) == (2, True)
    onto = workspace.quanheng("restore", str(archive))
    assert (onto.returncode, "空文件夹" in onto.stderr) == (2, True)
    if workspace.setting:
        half = Machine(machines.new().data, workspace.setting)
        done = half.quanheng("restore", str(archive))
        assert (done.returncode, "空的数据库" in done.stderr) == (2, True)
        assert not half.data.exists()


def test_the_other_kind_of_database_is_told(machines: Machines, workspace: Machine, archive: Path) -> None:
    new = machines.new()
    other = Machine(new.data, "" if workspace.setting else "postgresql://nobody@127.0.0.1:1/none")
    done = other.quanheng("restore", str(archive))
    assert (done.returncode, "QUANHENG_DATABASE" in done.stderr) == (2, True)
    assert not other.data.exists()


def test_a_damaged_backup_is_refused(machines: Machines, archive: Path, tmp_path: Path) -> None:
    with tarfile.open(archive) as packed:
        place = next(m for m in packed if m.name.startswith("files/")).offset_data
    data = bytearray(archive.read_bytes())
    data[place] ^= 1
    damaged = tmp_path / "备份.tar"
    damaged.write_bytes(data)
    new = machines.new()
    done = new.quanheng("restore", str(damaged))
    assert (done.returncode, "已损坏" in done.stderr) == (2, True)
    assert not new.data.exists()


def test_verify_names_a_lost_file(machines: Machines, archive: Path) -> None:
    copy = machines.new()
    copy.quanheng("restore", str(archive))
    next(p for p in (copy.data / "files").rglob("*") if p.is_file()).unlink()
    done = copy.quanheng("verify")
    assert (done.returncode, "缺失或内容不符" in done.stdout) == (1, True)


def test_a_database_of_a_newer_version_is_left_alone(machines: Machines, archive: Path) -> None:
    newer = machines.new()
    newer.quanheng("restore", str(archive))
    words = (
        "import django; django.setup(); from django.db import connection;"
        "from django.db.migrations.recorder import MigrationRecorder as R;"
        "R(connection).record_applied('units', '9999_of_next_year')"
    )
    assert newer.run("-c", words).returncode == 0
    done = newer.quanheng("verify")
    assert (done.returncode, "更新的版本" in done.stderr) == (2, True)


@pytest.mark.parametrize("command", [["verify"], ["backup", "备份.tar"]])
def test_where_there_is_no_workspace_none_is_made(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    none, empty = machines.new(), machines.new()
    empty.data.mkdir(parents=True)
    for machine in (none, empty):
        done = machine.quanheng(*command)
        assert (done.returncode, "没有工作平台的数据" in done.stderr) == (2, True), done.stderr
    assert (none.data.exists(), [*empty.data.iterdir()], [*tmp_path.iterdir()]) == (False, [], [])


def test_what_is_no_backup_is_told_in_chinese_and_makes_nothing(machines: Machines, tmp_path: Path) -> None:
    text = tmp_path / "备份.tar"
    text.write_text("not an archive")
    new = machines.new()
    for archive, words in ((text, "不是完整的备份"), (tmp_path / "没有.tar", "找不到备份")):
        done = new.quanheng("restore", str(archive))
        assert (done.returncode, words in done.stderr, "ReadError" in done.stderr) == (2, True, False)
    assert not new.data.exists()


def test_a_folder_for_the_backup_that_is_not_there_is_told(workspace: Machine, tmp_path: Path) -> None:
    done = workspace.quanheng("backup", str(tmp_path / "没有" / "备份.tar"))
    assert (done.returncode, "没有文件夹" in done.stderr) == (2, True)


@pytest.mark.parametrize("outside", ["../外面.txt", "链接"])
def test_a_member_that_leads_out_of_the_backup_is_refused(
    machines: Machines, tmp_path: Path, outside: str
) -> None:
    archive = tmp_path / "备份.tar"
    with tarfile.open(archive, "w") as packed:
        entry = tarfile.TarInfo(outside)
        if outside == "链接":
            entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        packed.addfile(entry)
    new = machines.new()
    done = new.quanheng("restore", str(archive))
    assert (done.returncode, "不是完整的备份" in done.stderr) == (2, True), done.stderr
    assert not new.data.exists()
