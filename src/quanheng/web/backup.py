"""Backup and restore of a workspace: one archive with database, files and a list that proves them whole.

The archive is a tar: `manifest.json` (version, kind of database, SHA-256 of every member), the database (a
consistent copy of SQLite, or pg_dump's custom format), `secret-key` if there is one, and `files/`. What can be made again
from these (`made/`, `static/`, `log/`) stays out.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from hashlib import file_digest
from pathlib import Path
from typing import Any

from quanheng import __version__
from quanheng.web.database import database

SQLITE = "quanheng.sqlite3"
DUMP = "quanheng.dump"
MANIFEST = "manifest.json"
KEY = "secret-key"


class CannotKeep(Exception):
    """Why the backup cannot be made or restored; nothing was changed."""


def backup(home: Path, setting: str, target: Path) -> int:
    """Write the archive; returns the number of stored files in it. A running workspace may go on meanwhile.

    The database is copied first: a file whose row is in the copy was on the disk before the row was.

    Raises:
        CannotKeep: no workspace there, the target exists, or pg_dump fails.
    """
    if target.exists():
        raise CannotKeep(f"{target} 已存在，请换一个文件名")
    if not target.absolute().parent.is_dir():
        raise CannotKeep(f"没有文件夹 {target.absolute().parent}，请先建好")
    demand_workspace(home, setting)
    part = target.with_name(target.name + ".part")
    with tempfile.TemporaryDirectory(dir=target.absolute().parent) as folder:
        copy = _sqlite_copy(home, Path(folder)) if not setting else _dump(setting, Path(folder))
        stored = {str(path.relative_to(home)): path for path in sorted(_files(home))}
        members = {copy.name: copy} | stored
        if (home / KEY).is_file():  # not where the environment gives the key
            members[KEY] = home / KEY
        sums = {name: _digest(path) for name, path in members.items()}
        manifest = {"quanheng": __version__, "database": copy.name, "sha256": sums}
        try:
            with tarfile.open(part, "w") as archive:
                _add_text(archive, MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
                for name, path in members.items():
                    archive.add(path, name, recursive=False)
            with part.open("rb+") as written:
                os.fsync(written.fileno())
            part.rename(target)
        finally:
            part.unlink(missing_ok=True)
    return len(stored)


def demand_workspace(home: Path, setting: str) -> None:
    """Raise CannotKeep where there is no workspace; none is made by looking."""
    if not (home if setting else home / SQLITE).exists():
        raise CannotKeep(f"{home} 里没有工作平台的数据，请用 --data 写明数据文件夹")
    if setting and not _tables(setting):
        raise CannotKeep("QUANHENG_DATABASE 指的数据库里没有工作平台的数据")


def restore(archive: Path, home: Path, setting: str) -> dict[str, Any]:
    """Unpack into an empty data folder (and an empty database, if PostgreSQL); returns the manifest.

    Raises:
        CannotKeep: folder or database are in use, the archive is damaged or of the other kind of database.
    """
    if home.exists() and any(home.iterdir()):
        raise CannotKeep(f"{home} 里已有内容，请给一个空文件夹")
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent, prefix="restore-") as folder:
        whole = Path(folder) / "data"
        manifest = _unpacked(archive, whole)
        if (manifest["database"] == DUMP) != bool(setting):
            kind = "PostgreSQL" if manifest["database"] == DUMP else "SQLite"
            raise CannotKeep(f"备份用的是 {kind}，请用同样的 QUANHENG_DATABASE 设置恢复")
        if setting:
            _demand_empty(setting)
            _undump(setting, whole / DUMP)
            (whole / DUMP).unlink()
        if home.exists():
            home.rmdir()
        shutil.move(whole, home)
    return manifest


def _files(home: Path) -> Iterator[Path]:
    """Stored files; those still coming in have no row yet."""
    return (p for p in (home / "files").rglob("*") if p.is_file() and not p.name.startswith("incoming-"))


def _sqlite_copy(home: Path, folder: Path) -> Path:
    copy = folder / SQLITE
    with closing(sqlite3.connect(home / SQLITE)) as source, closing(sqlite3.connect(copy)) as out:
        source.backup(out)
    return copy


def _dump(setting: str, folder: Path) -> Path:
    copy = folder / DUMP
    _postgres(setting, ["pg_dump", "--format=custom", "--no-owner", f"--file={copy}"])
    return copy


def _demand_empty(setting: str) -> None:
    """Nobody's rows are written over, and two workspaces never mixed."""
    if _tables(setting):
        raise CannotKeep("QUANHENG_DATABASE 指的数据库里已有内容，请另建一个空的数据库")


