"""A PostgreSQL server to throw away: its own folder, its own port or socket, gone at the end.

Run anything on one, with QUANHENG_DATABASE naming it:

    python -m tests.web.postgres pytest -q tests/web
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import pytest

_SPEED = ("-c", "fsync=off", "-c", "max_connections=60", "-c", "shared_buffers=32MB")
"""For tests alone: nothing of this server needs to survive the machine."""


class NoServer(Exception):
    """Why there is no PostgreSQL to test on, and how to get one."""


class Cluster:
    """A running server with the superuser `postgres`; a socket without password, or with `tcp` a port with one."""

    def __init__(self, *, tcp: bool = False) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="qh-pg-"))
        self.password = secrets.token_hex(8) if tcp else ""
        self.port = _free_port() if tcp else 5432

    def __enter__(self) -> Self:
        if os.geteuid() == 0:  # initdb refuses to work for root
            shutil.chown(self.folder, *_unprivileged())
        try:
            self._start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def _start(self) -> None:
        secret = self.folder / "password"
        secret.write_text(self.password or "unused")
        secret.chmod(0o644)
        auth = "scram-sha-256" if self.password else "trust"
        data = ("-D", str(self.folder / "data"))
        self._run(
            "initdb", *data, "-U", "postgres", "-A", auth, f"--pwfile={secret}", "-E", "UTF8", "--no-sync"
        )
        listen = "127.0.0.1" if self.password else ""
        options = [*_SPEED, "-c", f"listen_addresses={listen}", "-k", str(self.folder), "-p", str(self.port)]
        shown = " ".join(f"'{o}'" for o in options)
        self._run("pg_ctl", *data, "-w", "-l", str(self.folder / "log"), "-o", shown, "start")

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if (self.folder / "data" / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def address(self, name: str = "postgres") -> str:
        """What QUANHENG_DATABASE says for a database of this server."""
        if self.password:
            return f"postgresql://postgres:{self.password}@127.0.0.1:{self.port}/{name}"
        return f"postgresql://postgres@{quote(str(self.folder), safe='')}/{name}"

    def create(self, name: str) -> str:
        """Make an empty database; returns its address."""
        place = ["-h", "127.0.0.1" if self.password else str(self.folder), "-p", str(self.port)]
        self._run("createdb", *place, "-U", "postgres", name, environment={"PGPASSWORD": self.password})
        return self.address(name)

    def _run(self, name: str, *arguments: str, environment: dict[str, str] | None = None) -> None:
        user, group = _unprivileged() if os.geteuid() == 0 else (None, None)
        done = subprocess.run(
            [_program(name), *arguments],
            user=user,
            group=group,
            cwd=self.folder,
            env=os.environ | {"LC_ALL": "C.UTF-8"} | (environment or {}),
            stdout=subprocess.DEVNULL,  # a pipe would stay open in the server
            stderr=subprocess.PIPE if name != "pg_ctl" else subprocess.DEVNULL,
            text=True,
            check=False,
        )
        if done.returncode:
            log = self.folder / "log"
            told = done.stderr or (log.read_text() if log.exists() else "")
            raise NoServer(f"{name} 不成功：{told[-800:]}")


@contextmanager
def server(*, tcp: bool = False) -> Iterator[Cluster]:
    """A cluster for a test, which fails with the reason where there can be none, unless WITHOUT says so."""
    if "postgres" in os.environ.get("WITHOUT", "").split():
        pytest.skip("按 WITHOUT 的要求不在 PostgreSQL 上测试")
    try:
        with Cluster(tcp=tcp) as running:
            yield running
    except NoServer as fault:
        pytest.fail(str(fault))


def _program(name: str) -> str:
    """Debian keeps the server's programs out of the path."""
    found = shutil.which(name) or next(
        (str(p) for p in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)), None
    )
    if found is None:
        raise NoServer(f"没有 {name}。请执行 tools/system，或 apt-get install postgresql")
    return found


def _unprivileged() -> tuple[int, int]:
    import pwd

    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    raise NoServer("没有可以用来运行 PostgreSQL 的非 root 用户")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(command: list[str]) -> int:
    """Run a command on a server of its own; returns its exit status."""
    with Cluster() as cluster:
        given = os.environ | {"QUANHENG_DATABASE": cluster.create("quanheng")}
        return subprocess.run(command, env=given, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
