"""`quanheng serve`: the workspace on this machine, with its background worker, until Ctrl+C."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType

from quanheng.web.database import DATABASE_SETTING, WrongDatabase, database
from quanheng.web.home import DATA

SETTINGS = "quanheng.web.settings"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
THREADS = "4"
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
PAUSE = 5.0
"""Seconds between two looks at the children and at jobs without a worker."""


class CannotServe(Exception):
    """Why the workspace cannot start, in Chinese with what to do."""


def prepare(data: str | None, *, migrate: bool = True) -> None:
    """Choose the data folder, bring the database to this version and collect the static files.

    Without `migrate` the database must be of this version already; another process looks after it.

    Raises:
        CannotServe: the folder cannot be written, the database cannot be reached, or is of another version.
    """
    if data:
        os.environ[DATA] = str(Path(data).absolute())
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    try:
        database(os.environ.get(DATABASE_SETTING, ""), Path())
        import django  # noqa: PLC0415  (other commands must not pay for it)
        from django.core.management import call_command  # noqa: PLC0415
        from django.db.utils import OperationalError  # noqa: PLC0415

        django.setup()
    except WrongDatabase as fault:
        raise CannotServe(str(fault)) from fault
    except OSError as fault:
        raise CannotServe(f"数据文件夹不能写：{fault.filename}。请用 --data 换一个文件夹") from fault
    try:
        _demand_no_newer()
        if not migrate:
            _demand_no_older()
            return
        call_command("migrate", verbosity=0)
    except OperationalError as fault:
        raise CannotServe(f"数据库连不上：{fault}".strip()) from fault
    call_command("collectstatic", verbosity=0, interactive=False)
    from quanheng.web.files.store import forget_unfinished  # noqa: PLC0415

    forget_unfinished()


def _demand_no_newer() -> None:
    """An older program on a newer database would write rows that the newer one does not expect."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

    loader = MigrationLoader(connection)
    ours = {applied for applied in loader.applied_migrations if applied[0] in settings.OURS}
    newer = ours - set(loader.disk_migrations or {})
    if newer:
        app, name = min(newer)
        raise CannotServe(f"数据是更新的版本写的（{app} {name}）。请升级程序后再打开，或恢复升级前的备份")


def _demand_no_older() -> None:
    """A worker that starts before the server has migrated waits for it: it ends, and is started again."""
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CannotServe("数据库还没有升级到这个版本。请先启动网页服务（quanheng serve --only server）")


def demonstrate(data: str | None, host: str) -> None:
    """Prepare a folder of its own and fill it with the demonstration, if it is not there yet.

    Raises:
        CannotServe: the folder holds real work, or the address can be reached from other machines.
    """
    if host not in LOOPBACK:
        raise CannotServe("演示数据的密码是公开的，只能在本机打开，请不要用 --host")
    prepare(data or os.environ.get(DATA) or str(Path.home() / "quanheng-demo"))
    from quanheng.web.demo.fill import InUse, fill, logins  # noqa: PLC0415

    print("准备演示数据，第一次约半分钟……", flush=True)
    try:
        fill(lambda words: print(f"  {words}", flush=True))
    except InUse as fault:
        raise CannotServe(str(fault)) from fault
    print(logins(), flush=True)


def serve(data: str | None, host: str, port: int, *, demo: bool = False, only: str | None = None) -> int:
    """Run server and worker, or `only` one of them; restart one that ends; returns the exit status.

    Raises:
        CannotServe: as `prepare`, or somebody else has the port.
    """
    if only != "worker":
        _demand_free(host, port)
    if demo:
        demonstrate(data, host)
    else:
        prepare(data, migrate=only != "worker")
    children = {"server": _server(host, port), "worker": _worker()}
    if only:
        children = {only: children[only]}
    if "server" in children:
        print(f"权衡已打开：http://{host}:{port}/")
    print(f"数据文件夹：{os.environ.get(DATA) or '~/quanheng-data'}\n停止请按 Ctrl+C", flush=True)
    _supervise(children)
    return 0


def _demand_free(host: str, port: int) -> None:
    """A server that cannot have its port would be started again and again, in English."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(*found[:3]) as tried:
            if sys.platform != "win32":  # where the same option lets two servers have one port
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(found[4])
    except (OSError, UnicodeError) as fault:  # a host such as a..b is no name at all
        raise CannotServe(_not_free(host, port, fault)) from fault


def _not_free(host: str, port: int, fault: OSError | UnicodeError) -> str:
    """Why the address cannot be had, and what to do."""
    if isinstance(fault, UnicodeError | socket.gaierror):
        return f"找不到地址 {host}。只在本机用不必写 --host；给别的机器用写本机的 IP 地址，或 0.0.0.0"
    if fault.errno == errno.EADDRINUSE:
        return (
            f"端口 {port} 已经有程序在用：可能权衡已经打开，请先看 http://{host}:{port}/；"
            "不是的，用 --port 换一个端口"
        )
    if fault.errno == errno.EACCES:
        return f"系统不让用端口 {port}（1024 以下的要管理员权限）。请用 --port 换一个，如 8765"
    if fault.errno == errno.EADDRNOTAVAIL:
        return f"{host} 不是本机的地址。只在本机用不必写 --host；给别的机器用写本机的 IP 地址，或 0.0.0.0"
    return f"不能在 {host}:{port} 打开（{fault.strerror}）。请换 --host 或 --port"


def _supervise(children: dict[str, list[str]]) -> None:
    """Keep the children running until this process is told to end; whoever has the worker looks after lost jobs."""
    signal.signal(signal.SIGTERM, _interrupt)
    running = {name: _start(command) for name, command in children.items()}
    with suppress(KeyboardInterrupt):
        while True:
            time.sleep(PAUSE)
            for name, child in running.items():
                if child.poll() is not None:
                    _end_group(child)
                    running[name] = _start(children[name])
            if "worker" in children:
                _sweep()
    for child in running.values():
        child.terminate()
    for child in running.values():
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            _end_group(child)


def _end_group(child: subprocess.Popen[bytes]) -> None:
    """End what a killed child left behind: a second worker beside the new one, or who holds the port."""
    if sys.platform != "win32":
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    child.kill()


def _interrupt(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    raise KeyboardInterrupt


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    # A group of its own, so that Ctrl+C reaches the supervisor alone and the children end in order.
    return subprocess.Popen(command, start_new_session=True, preexec_fn=_with_parent if _LIBC else None)  # noqa: S603, PLW1509


def _with_parent() -> None:
    """Ask Linux to end the child in order when the supervisor is killed; nothing else may be done here."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _server(host: str, port: int) -> list[str]:
    if sys.platform == "win32":
        return [sys.executable, "-m", "waitress", f"--listen={host}:{port}", "quanheng.web.wsgi:application"]
    return [
        *(sys.executable, "-m", "gunicorn", "quanheng.web.wsgi", "--bind", f"{host}:{port}"),
        *("--workers", "1", "--threads", THREADS, "--timeout", "120", "--log-level", "warning"),
        *("--no-control-socket",),
    ]


def _worker() -> list[str]:
    return [sys.executable, "-m", "django", "qcluster", "--settings", SETTINGS]


def _sweep() -> None:
    from django.db import Error, close_old_connections  # noqa: PLC0415

    from quanheng.web.jobs.run import sweep  # noqa: PLC0415

    with suppress(Error):  # the database may be away for a moment; the next look comes soon
        sweep()
    close_old_connections()