def _tables(setting: str) -> int:
    """How many tables the PostgreSQL database of the setting has; raises CannotKeep."""
    import psycopg  # noqa: PLC0415  (installed with the extra `postgres`)

    try:
        with psycopg.connect(setting) as connection:
            row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    except psycopg.OperationalError as fault:
        raise CannotKeep(f"数据库连不上：{str(fault).strip()}") from fault
    return row[0] if row else 0


def _undump(setting: str, dump: Path) -> None:
    name = str(database(setting, dump)["NAME"])
    _postgres(
        setting,
        [
            "pg_restore",
            "--exit-on-error",
            "--no-owner",
            "--single-transaction",
            f"--dbname={name}",
            str(dump),
        ],
    )


def _postgres(setting: str, command: list[str]) -> None:
    """Run one of PostgreSQL's programs on the database of the setting; the password goes by the environment."""
    entry = database(setting, Path())
    given = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    chosen = {name: str(entry[key]) for name, key in given.items() if entry[key]}
    try:
        subprocess.run(command, env=os.environ | chosen, check=True, capture_output=True, text=True)  # noqa: S603
    except FileNotFoundError as fault:
        raise CannotKeep(f"没有 {command[0]}，请安装 postgresql-client") from fault
    except subprocess.CalledProcessError as fault:
        raise CannotKeep(f"{command[0]} 不成功：{fault.stderr.strip()[-300:]}") from fault


def _digest(path: Path) -> str:
    with path.open("rb") as source:
        return file_digest(source, "sha256").hexdigest()


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    data = text.encode()
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    archive.addfile(entry, io.BytesIO(data))


def _unpacked(archive: Path, folder: Path) -> dict[str, Any]:
    """Unpack and compare every member with the manifest."""
    if not archive.is_file():
        raise CannotKeep(f"找不到备份 {archive}，请检查路径")
    try:
        with tarfile.open(archive) as packed:
            for member in packed:
                _put(packed, member, folder)
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (tarfile.TarError, OSError, ValueError, KeyError) as fault:
        raise CannotKeep(
            f"{archive} 不是完整的备份，没有恢复任何东西。请用 quanheng backup 写出的 .tar，或另一份备份"
        ) from fault
    wrong = [name for name, digest in manifest["sha256"].items() if not _same(folder / name, digest)]
    if wrong:
        raise CannotKeep(f"{archive} 已损坏，{len(wrong)} 个成员与清单不符：{wrong[0]}")
    (folder / MANIFEST).unlink()
    return manifest


def _put(packed: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """Write one file below the folder; raises TarError for what leads out of it or is no file.

    extractall(filter="data") does as much, but not in Python 3.11.2, which Debian 12 has.
    """
    target = folder / member.name
    if member.isdir():
        return
    if not member.isfile() or not target.resolve().is_relative_to(folder.resolve()):
        raise tarfile.TarError(member.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    source = packed.extractfile(member)
    assert source is not None
    with source, target.open("wb") as stream:
        shutil.copyfileobj(source, stream)
    target.chmod(member.mode & 0o755 | 0o600)


def _same(path: Path, digest: str) -> bool:
    return path.is_file() and _digest(path) == digest
